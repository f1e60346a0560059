/*
 * group_figures.c - lengths and GC content of each group.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "checks/check.h"
#include "report/column.h"
#include "report/group_figures.h"

/* The k-th smallest value of a group, from 0. */
static double
value_at(const struct feature *feature, const struct feature_group *group,
	 uint64_t k)
{
	size_t i = 0;

	while (k >= group->counts[i].count)
		k -= group->counts[i++].count;
	return feature->value[group->counts[i].value];
}

/* Type 7: between the two values around (n - 1) q. */
static double
quantile(const struct feature *feature, const struct feature_group *group,
	 double q)
{
	double at = (double)(group->records - 1) * q, low = floor(at);
	double x = value_at(feature, group, (uint64_t)low), y = x;

	if (at > low)
		y = value_at(feature, group, (uint64_t)low + 1);
	return x + (at - low) * (y - x);
}

static double
sum_of(const struct feature *feature, const struct feature_group *group)
{
	double sum = 0;

	for (size_t i = 0; i < group->n; i++)
		sum += feature->value[group->counts[i].value] *
		       (double)group->counts[i].count;
	return sum;
}

static void
add_lengths(const struct feature *feature, size_t n,
	    struct group_figures *figures)
{
	for (size_t i = 0; i < n; i++) {
		const struct feature_group *group = &feature->groups[i];
		struct group_figures *f = &figures[i];

		if (!group->records)
			continue;
		f->shortest = quantile(feature, group, 0);
		f->quarter = quantile(feature, group, .25);
		f->median = quantile(feature, group, .5);
		f->three_quarters = quantile(feature, group, .75);
		f->longest = quantile(feature, group, 1);
		f->mean = sum_of(feature, group) / (double)group->records;
		if (f->shortest < 1)
			f->empty = group->counts[0].count;
	}
}

/* 0 of 0 counts as the value 0, and adds nothing to the sum. */
static void
add_gc(const struct feature *feature, size_t n, struct group_figures *figures)
{
	for (size_t i = 0; i < n; i++) {
		const struct feature_group *group = &feature->groups[i];

		figures[i].without_base = group->undefined;
		if (group->records > group->undefined)
			figures[i].gc =
				sum_of(feature, group) /
				(double)(group->records - group->undefined);
	}
}

struct group_figures *
group_figures_make(const struct column *column, struct error *err)
{
	static const struct {
		const struct check *check;
		void (*add)(const struct feature *feature, size_t n,
			    struct group_figures *figures);
	} parts[] = { { &check_length, add_lengths }, { &check_gc, add_gc } };
	const struct view *view = &column->view;
	struct group_figures *figures = mem_array(view->n + 1,
						  sizeof(*figures));
	int status = 0;

	for (size_t i = 0; i < view->n; i++)
		figures[i] = (struct group_figures){
			NAN, NAN, NAN, NAN, NAN, NAN, 0, NAN, 0 };
	for (size_t i = 0; i < 2 && status == 0; i++) {
		struct feature_list list = { 0 };

		status = feature_list_init(&list, view, parts[i].check, err);
		if (status == 0 && list.n > 0)
			parts[i].add(&list.all[0], view->n, figures);
		feature_list_release(&list);
	}
	if (status == 0)
		return figures;
	free(figures);
	return NULL;
}
