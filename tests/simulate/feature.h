/*
 * feature.h - one feature whose AUROC is known, drawn again and again.
 */
#ifndef GBQC_TESTS_SIMULATE_FEATURE_H
#define GBQC_TESTS_SIMULATE_FEATURE_H

#include <stddef.h>

#include "random.h"
#include "stats/ranking.h"

enum { FEATURE_VALUES = 201 };

enum feature_kind {
	FEATURE_GC,   /* G+C of 200 letters: 201 values, sd 7 */
	FEATURE_FIVE, /* five values, such as runs of N */
	FEATURE_TWO   /* 0 or 1, such as a letter at a position */
};

struct feature {
	size_t n;			    /* values */
	double below_a[FEATURE_VALUES + 1]; /* P(value < i) in each group */
	double below_b[FEATURE_VALUES + 1];
	double auroc; /* a above b, exactly that of these distributions */
};

/* A feature of an AUROC from .5 to 1; 1: groups that do not overlap. */
void feature_make(struct feature *feature, enum feature_kind kind,
		  double auroc);

/* Draws n_a and n_b records into feature->n bins. */
void feature_draw(const struct feature *feature, size_t n_a, size_t n_b,
		  struct random *random, struct bin *bins);

#endif
