/*
 * copies.c - one walk through the hashes of all groups, side by side.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "report/copies.h"
#include "report/hash_walk.h"

/* Adds the records of asked to to, where they meet any on those strands. */
static void
add_partners(struct partners *to, const struct hash_count *asked, bool plus,
	     bool minus)
{
	if (!plus && !minus)
		return;
	if (asked->plus)
		*(plus ? &to->same : &to->other) += asked->plus;
	if (asked->minus)
		*(minus ? &to->same : &to->other) += asked->minus;
}

/*
 * What dropping copies removes: all but one. Removed records are those that
 * leave a partner on their own strand where one is left.
 */
static void
count_within(struct copies_group *group, const struct hash_count *hash)
{
	uint64_t n = (uint64_t)hash->plus + hash->minus;
	bool lone = (hash->plus == 1 && hash->minus) ||
		    (hash->minus == 1 && hash->plus);

	group->records += n;
	group->distinct++;
	group->squares += (double)n * (double)n;
	if (n < 2)
		return;
	group->again += n;
	group->extra.other += lone;
	group->extra.same += n - 1 - lone;
}

/* On which strands a sequence is, and in how many groups. */
struct strands {
	size_t plus, minus;
};

/* One hash: the groups that have it, in order of place. */
struct shared_hash {
	const struct hash_place *all;
	size_t n;
	struct strands *in_split;	/* [n_splits], 0 before and after */
};

/*
 * The n streams of one split, all labelled. Against the others together in
 * one pass; pair by pair only where pairs are compared.
 */
static void
count_conflicts(struct copies *copies, const struct hash_place *all, size_t n)
{
	const struct copies_split *split =
		&copies->splits[copies->split_of[all[0].place]];
	struct strands any = { 0 };

	for (size_t x = 0; x < n; x++) {
		any.plus += all[x].now.plus > 0;
		any.minus += all[x].now.minus > 0;
	}
	for (size_t x = 0; x < n; x++) {
		const struct hash_count *mine = &all[x].now;
		size_t row = (all[x].place - split->first) * split->n;

		add_partners(&copies->rest[all[x].place], mine,
			     any.plus > (mine->plus > 0),
			     any.minus > (mine->minus > 0));
		for (size_t y = 0; split->between && y < n; y++)
			if (y != x)
				add_partners(&split->between[
						     row + all[y].place -
						     split->first],
					     mine, all[y].now.plus > 0,
					     all[y].now.minus > 0);
	}
}

/* Streams come by split: one stretch of labelled ones each. */
static void
count_between(struct copies *copies, const struct view *view,
	      const struct shared_hash *shared, struct hash_place *labelled)
{
	for (size_t x = 0, y; x < shared->n; x = y) {
		size_t split = copies->split_of[shared->all[x].place], n = 0;

		for (y = x; y < shared->n &&
		     copies->split_of[shared->all[y].place] == split; y++)
			if (view_has_label(view, shared->all[y].place))
				labelled[n++] = shared->all[y];
		if (n > 1)
			count_conflicts(copies, labelled, n);
	}
}

static void
count_found(struct copies *copies, const struct shared_hash *shared)
{
	size_t n = copies->n_splits;

	for (size_t x = 0; x < shared->n; x++) {
		struct strands *in = &shared->in_split[
			copies->split_of[shared->all[x].place]];

		in->plus += shared->all[x].now.plus > 0;
		in->minus += shared->all[x].now.minus > 0;
	}
	for (size_t x = 0; x < shared->n; x++) {
		size_t i = shared->all[x].place;

		for (size_t s = 0; s < n; s++) {
			const struct strands *in = &shared->in_split[s];

			if (s != copies->split_of[i])
				add_partners(&copies->found[i * n + s],
					     &shared->all[x].now, in->plus,
					     in->minus);
		}
	}
	for (size_t x = 0; x < shared->n; x++)
		shared->in_split[copies->split_of[shared->all[x].place]] =
			(struct strands){ 0 };
}

/* Which groups were counted at all, be there a hash or not. */
static void
find_counted(struct copies *copies, const struct view *view)
{
	size_t n;
	const struct view_series *series = view_check(view, "dup", &n);

	for (size_t i = 0; i < n; i++)
		if (series[i].series->kind == SERIES_HASHES)
			copies->groups[series[i].place].counted = true;
}

/* One hash in all groups that have it. */
static void
count_hash(struct copies *copies, const struct view *view,
	   const struct shared_hash *shared, struct hash_place *labelled)
{
	bool empty = hash_is_empty(&shared->all[0].now);

	for (size_t i = 0; i < shared->n; i++) {
		const struct hash_place *s = &shared->all[i];
		struct copies_group *group = &copies->groups[s->place];

		if (empty)
			group->empty += (uint64_t)s->now.plus + s->now.minus;
		else
			count_within(group, &s->now);
	}
	if (shared->n > 1 && !empty) {
		count_between(copies, view, shared, labelled);
		count_found(copies, shared);
	}
}

static int
walk_hashes(struct copies *copies, const struct view *view, struct error *err)
{
	struct hash_walk *walk = hash_walk_open(view, err);
	struct hash_place *labelled;
	struct shared_hash shared = { 0 };
	int status;

	if (!walk)
		return -1;
	labelled = mem_array(view->n + 1, sizeof(*labelled));
	shared.in_split = mem_zeroed(copies->n_splits + 1,
				     sizeof(*shared.in_split));
	while ((status = hash_walk_next(walk, &shared.all, &shared.n,
					err)) > 0)
		count_hash(copies, view, &shared, labelled);
	free(labelled);
	free(shared.in_split);
	hash_walk_close(walk);
	return status;
}

/* Splits, and room for the pairs of labels of those that compare pairs. */
static void
find_splits(struct copies *copies, const struct view *view,
	    enum compare_mode mode)
{
	struct copies_split *split = NULL;

	copies->splits = mem_array(view->n + 1, sizeof(*copies->splits));
	copies->split_of = mem_array(view->n + 1, sizeof(size_t));
	for (size_t i = 0; i < view->n; i++) {
		const char *name = view_group(view, i)->split;

		if (!split || strcmp(split->name, name) != 0) {
			split = &copies->splits[copies->n_splits++];
			*split = (struct copies_split){ .name = name,
							.first = i };
		}
		split->n++;
		copies->split_of[i] = copies->n_splits - 1;
	}
	for (size_t s = 0; s < copies->n_splits; s++) {
		size_t labels = 0;

		split = &copies->splits[s];
		for (size_t i = 0; i < split->n; i++)
			labels += view_has_label(view, split->first + i);
		if (!compare_with_rest(mode, labels))
			split->between = mem_zeroed(
				split->n,
				split->n * sizeof(*split->between));
	}
}

int
copies_init(struct copies *copies, const struct view *view,
	    enum compare_mode mode, struct error *err)
{
	size_t n = view->n;
	int status;

	*copies = (struct copies){ .n = n };
	find_splits(copies, view, mode);
	copies->groups = mem_zeroed(n + 1, sizeof(*copies->groups));
	copies->rest = mem_zeroed(n + 1, sizeof(*copies->rest));
	copies->found = mem_zeroed(n + 1, (copies->n_splits + 1) *
					  sizeof(*copies->found));
	find_counted(copies, view);
	status = walk_hashes(copies, view, err);
	if (status < 0)
		copies_release(copies);
	return status;
}

void
copies_release(struct copies *copies)
{
	for (size_t s = 0; s < copies->n_splits; s++)
		free(copies->splits[s].between);
	free(copies->splits);
	free(copies->groups);
	free(copies->rest);
	free(copies->found);
	free(copies->split_of);
	*copies = (struct copies){ 0 };
}

const struct partners *
copies_with_others(const struct copies *copies, size_t i)
{
	return &copies->rest[i];
}

const struct partners *
copies_between(const struct copies *copies, size_t i, size_t j)
{
	const struct copies_split *s = &copies->splits[copies->split_of[i]];

	return s->between ? &s->between[(i - s->first) * s->n + j - s->first] :
			    NULL;
}

const struct partners *
copies_in_split(const struct copies *copies, size_t i, size_t s)
{
	return &copies->found[i * copies->n_splits + s];
}
