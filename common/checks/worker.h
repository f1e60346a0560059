/*
 * worker.h - what one thread counts: a state for every check of every group
 * that it meets. Private to checks/.
 */
#ifndef GBQC_CHECKS_WORKER_H
#define GBQC_CHECKS_WORKER_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/text.h"
#include "checks/measure.h"

struct chunk;
struct count_table;
struct dataset;
struct error;
struct worker;

/* Both are borrowed until worker_free(). */
struct worker *worker_new(const struct dataset *set,
			  const struct measure_options *how);
void worker_free(struct worker *worker);	/* NULL is fine */

/* Counts all records of a chunk, *records of them. -1 with err set. */
MUST_USE int worker_count(struct worker *worker, struct chunk *chunk,
			  uint64_t *records, struct error *err);

/* Writes a line of --each for every record and column of a chunk. */
MUST_USE int worker_list(struct worker *worker, struct chunk *chunk,
			 struct text *lines, uint64_t *records,
			 struct error *err);

/*
 * Does what workers_merge() and worker_emit() need not wait for, once all is
 * counted. -1 with err set.
 */
MUST_USE int worker_settle(struct worker *worker, struct error *err);

/*
 * Adds what n workers have counted to the first, on as many threads; the
 * others are empty after it.
 */
MUST_USE int workers_merge(struct worker **workers, size_t n,
			   struct error *err);

/*
 * Hands counts over to the table: those of the group (split and label) that
 * is number n from 0 in the order of tables; nothing is left of it. Returns 1,
 * 0 where there are fewer groups, -1 with err set.
 */
MUST_USE int worker_emit(struct worker *worker, size_t n,
			 struct count_table *table, struct error *err);

#endif
