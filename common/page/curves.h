/*
 * curves.h - one feature of two groups as a histogram and as cumulative
 * curves. Private to the figures of page/.
 */
#ifndef GBQC_PAGE_CURVES_H
#define GBQC_PAGE_CURVES_H

#include "page/figure.h"
#include "page/histogram.h"

/* How values are written: in units of .01 for percent. */
struct measure {
	double unit;
	const char *axis;	/* "GC content, %" */
	const char *after;	/* " % GC": after one value */
};

struct curves {
	const struct figure_pair *pair;
	const struct sample *sample;	/* both sides have records */
	struct measure measure;
	/* [sample->n] what matching keeps of the smaller side, shaded; or
	 * NULL. */
	const double *kept;
	uint64_t of_a, of_b;	/* shares are of so many; 0: of the sample */
	/* Made by curves_init(). */
	struct histogram histogram;
	bool a_left;		/* the values of a are the lower ones */
};

void curves_init(struct curves *curves);

/* Both 470 px wide. */
void curves_draw_histogram(const struct curves *curves, struct text *out);
void curves_draw_cumulative(const struct curves *curves, struct text *out);

/* What the best single cut is, and what it is worth, in words. */
void curves_add_cut(const struct curves *curves, struct text *out);

/* What a bin has of a side, as a share of all its records. */
double curves_share(const struct curves *curves, const struct bin *bin,
		    bool b);

/* The bins of the histogram as a folded table (curves_numbers.c). */
void curves_add_numbers(const struct curves *curves, struct text *out);

#endif
