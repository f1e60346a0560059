/*
 * measure.h - all chosen checks over all records of a dataset, on any number
 * of threads.
 */
#ifndef GBQC_CHECKS_MEASURE_H
#define GBQC_CHECKS_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "checks/check.h"

struct dataset;
struct error;
struct output;

struct measure_options {
	const struct check *const *checks;	/* NULL at the end */
	struct check_params params;
	size_t threads;		/* 1: all on the calling thread */
	bool each, summary;	/* the other two forms of output */
	/* Told now and then how many records were read; or NULL. */
	void (*progress)(void *watcher, uint64_t records);
	void *watcher;
};

/*
 * Measures every record and adds the counts to table. Returns 0, or -1 with
 * err set to the first thing that went wrong in the order of the input,
 * whichever thread met it.
 */
MUST_USE int measure_table(struct dataset *set,
			   const struct measure_options *how,
			   struct count_table *table, struct error *err);

/*
 * The same, written to out in the form that how asks for. Nothing is written
 * before the input was read to its end, but for --each.
 */
MUST_USE int measure_dataset(struct dataset *set,
			     const struct measure_options *how,
			     struct output *out, struct error *err);

#endif
