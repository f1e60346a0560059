/*
 * value_grid.c - values of several parts that are all of one denominator.
 */
#include "checks/value_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/value_counts.h"

void
value_grid_meet(struct value_grid *grid, uint32_t of)
{
	if (grid->cells || of == 0 || of >= EARLY_OF)
		return;
	grid->of = of;
	grid->cells = mem_zeroed(grid->parts * (of + 1),
				 sizeof(*grid->cells));
}

int
value_grid_pour(struct value_grid *grid, struct value_counts *const counts[],
		struct error *err)
{
	const size_t row = (size_t)grid->of + 1;

	for (size_t k = 0; grid->records > 0 && k < grid->parts; k++) {
		uint16_t *cells = grid->cells + k * row;

		cells[0] = 0;
		if (value_counts_add_row(counts[k], cells, grid->of, err) < 0)
			return -1;
		memset(cells, 0, row * sizeof(*cells));
	}
	grid->records = 0;
	return 0;
}

void
value_grid_release(struct value_grid *grid)
{
	free(grid->cells);
	grid->cells = NULL;
	grid->records = 0;
}
