/*
 * headline.c - verdicts by subject: what a person takes for one check.
 */
#include <math.h>
#include <string.h>

#include "checks/check.h"
#include "report/headline.h"

/* What is no check of sequences, in the order in which it is shown. */
struct subject {
	const char *subject, *title, *about;
};

static const struct subject others[] = {
	{ "alphabet", "Alphabet", "letters that only one class has" },
	{ "copies", "Repeated or not", "whether a record has copies" },
	{ "leaked", "Leaked or not", "whether a record is in another split" },
	{ "drift", "Train against test",
	  "any check, between splits of a class" },
	{ "label", "Class sizes", "shares of the classes, between splits" },
	{ "repeats", "Copies within a class", "copies within a class" },
	{ "conflict", "One sequence, two labels",
	  "one sequence under two labels" },
	{ "leak", "Leaks between splits",
	  "sequences of one split in another" },
};

enum { OTHERS = sizeof(others) / sizeof(*others) };

const char *
headline_subject(const struct verdict *v)
{
	switch (v->kind) {
	case VERDICT_CLASS:
		return strcmp(v->check, "leak") == 0 ? "leaked" : v->check;
	case VERDICT_DRIFT:
		return strcmp(v->check, ".") == 0 ? "." :
		       strcmp(v->check, "label") == 0 ? "label" : "drift";
	case VERDICT_COPIES:
		return strcmp(v->a, v->b) == 0 ? "repeats" : "conflict";
	case VERDICT_LEAK:
		return "leak";
	}
	return ".";
}

/* True of a check that has verdicts of two labels. */
static bool
is_judged(const struct check *check)
{
	return check->scoring != SCORE_NONE;
}

const char *
headline_subject_at(size_t i)
{
	for (const struct check *const *c = check_list; *c; c++)
		if (is_judged(*c) && i-- == 0)
			return (*c)->name;
	return i < OTHERS ? others[i].subject : NULL;
}

/* NULL of a check of sequences. */
static const struct subject *
find_other(const char *subject)
{
	for (size_t i = 0; i < OTHERS; i++)
		if (strcmp(others[i].subject, subject) == 0)
			return &others[i];
	return NULL;
}

const char *
headline_title(const char *subject)
{
	const struct subject *other = find_other(subject);

	return other ? other->title : NULL;
}

const char *
headline_about(const char *subject)
{
	const struct subject *other = find_other(subject);
	const struct check *check = check_find(subject);

	return other ? other->about : check ? check->about : subject;
}

static bool
is_leak_of_label(const struct verdict *v)
{
	return v->kind == VERDICT_LEAK && strcmp(v->scope, ".") != 0;
}

int
headline_compare(const struct verdict *x, const struct verdict *y)
{
	bool none_x = x->measure == MEASURE_NONE || isnan(x->score);
	bool none_y = y->measure == MEASURE_NONE || isnan(y->score);

	if (x->flag != y->flag)
		return x->flag > y->flag ? -1 : 1;
	if (none_x || none_y)
		return none_x - none_y;
	if (x->measure != y->measure)
		return x->measure < y->measure ? -1 : 1;
	if (is_leak_of_label(x) != is_leak_of_label(y))
		return is_leak_of_label(y) ? -1 : 1;
	return (x->score < y->score) - (x->score > y->score);
}

const struct verdict *
headline_worst_of(const struct verdict_list *list, const char *subject)
{
	const struct verdict *worst = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];

		if (!v->headline || v->flag == FLAG_NONE ||
		    (subject && strcmp(headline_subject(v), subject) != 0))
			continue;
		if (!worst || headline_compare(v, worst) < 0)
			worst = v;
	}
	return worst;
}

const struct verdict *
headline_worst(const struct verdict_list *list)
{
	return headline_worst_of(list, NULL);
}

const struct verdict *
headline_leak(const struct verdict_list *list)
{
	const struct verdict *largest = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];

		if (v->headline && v->kind == VERDICT_LEAK &&
		    strcmp(v->scope, ".") == 0 && !isnan(v->score) &&
		    (!largest || v->score > largest->score))
			largest = v;
	}
	return largest;
}

const char *
headline_word(const struct verdict_list *list)
{
	switch (verdict_list_worst(list)) {
	case FLAG_FAIL:
		return "fix";
	case FLAG_WARNING:
		return "care";
	case FLAG_PASS:
		return "clear";
	case FLAG_NONE:
	case FLAG_INCONCLUSIVE:
		break;
	}
	return "inconclusive";
}

uint64_t
headline_records(const struct verdict_list *list)
{
	uint64_t n = 0;

	for (size_t i = 0; i < list->n_groups; i++)
		if (strcmp(list->groups[i].column,
			   list->groups[0].column) == 0)
			n += list->groups[i].records;
	return n;
}
