/*
 * view.c - the groups and series of one column of a count table, in order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "report/view.h"

size_t
view_columns(const struct count_table *table, const char ***names)
{
	size_t groups = count_table_groups(table), n = 0;

	*names = mem_array(groups + 1, sizeof(**names));
	for (uint32_t g = 0; g < groups; g++)
		(*names)[g] = count_table_group_at(table, g)->column;
	qsort(*names, groups, sizeof(**names), text_compare);
	for (size_t g = 0; g < groups; g++)
		if (n == 0 || strcmp((*names)[n - 1], (*names)[g]) != 0)
			(*names)[n++] = (*names)[g];
	return n;
}

const struct group *
view_group(const struct view *view, size_t place)
{
	return count_table_group_at(view->table, view->groups[place]);
}

bool
view_has_label(const struct view *view, size_t place)
{
	return strcmp(view_group(view, place)->label, ".") != 0;
}

bool
view_has_split(const struct view *view, size_t place)
{
	return strcmp(view_group(view, place)->split, ".") != 0;
}

/* Groups with their names, since qsort() takes no context. */
struct named_group {
	const struct group *group;
	uint32_t number;
};

static int
compare_groups(const void *x, const void *y)
{
	const struct group *a = ((const struct named_group *)x)->group;
	const struct group *b = ((const struct named_group *)y)->group;
	int c = strcmp(a->split, b->split);

	return c ? c : strcmp(a->label, b->label);
}

static void
collect_groups(struct view *view)
{
	size_t most = count_table_groups(view->table);
	struct named_group *named = mem_array(most + 1, sizeof(*named));

	for (uint32_t g = 0; g < most; g++) {
		const struct group *group =
			count_table_group_at(view->table, g);

		if (strcmp(group->column, view->column) == 0)
			named[view->n++] = (struct named_group){ group, g };
	}
	qsort(named, view->n, sizeof(*named), compare_groups);
	view->groups = mem_array(view->n + 1, sizeof(*view->groups));
	for (size_t i = 0; i < view->n; i++)
		view->groups[i] = named[i].number;
	free(named);
}

static int
compare_series(const void *x, const void *y)
{
	const struct view_series *a = x, *b = y;
	int c = strcmp(a->series->check, b->series->check);

	if (!c)
		c = (a->series->kind > b->series->kind) -
		    (a->series->kind < b->series->kind);
	if (!c)
		c = strcmp(a->series->at, b->series->at);
	if (!c)
		c = (a->place > b->place) - (a->place < b->place);
	return c;
}

static void
collect_series(struct view *view)
{
	size_t most = count_table_groups(view->table);
	size_t *place = mem_array(most + 1, sizeof(*place)), room = 0;
	const struct series *series;

	for (size_t g = 0; g < most; g++)
		place[g] = SIZE_MAX;
	for (size_t i = 0; i < view->n; i++)
		place[view->groups[i]] = i;
	for (size_t i = 0; (series = count_table_at(view->table, i)); i++) {
		if (place[series->group] == SIZE_MAX)
			continue;
		view->series = mem_grow(view->series, &room,
					view->n_series + 1,
					sizeof(*view->series));
		view->series[view->n_series++] = (struct view_series){
			series, place[series->group]
		};
	}
	if (view->n_series)
		qsort(view->series, view->n_series, sizeof(*view->series),
		      compare_series);
	free(place);
}

void
view_init(struct view *view, const struct count_table *table,
	  const char *column)
{
	*view = (struct view){ .table = table, .column = column };
	collect_groups(view);
	collect_series(view);
	view->records = mem_zeroed(view->n + 1, sizeof(*view->records));
	view->effective = mem_array(view->n + 1, sizeof(*view->effective));
	for (size_t i = 0; i < view->n; i++)
		view->effective[i] = 1;
}

void
view_release(struct view *view)
{
	free(view->groups);
	free(view->records);
	free(view->effective);
	free(view->series);
}

const struct view_series *
view_check(const struct view *view, const char *check, size_t *n)
{
	const struct view_series *first = NULL;

	*n = 0;
	for (size_t i = 0; i < view->n_series; i++) {
		if (strcmp(view->series[i].series->check, check) != 0)
			continue;
		if (!first)
			first = &view->series[i];
		(*n)++;
	}
	return first;
}
