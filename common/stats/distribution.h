/*
 * distribution.h - the few distributions that verdicts need.
 */
#ifndef GBQC_STATS_DISTRIBUTION_H
#define GBQC_STATS_DISTRIBUTION_H

#include <stdint.h>

/* P(Z > z) of the standard normal, accurate far into the tail. */
double normal_tail(double z);

/* The z with P(Z <= z) = p, 0 < p < 1. */
double normal_quantile(double p);

/* Fisher's exact test of a 2 x 2 table: twice the smaller tail, at most 1. */
double fisher_twice_smaller(uint64_t yes_a, uint64_t no_a, uint64_t yes_b,
			    uint64_t no_b);

/*
 * Clopper-Pearson interval of k of n at a confidence level such as .95.
 * n = 0: 0 to 1.
 */
void share_interval(uint64_t k, uint64_t n, double level, double *low,
		    double *high);

#endif
