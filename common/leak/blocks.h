/*
 * blocks.h - the pieces of a record of which one must survive almost whole
 * wherever the record is related. Private to this room.
 *
 * A record a with at most E edits is cut into more than E/2 disjoint blocks
 * of ACGT: then some block has one edit at most. The same must hold for each
 * beginning and each end of it that an overlap may consist of. E depends on
 * the records that a is compared with: the longer ones may have more edits.
 */
#ifndef GBQC_LEAK_BLOCKS_H
#define GBQC_LEAK_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#include "leak/part.h"

enum { BLOCK_LONGEST = 16, BLOCK_SHORTEST = 8,
       BLOCK_SHORT = 12 };	/* chance finds blocks up to this length all
				 * the time */

/* Blocks of one record, from left to right. Start with { 0 }. */
struct blocks {
	uint32_t length;	/* of each, even above BLOCK_SHORT; 0: none
				 * will do */
	/* What 2 edits a block are above E, at the least: blocks.c. */
	uint32_t slack;
	uint32_t *start;
	size_t n, room;
};

/*
 * Cuts a record into the longest blocks that will do where no other record
 * has more than m_most informative letters.
 */
void blocks_cut(struct blocks *blocks, const struct leak_seq *seq,
		uint32_t m_most, const struct leak_options *options);

/*
 * The same with blocks of a length that will do, as was found before; slack
 * stays as it is.
 */
void blocks_place(struct blocks *blocks, const struct leak_seq *seq,
		  uint32_t length);
void blocks_release(struct blocks *blocks);

/*
 * How many edits the first k blocks (or the last k) may have together for the
 * k-th to be one that counts; below 0: it need not be looked for.
 */
static inline int64_t
blocks_room(uint32_t k, uint32_t slack)
{
	return 2 * (int64_t)k - slack;
}

#endif
