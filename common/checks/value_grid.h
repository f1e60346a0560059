/*
 * value_grid.h - values of several parts that are all of one denominator,
 * such as the pairs of a record: one table of small counts for the
 * denominator that came first, which most records have where lengths are
 * equal. Private to checks/.
 */
#ifndef GBQC_CHECKS_VALUE_GRID_H
#define GBQC_CHECKS_VALUE_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct error;
struct value_counts;

/* Start with { .parts = ... }. */
struct value_grid {
	size_t parts;
	uint32_t of;
	uint32_t records;	/* in cells, at most UINT16_MAX */
	uint16_t *cells;	/* [parts][of + 1]; NULL: nothing came yet */
};

/*
 * True if records of a denominator are counted here. Then one whose part k
 * has a value v adds 1 to cells[k * (of + 1) + v], and 1 to records.
 */
static inline bool
value_grid_takes(const struct value_grid *grid, uint32_t of)
{
	return grid->cells && of == grid->of;
}

/* True if there is room for n records more; else pour it first. */
static inline bool
value_grid_has_room(const struct value_grid *grid, size_t n)
{
	return grid->records + n <= UINT16_MAX;
}

/* The denominator of a record, which may be the first of all. */
void value_grid_meet(struct value_grid *grid, uint32_t of);

/*
 * Adds all values above 0 to the counts of each part, and empties the table.
 * -1 with err set; what is poured is not in the grid any more.
 */
MUST_USE int value_grid_pour(struct value_grid *grid,
			     struct value_counts *const counts[],
			     struct error *err);
void value_grid_release(struct value_grid *grid);

#endif
