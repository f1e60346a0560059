/*
 * run.h - sorted runs of counted entries, in memory or in a file.
 *
 * A measuring check hands its counts over as runs; several runs of one
 * series (threads, shards, spilled files) are added up by walking through
 * them together, so nothing is copied to be merged.
 */
#ifndef GBQC_TABLE_RUN_H
#define GBQC_TABLE_RUN_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/attributes.h"
#include "base/tally.h"

struct error;

/* Entries of SERIES_VALUES are struct tally; the other two are below. */

/* How often a letter stands at a position, counted from an anchor. */
struct position_count {
	int32_t at;
	uint32_t letter;	/* as a byte */
	uint64_t count;
};

/* Copies of one sequence, by the hash of its canonical strand. */
struct hash_count {
	uint64_t high, low;	/* XXH3-128 */
	uint32_t plus, minus;	/* records that are that strand, or not */
};

/* Sorted in the order of the table; equal entries at most once a run. */
struct run {
	void *entries;		/* from malloc(), or NULL when in a file */
	size_t n;
	int file;		/* -1, or the descriptor of a deleted file */
	uint64_t offset;	/* where in the file, in bytes */
	bool owner;		/* of several runs in one file one closes it */
};

struct run_list {
	struct run *runs;
	size_t n, room;
};

/* How runs of one kind are ordered and added. */
struct entry_kind {
	size_t size;
	int (*compare)(const void *x, const void *y);
	/* Adds the counts of from to into; false on overflow. */
	bool (*add)(void *into, const void *from);
	const char *overflow;	/* what overflow means, in words */
};
extern const struct entry_kind entry_tally, entry_position, entry_hash;

/* Copies an entry: of one of two sizes, so no call for a few bytes. */
static inline void
entry_copy(const struct entry_kind *kind, void *to, const void *from)
{
	if (kind->size == sizeof(struct hash_count))
		memcpy(to, from, sizeof(struct hash_count));
	else if (kind->size == sizeof(struct tally))
		memcpy(to, from, sizeof(struct tally));
	else
		memcpy(to, from, kind->size);
}

/*
 * Sorts n entries and adds up equal ones. Returns how many are left, or
 * SIZE_MAX on overflow (the entries are lost then). Linear for tallies and
 * for a few sorted stretches one after another.
 */
MUST_USE size_t entry_sort(const struct entry_kind *kind, void *entries,
			   size_t n);

/* Takes over sorted entries (from malloc()), n of them; n 0 frees them. */
void run_list_take(struct run_list *list, void *entries, size_t n);

/*
 * Writes n sorted entries to a deleted file in TMPDIR (or /tmp), one for all
 * such runs of the list. The entries stay the caller's. -1 with err set.
 */
MUST_USE int run_list_spill(struct run_list *list,
			    const struct entry_kind *kind, const void *entries,
			    size_t n, struct error *err);

/*
 * Copies n entries of a run, from number first on, to where there is room for
 * them. -1 with err set where a file cannot be read.
 */
MUST_USE int run_copy(const struct run *run, const struct entry_kind *kind,
		      uint64_t first, size_t n, void *to, struct error *err);

/*
 * Merges the last runs in memory until each is twice as large as the next,
 * so that a list which takes one small run after another keeps few. -1 with
 * err set on overflow.
 */
MUST_USE int run_list_settle(struct run_list *list,
			     const struct entry_kind *kind,
			     struct error *err);

/* Moves all runs of from to the end of list. */
void run_list_move(struct run_list *list, struct run_list *from);
void run_list_release(struct run_list *list);

/* A walk through all runs of a list, in order, equal entries added up. */
struct run_walk;
struct run_walk *run_walk_open(const struct run_list *list,
			       const struct entry_kind *kind);

/* Copies the next entry. Returns 1, 0 at the end, -1 with err set. */
MUST_USE int run_walk_next(struct run_walk *walk, void *entry,
			   struct error *err);

/*
 * Passes over the entries that are left, where they lie one after another in
 * memory and only one run has any: *entries, which stay in the list. Returns
 * how many; 0 means that run_walk_next() knows more.
 */
size_t run_walk_rest(struct run_walk *walk, const void **entries);
void run_walk_close(struct run_walk *walk);	/* NULL is fine */

/*
 * The entries of a list as one array, added up, from malloc(): *entries and
 * *n. -1 with err set.
 */
MUST_USE int run_list_gather(const struct run_list *list,
			     const struct entry_kind *kind, void **entries,
			     size_t *n, struct error *err);

/*
 * The memory that runs may take before they spill, shared by all threads.
 * limit 0: no limit.
 */
struct memory_budget {
	uint64_t limit;
	_Atomic uint64_t used;
};

/* Books bytes; false where that would pass the limit (nothing is booked). */
MUST_USE bool memory_budget_take(struct memory_budget *budget, size_t bytes);

/* Books bytes beyond any limit: for what is too small to spill. */
void memory_budget_force(struct memory_budget *budget, size_t bytes);
void memory_budget_give(struct memory_budget *budget, size_t bytes);

#endif
