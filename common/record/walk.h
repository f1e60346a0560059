/*
 * walk.h - a walk through the fields of CSV or TSV, after RFC 4180.
 *
 * A quote opens a quoted field only where a field begins; elsewhere it is a
 * byte like others. Line ends are LF or CR LF. Blank lines are no rows, as
 * most readers of tables have it; how many there were is said at the end.
 */
#ifndef GBQC_RECORD_WALK_H
#define GBQC_RECORD_WALK_H

#include "record/format.h"

/* Where in a row of its chunk a walk is. */
struct walk {
	struct chunk *chunk;
	char *at;		/* the next field */
	char *line_start;	/* of the line that at is in */
	char *feed;		/* a line feed, or the chunk's end; or NULL */
	bool row_ended;		/* there is no next field in this row */
	/* Where the last field began, from 1, and whether with a quote. */
	uint64_t line, column;
	bool quoted;
};

/*
 * Begins a row at chunk->at, behind blank lines, which are counted. False at
 * the chunk's end. Whoever has walked to the row's end sets chunk->at.
 */
bool walk_row(struct chunk *chunk, struct walk *walk);

/* The next field, unescaped in place. Returns 0, or -1 with err set. */
MUST_USE int walk_field(struct walk *walk, struct slice *field,
			struct error *err);

/* The same of a field of nothing but letters. That also finds its end. */
MUST_USE int walk_sequence(struct walk *walk, struct slice *field,
			   struct error *err);

#endif
