/*
 * shares.c - copies within labels, conflicts between them, leaks between
 * splits: exact shares of records.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/split_order.h"
#include "report/column.h"
#include "report/said.h"
#include "stats/distribution.h"

/* One share on its way to a row, and its two parts. */
struct share {
	enum verdict_kind kind;
	const char *scope, *a, *b;
	struct partners partners;
	uint64_t of;		/* records asked */
	uint64_t n_a, n_b;
	uint64_t empty;		/* left out */
	double chance;		/* of them expected by chance */
	const char *found;	/* after "12 of 300 records " */
};

/* A side of empty records alone: there is no share. */
static bool
is_void(const struct share *s)
{
	return s->n_a == 0 || s->n_b == 0;
}

static const char *
reason_of(struct column *column, const struct share *s, uint64_t k)
{
	struct text text = { 0 };
	const char *kept;

	text_add_grouped(&text, k);
	text_adds(&text, " of ");
	text_add_grouped(&text, s->of);
	text_addf(&text, " records %s", s->found);
	if (s->partners.other && k) {
		text_adds(&text, ", ");
		text_add_grouped(&text, s->partners.other);
		text_adds(&text, " of them only as reverse complement");
	}
	if (is_void(s)) {
		text_adds(&text, "; no record of ");
		said_add(&text, said_side(s->kind), s->n_a ? s->b : s->a);
		text_adds(&text, " has a letter");
	}
	if (s->chance >= 1) {
		text_adds(&text, "; about ");
		text_add_grouped(&text, (uint64_t)round(s->chance));
		text_adds(&text, " are expected by chance, so short are they");
	}
	if (s->empty) {
		text_adds(&text, "; ");
		text_add_grouped(&text, s->empty);
		text_addf(&text, " empty record%s left out",
			  s->empty == 1 ? "" : "s");
	}
	kept = verdict_list_keep(column->judge.out, text.bytes);
	text_release(&text);
	return kept;
}

static struct verdict
row_of(struct column *column, const struct share *s, uint64_t k)
{
	struct verdict v = {
		.kind = s->kind, .scope = s->scope, .a = s->a, .b = s->b,
		.column = column->view.column, .check = "dup",
		.rank = verdict_rank("dup"), .n_a = s->n_a, .n_b = s->n_b,
		.measure = MEASURE_SHARE,
		.score = NAN, .low = NAN, .high = NAN,
		.average_precision = NAN, .prevalence = NAN,
		.accuracy = NAN, .majority = NAN, .p = NAN,
		.flag = FLAG_INCONCLUSIVE,
	};

	if (is_void(s))
		return v;
	v.score = (double)k / (double)s->of;
	v.flag = rule_share(k, s->of);
	share_interval(k, s->of, .95, &v.low, &v.high);
	return v;
}

/* Of copies in a label the first is none, and has a partner all the same. */
static const char *
part_found(const struct share *s, bool other)
{
	if (s->kind == VERDICT_COPIES && strcmp(s->a, s->b) == 0)
		return other ? "repeat another one on the other strand only" :
			       "repeat another one on the same strand";
	return other ? "have a partner on the other strand only" :
		       "have a partner on the same strand";
}

static void
add_share(struct column *column, const struct share *s)
{
	const struct partners *p = &s->partners;
	const struct {
		const char *at;
		uint64_t k;
	} parts[] = { { "+", p->same }, { "-", p->other } };
	struct verdict v = row_of(column, s, p->same + p->other);
	struct share plain = *s;

	v.at = v.part = ".";
	v.headline = true;
	v.reason = reason_of(column, s, p->same + p->other);
	verdict_list_add(column->judge.out, &v);
	if (is_void(s))
		return;
	plain.partners.other = 0;
	plain.chance = 0;
	plain.empty = 0;
	for (size_t i = 0; i < 2; i++) {
		v = row_of(column, s, parts[i].k);
		if (!column->options->all_parts && v.flag == FLAG_PASS)
			continue;
		plain.found = part_found(s, i == 1);
		v.at = v.part = parts[i].at;
		v.reason = reason_of(column, &plain, parts[i].k);
		verdict_list_add(column->judge.out, &v);
	}
}

/*
 * How many of the records of mine equal one of theirs by chance: of each
 * length as many as there are pairs that do, on either strand, all sequences
 * being as likely; at most all of them.
 */
static double
chance(const uint64_t *mine, const uint64_t *theirs)
{
	double sum = 0, words = 1;

	for (size_t l = 1; l < SHORT_LENGTHS; l++) {
		double a = (double)mine[l], b = (double)theirs[l];

		words *= 4;
		sum += fmin(a, 2 * a * b / words);
	}
	return sum;
}

/* The same among themselves: records less distinct sequences. */
static double
chance_within(const uint64_t *lengths)
{
	double sum = 0, words = 1;

	for (size_t l = 1; l < SHORT_LENGTHS; l++) {
		double n = (double)lengths[l];

		words *= 4;
		if (n > 1)
			sum += fmin(n - 1, n * (n - 1) / words);
	}
	return sum;
}

static void
judge_within(struct column *column)
{
	for (size_t i = 0; i < column->view.n; i++) {
		const struct group *g = view_group(&column->view, i);
		const struct copies_group *c = &column->copies.groups[i];

		if (!c->counted)
			continue;
		add_share(column, &(struct share){
			.kind = VERDICT_COPIES, .scope = g->split,
			.a = g->label, .b = g->label,
			.partners = c->extra, .of = c->records,
			.n_a = c->records, .n_b = c->records,
			.empty = c->empty,
			.chance = chance_within(column->short_lengths[i]),
			.found = "repeat another one of their label",
		});
	}
}

/* Labels i and j of one split. */
static void
judge_conflict(struct column *column, size_t i, size_t j)
{
	const struct copies *c = &column->copies;
	const struct group *a = view_group(&column->view, i);
	const struct group *b = view_group(&column->view, j);
	const struct partners *x = copies_between(c, i, j);
	const struct partners *y = copies_between(c, j, i);
	const uint64_t *of_i = column->short_lengths[i];
	const uint64_t *of_j = column->short_lengths[j];
	uint64_t n_a = c->groups[i].records, n_b = c->groups[j].records;

	add_share(column, &(struct share){
		.kind = VERDICT_COPIES, .scope = a->split, .a = a->label,
		.b = b->label,
		.partners = { x->same + y->same, x->other + y->other },
		.of = n_a + n_b, .n_a = n_a, .n_b = n_b,
		.empty = c->groups[i].empty + c->groups[j].empty,
		.chance = chance(of_i, of_j) + chance(of_j, of_i),
		.found = "have a sequence that the other label has too",
	});
}

/* Records of several groups, as those who look for their copies see them. */
struct crowd {
	size_t groups;			/* that dup was counted for */
	uint64_t records, empty;
	uint64_t lengths[SHORT_LENGTHS];
};

static void
crowd_add(struct crowd *crowd, const struct column *column, size_t i)
{
	const struct copies_group *g = &column->copies.groups[i];

	if (!g->counted)
		return;
	crowd->groups++;
	crowd->records += g->records;
	crowd->empty += g->empty;
	for (size_t l = 0; l < SHORT_LENGTHS; l++)
		crowd->lengths[l] += column->short_lengths[i][l];
}

static void
judge_against_rest(struct column *column, size_t i, const struct crowd *all)
{
	const struct copies *c = &column->copies;
	const struct group *g = view_group(&column->view, i);
	const uint64_t *mine = column->short_lengths[i];
	uint64_t n = c->groups[i].records, theirs[SHORT_LENGTHS];

	for (size_t l = 0; l < SHORT_LENGTHS; l++)
		theirs[l] = all->lengths[l] - mine[l];
	add_share(column, &(struct share){
		.kind = VERDICT_COPIES, .scope = g->split, .a = g->label,
		.b = "*", .partners = *copies_with_others(c, i),
		.of = n, .n_a = n, .n_b = all->records - n,
		.empty = c->groups[i].empty, .chance = chance(mine, theirs),
		.found = "have a sequence that another label has too",
	});
}

static void
judge_conflicts(struct column *column, const struct copies_split *split)
{
	const struct view *view = &column->view;
	const struct copies_group *groups = column->copies.groups;
	size_t last = split->first + split->n;
	struct crowd all = { 0 };

	for (size_t i = split->first; i < last; i++)
		if (view_has_label(view, i))
			crowd_add(&all, column, i);
	for (size_t i = split->first; i < last; i++) {
		if (!view_has_label(view, i) || !groups[i].counted)
			continue;
		if (!split->between && all.groups > 1)
			judge_against_rest(column, i, &all);
		for (size_t j = i + 1; split->between && j < last; j++)
			if (view_has_label(view, j) && groups[j].counted)
				judge_conflict(column, i, j);
	}
}

/* Splits by number: records of one are looked for in the other. */
struct leak {
	size_t tested, in;
	const struct crowd *there;	/* all of the other */
};

/* Records from first to before last, all of the tested split. */
static void
judge_leak(struct column *column, const struct leak *leak, const char *label,
	   size_t first, size_t last)
{
	const struct copies *c = &column->copies;
	struct share s = {
		.kind = VERDICT_LEAK, .scope = label,
		.a = c->splits[leak->tested].name,
		.b = c->splits[leak->in].name, .n_b = leak->there->records,
	};
	struct crowd asked = { 0 };
	struct text found = { 0 };

	for (size_t i = first; i < last; i++) {
		const struct partners *p = copies_in_split(c, i, leak->in);

		crowd_add(&asked, column, i);
		s.partners.same += p->same;
		s.partners.other += p->other;
	}
	/* Nothing is said of what was not counted; other rows tell that. */
	if (!asked.groups || !leak->there->groups)
		return;
	s.of = s.n_a = asked.records;
	s.empty = asked.empty;
	s.chance = chance(asked.lengths, leak->there->lengths);
	text_adds(&found, "of ");
	said_add(&found, "split", s.a);
	text_adds(&found, " are in ");
	said_add(&found, "split", s.b);
	text_adds(&found, " too");
	s.found = found.bytes;
	add_share(column, &s);
	text_release(&found);
}

/* Of split s in t, or the other way round. */
static void
judge_leaks(struct column *column, size_t s, size_t t)
{
	const struct copies_split *splits = column->copies.splits;
	bool later = split_is_tested_in(splits[s].name, splits[t].name);
	const struct copies_split *tested = &splits[later ? s : t];
	const struct copies_split *in = &splits[later ? t : s];
	size_t last = tested->first + tested->n;
	struct crowd there = { 0 };
	struct leak leak = { later ? s : t, later ? t : s, &there };

	if (strcmp(in->name, ".") == 0 || strcmp(tested->name, ".") == 0)
		return;
	for (size_t i = 0; i < in->n; i++)
		crowd_add(&there, column, in->first + i);
	judge_leak(column, &leak, ".", tested->first, last);
	for (size_t i = tested->first; i < last; i++)
		if (view_has_label(&column->view, i))
			judge_leak(column, &leak,
				   view_group(&column->view, i)->label, i,
				   i + 1);
}

void
column_judge_shares(struct column *column)
{
	const struct copies *copies = &column->copies;

	if (!column->has_copies)
		return;
	judge_within(column);
	for (size_t s = 0; s < copies->n_splits; s++) {
		judge_conflicts(column, &copies->splits[s]);
		for (size_t t = s + 1; t < copies->n_splits; t++)
			judge_leaks(column, s, t);
	}
}
