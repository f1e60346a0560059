/*
 * histogram.h - a feature in bins that a figure has room for.
 */
#ifndef GBQC_PAGE_HISTOGRAM_H
#define GBQC_PAGE_HISTOGRAM_H

#include "page/sample.h"

enum { HISTOGRAM_BINS = 64 };

/* Bin i holds values from from + i step up to, not including, the next. */
struct histogram {
	double from, step;
	/*
	 * Where nearly all values are multiples of one number (all lengths
	 * are 200: of 1/200), that number; else 0. step is a multiple of it,
	 * and bins end half way between two values, so that each bin has as
	 * many values as its neighbours.
	 */
	double grain;
	size_t n;
	struct bin bins[HISTOGRAM_BINS];
	struct bin below, above;	/* far out, in no bin */
};

/* Of a sample of at least one record. */
void histogram_init(struct histogram *histogram, const struct sample *sample);

/* The bin of a value; n where it is in none. */
size_t histogram_place(const struct histogram *histogram, double value);

/* 1, 2 or 5 times a power of ten, not below x > 0. */
double round_step(double x);

/* The smallest and the largest value that bin i can hold. */
struct range {
	double from, to;
};
struct range histogram_bin(const struct histogram *histogram, size_t i);

#endif
