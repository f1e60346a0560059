/*
 * comparison.c - which groups are compared: labels in a split, and splits in
 * a label, by one piece of code with the roles of the two names swapped.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "report/view.h"

/* The places that share a scope (split or label), by the other name. */
struct members {
	const size_t *places;
	size_t n;
	enum verdict_kind kind;
};

static const char *
scope_of(const struct view *view, size_t place, enum verdict_kind kind)
{
	const struct group *group = view_group(view, place);

	return kind == VERDICT_CLASS ? group->split : group->label;
}

static const char *
name_of(const struct view *view, size_t place, enum verdict_kind kind)
{
	const struct group *group = view_group(view, place);

	return kind == VERDICT_CLASS ? group->label : group->split;
}

static void
add_pairs(struct comparison_list *list, const struct view *view,
	  const struct members *m)
{
	for (size_t i = 0; i < m->n; i++)
		for (size_t j = i + 1; j < m->n; j++) {
			const size_t *a = &m->places[i], *b = &m->places[j];

			list->all[list->n++] = (struct comparison){
				.kind = m->kind,
				.scope = scope_of(view, *a, m->kind),
				.a = { .name = name_of(view, *a, m->kind),
				       .places = a, .n = 1 },
				.b = { .name = name_of(view, *b, m->kind),
				       .places = b, .n = 1 },
				.pairs = m->n * (m->n - 1) / 2,
			};
		}
}

/* Each label against all others. */
static void
add_rest(struct comparison_list *list, const struct view *view,
	 const struct members *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const size_t *a = &m->places[i];

		list->all[list->n++] = (struct comparison){
			.kind = m->kind,
			.scope = scope_of(view, *a, m->kind),
			.a = { .name = name_of(view, *a, m->kind),
			       .places = a, .n = 1 },
			.b = { .name = "*", .places = m->places, .n = m->n,
			       .except = a },
			.pairs = m->n,
		};
	}
}

/* True where some record of the view has a label, or a split. */
static bool
any_named(const struct view *view, enum verdict_kind kind)
{
	for (size_t i = 0; i < view->n; i++)
		if (strcmp(name_of(view, i, kind), ".") != 0)
			return true;
	return false;
}

/* A place with its names, since qsort() takes no context. */
struct named_place {
	const char *scope, *name;
	size_t place;
};

static int
compare_named(const void *x, const void *y)
{
	const struct named_place *a = x, *b = y;
	int c = strcmp(a->scope, b->scope);

	return c ? c : strcmp(a->name, b->name);
}

/* All places by scope, then name; n of them, from malloc(). */
static struct named_place *
named_places(const struct view *view, enum verdict_kind kind)
{
	struct named_place *all = mem_array(view->n + 1, sizeof(*all));

	for (size_t i = 0; i < view->n; i++)
		all[i] = (struct named_place){ scope_of(view, i, kind),
					       name_of(view, i, kind), i };
	qsort(all, view->n, sizeof(*all), compare_named);
	return all;
}

bool
compare_with_rest(enum compare_mode mode, size_t labels)
{
	return labels > 2 && (mode == COMPARE_REST ||
			      (mode == COMPARE_AUTO &&
			       labels > COMPARE_MOST_LABELS));
}

/*
 * The comparisons of the scope whose n places begin at all. Where others
 * have a label, records without one stand aside, as a scope too. Returns
 * where the next scope may put its places.
 */
static size_t *
add_scope(struct comparison_list *list, const struct view *view,
	  const struct named_place *all, size_t n, enum verdict_kind kind,
	  enum compare_mode mode, size_t *places)
{
	struct members m = { .places = places, .kind = kind };
	bool rest;

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].name, ".") != 0)
			places[m.n++] = all[i].place;
	if (m.n < 2)
		return places;
	rest = kind == VERDICT_CLASS && compare_with_rest(mode, m.n);
	if (list->all && rest)
		add_rest(list, view, &m);
	else if (list->all)
		add_pairs(list, view, &m);
	else
		list->n += rest ? m.n : m.n * (m.n - 1) / 2;
	list->rest |= rest;
	return places + m.n;
}

/* Adds the comparisons of all scopes; only counts them without list->all. */
static void
add_scopes(struct comparison_list *list, const struct view *view,
	   enum compare_mode mode)
{
	static const enum verdict_kind kinds[] = { VERDICT_CLASS,
						   VERDICT_DRIFT };
	size_t *places = list->places;

	list->n = 0;
	for (size_t k = 0; k < 2; k++) {
		struct named_place *all = named_places(view, kinds[k]);
		bool skip_unlabelled = kinds[k] == VERDICT_DRIFT &&
				       any_named(view, VERDICT_CLASS);

		for (size_t i = 0, j; i < view->n; i = j) {
			for (j = i; j < view->n &&
			     strcmp(all[j].scope, all[i].scope) == 0; j++)
				;
			if (skip_unlabelled && strcmp(all[i].scope, ".") == 0)
				continue;
			places = add_scope(list, view, all + i, j - i,
					   kinds[k], mode, places);
		}
		free(all);
	}
}

/* Groups of a split stand side by side in a view. */
static size_t
count_splits(const struct view *view)
{
	size_t n = 0;

	for (size_t i = 0; i < view->n; i++)
		n += i == 0 || strcmp(view_group(view, i - 1)->split,
				      view_group(view, i)->split) != 0;
	return n;
}

int
comparison_list_init(struct comparison_list *list, const struct view *view,
		     enum compare_mode mode, struct error *err)
{
	size_t splits = count_splits(view), n;

	*list = (struct comparison_list){ 0 };
	list->places = mem_array(2 * view->n + 1, sizeof(*list->places));
	add_scopes(list, view, mode);
	n = list->n + splits * (splits - 1) / 2;
	if (view->n && n > COMPARE_MOST) {
		comparison_list_release(list);
		return error_set(err, "%zu groups in %zu split%s make %zu "
				 "comparisons, more than %d: are these the "
				 "label and the split? (--compare rest makes "
				 "fewer)", view->n, splits,
				 splits == 1 ? "" : "s", n, COMPARE_MOST);
	}
	list->all = mem_array(list->n + 1, sizeof(*list->all));
	add_scopes(list, view, mode);
	comparison_list_weigh(list, view);
	return 0;
}

void
comparison_list_release(struct comparison_list *list)
{
	free(list->all);
	free(list->places);
	*list = (struct comparison_list){ 0 };
}

/* What stands on all the places of a side, whether it is on it or not. */
static void
weigh_places(const struct view *view, struct side *side)
{
	side->records = 0;
	side->effective = 0;
	for (size_t i = 0; i < side->n; i++) {
		size_t place = side->places[i];

		side->records += view->records[place];
		side->effective += (double)view->records[place] *
				   view->effective[place];
	}
}

void
comparison_list_weigh(struct comparison_list *list, const struct view *view)
{
	struct side scope = { 0 };

	for (size_t i = 0; i < list->n; i++) {
		struct comparison *c = &list->all[i];

		weigh_places(view, &c->a);
		if (!c->b.except) {
			weigh_places(view, &c->b);
			continue;
		}
		if (c->b.places != scope.places) {
			scope = c->b;
			weigh_places(view, &scope);
		}
		c->b.records = scope.records - c->a.records;
		c->b.effective = scope.effective - c->a.effective;
	}
}
