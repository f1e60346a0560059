/*
 * genome_index.h - where the sequences of a FASTA file lie: a .fai index,
 * which is not believed before it was held against the file.
 */
#ifndef GBQC_RECORD_GENOME_INDEX_H
#define GBQC_RECORD_GENOME_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/names.h"

struct error;

/* One sequence of the file: length letters in lines of line_letters. */
struct contig {
	uint64_t length, offset, line_letters, line_bytes;
	uint64_t line;		/* of the index, from 1 */
	bool checked;
};

struct genome_index {
	struct names *names;	/* the number of a name is that of a contig */
	struct contig *contigs;
	size_t n, room;
};

/*
 * Reads the n bytes of an index of a file of size bytes (UINT64_MAX: not
 * known, as of a packed one). name: of the index, for messages. Returns 0, or
 * -1 with err set (file, line) to what no index of such a file can say. index
 * begins as { 0 }, and is to be released in any case.
 */
MUST_USE int genome_index_read(struct genome_index *index, const char *bytes,
			       size_t n, uint64_t size, const char *name,
			       struct error *err);
void genome_index_release(struct genome_index *index);

/*
 * Reads a contig from its header to its last line, once, and finds it as the
 * index says. fd: the plain FASTA file. Returns 0, or -1 with err set.
 */
MUST_USE int genome_index_check(struct genome_index *index, uint32_t contig,
				int fd, const char *name, struct error *err);

#endif
