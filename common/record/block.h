/*
 * block.h - text in blocks, each cut after its last whole record.
 */
#ifndef GBQC_RECORD_BLOCK_H
#define GBQC_RECORD_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "record/format.h"

/* What a cut keeps while a block grows; { 0 } at its first bytes. */
struct cut {
	size_t seen;		/* bytes that were looked at */
	size_t end;		/* after the last whole record among them */
	uint64_t lines;		/* line feeds among them (FASTQ) */
	bool in_quote;		/* seen lies in a quoted field (tables) */
};

/*
 * Looks at bytes from cut->seen to n and moves cut on. bytes begin with a
 * record.
 */
typedef void cut_records(struct cut *cut, const struct reader *reader,
			 const char *bytes, size_t n);

/*
 * Fills a chunk with the next block of the source, as far as its last whole
 * record; all of the rest at the end of the file. A record that is larger
 * than a block makes the chunk grow. What follows the last record goes to
 * the next chunk. Returns as format.fill().
 */
MUST_USE int block_fill(struct reader *reader, struct chunk *chunk,
			cut_records *cut, struct error *err);

#endif
