/*
 * count_table.h - the count table: what measuring tools write, and what
 * gbqc-merge and gbqc-report read.
 *
 * Adding the tables of two datasets gives the table of both, and rows are
 * written in bytewise order of their keys, so neither shards nor threads
 * show in the output. Format: docs/formats.md.
 *
 * In memory a table is a set of groups (split, label, column), each with
 * series: the rows of one check and one `at`, as sorted runs of numbers and
 * not as text. The layout of a row tells its kind, so a table needs no list
 * of checks.
 */
#ifndef GBQC_TABLE_COUNT_TABLE_H
#define GBQC_TABLE_COUNT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/tally.h"
#include "table/run.h"

struct count_table;	/* private to count_table.c */
struct error;
struct output;
struct source;

enum series_kind {
	SERIES_VALUES,		/* value and of, or value alone, or neither */
	SERIES_POSITIONS,	/* at is a position, value a letter */
	SERIES_HASHES,		/* at is + or -, value 32 hex digits */
	SERIES_WINDOWS		/* value is the word "windows": one tally,
				 * value and of absent (pool) */
};

/* Members are NUL-terminated, without tab or newline; "." when absent. */
struct group {
	const char *split, *label, *column;
};

/* All rows of a group with one check and one at. */
struct series {
	uint32_t group;
	const char *check;
	const char *at;		/* "" for positions and hashes: all of them */
	enum series_kind kind;
	struct run_list runs;	/* entries by kind: run.h */
};

struct count_table *count_table_new(void);
void count_table_free(struct count_table *table);	/* NULL is fine */

/* No group and no series is left; the threshold is. */
void count_table_clear(struct count_table *table);

/* The number of a group, added if it is new; its names are copied. */
uint32_t count_table_group(struct count_table *table, const char *split,
			   const char *label, const char *column);
size_t count_table_groups(const struct count_table *table);
const struct group *count_table_group_at(const struct count_table *table,
					 uint32_t group);

/*
 * The series of a group, made empty if it is new. check and at are copied.
 * The pointer holds until the next series is made.
 */
struct series *count_table_series(struct count_table *table, uint32_t group,
				  const char *check, const char *at,
				  enum series_kind kind);

/* The same, or NULL if it is not there. */
const struct series *count_table_find(const struct count_table *table,
				      uint32_t group, const char *check,
				      const char *at, enum series_kind kind);

/* All series, in no order that means anything: n from 0, NULL at the end. */
const struct series *count_table_at(const struct count_table *table, size_t n);

/*
 * Rows of kinds that the table does not know (an unknown check of a later
 * version): how many, and the name of one such check, or NULL.
 */
uint64_t count_table_unknown(const struct count_table *table,
			     const char **check);

/* The line #label-threshold; false if there is none. */
bool count_table_threshold(const struct count_table *table, double *cut);
void count_table_set_threshold(struct count_table *table, double cut);

/*
 * Writes the table, header first, rows in the order of docs/formats.md. Adds
 * up runs on the way; an entry of count 0 has no row. threads, at least 1,
 * share what is much: hashes. Write errors stay in out; -1 with err set where
 * a sum of counts passes UINT64_MAX or a spilled run cannot be read.
 */
MUST_USE int count_table_write(const struct count_table *table,
			       size_t threads, struct output *out,
			       struct error *err);

/*
 * The two parts of count_table_write(). A table may be written in pieces: one
 * head, then the rows of tables whose groups (split, label) follow each other
 * in bytewise order.
 */
void count_table_write_head(const struct count_table *table,
			    struct output *out);
MUST_USE int count_table_write_rows(const struct count_table *table,
				    size_t threads, struct output *out,
				    struct error *err);

/*
 * Adds all rows of an open count table (several one after another, headers
 * in the middle, any order). Errors name source, line and what to do; the
 * table then holds a part of the rows.
 */
MUST_USE int count_table_read(struct count_table *table,
			      struct source *source, struct error *err);

/* True if the first bytes of a file are those of a count table. */
bool count_table_recognise(const char *bytes, size_t n);

#endif
