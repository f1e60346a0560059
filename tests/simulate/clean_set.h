/*
 * clean_set.h - labelled data sets without any bias, judged as gbqc-report
 * judges real ones.
 */
#ifndef GBQC_TESTS_SIMULATE_CLEAN_SET_H
#define GBQC_TESTS_SIMULATE_CLEAN_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "random.h"
#include "stats/rule.h"

enum { CLASSES = 10, LONGEST = 250 };

enum set_check {
	SET_LENGTH,
	SET_GC,
	SET_BASE,
	SET_DINUC,
	SET_START,
	SET_END,
	SET_CENTRE,
	SET_N,
	SET_CASE,
	SET_COMPLEXITY,
	SET_SKEW,
	SET_ALPHABET,
	SET_CHECKS
};

extern const char *const set_check_names[SET_CHECKS];

/* What to simulate. All records are drawn alike, whatever their class ... */
struct set_shape {
	size_t classes;
	size_t n[CLASSES];	    /* distinct records of each */
	uint32_t shortest, longest; /* lengths, evenly; at most LONGEST */
	uint32_t copies; /* each record 1 to so many times; 0: once */
	bool even;	 /* each exactly so many times */
	bool naive;	 /* judge copies as if they were records */
	/* ... but for A at position 50, in class 0 and 1; 0: a quarter. */
	double planted[2];
};

struct set_verdict {
	enum flag check[SET_CHECKS]; /* the worst of all pairs */
	enum flag worst;
};

struct clean_set;

/* Room for sets of at most so many records a class, copies included. */
struct clean_set *clean_set_new(size_t records);
void clean_set_free(struct clean_set *set);

void clean_set_judge(struct clean_set *set, const struct set_shape *shape,
		     const struct rule *rule, struct random *random,
		     struct set_verdict *verdict);

#endif
