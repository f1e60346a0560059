/*
 * sample.h - one feature in the two groups of a comparison: its values and
 * how many records of each have them, as figures are drawn of it.
 *
 * Pure functions of counts.
 */
#ifndef GBQC_PAGE_SAMPLE_H
#define GBQC_PAGE_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/feature.h"
#include "stats/ranking.h"

/* Values ascending; each is of at least one record. */
struct sample {
	double *value;
	struct bin *bins;
	size_t n;
	uint64_t a, b;		/* records */
};

void sample_init(struct sample *sample, const struct feature *feature,
		 const struct comparison *comparison);
void sample_release(struct sample *sample);

/* The records of other values than 0; both may be none. */
void sample_without_zero(struct sample *to, const struct sample *from);

/* How many records of each have the value 0. */
struct bin sample_zeros(const struct sample *sample);

/*
 * Of a share that reverse complement turns into 1 less it (G of G and C):
 * each record and its reverse complement, so twice as many.
 */
void sample_both_strands(struct sample *to, const struct sample *from);

/* How far such a share is from one half, of each record. */
void sample_strength(struct sample *to, const struct sample *from);

struct side_values {
	double a, b;
};

/* Means; 0 of a side without records. */
struct side_values sample_means(const struct sample *sample);

/* The lowest value that at least that share of a side's records reach. */
struct side_values sample_quantiles(const struct sample *sample,
				    double share);

/*
 * What matching on a feature leaves of the two sides, as many of each
 * (stats/matching.h). kept[0..sample->n-1], of the sample of that feature and
 * comparison, gets how many records of the smaller side (a where they are
 * equal) with each value stay, on average. Returns how many records of both
 * sides are left.
 */
uint64_t sample_matched(const struct sample *sample,
			const struct feature *feature,
			const struct comparison *comparison, double *kept);

/* The one cut that tells the sides apart best. */
struct cut {
	bool any;		/* false: none is better than guessing */
	bool a_above;		/* the higher values are called a */
	double below, above;	/* the cut is between these two values */
	struct bin at_or_below;	/* records up to `below` */
	double accuracy;	/* as best_accuracy() has it */
	double majority;	/* of calling all as the larger side */
};

/* higher: as in struct ranking, says which way round a is called. */
struct cut sample_best_cut(const struct sample *sample, int higher);

#endif
