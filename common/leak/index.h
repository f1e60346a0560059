/*
 * index.h - the blocks of some records, found by either half. Private to
 * this room.
 *
 * A block with one edit at most has a half without any: the left one if the
 * edit is further right, else the right one, wherever the block is cut in
 * two. One of an odd length is cut after its middle letter. A table holds
 * each block twice, of both strands: under its left half, with the right half
 * as the other, and under its right half, with the left half, read backwards,
 * as the other. So the other half always begins where the exact one ends.
 */
#ifndef GBQC_LEAK_INDEX_H
#define GBQC_LEAK_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "leak/blocks.h"

struct flank;

enum { INDEX_TABLES = BLOCK_LONGEST - BLOCK_SHORTEST + 1,
       INDEX_PAD = 32 };	/* entries that may be read past the last */

/* Words of letters: 2 bits each, the first in the lowest bits. */
struct index_table {
	unsigned length;	/* of its blocks */
	uint32_t *offset;	/* of buckets, and the end: see bucket_of() */
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
	uint8_t *slack;		/* blocks.slack, 255 at most */
	/* Records (from 0 in this index) that no blocks will do for. */
	uint32_t *rest;
	size_t n_rest;
};

/* Letters of a half of a block; the left one may have one more. */
static inline unsigned
half_letters(unsigned length, bool right)
{
	return right ? length / 2 : length - length / 2;
}

/* Buckets for each word of as many letters as a right half has. */
static inline unsigned
bucket_step(unsigned length)
{
	return length % 2 ? 5 : 2;
}

/*
 * The bucket of a word of a left half's letters: that of left halves that
 * equal it, or of right halves that equal its first letters. They lie side
 * by side, since a text asks for both.
 */
static inline size_t
bucket_of(unsigned length, size_t word, bool right)
{
	const unsigned shift = 2 * half_letters(length, true);
	const unsigned step = bucket_step(length);
	const size_t first = (word & (((size_t)1 << shift) - 1)) * step;

	if (length % 2 == 0)
		return 2 * word + right;
	return first + (right ? step - 1 : word >> shift);
}

/*
 * Indexes n records from `first` on, for texts of m_most informative letters
 * at the most. Records without a base are left out.
 */
struct index *index_new(const struct leak_part *part, uint32_t first,
			uint32_t n, uint32_t m_most,
			const struct leak_options *options);
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
