/*
 * hash_set.h - hashes with two counts each, in order. Private to checks/.
 *
 * A sorted run, and hashes that wait. Once a quarter as many wait as are in
 * the run, they are sorted and added to it in one pass. So memory is walked
 * through in order, which costs a third of what finding a place for each hash
 * by itself does where the set is larger than the caches.
 *
 * Memory: 24 bytes a hash of the run and half of that again, at most 36 a
 * distinct hash; a constant where there are few.
 */
#ifndef GBQC_CHECKS_HASH_SET_H
#define GBQC_CHECKS_HASH_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "table/run.h"

/* Start with { 0 }. */
struct hash_set {
	struct hash_count *run;		/* with room for all that may wait */
	size_t n, room;
	struct hash_count *waiting;	/* [wait_room] as they came */
	size_t n_waiting, wait_room;
};

/* True where hash_set_settle() and hash_set_grow() must come before more. */
static inline bool
hash_set_is_full(const struct hash_set *set)
{
	return set->n_waiting == set->wait_room;
}

/* Counts a record; the set is not full. */
static inline void
hash_set_add(struct hash_set *set, uint64_t high, uint64_t low, bool plus)
{
	set->waiting[set->n_waiting++] =
		(struct hash_count){ high, low, plus, !plus };
}

/*
 * Sorts what waits into the run: set->run is all of the set then. False where
 * a count would pass UINT32_MAX; the set can only be released then.
 */
MUST_USE bool hash_set_settle(struct hash_set *set);

/* Makes room for more; nothing waits. */
void hash_set_grow(struct hash_set *set);

/* How many bytes it holds, and will hold after hash_set_grow(). */
size_t hash_set_bytes(const struct hash_set *set);
size_t hash_set_grown_bytes(const struct hash_set *set);
void hash_set_release(struct hash_set *set);

#endif
