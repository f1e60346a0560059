/*
 * tally.c - tallies in the order of their decimal text, by ranks.
 *
 * The rank of a number among all up to the largest, as text, comes from a
 * table that is filled by walking through them in that order. Ranks of value
 * and of make one integer key for a radix sort.
 */
#include "base/tally.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"

enum { RADIX_BITS = 11, RADIX = 1 << RADIX_BITS };

/* n moved to the left so that the texts of two compare as these do. */
static uint64_t
left_aligned(uint32_t n)
{
	if (n >= 100000)
		return n >= 100000000 ? n >= 1000000000 ? n : n * 10ull
		       : n >= 10000000 ? n * 100ull
		       : n >= 1000000 ? n * 1000ull : n * 10000ull;
	return n >= 1000 ? n >= 10000 ? n * 100000ull : n * 1000000ull
	       : n >= 100 ? n * 10000000ull
	       : n >= 10 ? n * 100000000ull : n * 1000000000ull;
}

/* "." stands before every digit, and 1 before 10, which aligns the same. */
static int
compare_as_text(uint32_t x, uint32_t y)
{
	uint64_t p, q;

	if (x == y)
		return 0;
	if (x == TALLY_ABSENT || y == TALLY_ABSENT)
		return x == TALLY_ABSENT ? -1 : 1;
	p = left_aligned(x);
	q = left_aligned(y);
	if (p != q)
		return p < q ? -1 : 1;
	return x < y ? -1 : 1;
}

int
tally_compare(const struct tally *x, const struct tally *y)
{
	int order = compare_as_text(x->value, y->value);

	return order != 0 ? order : compare_as_text(x->of, y->of);
}

static int
compare_tallies(const void *x, const void *y)
{
	return tally_compare(x, y);
}

/* Adds up neighbours that are equal; SIZE_MAX on overflow. */
static size_t
add_equal(struct tally *tallies, size_t n)
{
	size_t kept = 0;

	for (size_t i = 1; i < n; i++) {
		if (tallies[i].value == tallies[kept].value
		    && tallies[i].of == tallies[kept].of) {
			if (!add_u64(&tallies[kept].count, tallies[i].count))
				return SIZE_MAX;
		} else {
			tallies[++kept] = tallies[i];
		}
	}
	return n > 0 ? kept + 1 : 0;
}

/* Numbers from 0 to max in both directions: rank 0 is left to ".". */
struct ranks {
	uint32_t *rank;		/* of a number */
	uint32_t *number;	/* of a rank */
	uint32_t max;
};

/* Gives the next ranks to the numbers from first to last. */
static uint32_t
give_ranks(struct ranks *ranks, uint32_t rank, uint32_t first, uint32_t last)
{
	for (uint32_t i = 0; i <= last - first; i++) {
		ranks->number[rank + i] = first + i;
		ranks->rank[first + i] = rank + i;
	}
	return rank + (last - first + 1);
}

/* Mostly ten numbers follow each other that differ in the last digit. */
static void
make_ranks(struct ranks *ranks, uint32_t max)
{
	uint32_t number = 0, rank = 1;

	ranks->max = max;
	ranks->rank = mem_array((size_t)max + 1, sizeof(*ranks->rank));
	ranks->number = mem_array((size_t)max + 2, sizeof(*ranks->number));
	ranks->number[0] = TALLY_ABSENT;
	while (rank <= max + 1) {
		uint32_t last = number, more = 9 - number % 10;

		if (number > max / 10)
			last = max - number < more ? max : number + more;
		rank = give_ranks(ranks, rank, number, last);
		number = tally_text_next(last, max);
	}
}

static void
release_ranks(struct ranks *ranks)
{
	free(ranks->rank);
	free(ranks->number);
}

static unsigned
bits_of(uint32_t n)
{
	unsigned bits = 0;

	while (n >> bits)
		bits++;
	return bits;
}

static uint64_t
key_of(const struct tally *tally)
{
	return (uint64_t)tally->of << 32 | tally->value;
}

/*
 * Sorts n tallies whose key_of() has that many bits, from the least digits
 * on. Digits that are all equal cost nothing.
 */
static void
radix_sort(struct tally *tallies, struct tally *scratch, size_t n,
	   unsigned bits)
{
	unsigned passes = (bits + RADIX_BITS - 1) / RADIX_BITS;
	size_t (*places)[RADIX] = mem_zeroed(passes, sizeof(*places));
	struct tally *from = tallies, *to = scratch;

	for (size_t i = 0; i < n; i++) {
		uint64_t key = key_of(&from[i]);

		for (unsigned p = 0; p < passes; p++)
			places[p][key >> p * RADIX_BITS & (RADIX - 1)]++;
	}
	for (unsigned p = 0; p < passes; p++) {
		size_t *place = places[p], sum = 0;
		unsigned shift = p * RADIX_BITS;
		struct tally *swap = from;

		if (place[key_of(&from[0]) >> shift & (RADIX - 1)] == n)
			continue;
		for (size_t d = 0; d < RADIX; d++) {
			size_t here = place[d];

			place[d] = sum;
			sum += here;
		}
		for (size_t i = 0; i < n; i++)
			to[place[key_of(&from[i]) >> shift & (RADIX - 1)]++] =
				from[i];
		from = to;
		to = swap;
	}
	if (from != tallies)
		memcpy(tallies, from, n * sizeof(*tallies));
	free(places);
}

static size_t
sort_by_rank(struct tally *tallies, size_t n, uint32_t max)
{
	struct tally *scratch = mem_array(n, sizeof(*scratch));
	unsigned bits = bits_of(max + 1);
	uint64_t low = ((uint64_t)1 << bits) - 1;
	struct ranks ranks;

	make_ranks(&ranks, max);
	for (size_t i = 0; i < n; i++) {
		struct tally *t = &tallies[i];
		uint64_t value = t->value == TALLY_ABSENT
				 ? 0 : ranks.rank[t->value];
		uint64_t of = t->of == TALLY_ABSENT ? 0 : ranks.rank[t->of];
		uint64_t key = value << bits | of;

		t->value = (uint32_t)key;
		t->of = (uint32_t)(key >> 32);
	}
	radix_sort(tallies, scratch, n, 2 * bits);
	free(scratch);
	n = add_equal(tallies, n);
	for (size_t i = 0; n != SIZE_MAX && i < n; i++) {
		uint64_t key = key_of(&tallies[i]);

		tallies[i].value = ranks.number[key >> bits];
		tallies[i].of = ranks.number[key & low];
	}
	release_ranks(&ranks);
	return n;
}

static bool
is_sorted(const struct tally *tallies, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (tally_compare(&tallies[i - 1], &tallies[i]) > 0)
			return false;
	return true;
}

static uint32_t
largest(const struct tally *tallies, size_t n)
{
	uint32_t max = 0;

	for (size_t i = 0; i < n; i++) {
		const struct tally *t = &tallies[i];

		if (t->value != TALLY_ABSENT && t->value > max)
			max = t->value;
		if (t->of != TALLY_ABSENT && t->of > max)
			max = t->of;
	}
	return max;
}

/*
 * A table of ranks is worth its memory unless the numbers are far larger
 * than there are tallies: a few lengths of chromosomes. Those few are
 * compared.
 */
size_t
tally_sort(struct tally *tallies, size_t n)
{
	enum { FEW = 128, SMALL = 4096 };
	uint32_t max;

	if (is_sorted(tallies, n))
		return add_equal(tallies, n);
	max = largest(tallies, n);
	if (n >= FEW && (max < SMALL || max / 16 < n))
		return sort_by_rank(tallies, n, max);
	qsort(tallies, n, sizeof(*tallies), compare_tallies);
	return add_equal(tallies, n);
}
