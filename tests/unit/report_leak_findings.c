/*
 * report_leak_findings.c - tests of common/report/leak_*.c: what no row of the
 * verdict table shows, and that no order of pairs shows.
 */
#include <stdlib.h>

#include "report/leak_figures.h"
#include "tables.h"

struct row {
	const char *query, *qlabel, *target, *tlabel;
	enum pair_relation relation;
	char strand;
	uint64_t edits, length, qlen, tlen;
	bool low;
};

/* Two groups of linked records hold two labels each. */
static const struct row rows[] = {
	{ "q1", "a", "t1", "a", PAIR_COPY, '+', 0, 100, 100, 100, false },
	{ "q1", "a", "t2", "b", PAIR_NEAR, '+', 5, 100, 100, 100, false },
	{ "q2", "b", "t2", "b", PAIR_NEAR, '-', 8, 100, 100, 100, false },
	{ "q3", "a", "t3", "b", PAIR_COPY, '-', 0, 100, 100, 100, false },
	{ "q4", "b", "t4", "b", PAIR_CONTAINED, '+', 2, 40, 40, 100, false },
	{ "q5", "a", "t4", "b", PAIR_OVERLAP, '+', 0, 55, 100, 100, false },
	{ "q6", "b", "t5", "b", PAIR_NEAR, '+', 9, 100, 100, 100, true },
	{ "q7", "b", "t1", "a", PAIR_CONTAINS, '+', 0, 30, 200, 30, false },
	{ "q8", "a", "t6", "a", PAIR_NEAR, '+', 1, 18, 18, 18, false },
};
enum { ROWS = sizeof(rows) / sizeof(*rows) };

static struct pair_row
pair_of(const struct row *r)
{
	return (struct pair_row){
		.query = r->query, .target = r->target,
		.relation = r->relation, .strand = r->strand,
		.edits = r->edits, .length = r->length, .qlen = r->qlen,
		.tlen = r->tlen, .qlabel = r->qlabel, .tlabel = r->tlabel,
		.qsplit = "test", .tsplit = "train", .low = r->low,
	};
}

/* Rows from `first` on, round the end; twice says them all again. */
static struct leak_tally *
make_tally(enum pair_form form, size_t first, bool twice)
{
	const struct pair_head head = { form, pair_options_default };
	struct leak_tally *tally = leak_tally_new();
	struct error err = { 0 };

	EXPECT(leak_tally_head(tally, &head, "x", &err) == 0);
	for (size_t i = 0; i < ROWS * (twice ? 2 : 1); i++) {
		struct pair_row pair = pair_of(&rows[(first + i) % ROWS]);

		leak_tally_add(tally, &pair);
	}
	return tally;
}

static const struct leak_size sizes[] = {
	{ "test", "a", 10, 1 }, { "test", "b", 6, 0 }, { "train", "a", 7, 0 },
	{ "train", "b", 9, 2 }, { "valid", "a", 99, 0 },
};
enum { SIZES = sizeof(sizes) / sizeof(*sizes) };

static struct verdict_list
make_findings(const struct leak_tally *tally, size_t n_sizes)
{
	struct verdict_list list = { 0 };

	EXPECT(tally->n_pairs == 1);
	leak_findings_make(&list, tally, tally->pairs[0], sizes, n_sizes,
			   "sequence");
	EXPECT(list.n_leaks == 1);
	return list;
}

static void
best_pairs(void)
{
	struct leak_tally *tally = make_tally(PAIR_ALL, 0, false);
	struct verdict_list list = make_findings(tally, SIZES);
	const struct leak_findings *f = &list.leaks[0];

	EXPECT_TEXT(f->tested, "test");
	EXPECT_TEXT(f->in, "train");
	EXPECT(f->n_tested == 16 && f->n_in == 16 && f->blank == 1);
	EXPECT(!f->doubt);
	EXPECT(f->kinds[LEAK_LEAKED] == 5);
	EXPECT(f->kinds[LEAK_PARTIAL] == 2);
	EXPECT(f->kinds[LEAK_LOW] == 1);
	EXPECT(f->best[PAIR_COPY][0][LEAK_SAME] == 1);
	EXPECT(f->best[PAIR_COPY][1][LEAK_OTHER] == 1);
	EXPECT(f->best[PAIR_NEAR][1][LEAK_SAME] == 1);
	EXPECT(f->best[PAIR_NEAR][0][LEAK_SAME] == 1);
	EXPECT(f->best_low[PAIR_NEAR][0][LEAK_SAME] == 1);
	EXPECT(f->short_near == 1);
	EXPECT(f->n_classes == 2);
	EXPECT_TEXT(f->classes[0].label, "a");
	EXPECT(f->classes[0].asked == 10);
	EXPECT(f->classes[0].kinds[LEAK_LEAKED] == 3);
	EXPECT(f->classes[1].kinds[LEAK_PARTIAL] == 1);
	/* Each record of train by its best: t4 by what lies in it. */
	EXPECT(f->in_known);
	EXPECT(f->in_kinds[LEAK_LEAKED] == 5);
	EXPECT(f->in_kinds[LEAK_PARTIAL] == 0);
	EXPECT(f->in_kinds[LEAK_LOW] == 1);
	verdict_list_release(&list);
	leak_tally_free(tally);
}

static void
memory_alone(void)
{
	static const uint64_t n[LEAK_BINS] = { 2, 0, 3, 0, 1, 2, 8 };
	static const uint64_t right[LEAK_BINS] = { 1, 0, 3, 0, 0, 1, 2 };
	struct leak_tally *tally = make_tally(PAIR_ALL, 0, false);
	struct verdict_list list = make_findings(tally, SIZES);
	const struct leak_floor *floor = &list.leaks[0].floor;

	EXPECT(floor->known);
	for (size_t i = 0; i < LEAK_BINS; i++) {
		EXPECT(floor->bins[i].n == n[i]);
		EXPECT(floor->bins[i].right == right[i]);
		EXPECT(floor->bins[i].low <= floor->bins[i].high);
		EXPECT(i == 0 ||
		       floor->bins[i].from < floor->bins[i - 1].from);
	}
	EXPECT_TEXT(floor->majority, "b");
	EXPECT(floor->majority_right == 6);
	EXPECT(floor->n == 16 && floor->right == 7);
	EXPECT_NEAR(floor->low, .197535, 1e-5);
	EXPECT_NEAR(floor->high, .701219, 1e-5);
	verdict_list_release(&list);
	leak_tally_free(tally);
}

static void
conflicts(void)
{
	struct leak_tally *tally = make_tally(PAIR_ALL, 0, false);
	struct verdict_list list = make_findings(tally, SIZES);
	struct leak_conflicts c = list.leaks[0].conflicts;

	/* q1 t1 t2 q2 hold two of each label; q3 t3 one of each. */
	EXPECT(c.known && c.complete);
	EXPECT(c.records == 2);
	EXPECT(c.groups == 2);
	EXPECT(c.wrong == 3);
	EXPECT(c.n == 32);
	verdict_list_release(&list);
	leak_tally_free(tally);
	/* Of the best pairs, q1 is not linked with t2. */
	tally = make_tally(PAIR_BEST_TARGET, 0, false);
	list = make_findings(tally, 0);
	c = list.leaks[0].conflicts;
	EXPECT(c.known && !c.complete);
	EXPECT(c.n == RECORDS_UNKNOWN);
	EXPECT(!list.leaks[0].floor.known);
	EXPECT(!list.leaks[0].in_known);
	EXPECT(list.leaks[0].n_tested == RECORDS_UNKNOWN);
	verdict_list_release(&list);
	leak_tally_free(tally);
}

static void
examples(void)
{
	static const char *const queries[] = { "q1", "q3", "q2", "q6", "q8",
					       "q4", "q7", "q5" };
	struct leak_tally *tally = make_tally(PAIR_ALL, 0, false);
	struct verdict_list list = make_findings(tally, SIZES);
	const struct leak_findings *f = &list.leaks[0];

	EXPECT(f->n_examples == 8);
	for (size_t i = 0; i < f->n_examples; i++)
		EXPECT_TEXT(f->examples[i].pair.query, queries[i]);
	EXPECT_TEXT(f->examples[0].pair.target, "t1");
	EXPECT(!f->examples[0].query);
	verdict_list_release(&list);
	leak_tally_free(tally);
}

/* Whatever row comes first, and however often. */
static void
any_order(void)
{
	struct leak_tally *tally = make_tally(PAIR_ALL, 0, false);
	struct verdict_list wanted = make_findings(tally, SIZES);
	const struct leak_findings *w = &wanted.leaks[0];

	for (size_t first = 0; first < ROWS; first++) {
		struct leak_tally *other = make_tally(PAIR_ALL, first, true);
		struct verdict_list list = make_findings(other, SIZES);
		const struct leak_findings *f = &list.leaks[0];

		EXPECT(memcmp(f->kinds, w->kinds, sizeof(f->kinds)) == 0);
		EXPECT(memcmp(f->best, w->best, sizeof(f->best)) == 0);
		EXPECT(memcmp(f->in_kinds, w->in_kinds,
			      sizeof(f->in_kinds)) == 0);
		EXPECT(f->floor.right == w->floor.right);
		EXPECT(f->conflicts.wrong == w->conflicts.wrong);
		EXPECT(f->n_examples == w->n_examples);
		for (size_t i = 0; i < f->n_examples; i++)
			EXPECT_TEXT(f->examples[i].pair.query,
				    w->examples[i].pair.query);
		verdict_list_release(&list);
		leak_tally_free(other);
	}
	verdict_list_release(&wanted);
	leak_tally_free(tally);
}

/* More rows than were asked are of other data. */
static void
doubt(void)
{
	static const struct leak_size few[] = { { "test", "a", 2, 0 },
						{ "train", "a", 2, 0 } };
	struct leak_tally *tally = make_tally(PAIR_ALL, 0, false);
	struct verdict_list list = { 0 };

	leak_findings_make(&list, tally, tally->pairs[0], few, 2, "sequence");
	EXPECT(list.leaks[0].doubt);
	EXPECT(!list.leaks[0].floor.known);
	verdict_list_release(&list);
	leak_tally_free(tally);
}

int
main(void)
{
	unit_run("each record counts once, by its best pair", best_pairs);
	unit_run("what memory alone scores, by similarity", memory_alone);
	unit_run("groups of several labels bound the accuracy", conflicts);
	unit_run("every relation has an example before one has two",
		 examples);
	unit_run("the order of pairs does not show", any_order);
	unit_run("sizes that do not fit are doubted", doubt);
	return unit_end();
}
