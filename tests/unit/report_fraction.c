/*
 * report_fraction.c - tests of common/report/fraction.c.
 */
#include <stdlib.h>

#include "base/tally.h"
#include "report/fraction.h"
#include "tables.h"

__extension__ typedef unsigned __int128 u128;

/* The order by definition: whole numbers that hold the products. */
static int
exact(const struct fraction *x, const struct fraction *y)
{
	u128 left = (u128)x->value * y->of, right = (u128)y->value * x->of;

	return (left > right) - (left < right);
}

static struct fraction
fraction(uint32_t value, uint32_t of)
{
	struct fraction_list list = { 0 };
	struct fraction one;

	fraction_list_add(&list, 0, value, of, 1);
	one = list.all[0];
	free(list.all);
	return one;
}

static int
order(uint32_t value, uint32_t of, uint32_t other, uint32_t other_of)
{
	struct fraction x = fraction(value, of);
	struct fraction y = fraction(other, other_of);

	return fraction_compare(&x, &y);
}

static void
small_ones(void)
{
	EXPECT(order(1, 2, 2, 4) == 0);
	EXPECT(order(1, 3, 2, 6) == 0);
	EXPECT(order(1, 3, 1, 2) < 0);
	EXPECT(order(2, 3, 1, 2) > 0);
	EXPECT(order(0, 0, 0, 7) == 0);
	EXPECT(order(0, 0, 1, 7) < 0);
	EXPECT(order(3, TALLY_ABSENT, 3, 1) == 0);
	EXPECT(order(9, TALLY_ABSENT, 10, TALLY_ABSENT) < 0);
}

/* Neighbours that differ by less than a double can show. */
static void
large_denominators(void)
{
	const uint32_t n = UINT32_MAX - 1;

	EXPECT(order(n - 1, n, n - 2, n - 1) > 0);
	EXPECT(order(n - 2, n - 1, n - 1, n) < 0);
	EXPECT(order(n / 2, n, n / 2 - 1, n - 2) == 0);
	EXPECT(order(2147483646, 4294967291, 2147483645, 4294967289) < 0);
	EXPECT(order(n, n, 1, 1) == 0);
	EXPECT(order(1, n, 1, n - 1) < 0);
}

static uint32_t
random_of(uint64_t *seed, uint32_t span)
{
	return UINT32_MAX - 1 - (uint32_t)(tables_random(seed) % span);
}

/* Close to a third, with denominators close to each other. */
static struct fraction_list
random_list(size_t n, uint32_t span, uint64_t seed)
{
	struct fraction_list list = { 0 };

	for (size_t i = 0; i < n; i++) {
		uint32_t of = random_of(&seed, span);
		uint32_t value = of / 3 + (uint32_t)(tables_random(&seed) % 3);

		fraction_list_add(&list, tables_random(&seed) % 5, value, of,
				  i + 1);
	}
	return list;
}

static void
check_sorted(size_t n, uint32_t span, uint64_t seed)
{
	struct fraction_list list = random_list(n, span, seed);
	uint64_t sum = 0;

	fraction_list_sort(&list);
	EXPECT_U64(list.n, n);
	for (size_t i = 0; i < n; i++) {
		const struct fraction *x = &list.all[i];

		sum += x->count;
		if (i == 0)
			continue;
		EXPECT(exact(x - 1, x) <= 0);
		EXPECT(fraction_compare(x - 1, x) == exact(x - 1, x));
		if (exact(x - 1, x) == 0)
			EXPECT(x[-1].place <= x->place);
	}
	EXPECT_U64(sum, (uint64_t)n * (n + 1) / 2);
	free(list.all);
}

/* Below and above the size from which on digits are sorted. */
static void
sorts_exactly(void)
{
	for (uint64_t seed = 1; seed < 20; seed++) {
		check_sorted(seed, 10, seed);
		check_sorted(300, 40, seed);
		check_sorted(2000, 40, seed);
		check_sorted(2000, 1000000, seed);
	}
	check_sorted(0, 1, 1);
}

int
main(void)
{
	unit_run("fractions compare as such, 0 of 0 as 0", small_ones);
	unit_run("denominators near 2^32 are told apart exactly",
		 large_denominators);
	unit_run("lists of any size are sorted exactly, then by place",
		 sorts_exactly);
	return unit_end();
}
