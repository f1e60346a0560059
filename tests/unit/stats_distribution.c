/*
 * stats_distribution.c - tests of common/stats/distribution.c; reference
 * values from tables, published examples and mpmath at 60 digits.
 */
#include "stats/distribution.h"
#include "unit.h"

/* Relative, since tails span hundreds of powers of ten. */
static void
expect_ratio(double got, double wanted, double within)
{
	EXPECT_NEAR(got / wanted, 1, within);
}

static void
normal_tails(void)
{
	EXPECT_NEAR(normal_tail(0), .5, 0);
	expect_ratio(normal_tail(1.959963984540054), .025, 1e-14);
	expect_ratio(normal_tail(30), 4.9067139271481871e-198, 1e-12);
	EXPECT_NEAR(normal_tail(-3) + normal_tail(3), 1, 1e-16);
	EXPECT(normal_tail(37.5) > 0);
}

static void
normal_quantiles(void)
{
	EXPECT_NEAR(normal_quantile(.5), 0, 0);
	EXPECT_NEAR(normal_quantile(.975), 1.959963984540054, 1e-14);
	EXPECT_NEAR(normal_quantile(.025), -1.959963984540054, 1e-14);
	for (double p = .4; p > 1e-300; p *= .3)
		expect_ratio(normal_tail(-normal_quantile(p)), p, 1e-11);
	for (double p = .5; p < 1; p += .01)
		EXPECT_NEAR(normal_quantile(p), -normal_quantile(1 - p), 1e-13);
}

static void
fisher_examples(void)
{
	/* The lady who tastes tea (Fisher 1935): all 8, or 6 of 8 right. */
	EXPECT_NEAR(fisher_twice_smaller(4, 0, 0, 4), 2 / 70., 1e-15);
	EXPECT_NEAR(fisher_twice_smaller(3, 1, 1, 3), 34 / 70., 1e-15);
	EXPECT_NEAR(fisher_twice_smaller(8, 2, 1, 5), .048951048951048951,
		    1e-15);
	expect_ratio(fisher_twice_smaller(1200, 800, 900, 1100),
		     2.4272522820494005e-21, 1e-11);
}

static void
fisher_without_evidence(void)
{
	EXPECT_NEAR(fisher_twice_smaller(5, 5, 5, 5), 1, 0);
	EXPECT_NEAR(fisher_twice_smaller(0, 10, 0, 20), 1, 0);
	EXPECT_NEAR(fisher_twice_smaller(10, 0, 20, 0), 1, 0);
	EXPECT_NEAR(fisher_twice_smaller(0, 0, 3, 4), 1, 0);
	EXPECT_NEAR(fisher_twice_smaller(0, 0, 0, 0), 1, 0);
}

static void
fisher_beyond_int(void)
{
	expect_ratio(fisher_twice_smaller(501000000, 499000000, 500900000,
					  499100000),
		     7.7455439891147703e-6, 1e-11);
	expect_ratio(fisher_twice_smaller(520000, 480000, 500000, 500000),
		     4.6585525811691783e-176, 1e-11);
	expect_ratio(fisher_twice_smaller(5000, 95, 4000, 1200),
		     4.9994187168390944e-268, 1e-11);
}

static void
fisher_is_symmetric(void)
{
	for (uint64_t i = 0; i < 300; i++) {
		uint64_t a = i % 7, b = i % 11, c = i % 13, d = i % 5;
		double p = fisher_twice_smaller(a, b, c, d);

		EXPECT(p > 0 && p <= 1);
		EXPECT_NEAR(fisher_twice_smaller(c, d, a, b), p, 1e-13);
		EXPECT_NEAR(fisher_twice_smaller(b, a, d, c), p, 1e-13);
		EXPECT_NEAR(fisher_twice_smaller(a, c, b, d), p, 1e-13);
	}
}

static void
share_intervals(void)
{
	double low, high;

	share_interval(5, 100, .95, &low, &high);
	EXPECT_NEAR(low, .016431879182052158, 1e-15);
	EXPECT_NEAR(high, .11283491110546275, 1e-15);
	share_interval(0, 20, .95, &low, &high);
	EXPECT_NEAR(low, 0, 0);
	EXPECT_NEAR(high, .16843347098308538, 1e-15);
	share_interval(20, 20, .95, &low, &high);
	EXPECT_NEAR(low, 1 - .16843347098308538, 1e-15);
	EXPECT_NEAR(high, 1, 0);
	share_interval(0, 0, .95, &low, &high);
	EXPECT_NEAR(low, 0, 0);
	EXPECT_NEAR(high, 1, 0);
	/* Far beyond where a continued fraction of 200 terms converges. */
	share_interval(50000000, 100000000, .95, &low, &high);
	EXPECT_NEAR(low, .4999019968019593, 1e-14);
	EXPECT_NEAR(high, .5000980031980407, 1e-14);
}

static void
share_interval_ends(void)
{
	double low, high;

	/* No more than one of a million, seen none: the rule of three. */
	share_interval(0, 1000000, .95, &low, &high);
	expect_ratio(high, 3.6888726502e-6, 1e-9);
	for (uint64_t k = 0; k <= 40; k++) {
		double other_low, other_high;

		share_interval(k, 40, .95, &low, &high);
		share_interval(40 - k, 40, .95, &other_low, &other_high);
		EXPECT(low <= (double)k / 40 && (double)k / 40 <= high);
		EXPECT_NEAR(low, 1 - other_high, 1e-14);
		EXPECT_NEAR(high, 1 - other_low, 1e-14);
	}
}

int
main(void)
{
	unit_run("normal tails keep their digits far out", normal_tails);
	unit_run("normal quantiles undo tails", normal_quantiles);
	unit_run("Fisher's test on published tables", fisher_examples);
	unit_run("Fisher's test without evidence is 1",
		 fisher_without_evidence);
	unit_run("Fisher's test of counts beyond int", fisher_beyond_int);
	unit_run("Fisher's test is symmetric", fisher_is_symmetric);
	unit_run("Clopper-Pearson intervals", share_intervals);
	unit_run("Clopper-Pearson at the ends", share_interval_ends);
	return unit_end();
}
