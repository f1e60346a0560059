/*
 * values.h - how often each value of a feature occurs in one class.
 *
 * A value is a fraction count/of, kept exactly; 0 of 0 is 0. Zeros need not
 * be added: who asks says how many sequences there are.
 */
#ifndef GBQC_COMPAT_VALUES_H
#define GBQC_COMPAT_VALUES_H

#include <stddef.h>
#include <stdint.h>

#include "base/tally.h"
#include "stats/ranking.h"

/* Start with { 0 }. */
struct values {
	struct tally *slots;	/* count 0: empty; linear probing */
	size_t n, n_slots;	/* n_slots is 0 or a power of two */
};

void values_add(struct values *values, uint32_t count, uint32_t of);
void values_release(struct values *values);

/*
 * Turns the table into an ascending array without equal fractions or zeros,
 * slots[0..n-1]. Nothing is added after it.
 */
void values_sort(struct values *values);

/*
 * The bins of two sorted tables, ascending, the first for zero, of n_a and
 * n_b sequences: *bins, grown as mem_grow() does. Either table may be NULL:
 * all zero. Returns how many.
 */
size_t values_bins(const struct values *a, uint64_t n_a,
		   const struct values *b, uint64_t n_b, struct bin **bins,
		   size_t *room);

#endif
