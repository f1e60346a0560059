/*
 * table_row.c - what a row of the verdict table stands for.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/model.h"
#include "page/table_row.h"

size_t
table_number_columns(const struct page_column *column)
{
	return column->n_splits > 1 && column->n_splits <= FOREST_MARKS ?
		       column->n_splits : 1;
}

static size_t
split_place(const struct page_column *column, const char *split)
{
	size_t i = 0;

	if (table_number_columns(column) == 1)
		return 0;
	while (i < column->n_splits &&
	       strcmp(column->splits[i], split) != 0)
		i++;
	return i;
}

static bool
same_sides(const struct verdict *x, const struct verdict *y)
{
	return strcmp(x->a, y->a) == 0 && strcmp(x->b, y->b) == 0;
}

static void
find_worst(struct table_row *row)
{
	row->worst = row->all[0];
	for (size_t i = 1; i < row->n; i++)
		if (verdict_is_worse(row->all[i], row->worst))
			row->worst = row->all[i];
}

/* A lane for each pair of sides, if there are few; false if not. */
static bool
fill_lanes(struct table_row *row)
{
	struct forest_row *forest = &row->forest;
	const struct verdict *first[FOREST_LANES];

	for (size_t i = 0; i < row->n; i++) {
		const struct verdict *v = row->all[i];
		size_t lane = 0, mark = 0;

		if (v->measure == MEASURE_NONE)
			continue;
		while (lane < forest->n_lanes && !same_sides(first[lane], v))
			lane++;
		if (lane == FOREST_LANES)
			return false;
		if (lane == forest->n_lanes)
			first[forest->n_lanes++] = v;
		if (row->by_split)
			mark = split_place(row->section->column, v->scope);
		if (mark >= forest->marks)
			continue;	/* of records without a split */

		const struct verdict **at = &forest->lanes[lane].marks[mark];

		if (!*at || verdict_is_worse(v, *at))
			*at = v;
	}
	return true;
}

/* Of many pairs the worst of each split, and a strip of all. */
static void
fill_summary(struct table_row *row)
{
	struct forest_row *forest = &row->forest;

	*forest = (struct forest_row){ .n_lanes = 1, .marks = forest->marks,
				       .others = row->all,
				       .n_others = row->n };
	for (size_t i = 0; i < row->n; i++) {
		const struct verdict *v = row->all[i];
		size_t mark = row->by_split ?
				      split_place(row->section->column,
						  v->scope) : 0;

		if (v->measure == MEASURE_NONE || mark >= forest->marks)
			continue;

		const struct verdict **at = &forest->lanes[0].marks[mark];

		if (!*at || verdict_is_worse(v, *at))
			*at = v;
	}
}

void
table_row_fill(struct table_row *row)
{
	const struct page_column *column = row->section->column;

	find_worst(row);
	row->by_split = row->worst->kind == VERDICT_CLASS ||
			row->worst->kind == VERDICT_COPIES;
	row->forest.marks = row->by_split ? table_number_columns(column) : 1;
	if (!fill_lanes(row) || (row->n > row->forest.marks &&
				 column->n_labels > TABLE_CLASSES_MOST))
		fill_summary(row);
}

bool
table_drifts_together(const struct section *s)
{
	return s->kind == SECTION_DRIFT &&
	       s->column->n_labels > TABLE_CLASSES_MOST;
}

static bool
same_row(const struct section *s, const struct verdict *x,
	 const struct verdict *y)
{
	bool none_x = x->measure == MEASURE_NONE;
	bool none_y = y->measure == MEASURE_NONE;

	if (none_x != none_y)
		return false;
	if (none_x)
		return x->flag == FLAG_NONE && y->flag == FLAG_NONE;
	if (table_drifts_together(s))
		return (strcmp(x->scope, ".") == 0) ==
		       (strcmp(y->scope, ".") == 0);
	if (s->kind == SECTION_DRIFT)
		return strcmp(x->scope, y->scope) == 0;
	return s->kind != SECTION_LEAK ||
	       (same_sides(x, y) && strcmp(x->check, y->check) == 0);
}

size_t
table_rows_split(const struct section *s, struct table_row *rows,
		 const struct verdict **some)
{
	bool *taken = mem_zeroed(s->n + 1, sizeof(*taken));
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct table_row *row = &rows[n];

		/* That all have one length is said of the classes. */
		if (taken[i] || (s->kind == SECTION_DRIFT &&
				 s->rows[i]->flag == FLAG_NONE))
			continue;
		*row = (struct table_row){ .section = s, .all = some };
		for (size_t j = i; j < s->n; j++) {
			if (taken[j] || (j != i && !same_row(s, s->rows[i],
							     s->rows[j])))
				continue;
			taken[j] = true;
			*some++ = s->rows[j];
			row->n++;
		}
		/* A leak: all labels together, if that is there. */
		for (size_t j = 0; s->kind == SECTION_LEAK && j < row->n; j++)
			if (strcmp(row->all[j]->scope, ".") == 0) {
				row->all[0] = row->all[j];
				row->n = 1;
			}
		find_worst(row);
		n++;
	}
	free(taken);
	return n;
}

int
table_row_compare(const void *left, const void *right)
{
	const struct table_row *x = left, *y = right;

	if (verdict_is_worse(x->worst, y->worst))
		return -1;
	if (verdict_is_worse(y->worst, x->worst))
		return 1;
	return (x->worst > y->worst) - (x->worst < y->worst);
}

