/*
 * base_tally.c - tests that tallies sort as their text does.
 */
#include "unit.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/tally.h"

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

static void
as_text(const struct tally *t, char text[64])
{
	char value[16] = ".", of[16] = ".";

	if (t->value != TALLY_ABSENT)
		snprintf(value, sizeof(value), "%" PRIu32, t->value);
	if (t->of != TALLY_ABSENT)
		snprintf(of, sizeof(of), "%" PRIu32, t->of);
	snprintf(text, 64, "%s\t%s", value, of);
}

static int
compare_text(const void *x, const void *y)
{
	char p[64], q[64];

	as_text(x, p);
	as_text(y, q);
	return strcmp(p, q);
}

/* Sorts and adds by text, slowly. Returns how many are left. */
static size_t
sort_slowly(struct tally *tallies, size_t n)
{
	size_t kept = 0;

	qsort(tallies, n, sizeof(*tallies), compare_text);
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && compare_text(&tallies[kept - 1],
					     &tallies[i]) == 0)
			tallies[kept - 1].count += tallies[i].count;
		else
			tallies[kept++] = tallies[i];
	}
	return kept;
}

static int
sign(int x)
{
	return (x > 0) - (x < 0);
}

static const uint32_t edges[] = { 0, 1, 9, 10, 11, 19, 90, 99, 100, 101, 109,
				  190, 999, 1000, 1001, 99999, 100000,
				  999999999, 1000000000, UINT32_MAX - 1,
				  UINT32_MAX /* absent */ };
enum { EDGES = sizeof(edges) / sizeof(*edges) };

static void
test_compare(void)
{
	for (size_t i = 0; i < EDGES; i++)
		for (size_t j = 0; j < EDGES; j++)
			for (size_t k = 0; k < 2; k++) {
				struct tally x = { edges[i], 5, 1 };
				struct tally y = { edges[j], k ? 5 : 40, 2 };

				EXPECT(sign(tally_compare(&x, &y))
				       == sign(compare_text(&x, &y)));
			}
}

/* n tallies with values and denominators up to max, some of them edges. */
static void
check_sort(size_t n, uint32_t max, int with_edges, uint64_t seed)
{
	struct tally *fast = mem_array(n, sizeof(*fast));
	struct tally *slow = mem_array(n, sizeof(*slow));
	size_t left;

	for (size_t i = 0; i < n; i++) {
		fast[i] = (struct tally){
			.value = (uint32_t)(next_random(&seed) % (max + 1ull)),
			.of = (uint32_t)(next_random(&seed) % (max + 1ull)),
			.count = 1 + next_random(&seed) % 1000
		};
		if (next_random(&seed) % 8 == 0)
			fast[i].of = TALLY_ABSENT;
		if (next_random(&seed) % 32 == 0)
			fast[i].value = fast[i].of = TALLY_ABSENT;
		if (with_edges && next_random(&seed) % 3 == 0)
			fast[i].value = edges[next_random(&seed) % EDGES];
		slow[i] = fast[i];
	}
	left = tally_sort(fast, n);
	EXPECT_U64(left, sort_slowly(slow, n));
	for (size_t i = 0; i < left; i++) {
		EXPECT_U64(fast[i].value, slow[i].value);
		EXPECT_U64(fast[i].of, slow[i].of);
		EXPECT_U64(fast[i].count, slow[i].count);
	}
	/* Sorted already: the same again. */
	EXPECT_U64(tally_sort(fast, left), left);
	free(fast);
	free(slow);
}

static void
test_sort(void)
{
	static const uint32_t maxima[] = { 0, 1, 9, 10, 99, 100, 101, 110,
					   120, 999, 1000, 1009, 1999, 4096,
					   20000 };

	for (size_t i = 0; i < sizeof(maxima) / sizeof(*maxima); i++) {
		check_sort(5000, maxima[i], 0, i);
		check_sort(200, maxima[i], 0, i + 100);
		check_sort(20, maxima[i], 0, i + 200);
	}
	check_sort(5000, UINT32_MAX - 1, 0, 7);
	check_sort(5000, 300, 1, 8);
	check_sort(1, 10, 0, 9);
	EXPECT_U64(tally_sort(NULL, 0), 0);
}

static void
test_overflow(void)
{
	struct tally few[3] = { { 1, 2, UINT64_MAX }, { 0, 2, 1 },
				{ 1, 2, 1 } };
	struct tally many[300];

	EXPECT(tally_sort(few, 3) == SIZE_MAX);
	for (int equal = 0; equal < 2; equal++) {
		for (uint32_t i = 0; i < 300; i++)
			many[i] = (struct tally){ 299 - i, 300, UINT64_MAX };
		if (equal)
			many[10].value = 17;
		EXPECT_U64(tally_sort(many, 300), equal ? SIZE_MAX : 300);
	}
}

int
main(void)
{
	unit_run("tallies compare as their text", test_compare);
	unit_run("tallies sort as their text, and add up", test_sort);
	unit_run("a sum of counts that passes 64 bits is told", test_overflow);
	return unit_end();
}
