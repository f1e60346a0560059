/*
 * format.h - the count table as text: its first lines, and what makes a row.
 *
 * Shared by who reads tables into memory and who merges them as text, so
 * that both accept the same.
 */
#ifndef GBQC_TABLE_FORMAT_H
#define GBQC_TABLE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct error;
struct output;
struct source;

enum { TABLE_FIELDS = 8 };

/*
 * What the lines beginning with # say, apart from the version. Labels are
 * text or were cut at one threshold, in all tables that have rows. Start with
 * { 0 }.
 */
struct table_head {
	bool has_threshold;	/* a table has, with rows or not */
	double threshold;
	bool any_cut, any_text;	/* rows of tables with one, and without */
	bool here, rows;	/* the table at hand: has one, has rows */
	bool text_before;	/* any_text, of the tables before it */
};

/* The threshold that rows were cut at; false if there is none. */
bool table_head_threshold(const struct table_head *head, double *threshold);

/* What a table in memory or in text begins with, newline included. */
void table_head_write(const struct table_head *head, struct output *out);

/*
 * Takes in one line of n bytes (no newline) that begins with #. Returns 0,
 * or -1 with err set: no such header, another version, another threshold.
 */
MUST_USE int table_head_line(struct table_head *head, const char *line,
			     size_t n, const char *file, uint64_t number,
			     struct error *err);

/*
 * Takes in that the table at hand has a row, at the first one or at all. -1
 * with err set: labels are cut in one table, and text in the other.
 */
MUST_USE int table_head_row(struct table_head *head, const char *file,
			    uint64_t number, struct error *err);

/*
 * Checks the first line of a table: -1 with err set unless it says that it
 * is one, of this version.
 */
MUST_USE int table_first_line(const char *line, size_t n, const char *file,
			      struct error *err);

/* -1 with err set: a file of no bytes, which no stage writes. */
int table_empty(const char *file, struct error *err);

/* A row cut at its tabs. */
struct table_row {
	const char *field[TABLE_FIELDS];
	size_t n[TABLE_FIELDS];
	uint64_t count;		/* of the last field */
};

/*
 * Cuts a line of n bytes (no newline) into fields and checks them: eight,
 * none empty, no control byte, the count from 1 on. -1 with err set.
 */
MUST_USE int table_row_parse(struct table_row *row, const char *line,
			     size_t n, const char *file, uint64_t number,
			     struct error *err);

/*
 * The lines of a source, in blocks. Start with .source; release the buffer
 * by table_lines_release().
 */
struct table_lines {
	struct source *source;
	uint64_t number;	/* of the line given last, from 1 */
	char *buffer;
	size_t room, at, end;
	bool ended;
};

/*
 * The next line, n bytes without its newline, which stands at line[n]; valid
 * until the next call. Returns 1, 0 at the end, or -1 with err set: a read
 * that failed, a last line without newline.
 */
MUST_USE int table_lines_next(struct table_lines *lines, const char **line,
			      size_t *n, struct error *err);
void table_lines_release(struct table_lines *lines);

#endif
