/*
 * hash_set.h - hashes with two counts each, always in order. Private to
 * checks/.
 *
 * Open addressing with ordered linear probing: a hash stands at or after the
 * place that its size among all hashes gives it, and hashes ascend along the
 * table. So the table is sorted at any time, and hashes, being random, are
 * close to their places.
 *
 * Memory: 24 bytes a hash at a load of .68 to .85, growth included.
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
	struct hash_count *slots;	/* [size + slack]; no counts: free */
	size_t size, slack;
	size_t n;			/* hashes in it */
};

/* How many bytes it holds, and will hold after hash_set_grow(). */
size_t hash_set_bytes(const struct hash_set *set);
size_t hash_set_grown_bytes(const struct hash_set *set);

/* True where no hash may be added before hash_set_grow(). */
bool hash_set_is_full(const struct hash_set *set);
void hash_set_grow(struct hash_set *set);

/* Starts to bring the place of a hash into cache. */
void hash_set_prefetch(const struct hash_set *set, uint64_t high);

/*
 * Counts a record. False where a count would pass UINT32_MAX, or where the
 * table must grow first (then hash_set_is_full() says so).
 */
MUST_USE bool hash_set_add(struct hash_set *set, uint64_t high, uint64_t low,
			   bool plus);

/*
 * Moves all hashes, in order, to the beginning of slots; set->n of them. The
 * set must then be released or taken apart.
 */
void hash_set_compact(struct hash_set *set);
void hash_set_release(struct hash_set *set);

#endif
