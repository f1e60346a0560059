/*
 * matching.c - groups thinned bin by bin to the smallest of them.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "stats/matching.h"

size_t
matching_bins(const double *value, size_t n, uint32_t *bin)
{
	uint32_t bins = 0, last = 0;
	double width;

	if (n == 0)
		return 0;
	width = (value[n - 1] - value[0]) / MATCHING_BINS;
	for (size_t i = 0; i < n; i++) {
		uint32_t now = (uint32_t)i;

		if (n > MATCHING_EXACT)
			now = (uint32_t)((value[i] - value[0]) / width);
		if (now >= MATCHING_BINS && n > MATCHING_EXACT)
			now = MATCHING_BINS - 1;
		if (i == 0 || now != last)
			bins++;
		last = now;
		bin[i] = bins - 1;
	}
	return bins;
}

/* Records of one group in the bin of values from..to-1. */
static uint64_t
in_bin(const uint64_t *count, size_t from, size_t to)
{
	uint64_t sum = 0;

	for (size_t v = from; v < to; v++)
		sum += count[v];
	return sum;
}

uint64_t
matching_thin(const uint64_t *count, size_t groups, const uint32_t *bin,
	      size_t n, double *kept)
{
	uint64_t *sums = mem_array(groups + 1, sizeof(*sums));
	uint64_t left = 0;

	for (size_t from = 0, to; from < n; from = to) {
		uint64_t least = UINT64_MAX;

		for (to = from; to < n && bin[to] == bin[from];)
			to++;
		for (size_t g = 0; g < groups; g++) {
			sums[g] = in_bin(count + g * n, from, to);
			least = sums[g] < least ? sums[g] : least;
		}
		left += groups ? least * groups : 0;
		for (size_t g = 0; g < groups; g++)
			for (size_t v = from; v < to; v++)
				kept[g * n + v] =
					least ? (double)count[g * n + v] *
							((double)least /
							 (double)sums[g]) :
						0;
	}
	free(sums);
	return left;
}

double
matching_auroc(const double *a, const double *b, size_t n)
{
	double sum_a = 0, sum_b = 0, above = 0, auroc;

	for (size_t v = 0; v < n; v++) {
		above += a[v] * (sum_b + b[v] / 2);
		sum_a += a[v];
		sum_b += b[v];
	}
	if (sum_a <= 0 || sum_b <= 0)
		return .5;
	auroc = above / (sum_a * sum_b);
	return auroc < .5 ? 1 - auroc : auroc;
}
