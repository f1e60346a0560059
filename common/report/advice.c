/*
 * advice.c - why a finding is often there, and what mends it, in words.
 *
 * A check that measures says it beside its code (checks/); here are the
 * findings that are made from the counts of others.
 */
#include <string.h>

#include "checks/check.h"
#include "report/advice.h"

struct advice {
	const char *check, *cause, *mend;
};

static const struct advice derived[] = {
	{ "alphabet",
	  "the classes come from sources that write sequences differently",
	  "write all classes with the same letters: T for U, and drop or "
	  "mask what only one class has" },
	{ "copies",
	  "one class was collected from overlapping or repeated sources",
	  "drop copies within each class, on both strands" },
	{ "label",
	  "the split was not drawn within each class",
	  "draw the split anew, within each class" },
};

static const struct advice conflict = {
	"dup", "the same sequence was found under two labels",
	"drop sequences that stand under two labels, or settle which one "
	"holds"
};
static const struct advice repeated = {
	"dup", "sources overlap, or records were added twice",
	"keep one record of each sequence, on both strands"
};
static const struct advice leaked = {
	"dup", "the split was drawn by record and not by sequence",
	"drop from train what is in test, on both strands, or draw the "
	"split by sequence"
};
static const struct advice near_leaked = {
	"leak", "the split was drawn by record, and records overlap, repeat "
	"or are homologous",
	"drop from train what is near to test, or split so that near copies "
	"stay together"
};

/* Of two splits: what the classes need is no help. */
static const struct advice drifted = {
	NULL, "the splits were drawn from different sources, or not at random",
	"draw the split anew, at random from all records, or keep in mind "
	"that the splits differ on purpose"
};
/* The check itself speaks of CG. */
static const struct advice other_pair = {
	"dinuc", "GC content, repeats and codons shape pairs",
	"match the classes on GC content, or use negatives that keep the "
	"pairs (shuffled by dinucleotides)"
};

static const struct advice *
find(const struct verdict *v)
{
	if (strcmp(v->check, "leak") == 0)
		return &near_leaked;
	if (v->kind == VERDICT_LEAK)
		return &leaked;
	if (v->kind == VERDICT_DRIFT && strcmp(v->check, "label") != 0)
		return &drifted;
	if (strcmp(v->check, "dinuc") == 0 && strcmp(v->part, "CG") != 0 &&
	    !strchr(v->part, 'N'))
		return &other_pair;
	if (v->kind == VERDICT_COPIES)
		return strcmp(v->a, v->b) == 0 ? &repeated : &conflict;
	for (size_t i = 0; i < sizeof(derived) / sizeof(*derived); i++)
		if (strcmp(derived[i].check, v->check) == 0)
			return &derived[i];
	return NULL;
}

/* The check whose advice holds: letters that are N are of check n. */
static const struct check *
check_of(const struct verdict *v)
{
	static const char *const letters[] = { "base", "dinuc", "start",
					       "end", "centre" };

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (strcmp(v->check, letters[i]) == 0 && strchr(v->part, 'N'))
			return &check_n;
	return check_find(v->check);
}

const char *
advice_of(const struct verdict *verdict)
{
	const struct advice *advice = find(verdict);
	const struct check *check = check_of(verdict);

	return advice ? advice->mend : check ? check->mend : NULL;
}

const char *
cause_of(const struct verdict *verdict)
{
	const struct advice *advice = find(verdict);
	const struct check *check = check_of(verdict);

	return advice ? advice->cause : check ? check->cause : NULL;
}
