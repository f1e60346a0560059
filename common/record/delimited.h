/*
 * delimited.h - rows of CSV and TSV, for who makes records of them.
 */
#ifndef GBQC_RECORD_DELIMITED_H
#define GBQC_RECORD_DELIMITED_H

#include "record/format.h"

/* What the fields of a row say; bytes NULL: there is no such column. */
struct row {
	struct slice label, split;
	struct slice region, start, end, strand;
};

/* The next rows of a table whose header was read. As format.fill(). */
MUST_USE int delimited_fill(struct reader *reader, struct chunk *chunk,
			    struct error *err);

/*
 * Reads the next row of a chunk: id and line of the record, and its sequences
 * into chunk->seq. Returns 1; 0 at the chunk's end; -1 with err set.
 */
MUST_USE int delimited_next(struct chunk *chunk, struct record *record,
			    struct row *row, struct error *err);

/*
 * Goes on with a table of coordinates, of which the chunk holds the first
 * rows: these become the reader's, and the chunk is filled with records of
 * them. As format.fill().
 */
MUST_USE int coordinates_start(struct reader *reader, struct chunk *chunk,
			       struct error *err);

#endif
