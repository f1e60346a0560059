/*
 * stats_ranking.c - tests of common/stats/ranking.c and interval.c.
 */
#include "stats/distribution.h"
#include "stats/ranking.h"
#include "unit.h"

static const double Z95 = 1.959963984540054;

/* a: 1, 2, 2, 3; b: 2, 3, 3, 4. Ties as halves, b is above a in 13 of 16 pairs.
 */
static const struct bin small[] = {
	{ 1, 0 }, { 2, 1 }, { 0, 0 }, { 1, 2 }, { 0, 1 }
};
static const size_t small_n = sizeof(small) / sizeof(*small);

static void
small_example(void)
{
	struct ranking ranking;

	rank_bins(small, small_n, &ranking);
	EXPECT_U64(ranking.a, 4);
	EXPECT_U64(ranking.b, 4);
	/* a above b: 1 (3 > 2); equal: 2 twos, 2 threes. */
	EXPECT_NEAR(ranking.auroc, (1 + 4 * .5) / 16, 0);
	EXPECT_NEAR(ranking_score(&ranking), 1 - 3 / 16., 0);
	EXPECT(ranking.higher == -1);
	/* Groups of 1, 3, 3 and 1: 1 - 2 (27 - 3) / (512 - 8). */
	EXPECT_NEAR(ranking.ties, 1 - 48 / 504., 1e-15);
	/* The best order cuts between the threes and the twos. */
	EXPECT_NEAR(ranking.ceiling, 1, 0);
	EXPECT_U64(ranking.mode.a, 2);
	EXPECT_U64(ranking.mode.b, 1);
}

static void
precision_and_accuracy(void)
{
	/* From below: 1 at 1/1, 2 of 4 at 3/4, 1 of 4 at 4/7. */
	EXPECT_NEAR(average_precision(small, small_n, -1),
		    .25 * 1 + .5 * .75 + .25 * 4 / 7., 1e-15);
	/* From above: 1 of 4 at 1/4, 2 at 3/7, 1 at 4/8. */
	EXPECT_NEAR(average_precision(small, small_n, 1),
		    .25 / 4 + .5 * 3 / 7. + .25 / 2, 1e-15);
	EXPECT_NEAR(best_accuracy(small, small_n, -1), .75, 0);
	/* No cut helps: call all one thing. */
	EXPECT_NEAR(best_accuracy(small, small_n, 1), .5, 0);
}

static void
whole_thresholds(void)
{
	struct ranking ranking;

	/* Scores that are .6 and .7 are so exactly, either way round. */
	for (uint64_t n = 10; n < 1000000000; n *= 10) {
		rank_shares(n / 10 * 6, n, n / 10 * 4, n, &ranking);
		EXPECT_NEAR(ranking_score(&ranking), .6, 0);
		rank_shares(n / 10 * 3, n, n / 10 * 7, n, &ranking);
		EXPECT_NEAR(ranking_score(&ranking), .7, 0);
		EXPECT_NEAR(ranking.auroc, 1 - .7, 0);
	}
}

static void
shares_are_bins(void)
{
	struct ranking whole, quick;

	for (uint64_t i = 0; i < 2000; i++) {
		uint64_t a = 1 + i % 37, b = 1 + i % 53;
		uint64_t yes_a = i * 7 % (a + 1), yes_b = i * 11 % (b + 1);
		struct bin bins[] = { { a - yes_a, b - yes_b },
				      { yes_a, yes_b } };

		rank_bins(bins, 2, &whole);
		rank_shares(yes_a, a, yes_b, b, &quick);
		EXPECT_NEAR(quick.auroc, whole.auroc, 0);
		EXPECT_NEAR(quick.ceiling, whole.ceiling, 0);
		EXPECT_NEAR(quick.ties, whole.ties, 1e-15);
		EXPECT(quick.higher == whole.higher);
		EXPECT_U64(quick.mode.a, whole.mode.a);
		EXPECT_U64(quick.mode.b, whole.mode.b);
		EXPECT_U64(quick.a, a);
		EXPECT_U64(quick.b, b);
	}
}

static void
sides_do_not_matter(void)
{
	struct bin bins[9], swapped[9], turned[9];
	struct ranking one, two, three;

	for (uint64_t i = 0; i < 500; i++) {
		for (uint64_t j = 0; j < 9; j++) {
			struct bin bin = { i * (j + 3) % 11, i * j % 7 + 1 };

			bin.a += j == 4;
			bins[j] = bin;
			swapped[j] = (struct bin){ bin.b, bin.a };
			turned[8 - j] = bin;
		}
		rank_bins(bins, 9, &one);
		rank_bins(swapped, 9, &two);
		rank_bins(turned, 9, &three);
		EXPECT_NEAR(ranking_score(&one), ranking_score(&two), 0);
		EXPECT_NEAR(ranking_score(&one), ranking_score(&three), 0);
		EXPECT(one.higher == -two.higher);
		EXPECT(one.higher == -three.higher);
		EXPECT_NEAR(one.ceiling, two.ceiling, 0);
		EXPECT_NEAR(one.ceiling, three.ceiling, 0);
		EXPECT(ranking_score(&one) <= one.ceiling);
	}
}

static void
very_large(void)
{
	struct ranking ranking;
	uint64_t n = UINT64_C(1) << 61;
	const struct bin bins[] = { { n, n / 2 }, { n / 2, n } };

	/* (1 * .25 + .5 * 1) * 4 / 9 of (3 n / 2)^2 */
	rank_bins(bins, 2, &ranking);
	EXPECT_NEAR(ranking.auroc, 1 / 3., 1e-15);
	EXPECT(ranking.higher == -1);
	EXPECT_NEAR(ranking.ties, .75, 1e-12);
	rank_shares(n / 2, n + n / 2, n, n + n / 2, &ranking);
	EXPECT_NEAR(ranking.auroc, 1 / 3., 1e-15);
}

static void
one_of_each(void)
{
	struct ranking ranking;
	const struct bin same[] = { { 1, 1 } };
	const struct bin apart[] = { { 0, 1 }, { 1, 0 } };

	rank_bins(same, 1, &ranking);
	EXPECT_NEAR(ranking.auroc, .5, 0);
	EXPECT_NEAR(ranking.ceiling, .5, 0);
	EXPECT_NEAR(ranking.ties, 0, 0);
	EXPECT(ranking.higher == 0);
	EXPECT_NEAR(ranking_p(&ranking, 1, 1), 1, 0);
	rank_bins(apart, 2, &ranking);
	EXPECT_NEAR(ranking.auroc, 1, 0);
	EXPECT_NEAR(ranking_p(&ranking, 1, 1), 1, 0);
}

static void
p_values(void)
{
	struct ranking ranking;
	struct bin bins[40] = { { 0, 0 } };

	/* All of 20 above all of 20: U = 400, sd = sqrt(400 * 41 / 12). */
	for (size_t i = 0; i < 40; i++)
		*(i < 20 ? &bins[i].a : &bins[i].b) = 1;
	rank_bins(bins, 40, &ranking);
	EXPECT_NEAR(ranking_null_sd(&ranking, 20, 20),
		    sqrt(400 * 41 / 12.) / 400, 1e-15);
	EXPECT_NEAR(ranking_p(&ranking, 20, 20),
		    2 * normal_tail(199.5 / sqrt(400 * 41 / 12.)), 1e-20);

	/* A 0/1 feature of small groups: Fisher, not the normal curve. */
	rank_shares(5, 5, 0, 5, &ranking);
	EXPECT_NEAR(ranking_p(&ranking, 5, 5), 2 / 252., 1e-15);

	/* Copies: ten records that are five count as five. */
	rank_shares(10, 10, 0, 10, &ranking);
	EXPECT_NEAR(ranking_p(&ranking, 5, 5), 2 / 252., 1e-15);

	/* Overwhelming, and not 0. */
	rank_shares(390, 500, 110, 500, &ranking);
	EXPECT(ranking_p(&ranking, 500, 500) > 0);
	EXPECT(ranking_p(&ranking, 500, 500) < 1e-60);
}

static void
hybrid_score_interval(void)
{
	/* Newcombe 1998, example (a): 56/70 less 48/80 is .0524 to .3339. */
	const struct bin bins[] = { { 14, 32 }, { 56, 48 } };
	struct ranking ranking;
	double low, high;

	rank_bins(bins, 2, &ranking);
	ranking_interval(bins, 2, &ranking, 70, 80, Z95, &low, &high);
	EXPECT_NEAR(2 * low - 1, .0524, .00005);
	EXPECT_NEAR(2 * high - 1, .3339, .00005);
}

static void
interval_without_overlap(void)
{
	const struct bin bins[] = { { 0, 5 }, { 0, 5 }, { 10, 0 } };
	struct ranking ranking;
	double low, high;

	/* DeLong has nothing to say; Newcombe's method 5 by a root finder. */
	rank_bins(bins, 3, &ranking);
	ranking_interval(bins, 3, &ranking, 10, 10, Z95, &low, &high);
	EXPECT_NEAR(low, .800213612881106, 1e-12);
	EXPECT_NEAR(high, 1, 0);
}

static void
interval_of_one_record(void)
{
	const struct bin bins[] = { { 0, 2 }, { 0, 3 }, { 1, 0 } };
	struct ranking ranking;
	double low, high;

	rank_bins(bins, 3, &ranking);
	ranking_interval(bins, 3, &ranking, 1, 5, Z95, &low, &high);
	/* .36 to 1 unfolded: it holds .5. */
	EXPECT_NEAR(low, .5, 0);
	EXPECT_NEAR(high, 1, 0);
}

static void
interval_of_a_constant(void)
{
	const struct bin bins[] = { { 0, 0 }, { 7, 9 } };
	struct ranking ranking;
	double low = 0, high = 0;

	rank_bins(bins, 2, &ranking);
	ranking_interval(bins, 2, &ranking, 7, 9, Z95, &low, &high);
	EXPECT_NEAR(low, .5, 0);
	EXPECT_NEAR(high, .5, 0);
}

static void
intervals_hold_their_score(void)
{
	struct bin bins[6];
	struct ranking ranking;
	double low, high, fewer_low, any;

	for (uint64_t i = 0; i < 2000; i++) {
		for (uint64_t j = 0; j < 6; j++)
			bins[j] = (struct bin){ i / (j + 1) % 5 * (i % 40),
						i / (j + 2) % 7 };
		bins[i % 6].a++;
		bins[(i / 6) % 6].b++;
		rank_bins(bins, 6, &ranking);

		double n_a = (double)ranking.a, n_b = (double)ranking.b;
		double score = ranking_score(&ranking);

		ranking_interval(bins, 6, &ranking, n_a, n_b, 2.5, &low, &high);
		EXPECT(.5 <= low && low <= score);
		EXPECT(score <= high && high <= 1);
		ranking_interval(bins, 6, &ranking, n_a / 2, n_b / 2, 2.5,
				 &fewer_low, &any);
		EXPECT(fewer_low <= low + 1e-12);
	}
}

int
main(void)
{
	unit_run("a small example by hand", small_example);
	unit_run("precision and accuracy by hand", precision_and_accuracy);
	unit_run("scores at a threshold equal it", whole_thresholds);
	unit_run("shares are features of two values", shares_are_bins);
	unit_run("neither side nor order matters", sides_do_not_matter);
	unit_run("groups near the limit of 2^63", very_large);
	unit_run("one record in each group", one_of_each);
	unit_run("p: Mann-Whitney, Fisher, copies", p_values);
	unit_run("interval: hybrid score as published", hybrid_score_interval);
	unit_run("interval: groups that do not overlap",
		 interval_without_overlap);
	unit_run("interval: a group of one record", interval_of_one_record);
	unit_run("interval: a constant feature", interval_of_a_constant);
	unit_run("intervals hold their score", intervals_hold_their_score);
	return unit_end();
}
