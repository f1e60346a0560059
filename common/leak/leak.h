/*
 * leak.h - which records of one part of a dataset are related to records of
 * another, and how: every pair, by a definition and not by a heuristic.
 *
 * What copy, near, contained, contains and overlap mean is defined in
 * docs/leak.md. The search is lossless: whatever the order of records, the
 * threads or the memory, it gives the same set of hits with the same numbers.
 */
#ifndef GBQC_LEAK_LEAK_H
#define GBQC_LEAK_LEAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct error;
struct leak_part;		/* private to part.c */

/* The limits of what the search takes, in thousandths. */
enum { LEAK_IDENTITY_LEAST = 800, LEAK_OVERLAP_LEAST = 200,
       LEAK_MIN_SCORE_MOST = 1000000 };

/* Shares in thousandths. */
struct leak_options {
	uint32_t identity;	/* 800 to 1000 */
	uint32_t overlap;	/* 200 to 1000, of the shorter record */
	uint32_t min_score;	/* from 1 on, of partial relations */
	bool plus_only;		/* one strand */
	bool no_overlap;
	bool exhaustive;	/* compare everything with everything */
	int threads;		/* from 1 on */
	uint64_t memory;	/* bytes that an index may take; 0: as usual */
	/* Told now and then how many records were gone through; or NULL. */
	void (*progress)(void *watcher, uint64_t records);
	void *watcher;
};

/* The better first; contained and contains rank alike. */
enum leak_relation {
	LEAK_COPY, LEAK_NEAR, LEAK_CONTAINED, LEAK_CONTAINS, LEAK_OVERLAP,
	LEAK_NONE
};

/* How a query and a target are related. */
struct leak_hit {
	uint32_t query, target;	/* numbers of records, from 0 */
	uint32_t edits, length;	/* letters they are counted over */
	uint8_t relation;	/* enum leak_relation */
	bool minus;		/* with the target's other strand */
};

/* Records, as the search reads them: about n/4 + 40 bytes each. */
struct leak_part *leak_part_new(void);
void leak_part_free(struct leak_part *part);	/* NULL is fine */

/*
 * Adds n checked letters in any case; records are numbered as they come, up
 * to LEAK_RECORDS_MOST of them.
 */
void leak_part_add(struct leak_part *part, const uint8_t *seq, uint32_t n);
enum { LEAK_RECORDS_MOST = INT32_MAX };

/* Records that were added, those that were dropped too. */
size_t leak_part_count(const struct leak_part *part);

/*
 * Drops the letters of all records so far: the next search is of those that
 * are added from here on. Pairs do not depend on others, so that a part can
 * be searched in pieces.
 */
void leak_part_drop(struct leak_part *part);

/* True of a record that was added and not dropped. */
bool leak_part_has(const struct leak_part *part, uint32_t record);

/* The informative letters (A, C, G, T or U) of a record that it has. */
uint32_t leak_part_informative(const struct leak_part *part, uint32_t record);

/* <0 where x is the better relation: rank, matched letters, edits, strand. */
int leak_hit_compare(const struct leak_hit *x, const struct leak_hit *y);

/*
 * Takes n hits. Called by one thread at a time, in no order that means
 * anything; each related pair comes once. Returns 0, or -1 with err set to
 * end the search.
 */
typedef int leak_sink(void *arg, const struct leak_hit *hits, size_t n,
		      struct error *err);

/*
 * Finds every related pair of a query and a target. The same part twice: of
 * each pair within it the later record is the query. Returns 0, or -1 with
 * err set by sink.
 */
MUST_USE int leak_search(const struct leak_part *queries,
			 const struct leak_part *targets,
			 const struct leak_options *options, leak_sink *sink,
			 void *arg, struct error *err);

#endif
