/*
 * position_table.h - which letters stand where, counted from one anchor, in
 * each group of a view.
 */
#ifndef GBQC_REPORT_POSITION_TABLE_H
#define GBQC_REPORT_POSITION_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "report/view.h"

struct error;

struct position_table {
	int32_t first;		/* the position of cell 0 */
	size_t n;		/* positions, one after another */
	char letters[32];	/* that occur anywhere, ascending */
	size_t n_letters;
	size_t groups;
	uint64_t *count;	/* [group][position][letter] */
	uint64_t *reach;	/* [group][position]: their sum */
	/* The same of all groups of one scope together, when asked for. */
	const size_t *scope;		/* its places, NULL: none yet */
	uint64_t *scope_count, *scope_reach;
};

/* Reads the series of one check; n is 0 where there are none. */
MUST_USE int position_table_init(struct position_table *table,
				 const struct view *view, const char *check,
				 struct error *err);
void position_table_release(struct position_table *table);

/*
 * Adds up a side: records that reach the position of index i, and in
 * count[0..n_letters-1] those that have each letter there.
 */
uint64_t position_table_side(struct position_table *table, size_t i,
			     const struct side *side, uint64_t *count);

#endif
