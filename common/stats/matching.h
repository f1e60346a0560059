/*
 * matching.h - what is left when groups are thinned until one feature no
 * longer tells them apart.
 *
 * Values fall into bins; of each bin every group keeps as many records as the
 * smallest of them has there. Within a bin records go without regard to their
 * value, so what is left is an expectation where a bin holds several values.
 */
#ifndef GBQC_STATS_MATCHING_H
#define GBQC_STATS_MATCHING_H

#include <stddef.h>
#include <stdint.h>

enum {
	MATCHING_EXACT = 200,	/* up to so many values are bins of their own */
	MATCHING_BINS = 100	/* else so many of equal width */
};

/*
 * The bin of each of n ascending values, in bin[0..n-1], from 0 on without a
 * gap. Returns how many bins.
 */
size_t matching_bins(const double *value, size_t n, uint32_t *bin);

/*
 * Thins groups. count[g * n + v]: records of group g that have value v, which
 * is in bin[v]. kept, of the same shape, gets how many of them are left on
 * average. Returns how many records are left in all: a whole number, and the
 * same of each group.
 */
uint64_t matching_thin(const uint64_t *count, size_t groups,
		       const uint32_t *bin, size_t n, double *kept);

/*
 * The AUROC, direction discarded (.5 to 1), of two groups of so many records
 * a value, which need not be whole; .5 where a group is empty.
 */
double matching_auroc(const double *a, const double *b, size_t n);

#endif
