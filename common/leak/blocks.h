/*
 * blocks.h - the pieces of a record of which one must survive almost whole
 * wherever the record is related. Private to this room.
 *
 * A record a with at most E edits is cut into more than E/2 disjoint blocks
 * of ACGT: then some block has one edit at most. The same must hold for each
 * beginning and each end of it that an overlap may consist of.
 */
#ifndef GBQC_LEAK_BLOCKS_H
#define GBQC_LEAK_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#include "leak/part.h"

enum { BLOCK_LONGEST = 16, BLOCK_SHORTEST = 8 };

/* Blocks of one record, from left to right. Start with { 0 }. */
struct blocks {
	uint32_t length;	/* of each, even; 0: none will do */
	/* Blocks at either end that need not be looked for: see blocks.c. */
	uint32_t spare;
	uint32_t *start;
	size_t n, room;
};

/* Cuts a record into the longest blocks that will do. */
void blocks_cut(struct blocks *blocks, const struct leak_seq *seq,
		const struct leak_options *options);

/*
 * The same with blocks of a length that will do, as was found before; spare
 * stays as it is.
 */
void blocks_place(struct blocks *blocks, const struct leak_seq *seq,
		  uint32_t length);
void blocks_release(struct blocks *blocks);

#endif
