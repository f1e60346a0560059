/*
 * leak_rows.h - what a search finds: gathered (leak_rows.c), written as a pair
 * table (leak_table.c) or as a summary (leak_summary.c).
 */
#ifndef GBQC_APP_LEAK_ROWS_H
#define GBQC_APP_LEAK_ROWS_H

#include <stddef.h>

#include "app/leak_data.h"
#include "base/attributes.h"
#include "table/pair_table.h"

struct error;
struct leak_rows;
struct output;

/*
 * Room for what n searches find; all is borrowed. With PAIR_ALL 20 bytes a
 * pair, else 24 bytes a query (target).
 */
struct leak_rows *leak_rows_new(const struct leak_data *data,
				const struct leak_search_pair *searches,
				size_t n, enum pair_form form);
void leak_rows_free(struct leak_rows *rows);	/* NULL is fine */

/*
 * Runs search i of them on the letters that are there and keeps what it finds,
 * beside what it found before. -1 with err set.
 */
MUST_USE int leak_rows_search(struct leak_rows *rows, size_t i,
			      const struct leak_options *options,
			      struct error *err);

/* Writes the table. none: also records without a relation. */
void leak_rows_write(struct leak_rows *rows, const struct pair_head *head,
		     struct output *out);

/*
 * Writes how many records of each split and label have which best relation,
 * for a person. Not of PAIR_ALL.
 */
void leak_rows_summary(const struct leak_rows *rows, struct output *out);

#endif
