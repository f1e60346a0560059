/*
 * verdict.c - lists of verdicts: their order, their flags.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/leak_findings.h"
#include "report/shown.h"
#include "report/verdict.h"

const char *
verdict_kind_text(enum verdict_kind kind)
{
	static const char *const texts[] = { "class", "drift", "copies",
					     "leak" };

	return texts[kind];
}

const char *
verdict_list_keep(struct verdict_list *list, const char *text)
{
	return text_store_keep(&list->texts, text);
}

void
verdict_list_add(struct verdict_list *list, const struct verdict *v)
{
	list->all = mem_grow(list->all, &list->room, list->n + 1,
			     sizeof(*list->all));
	list->all[list->n++] = *v;
}

void
verdict_list_add_group(struct verdict_list *list,
		       const struct verdict_group *group)
{
	struct verdict_group kept = {
		.split = verdict_list_keep(list, group->split),
		.label = verdict_list_keep(list, group->label),
		.column = verdict_list_keep(list, group->column),
		.records = group->records,
	};

	list->groups = mem_grow(list->groups, &list->groups_room,
				list->n_groups + 1, sizeof(*list->groups));
	list->groups[list->n_groups++] = kept;
}

void
verdict_list_release(struct verdict_list *list)
{
	text_store_release(&list->texts);
	for (size_t i = 0; i < list->n_leaks; i++)
		free(list->leaks[i].classes);
	free(list->leaks);
	free(list->groups);
	free(list->all);
	*list = (struct verdict_list){ 0 };
}

/* By score, the larger first; NAN, which has none, last. */
static int
compare_scores(double x, double y)
{
	if (isnan(x) || isnan(y))
		return !!isnan(x) - !!isnan(y);
	return (x < y) - (x > y);
}

/* kind, column, scope, a, b, check, headline, then parts by score and at. */
static int
compare(const void *left, const void *right)
{
	const struct verdict *x = left, *y = right;
	int c = (x->kind > y->kind) - (x->kind < y->kind);

	if (!c)
		c = strcmp(x->column, y->column);
	if (!c)
		c = strcmp(x->scope, y->scope);
	if (!c)
		c = strcmp(x->a, y->a);
	if (!c)
		c = strcmp(x->b, y->b);
	if (!c)
		c = (x->rank > y->rank) - (x->rank < y->rank);
	if (!c)
		c = y->headline - x->headline;
	if (!c)
		c = compare_scores(x->score, y->score);
	if (!c)
		c = strcmp(x->at, y->at);
	return c;
}

void
verdict_list_sort(struct verdict_list *list)
{
	if (list->n)
		qsort(list->all, list->n, sizeof(*list->all), compare);
}

enum flag
verdict_list_worst(const struct verdict_list *list)
{
	enum flag worst = FLAG_NONE;

	for (size_t i = 0; i < list->n; i++)
		if (list->all[i].headline && list->all[i].flag > worst)
			worst = list->all[i].flag;
	return worst;
}

size_t
verdict_list_tally(const struct verdict_list *list, enum flag flag)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += list->all[i].headline && list->all[i].flag == flag;
	return n;
}

const char *
verdict_score(char text[VERDICT_NUMBER], const struct verdict *v,
	      const struct rule *rule)
{
	char percent[VERDICT_NUMBER];

	text[0] = '\0';
	if (isnan(v->score))
		return text;
	if (v->measure == MEASURE_SHARE)
		snprintf(text, VERDICT_NUMBER, "%.28s %%",
			 shown_percent(percent, v->score));
	else if (v->measure == MEASURE_AUROC)
		shown_auroc(text, v->score, rule);
	return text;
}
