/*
 * position_table.c - which letters stand where, counted from one anchor.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "report/position_table.h"

enum { BYTES = 256 };

/* What the rows span. */
struct extent {
	int32_t first, last;
	bool seen[BYTES], any;
};

/* What one pass over the rows does: measure them, or fill the table. */
struct pass {
	struct extent *extent;		/* NULL in the second pass */
	struct position_table *table;
	const unsigned char *index;	/* of a letter, second pass */
};

static int
visit(const struct pass *pass, size_t place, const struct position_count *row,
      struct error *err)
{
	struct extent *e = pass->extent;
	struct position_table *t = pass->table;
	size_t at;

	if (e) {
		if (!e->any || row->at < e->first)
			e->first = row->at;
		if (!e->any || row->at > e->last)
			e->last = row->at;
		e->any = e->seen[row->letter % BYTES] = true;
		return 0;
	}
	at = place * t->n + (size_t)((int64_t)row->at - t->first);
	if (!add_u64(&t->reach[at], row->count) ||
	    t->reach[at] > RECORDS_MOST / t->groups)
		return error_set(err, "position %" PRId32 " counts more "
				 "records of one group than can be judged",
				 row->at);
	t->count[at * t->n_letters + pass->index[row->letter % BYTES]] +=
		row->count;
	return 0;
}

static int
walk_all(const struct view_series *series, size_t n, const struct pass *pass,
	 struct error *err)
{
	int status = 0;

	for (size_t i = 0; i < n && status >= 0; i++) {
		struct run_walk *walk;
		struct position_count row;

		if (series[i].series->kind != SERIES_POSITIONS)
			continue;
		walk = run_walk_open(&series[i].series->runs,
				     &entry_position);
		while ((status = run_walk_next(walk, &row, err)) > 0) {
			status = visit(pass, series[i].place, &row, err);
			if (status < 0)
				break;
		}
		run_walk_close(walk);
	}
	return status < 0 ? -1 : 0;
}

int
position_table_init(struct position_table *table, const struct view *view,
		    const char *check, struct error *err)
{
	struct extent extent = { 0 };
	struct pass pass = { .extent = &extent, .table = table };
	unsigned char index[BYTES] = { 0 };
	size_t n;
	const struct view_series *series = view_check(view, check, &n);
	uint64_t cells;

	*table = (struct position_table){ .groups = view->n };
	if (walk_all(series, n, &pass, err) < 0)
		return -1;
	if (!extent.any)
		return 0;
	for (size_t c = 0; c < BYTES; c++)
		if (extent.seen[c] &&
		    table->n_letters < sizeof(table->letters)) {
			index[c] = (unsigned char)table->n_letters;
			table->letters[table->n_letters++] = (char)c;
		}
	table->first = extent.first;
	cells = (uint64_t)((int64_t)extent.last - extent.first + 1);
	table->n = (size_t)cells;
	table->reach = mem_zeroed(view->n * table->n, sizeof(uint64_t));
	table->count = mem_zeroed(view->n * table->n,
				  table->n_letters * sizeof(uint64_t));
	pass.extent = NULL;
	pass.index = index;
	if (walk_all(series, n, &pass, err) == 0)
		return 0;
	position_table_release(table);
	return -1;
}

void
position_table_release(struct position_table *table)
{
	free(table->count);
	free(table->reach);
	free(table->scope_count);
	free(table->scope_reach);
	*table = (struct position_table){ 0 };
}

/* Adds up all places of a side. */
static void
add_scope(struct position_table *table, const struct side *side)
{
	size_t row = table->n * table->n_letters;

	free(table->scope_count);
	free(table->scope_reach);
	table->scope_count = mem_zeroed(row, sizeof(uint64_t));
	table->scope_reach = mem_zeroed(table->n, sizeof(uint64_t));
	table->scope = side->places;
	for (size_t s = 0; s < side->n; s++) {
		size_t place = side->places[s];

		for (size_t i = 0; i < table->n; i++)
			table->scope_reach[i] +=
				table->reach[place * table->n + i];
		for (size_t c = 0; c < row; c++)
			table->scope_count[c] +=
				table->count[place * row + c];
	}
}

uint64_t
position_table_side(struct position_table *table, size_t i,
		    const struct side *side, uint64_t *count)
{
	size_t n = table->n_letters;
	size_t place = side->except ? *side->except : side->places[0];
	size_t at = place * table->n + i;
	const uint64_t *one = &table->count[at * n];

	if (!side->except) {
		memcpy(count, one, n * sizeof(*count));
		return table->reach[at];
	}
	if (table->scope != side->places)
		add_scope(table, side);
	for (size_t l = 0; l < n; l++)
		count[l] = table->scope_count[i * n + l] - one[l];
	return table->scope_reach[i] - table->reach[at];
}
