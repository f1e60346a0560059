/*
 * index.h - the blocks of some records, found by either half. Private to
 * this room.
 *
 * A block with one edit at most has a half without any. A table of 4^h
 * buckets holds each block of 2h letters twice, of both strands: under its
 * left half, with the right half as the other, and under its right half, with
 * the left half, read backwards, as the other. So the other half always
 * begins where the exact one ends.
 */
#ifndef GBQC_LEAK_INDEX_H
#define GBQC_LEAK_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "leak/blocks.h"

struct flank;

enum { INDEX_TABLES = (BLOCK_LONGEST - BLOCK_SHORTEST) / 2 + 1,
       INDEX_PAD = 32 };	/* entries that may be read past the last */

/* Words of letters: 2 bits each, the first in the lowest bits. */
struct index_table {
	unsigned half;		/* h */
	/* [2 * 4^h + 1]: of word w, entries by the left half begin at
	 * offset[2 w], those by the right half at offset[2 w + 1]. */
	uint32_t *offset;
	uint16_t *other;	/* the other half of each entry */
	uint32_t *ref;		/* site * 2 + strand of each entry */
	struct flank *flanks;	/* of each entry; NULL: they do not pay */
	size_t n;
};

struct index {
	uint32_t first, n;	/* records of the part */
	struct index_table tables[INDEX_TABLES];	/* n 0: not needed */
	/* Sites are the blocks of all records in turn. */
	uint32_t *site_start;	/* where the block starts in its record */
	uint32_t *record_site;	/* [n + 1]: the first site of a record */
	uint32_t *owner;	/* of each 16th site: its record */
	uint8_t *length;	/* of a record's blocks */
	uint8_t *spare;		/* blocks.spare, 255 at most */
	/* Records (from 0 in this index) that no blocks will do for. */
	uint32_t *rest;
	size_t n_rest;
};

/* Indexes n records from `first` on. Those without a base are left out. */
struct index *index_new(const struct leak_part *part, uint32_t first,
			uint32_t n, const struct leak_options *options);
void index_free(struct index *index);	/* NULL is fine */

/* The record (from 0 in this index) of a site. */
static inline uint32_t
index_record(const struct index *index, uint32_t site)
{
	uint32_t record = index->owner[site >> 4];

	while (index->record_site[record + 1] <= site)
		record++;
	return record;
}

#endif
