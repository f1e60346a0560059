/*
 * shares.c - copies within labels, conflicts between them, leaks between
 * splits: exact shares of records.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/column.h"
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
	if (s->chance >= 1)
		text_addf(&text, "; about %.3g are expected by chance, so "
			  "short are they", s->chance);
	if (s->empty) {
		text_adds(&text, "; ");
		text_add_grouped(&text, s->empty);
		text_adds(&text, " empty records left out");
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
		.score = s->of ? (double)k / (double)s->of : 0,
		.average_precision = NAN, .prevalence = NAN,
		.accuracy = NAN, .majority = NAN, .p = NAN,
		.flag = rule_share(k, s->of),
	};

	share_interval(k, s->of, .95, &v.low, &v.high);
	return v;
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
	plain.partners.other = 0;
	plain.chance = 0;
	plain.empty = 0;
	for (size_t i = 0; i < 2; i++) {
		v = row_of(column, s, parts[i].k);
		if (!column->options->all_parts && v.flag == FLAG_PASS)
			continue;
		plain.found = i ? "have a partner on the other strand only" :
				  "have a partner on the same strand";
		v.at = v.part = parts[i].at;
		v.reason = reason_of(column, &plain, parts[i].k);
		verdict_list_add(column->judge.out, &v);
	}
}

/* Pairs of equal short sequences, on either strand, expected by chance. */
static double
chance(const struct column *column, size_t i, size_t j)
{
	double sum = 0, power = 1;

	for (size_t l = 1; l < SHORT_LENGTHS; l++) {
		double a = (double)column->short_lengths[i][l];
		double b = (double)column->short_lengths[j][l];

		power *= 4;
		sum += 2 * (i == j ? a * (a - 1) / 2 : a * b) / power;
	}
	return sum;
}

static double
at_most(double expected, uint64_t n)
{
	return expected < (double)n ? expected : (double)n;
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
			.chance = at_most(chance(column, i, i), c->records),
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
	const struct partners *x = &c->between[i * c->n + j];
	const struct partners *y = &c->between[j * c->n + i];
	uint64_t n_a = c->groups[i].records, n_b = c->groups[j].records;

	add_share(column, &(struct share){
		.kind = VERDICT_COPIES, .scope = a->split, .a = a->label,
		.b = b->label,
		.partners = { x->same + y->same, x->other + y->other },
		.of = n_a + n_b, .n_a = n_a, .n_b = n_b,
		.empty = c->groups[i].empty + c->groups[j].empty,
		.chance = at_most(2 * chance(column, i, j), n_a + n_b),
		.found = "have a sequence that the other label has too",
	});
}

static void
judge_against_rest(struct column *column, size_t i)
{
	const struct copies *c = &column->copies;
	const struct group *g = view_group(&column->view, i);
	uint64_t others = 0;

	for (size_t j = 0; j < c->n; j++)
		if (j != i && c->split_of[j] == c->split_of[i] &&
		    view_has_label(&column->view, j))
			others += c->groups[j].records;
	add_share(column, &(struct share){
		.kind = VERDICT_COPIES, .scope = g->split, .a = g->label,
		.b = "*", .partners = c->rest[i],
		.of = c->groups[i].records, .n_a = c->groups[i].records,
		.n_b = others, .empty = c->groups[i].empty,
		.found = "have a sequence that another label has too",
	});
}

static void
judge_conflicts(struct column *column)
{
	const struct view *view = &column->view;
	const struct copies *c = &column->copies;

	for (size_t i = 0; i < c->n; i++) {
		if (!view_has_label(view, i) || !c->groups[i].counted)
			continue;
		if (!c->between) {
			judge_against_rest(column, i);
			continue;
		}
		for (size_t j = i + 1; j < c->n; j++)
			if (c->split_of[j] == c->split_of[i] &&
			    view_has_label(view, j) && c->groups[j].counted)
				judge_conflict(column, i, j);
	}
}

/*
 * Which of two splits is tested: training comes first, tests come last, and
 * of two names that say neither the later one.
 */
static int
split_order(const char *split)
{
	if (strncmp(split, "train", 5) == 0)
		return 0;
	return strncmp(split, "test", 4) == 0 ? 2 : 1;
}

/* Records of split s, with the label of place only unless it is SIZE_MAX. */
struct asked {
	size_t split, place;
	const char *label;
};

static void
judge_leak(struct column *column, const struct asked *asked, size_t in)
{
	const struct copies *c = &column->copies;
	struct share s = {
		.kind = VERDICT_LEAK, .scope = asked->label,
		.a = c->split_names[asked->split], .b = c->split_names[in],
		.found = "are there too",
	};
	struct text found = { 0 };

	for (size_t i = 0; i < c->n; i++) {
		const struct partners *p = &c->found[i * c->splits + in];

		if (c->split_of[i] == in)
			s.n_b += c->groups[i].records;
		if (c->split_of[i] != asked->split ||
		    (asked->place != SIZE_MAX && asked->place != i))
			continue;
		s.partners.same += p->same;
		s.partners.other += p->other;
		s.of += c->groups[i].records;
		s.empty += c->groups[i].empty;
		for (size_t j = 0; j < c->n; j++)
			if (c->split_of[j] == in)
				s.chance += chance(column, i, j);
	}
	s.n_a = s.of;
	s.chance = at_most(s.chance, s.of);
	text_addf(&found, "of %s are in %s too", s.a, s.b);
	s.found = found.bytes;
	add_share(column, &s);
	text_release(&found);
}

static void
judge_leaks(struct column *column)
{
	const struct copies *c = &column->copies;

	for (size_t s = 0; s < c->splits; s++)
		for (size_t t = s + 1; t < c->splits; t++) {
			const char *x = c->split_names[s];
			const char *y = c->split_names[t];
			bool later = split_order(x) > split_order(y);
			struct asked all = { later ? s : t, SIZE_MAX, "." };
			size_t in = later ? t : s;

			if (strcmp(x, ".") == 0 || strcmp(y, ".") == 0)
				continue;
			judge_leak(column, &all, in);
			for (size_t i = 0; i < c->n; i++)
				if (c->split_of[i] == all.split &&
				    view_has_label(&column->view, i))
					judge_leak(column, &(struct asked){
						all.split, i,
						view_group(&column->view,
							   i)->label }, in);
		}
}

void
column_judge_shares(struct column *column)
{
	if (!column->has_copies)
		return;
	judge_within(column);
	judge_conflicts(column);
	judge_leaks(column);
}
