/*
 * simulate.h - what the tables of the simulations share.
 */
#ifndef GBQC_TESTS_SIMULATE_SIMULATE_H
#define GBQC_TESTS_SIMULATE_SIMULATE_H

#include <stdbool.h>
#include <stddef.h>

#include "random.h"
#include "stats/rule.h"

struct clean_set;

struct simulation {
	struct rule rule;
	struct random random;
	double effort; /* share of the repeats of a full run */
	struct clean_set *set;
	bool broken; /* a table breaks what the docs claim */
};

enum { FLAGS = FLAG_FAIL + 1 };

/* Records of two classes, and how often a full run repeats them. */
struct sizes {
	size_t a, b;
	double repeats;
};

/* How often to repeat what a full run repeats full times. */
static inline size_t
repeats(const struct simulation *simulation, double full)
{
	double n = full * simulation->effort;

	return n < 50 ? 50 : (size_t)n;
}

static inline double
percent(size_t part, size_t whole)
{
	return 100 * (double)part / (double)whole;
}

/* Each prints its tables. */
void simulate_clean_sets(struct simulation *simulation);
void simulate_planted(struct simulation *simulation);
void simulate_intervals(struct simulation *simulation);

#endif
