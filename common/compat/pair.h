/*
 * pair.h - the report of two classes: every row of gb-qc-report.csv.
 */
#ifndef GBQC_COMPAT_PAIR_H
#define GBQC_COMPAT_PAIR_H

#include <stdbool.h>
#include <stdint.h>

struct group;
struct output;

/* Two classes in one column; a is the positive one. */
struct pair {
	const struct group *a, *b;		/* finished */
	uint64_t distinct_a, distinct_b;	/* different sequences */
	bool shared;				/* one sequence is in both */
};

/*
 * Writes the header, the headline rows, then the parts check by check. What
 * fails stays in out.
 */
void pair_write(const struct pair *pair, struct output *out);

#endif
