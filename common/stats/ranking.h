/*
 * ranking.h - how well one feature tells two groups apart, exactly from the
 * counts of its values.
 *
 * All functions are pure. A feature is an array of bins, one a value, values
 * ascending: how many records of groups a and b have it. Empty bins are
 * harmless. Formulas and sources: docs/statistics.md.
 */
#ifndef GBQC_STATS_RANKING_H
#define GBQC_STATS_RANKING_H

#include <stddef.h>
#include <stdint.h>

struct bin {
	uint64_t a, b;
};

struct ranking {
	uint64_t a, b;		/* records of each group, at least 1 */
	double auroc;		/* a above b, equal values half: 0 to 1 */
	int higher;		/* 1: a; -1: b; 0: neither. In integers */
	double ties;		/* T = 1 - sum(t^3 - t) / (N^3 - N) */
	double ceiling;		/* the largest AUROC, either way round, that
				 * the pooled values allow */
	struct bin mode;	/* the value that most records have */
};

/* The larger of auroc and 1 - auroc: .5 to 1. */
double ranking_score(const struct ranking *ranking);

/* O(n). Sums must stay below 2^63 records. */
void rank_bins(const struct bin *bins, size_t n, struct ranking *ranking);

/*
 * The same for a feature that is 1 in yes_a of a records and yes_b of b
 * records, else 0, in constant time.
 */
void rank_shares(uint64_t yes_a, uint64_t a, uint64_t yes_b, uint64_t b,
		 struct ranking *ranking);

/*
 * Area under precision and recall: sum, over the values from the end where
 * the positives are, of recall gained times precision. a is the positive
 * class; higher < 0 turns the score round.
 */
double average_precision(const struct bin *bins, size_t n, int higher);

/* The best accuracy of any cut, in the same direction, both ends allowed. */
double best_accuracy(const struct bin *bins, size_t n, int higher);

/*
 * The standard deviation of the AUROC where the groups do not differ, for
 * effective sizes (copies shrink them; else the true ones):
 * s0 = sqrt(T (N + 1) / (12 n_a n_b)).
 */
double ranking_null_sd(const struct ranking *ranking, double n_a, double n_b);

/*
 * The two-sided p of the Mann-Whitney test, corrected for ties and
 * continuity (.5); where one value holds half of the records or more, the
 * larger of it and of Fisher's exact test (twice the smaller tail, at most
 * 1) of that value against the rest. Effective sizes as above (Fisher's
 * counts are scaled to them and rounded).
 */
double ranking_p(const struct ranking *ranking, double n_a, double n_b);

/*
 * An interval of the folded AUROC at z standard deviations (docs/
 * statistics.md says which method when). .5 to .5 for a constant feature.
 */
void ranking_interval(const struct bin *bins, size_t n,
		      const struct ranking *ranking, double n_a, double n_b,
		      double z, double *low, double *high);

#endif
