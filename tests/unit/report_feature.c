/*
 * report_feature.c - tests of common/report/feature.c against sums by hand.
 */
#include <stdlib.h>

#include "checks/check.h"
#include "report/feature.h"
#include "tables.h"

static void
read_features(const char *rows, const struct check *check, struct view *view,
	      struct feature_list *list, struct error *err)
{
	view_init(view, tables_read(rows), "s");
	if (feature_list_init(list, view, check, err) < 0)
		EXPECT(err->text[0]);
}

static void
release(struct view *view, struct feature_list *list)
{
	struct count_table *table = (struct count_table *)view->table;

	feature_list_release(list);
	view_release(view);
	count_table_free(table);
}

/* 1/2 and 2/4 are one value; 0 of 0 is 0, and counted apart. */
static void
values(void)
{
	struct view view;
	struct feature_list list = { 0 };
	struct error err = { 0 };

	read_features(".\ta\ts\tgc\t.\t1\t2\t3\n"
		      ".\ta\ts\tgc\t.\t2\t4\t4\n"
		      ".\ta\ts\tgc\t.\t0\t0\t5\n"
		      ".\tb\ts\tgc\t.\t0\t9\t2\n"
		      ".\tb\ts\tgc\t.\t1\t3\t1\n", &check_gc, &view, &list,
		      &err);
	EXPECT_U64(list.n, 1);
	EXPECT_U64(list.all[0].n, 3);
	EXPECT_NEAR(list.all[0].value[1], 1. / 3, 1e-15);
	EXPECT_U64(list.all[0].groups[0].n, 2);
	EXPECT_U64(list.all[0].groups[0].records, 12);
	EXPECT_U64(list.all[0].groups[0].counts[1].count, 7);
	EXPECT_U64(list.all[0].groups[0].undefined, 5);
	EXPECT_U64(list.all[0].undefined, 5);
	release(&view, &list);
}

/* Records without a row have 0; a letter that only one group has, too. */
static void
zeros(void)
{
	struct view view;
	struct feature_list list = { 0 };
	struct error err = { 0 };

	read_features(".\ta\ts\tbase\t.\t.\t.\t10\n"
		      ".\ta\ts\tbase\tA\t1\t4\t3\n"
		      ".\tb\ts\tbase\t.\t.\t.\t6\n", &check_base, &view,
		      &list, &err);
	EXPECT_U64(list.n, 1);
	EXPECT_TEXT(list.all[0].at, "A");
	EXPECT_U64(list.all[0].groups[0].counts[0].count, 7);
	EXPECT_U64(list.all[0].groups[1].n, 1);
	EXPECT_U64(list.all[0].groups[1].records, 6);
	release(&view, &list);
}

static void
errors(void)
{
	static const char *const rows[] = {
		".\ta\ts\tbase\t.\t.\t.\t2\n.\ta\ts\tbase\tA\t1\t4\t3\n",
		".\ta\ts\tbase\t.\t.\t.\t9\n.\ta\ts\tbase\tA\t5\t4\t3\n",
		".\ta\ts\tbase\t.\t.\t.\t9\n.\ta\ts\tbase\tA\t1\t0\t3\n",
		".\ta\ts\tbase\tA\t.\t.\t3\n",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct view view;
		struct feature_list list = { 0 };
		struct error err = { 0 };

		read_features(rows[i], &check_base, &view, &list, &err);
		EXPECT(err.text[0]);
		EXPECT_U64(list.n, 0);
		release(&view, &list);
	}
}

/* The bins of a comparison are the sums over the groups of each side. */
static void
check_bins(const struct feature *f, const struct comparison *c,
	   struct feature_bins *bins)
{
	size_t used = 0;

	feature_compare(f, c, bins);
	for (size_t v = 0; v < f->n; v++) {
		struct bin wanted = { 0, 0 };
		const struct side *sides[] = { &c->a, &c->b };

		for (size_t s = 0; s < 2; s++)
			for (size_t i = 0; i < sides[s]->n; i++) {
				size_t place = sides[s]->places[i];
				const struct feature_group *g =
					&f->groups[place];

				if (sides[s]->except &&
				    place == *sides[s]->except)
					continue;
				for (size_t j = 0; j < g->n; j++)
					if (g->counts[j].value == v)
						*(s ? &wanted.b : &wanted.a) +=
							g->counts[j].count;
			}
		if (!wanted.a && !wanted.b)
			continue;
		EXPECT(used < bins->n);
		EXPECT_U64(bins->values[used], v);
		EXPECT_U64(bins->bins[used].a, wanted.a);
		EXPECT_U64(bins->bins[used].b, wanted.b);
		used++;
	}
	EXPECT_U64(bins->n, used);
}

/* Random counts of five labels in two splits, as pairs and with the rest. */
static void
bins(void)
{
	static const enum compare_mode modes[] = { COMPARE_PAIRS,
						   COMPARE_REST };
	uint64_t seed = 3;
	struct text rows = { 0 };
	struct feature_list list = { 0 };
	struct feature_bins out = { 0 };
	struct error err = { 0 };
	struct view view;

	for (int i = 0; i < 400; i++)
		text_addf(&rows, "s%d\tl%d\ts\tgc\t.\t%d\t%d\t%d\n",
			  (int)(tables_random(&seed) % 2),
			  (int)(tables_random(&seed) % 5),
			  (int)(tables_random(&seed) % 8),
			  (int)(tables_random(&seed) % 8) + 7,
			  (int)(tables_random(&seed) % 9) + 1);
	read_features(rows.bytes, &check_gc, &view, &list, &err);
	for (size_t m = 0; m < 2; m++) {
		struct comparison_list all;

		EXPECT(comparison_list_init(&all, &view, modes[m], &err) == 0);
		EXPECT_U64(all.n, m ? 15 : 25);
		for (size_t i = 0; i < all.n; i++)
			check_bins(&list.all[0], &all.all[i], &out);
		/* The totals of one scope do not stay for the next. */
		for (size_t i = all.n; i-- > 0;)
			check_bins(&list.all[0], &all.all[i], &out);
		comparison_list_release(&all);
	}
	feature_bins_release(&out);
	text_release(&rows);
	release(&view, &list);
}

int
main(void)
{
	unit_run("equal fractions are one value, 0 of 0 is told", values);
	unit_run("records without a row are zeros", zeros);
	unit_run("rows that cannot be are errors", errors);
	unit_run("bins of a comparison are sums over its sides", bins);
	return unit_end();
}
