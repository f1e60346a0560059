/*
 * header_line.h - the line before a sequence in FASTA and FASTQ.
 */
#ifndef GBQC_RECORD_HEADER_LINE_H
#define GBQC_RECORD_HEADER_LINE_H

#include "record/format.h"

/* What label=... and split=... in a description say; bytes NULL: nothing. */
struct header_words {
	struct slice label, split;
};

/*
 * Reads the line at chunk->at, whose first byte was looked at, as far as its
 * line feed: the id is what follows that byte, up to a blank. Moves past the
 * line. Returns 0, or -1 with err set.
 */
MUST_USE int header_line(struct chunk *chunk, struct record *record,
			 struct header_words *words, struct error *err);

/* The length of a line of n bytes without its CR. */
size_t line_length(const char *line, size_t n);

#endif
