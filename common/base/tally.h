/*
 * tally.h - how often each value of a feature occurs.
 *
 * A value is an exact fraction value/of, or a whole number (of is
 * TALLY_ABSENT). Arrays of tallies are sorted as the count table is: bytewise
 * by the decimal text of value, then of; 10 comes before 9.
 */
#ifndef GBQC_BASE_TALLY_H
#define GBQC_BASE_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct error;

static const uint32_t TALLY_ABSENT = UINT32_MAX;

struct tally {
	uint32_t value;
	uint32_t of;		/* the denominator, or TALLY_ABSENT */
	uint64_t count;		/* records that have this value */
};

/*
 * The number that follows in the order of decimal text, of those from 0 to
 * max: 0 comes first, then 1, 10, 100. After the last one it means nothing.
 */
static inline uint32_t
tally_text_next(uint32_t number, uint32_t max)
{
	if (number > 0 && number <= max / 10)	/* after 12 comes 120 */
		return number * 10;
	if (number >= max)			/* after the last 4: 5 */
		number /= 10;
	for (number++; number % 10 == 0;)
		number /= 10;
	return number;
}

/* <0, 0, >0 in the order of the table; counts are not looked at. */
int tally_compare(const struct tally *x, const struct tally *y);

/*
 * Sorts n tallies into the order of the table and adds up equal ones.
 * Radix sort: linear, with scratch memory of the same size (few tallies of
 * very large numbers are sorted by comparison). Returns how many are left, or
 * SIZE_MAX where a count would pass UINT64_MAX; the tallies are lost then.
 */
MUST_USE size_t tally_sort(struct tally *tallies, size_t n);

#endif
