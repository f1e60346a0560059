/*
 * comparison.c - which groups are compared: labels in a split, and splits in
 * a label, by one piece of code with the roles of the two names swapped.
 */
#include <stdlib.h>
#include <string.h>

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

static struct side
make_side(const struct view *view, const char *name, const size_t *places,
	  size_t n)
{
	struct side side = { .name = name, .places = places, .n = n };

	for (size_t i = 0; i < n; i++) {
		uint64_t records = view->records[places[i]];

		side.records += records;
		side.effective += (double)records * view->effective[places[i]];
	}
	return side;
}

static void
add(struct comparison_list *list, struct comparison one)
{
	list->all[list->n++] = one;
}

static void
add_pairs(struct comparison_list *list, const struct view *view,
	  const struct members *m)
{
	size_t pairs = m->n * (m->n - 1) / 2;

	list->all = mem_resize(list->all, list->n + pairs,
			       sizeof(*list->all));
	for (size_t i = 0; i < m->n; i++)
		for (size_t j = i + 1; j < m->n; j++) {
			const size_t *a = &m->places[i], *b = &m->places[j];

			add(list, (struct comparison){
				.kind = m->kind,
				.scope = scope_of(view, *a, m->kind),
				.a = make_side(view,
					       name_of(view, *a, m->kind), a,
					       1),
				.b = make_side(view,
					       name_of(view, *b, m->kind), b,
					       1),
				.pairs = pairs,
			});
		}
}

/*
 * Each label against all others. The places stand twice in the list, one
 * copy after the other, so that the others are one stretch of it.
 */
static void
add_rest(struct comparison_list *list, const struct view *view,
	 const struct members *m)
{
	list->all = mem_resize(list->all, list->n + m->n, sizeof(*list->all));
	for (size_t i = 0; i < m->n; i++)
		add(list, (struct comparison){
			.kind = m->kind,
			.scope = scope_of(view, m->places[i], m->kind),
			.a = make_side(view,
				       name_of(view, m->places[i], m->kind),
				       &m->places[i], 1),
			.b = make_side(view, "*", &m->places[i + 1], m->n - 1),
			.pairs = m->n,
		});
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

/*
 * The comparisons of the scope whose n places begin at all. Where others
 * have a label, records without one stand aside, as a scope too. Returns
 * where the next scope may put its places.
 */
static size_t *
add_scope(struct comparison_list *list, const struct view *view,
	  const struct named_place *all, size_t n, enum verdict_kind kind,
	  enum compare_mode mode, bool *rest, size_t *places)
{
	struct members m = { .places = places, .kind = kind };
	bool too_many, each_against_rest;

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].name, ".") != 0)
			places[m.n++] = all[i].place;
	if (m.n < 2)
		return places;
	too_many = kind == VERDICT_CLASS && m.n > COMPARE_MOST_LABELS;
	each_against_rest = kind == VERDICT_CLASS && m.n > 2 &&
			    (mode == COMPARE_REST ||
			     (mode == COMPARE_AUTO && too_many));
	if (!each_against_rest) {
		add_pairs(list, view, &m);
		return places + m.n;
	}
	*rest = true;
	memcpy(places + m.n, places, m.n * sizeof(*places));
	add_rest(list, view, &m);
	return places + 2 * m.n;
}

void
comparison_list_init(struct comparison_list *list, const struct view *view,
		     enum compare_mode mode, bool *rest)
{
	static const enum verdict_kind kinds[] = { VERDICT_CLASS,
						   VERDICT_DRIFT };
	size_t *places;

	*list = (struct comparison_list){ 0 };
	places = list->places = mem_array(3 * view->n + 1, sizeof(*places));
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
					   kinds[k], mode, rest, places);
		}
		free(all);
	}
}

void
comparison_list_release(struct comparison_list *list)
{
	free(list->all);
	free(list->places);
}
