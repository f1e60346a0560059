/*
 * finding_title.c - what findings are called.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/finding_words.h"
#include "report/intervals.h"
#include "report/leak_findings.h"
#include "report/said.h"

/* What gives the label away, by cause. */
struct cause_words {
	const char *cause, *subject;
	bool several;		/* the subject is a plural */
};

static const struct cause_words causes[] = {
	{ "length", "Length", false },
	{ "gc", "GC content", false },
	{ "base", "Single bases", true },
	{ "dinuc", "Pairs of bases", true },
	{ "kmer", "Short words", true },
	{ "n", "Runs of N", true },
	{ "case", "Lower case", false },
	{ "complexity", "Low complexity", false },
	{ "skew", "The strand", false },
	{ "alphabet", "A letter of one class", false },
	{ "letters", "U against T", false },
};

static const struct cause_words *
find_words(const char *cause)
{
	for (size_t i = 0; i < sizeof(causes) / sizeof(*causes); i++)
		if (strcmp(causes[i].cause, cause) == 0)
			return &causes[i];
	return NULL;
}

static bool
is(const char *word, const char *other)
{
	return strcmp(word, other) == 0;
}

/* The first interval of a row, or where it would be: they are in order. */
static size_t
first_interval(const struct interval_list *intervals, size_t row)
{
	size_t from = 0, to = intervals->n;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (intervals->all[middle].row < row)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* The interval that holds the worst part of a row; NULL if there is none. */
static const struct interval *
find_interval(const struct interval_list *intervals, size_t row,
	      const struct verdict *v)
{
	int32_t at;
	char letter;

	if (!interval_part(v->part, &at, &letter))
		return NULL;
	for (size_t i = first_interval(intervals, row);
	     i < intervals->n && intervals->all[i].row == row; i++) {
		const struct interval *it = &intervals->all[i];

		if (it->from <= at && at <= it->to)
			return it;
	}
	return NULL;
}

/* "positions 199 to 203 read tCAgt in pos", the side that has more of it. */
static bool
add_interval(struct text *text, const struct verdict *v,
	     const struct interval *it)
{
	const char *read = v->higher < 0 ? it->consensus_b : it->consensus_a;

	if (read[strspn(read, ".")] == '\0')
		return false;
	text_addf(text, "position%s %" PRId32, it->from == it->to ? "" : "s",
		  it->from);
	if (it->from != it->to)
		text_addf(text, " to %" PRId32, it->to);
	if (!is(v->check, "start"))
		text_addf(text, " from the %s", v->check);
	text_addf(text, " read%s %s in ", it->from == it->to ? "s" : "",
		  read);
	said_add(text, said_side(v->kind), v->higher < 0 ? v->b : v->a);
	return true;
}

bool
finding_add_place(struct text *text, const struct finding_list *findings,
		  const struct verdict_list *list,
		  const struct verdict *headline)
{
	const struct interval *it =
		find_interval(&findings->intervals,
			      (size_t)(headline - list->all), headline);

	return it && add_interval(text, headline, it);
}

/* What stands at positions, or only that they tell the label. */
static void
add_position(struct text *text, const struct finding *f,
	     const struct verdict *v, const struct interval_list *intervals)
{
	const struct interval *it = find_interval(intervals, f->rows[0], v);
	const size_t n = strlen(v->part), at = text->n;

	if (it && add_interval(text, v, it))
		text->bytes[at] = 'P';
	else
		text_addf(text, "Position %.*s from the %s gives the label "
			  "away", (int)(n ? n - 1 : 0), v->part, f->cause);
}

static uint64_t
share_count(const struct verdict *v)
{
	double of = (double)v->n_a;

	if (v->kind == VERDICT_COPIES && !is(v->a, v->b))
		of += (double)v->n_b;
	return (uint64_t)llround(v->score * of);
}

void
finding_add_tested(struct text *text, const struct verdict *v, uint64_t n)
{
	text_add_grouped(text, n);
	text_addc(text, ' ');
	if (said_is_number(v->a)) {
		text_addf(text, "record%s of ", n == 1 ? "" : "s");
		said_add(text, "split", v->a);
	} else {
		text_addf(text, "%s record%s", v->a, n == 1 ? "" : "s");
	}
	if (is(v->scope, "."))
		return;
	text_adds(text, said_is_number(v->a) ? ", " : " of ");
	said_add(text, "label", v->scope);
}

/* What so many records have to do with another split. */
static void
add_leak_title(struct text *text, const struct verdict *v, uint64_t n)
{
	const bool one = n == 1;

	finding_add_tested(text, v, n);
	if (!is(v->check, "leak"))
		text_adds(text, one ? " is in " : " are in ");
	else if (is(v->part, leak_kind_text(LEAK_PARTIAL)))
		text_addf(text, " %s a part with ",
			  one ? "shares" : "share");
	else if (is(v->part, leak_kind_text(LEAK_LOW)))
		text_adds(text, one ? " is like " : " are like ");
	else
		text_addf(text, " %s a copy or near copy in ",
			  one ? "has" : "have");
	said_add(text, "split", v->b);
	if (!is(v->check, "leak"))
		text_adds(text, " too");
	else if (is(v->part, leak_kind_text(LEAK_LOW)))
		text_adds(text, " by low complexity");
}

/* Records, and what they do: "371 test records are in train too". */
static void
add_share_title(struct text *text, const struct finding *f,
		const struct verdict *v)
{
	uint64_t n;
	const char *s;

	/* A pair table alone does not tell how many there are. */
	if (v->n_a == RECORDS_UNKNOWN || isnan(v->score)) {
		text_adds(text, "Records of ");
		said_add(text, "split", v->a);
		text_adds(text, " are in ");
		said_add(text, "split", v->b);
		text_adds(text, " too");
		return;
	}
	n = f->price.known ? f->price.of - f->price.keeps : share_count(v);
	if (is(f->cause, "leak")) {
		add_leak_title(text, v, n);
		return;
	}
	s = n == 1 ? "" : "s";
	text_add_grouped(text, n);
	if (is(f->cause, "conflict"))
		text_addf(text, " record%s %s a sequence of another label", s,
			  n == 1 ? "has" : "have");
	else
		text_addf(text, " record%s repeat%s another of %s label", s,
			  n == 1 ? "s" : "", n == 1 ? "its" : "their");
}

/* "train and test". */
static void
add_both(struct text *text, const struct verdict *v)
{
	said_add(text, said_side(v->kind), v->a);
	text_adds(text, " and ");
	said_add(text, said_side(v->kind), v->b);
}

void
finding_add_title(struct text *text, const struct finding *f,
		  const struct judged *judged,
		  const struct interval_list *intervals)
{
	const struct verdict *v = &judged->list.all[f->rows[0]];
	const struct cause_words *words = find_words(f->cause);

	if (is(f->cause, "drift")) {
		add_both(text, v);
		text_adds(text, " differ");
	} else if (is(f->cause, "label")) {
		text_adds(text, "Classes have other shares in ");
		add_both(text, v);
	} else if (v->measure == MEASURE_SHARE) {
		add_share_title(text, f, v);
	} else if (is(f->cause, "repeats")) {
		text_addf(text, "Copies give the label away");
	} else if (check_has_positions(f->cause)) {
		add_position(text, f, v, intervals);
	} else {
		text_adds(text, words ? words->subject : f->cause);
		text_addf(text, " give%s the label away",
			  words && words->several ? "" : "s");
	}
	if (judged->n > 1)
		text_addf(text, ", column %s", f->column);
}
