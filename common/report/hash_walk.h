/*
 * hash_walk.h - a walk through the hashes of several groups, side by side, a
 * part of all hashes at a time (table/hash_part.h). Private to report/.
 */
#ifndef GBQC_REPORT_HASH_WALK_H
#define GBQC_REPORT_HASH_WALK_H

#include <stddef.h>

#include "base/attributes.h"
#include "report/view.h"
#include "table/hash_part.h"

struct error;

/* A group, by its place in the view, that has the hash at hand. */
struct hash_member {
	size_t place;
	const struct hash_count *hash;
};

/* What is left of the hashes of a group, the next one first. */
struct hash_stream {
	size_t place;
	const struct hash_count *next, *end;
};

struct hash_walk {
	const struct view_series *series;
	size_t n;
	struct hash_part *parts;	/* [n] of the series */
	struct hash_stream *streams;	/* [n] of them */
	struct hash_stream **heap;	/* least hash first; then by place */
	size_t in_heap;
	struct hash_member *members;	/* [n] */
};

/* n series of hashes, by place; they are borrowed. */
void hash_walk_init(struct hash_walk *walk, const struct view_series *series,
		    size_t n);

/* Goes to the beginning of a part. -1 with err set: hash_part_find(). */
MUST_USE int hash_walk_begin(struct hash_walk *walk, unsigned bits,
			     size_t number, struct error *err);

/*
 * The next hash of the part, in order: *members are the groups that have it,
 * by place, until the next call. Returns how many; 0 at the end of the part.
 */
size_t hash_walk_next(struct hash_walk *walk,
		      const struct hash_member **members);
void hash_walk_release(struct hash_walk *walk);

#endif
