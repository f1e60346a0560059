/*
 * stats_matching.c - tests of common/stats/matching.c.
 */
#include <stdlib.h>

#include "stats/matching.h"
#include "unit.h"

enum { VALUES = 2000, GROUPS = 3 };

static void
few_values_are_bins(void)
{
	double value[] = { 0, .25, .5, 7 };
	uint32_t bin[4];

	EXPECT_U64(matching_bins(value, 4, bin), 4);
	for (uint32_t i = 0; i < 4; i++)
		EXPECT_U64(bin[i], i);
	EXPECT_U64(matching_bins(value, 0, bin), 0);
}

static void
many_values_share_bins(void)
{
	double value[VALUES];
	uint32_t bin[VALUES];
	size_t n;

	for (size_t i = 0; i < VALUES; i++)
		value[i] = 50 + (double)i + (i >= VALUES / 2 ? 5000 : 0);
	n = matching_bins(value, VALUES, bin);
	EXPECT(n > 1 && n <= MATCHING_BINS);
	EXPECT_U64(bin[0], 0);
	EXPECT_U64(bin[VALUES - 1], n - 1);
	for (size_t i = 1; i < VALUES; i++)
		EXPECT(bin[i] == bin[i - 1] || bin[i] == bin[i - 1] + 1);
}

/* Exact values: each group keeps the least of all there. */
static void
thins_to_the_least(void)
{
	const uint64_t count[] = { 5, 0, 9, /**/ 2, 4, 9, /**/ 3, 1, 10 };
	const uint32_t bin[] = { 0, 1, 2 };
	const double wanted[] = { 2, 0, 9 };
	double kept[9];

	EXPECT_U64(matching_thin(count, GROUPS, bin, 3, kept),
		   GROUPS * (2 + 0 + 9));
	for (size_t i = 0; i < 9; i++)
		EXPECT_NEAR(kept[i], wanted[i % 3], 1e-12);
	EXPECT_NEAR(matching_auroc(kept, kept + 3, 3), .5, 1e-12);
}

/* In a bin of two values the shares within a group stay. */
static void
keeps_shares_in_a_bin(void)
{
	const uint64_t count[] = { 30, 10, /**/ 1, 3 };
	const uint32_t bin[] = { 0, 0 };
	double kept[4];

	EXPECT_U64(matching_thin(count, 2, bin, 2, kept), 8);
	EXPECT_NEAR(kept[0], 3, 1e-12);
	EXPECT_NEAR(kept[1], 1, 1e-12);
	EXPECT_NEAR(kept[2], 1, 1e-12);
	EXPECT_NEAR(kept[3], 3, 1e-12);
	/* Of 16 pairs b is above in 9, equal in 6. */
	EXPECT_NEAR(matching_auroc(kept, kept + 2, 2), 12. / 16, 1e-12);
	EXPECT_NEAR(matching_auroc(kept + 2, kept, 2), 12. / 16, 1e-12);
}

static void
nothing_in_common(void)
{
	const uint64_t count[] = { 3, 0, /**/ 0, 4 };
	const uint32_t bin[] = { 0, 1 };
	double kept[4];

	EXPECT_U64(matching_thin(count, 2, bin, 2, kept), 0);
	EXPECT_NEAR(matching_auroc(kept, kept + 2, 2), .5, 0);
	EXPECT_U64(matching_thin(count, 0, bin, 2, kept), 0);
}

int
main(void)
{
	unit_run("few values are bins of their own", few_values_are_bins);
	unit_run("many values share bins", many_values_share_bins);
	unit_run("groups keep the least of all", thins_to_the_least);
	unit_run("within a bin shares stay", keeps_shares_in_a_bin);
	unit_run("nothing in common keeps nothing", nothing_in_common);
	return unit_end();
}
