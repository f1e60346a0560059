/*
 * page_track.c - tests of common/page/track.c against records.
 */
#include <math.h>
#include <stdlib.h>

#include "page/track.h"
#include "report/column.h"
#include "stats/ranking.h"
#include "tables.h"

enum { RECORDS = 80, LONGEST = 23 };

struct record {
	bool b;
	size_t n;
	char letters[LONGEST + 1];
};

static void
make_records(struct record *all, uint64_t seed)
{
	for (size_t i = 0; i < RECORDS; i++) {
		struct record *r = &all[i];

		r->b = i % 2;
		r->n = 5 + tables_random(&seed) % (LONGEST - 4);
		for (size_t p = 0; p < r->n; p++)
			r->letters[p] = "ACGT"[tables_random(&seed) %
					       (r->b ? 3 : 4)];
		r->letters[r->n] = '\0';
	}
}

/* Rows of start or end, and the lengths. */
static struct count_table *
make_table(const struct record *all, bool end)
{
	struct text rows = { 0 };
	struct count_table *table;

	for (size_t i = 0; i < RECORDS; i++) {
		const struct record *r = &all[i];
		char label = r->b ? 'b' : 'a';

		text_addf(&rows, ".\t%c\tsequence\tlength\t.\t%zu\t.\t1\n",
			  label, r->n);
		for (size_t p = 0; p < r->n; p++)
			text_addf(&rows, ".\t%c\tsequence\t%s\t%zu\t%c\t.\t1"
				  "\n", label, end ? "end" : "start", p + 1,
				  r->letters[end ? r->n - 1 - p : p]);
	}
	table = tables_read(rows.bytes);
	text_release(&rows);
	return table;
}

/* A letter of a record at a position, or 0 beyond it. */
static char
letter_at(const struct record *r, int32_t position, bool end)
{
	size_t p = (size_t)position;

	if (p > r->n)
		return 0;
	return r->letters[end ? r->n - p : p - 1];
}

static void
check_place(const struct track *t, size_t i, const struct record *all,
	    bool end)
{
	int32_t position = track_position(t, i);
	uint64_t reach[2] = { 0 }, count[4][2] = { 0 };
	double worst = .5, all_of, se;

	for (size_t k = 0; k < RECORDS; k++) {
		char letter = letter_at(&all[k], position, end);

		reach[all[k].b] += letter != 0;
		for (size_t l = 0; l < 4; l++)
			count[l][all[k].b] += letter == "ACGT"[l];
	}
	EXPECT_NEAR(t->reach_a[i], (double)reach[0] / (RECORDS / 2), 1e-15);
	EXPECT_NEAR(t->reach_b[i], (double)reach[1] / (RECORDS / 2), 1e-15);
	for (size_t l = 0; l < t->n_letters; l++) {
		struct ranking r;

		EXPECT_NEAR(t->share_a[i * t->n_letters + l],
			    reach[0] ? (double)count[l][0] / (double)reach[0] :
				       0, 1e-15);
		if (!reach[0] || !reach[1])
			continue;
		all_of = (double)(count[l][0] + count[l][1]) /
			 (double)(reach[0] + reach[1]);
		se = sqrt(all_of * (1 - all_of) *
			  (1 / (double)reach[0] + 1 / (double)reach[1]));
		EXPECT_NEAR(t->chance[i * t->n_letters + l], 3.2905 * se,
			    1e-12);
		rank_shares(count[l][0], reach[0], count[l][1], reach[1], &r);
		worst = fmax(worst, ranking_score(&r));
	}
	if (4 * reach[0] < RECORDS / 2 || 4 * reach[1] < RECORDS / 2)
		EXPECT(isnan(t->score[i]));
	else
		EXPECT_NEAR(t->score[i], worst, 0);
}

static void
check_anchor(bool end)
{
	struct record all[RECORDS];
	const struct verdict_options options = { .rule = { .6, .7, .005 } };
	struct error err = { 0 };
	struct count_table *table;
	struct position_table positions;
	struct judged judged;
	struct track t;

	make_records(all, end ? 7 : 3);
	table = make_table(all, end);
	EXPECT(judged_init(&judged, table, &options, &err) == 0);
	EXPECT(position_table_init(&positions, &judged.columns[0].view,
				   end ? "end" : "start", &err) == 0);
	track_init(&t, &positions, &judged.columns[0].comparisons.all[0], end);
	EXPECT_U64(t.n, LONGEST);
	EXPECT(!t.all_reach);
	EXPECT(track_position(&t, 0) == (end ? LONGEST : 1));
	for (size_t i = 0; i < t.n; i++) {
		EXPECT_U64(track_place(&t, track_position(&t, i)), i);
		check_place(&t, i, all, end);
	}
	EXPECT_U64(track_place(&t, 0), t.n);
	EXPECT_U64(track_place(&t, LONGEST + 1), t.n);
	track_release(&t);
	position_table_release(&positions);
	judged_release(&judged);
	count_table_free(table);
}

static void
tracks_are_those_of_records(void)
{
	check_anchor(false);
	check_anchor(true);
}

/* Each place is in one column, in order, however many there are. */
static void
columns_share_the_places(void)
{
	static const size_t sizes[][2] = { { 1, 1 }, { 10, 10 }, { 901, 900 },
					   { 10000, 900 }, { 1799, 900 } };

	for (size_t k = 0; k < sizeof(sizes) / sizeof(*sizes); k++) {
		size_t next = 0;

		for (size_t i = 0; i < sizes[k][1]; i++) {
			struct places p = track_places(sizes[k][0],
						       sizes[k][1], i);

			EXPECT_U64(p.from, next);
			EXPECT(p.to > p.from);
			next = p.to;
		}
		EXPECT_U64(next, sizes[k][0]);
	}
}

static void
columns_show_the_extremes(void)
{
	double score[] = { .5, .9, NAN, .6, NAN, NAN };
	double a[] = { .5, .04, 0, .95, .9, 1 };
	double b[] = { .5, 0, 0, .45, 0, 1 };
	double chance[6] = { 0 };
	const struct track t = { .n = 6, .n_letters = 1, .score = score,
				 .share_a = a, .share_b = b,
				 .chance = chance };
	struct extremes e = track_scores(&t, (struct places){ 0, 4 });

	EXPECT_NEAR(e.least, .5, 0);
	EXPECT_NEAR(e.most, .9, 0);
	EXPECT(isnan(track_scores(&t, (struct places){ 4, 6 }).most));
	/* .04 is no difference; .5 has the last shade; none not judged. */
	EXPECT_U64(track_shade(&t, (struct places){ 0, 2 }, 0, true), 0);
	EXPECT_U64(track_shade(&t, (struct places){ 0, 4 }, 0, true), 4);
	EXPECT_U64(track_shade(&t, (struct places){ 0, 4 }, 0, false), 0);
	EXPECT_U64(track_shade(&t, (struct places){ 4, 5 }, 0, true), 0);
	a[3] = .34;
	EXPECT_U64(track_shade(&t, (struct places){ 3, 4 }, 0, false), 2);
	chance[3] = .12;
	EXPECT_U64(track_shade(&t, (struct places){ 3, 4 }, 0, false), 0);
}

int
main(void)
{
	unit_run("scores, shares and reach are those of records",
		 tracks_are_those_of_records);
	unit_run("columns share out the places", columns_share_the_places);
	unit_run("a column shows the extremes of its places",
		 columns_show_the_extremes);
	return unit_end();
}
