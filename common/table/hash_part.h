/*
 * hash_part.h - the hashes of a series in parts, for work on several threads.
 *
 * A part holds the hashes that begin with the same bits, so the parts follow
 * each other, and each is found in every run by itself. Hashes are spread
 * evenly, so parts are about equal, and small enough to stay in a cache.
 */
#ifndef GBQC_TABLE_HASH_PART_H
#define GBQC_TABLE_HASH_PART_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "table/run.h"

struct error;

/* One part of a list, and room for it that the next one uses again. */
struct hash_part {
	const struct hash_count *hashes;	/* in order, each once */
	size_t n;
	struct hash_count *space;
	size_t room;
};

/* By how many bits n hashes in all should be cut into 2^bits parts. */
unsigned hash_part_bits(uint64_t n);

/*
 * Finds part `number`, below 2^bits, in all runs of a list and adds it up. It
 * lies in the list itself where that has one run in memory, else in the
 * part's own space. Start with { 0 }. -1 with err set on overflow of a count,
 * or where a run in a file cannot be read.
 */
MUST_USE int hash_part_find(struct hash_part *part,
			    const struct run_list *list, unsigned bits,
			    size_t number, struct error *err);
void hash_part_release(struct hash_part *part);

#endif
