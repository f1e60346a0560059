/*
 * seed.h - an entry of an index whose block, with one edit at most, stands in
 * a text; and the same in 64 bits, of which many are made that are soon
 * dropped. Private to this room.
 */
#ifndef GBQC_LEAK_SEED_H
#define GBQC_LEAK_SEED_H

#include <stdbool.h>
#include <stdint.h>

/* The exact half begins at a place of the text. */
struct seed {
	uint32_t entry;
	uint32_t at;
	bool right;		/* the exact half is the right one */
	bool long_list;		/* of a list that was asked for in seen.h */
};

/*
 * Packed: the entry in the lower 32 bits, above it the rest. Places count from
 * one that is agreed upon, and are below SEED_PLACES.
 */
enum { SEED_PLACES = 1 << 28,
       SEED_RIGHT = 32, SEED_LONG, SEED_AT };	/* where they begin */

static inline uint64_t
seed_pack(uint32_t at, bool right, bool long_list)
{
	return (uint64_t)at << SEED_AT | (uint64_t)long_list << SEED_LONG |
	       (uint64_t)right << SEED_RIGHT;
}

static inline struct seed
seed_unpack(uint64_t packed, uint32_t from)
{
	return (struct seed){
		.entry = (uint32_t)packed,
		.at = from + (uint32_t)(packed >> SEED_AT),
		.right = packed >> SEED_RIGHT & 1,
		.long_list = packed >> SEED_LONG & 1
	};
}

#endif
