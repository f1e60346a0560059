/*
 * copies.c - one walk through the hashes of all groups, side by side.
 *
 * Threads walk through parts of it, and count for themselves; all counts are
 * whole numbers, so it does not show which thread walked where.
 */
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/parallel.h"
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
	if (n < 2) {
		group->squares += n;
		return;
	}
	group->squares += (u128)n * n;
	group->again += n;
	group->extra.other += lone;
	group->extra.same += n - 1 - lone;
}

/* On which strands a sequence is, and in how many groups. */
struct strands {
	size_t plus, minus;
};

/* What one thread counts, and with what. */
struct copies_worker {
	struct copies sums;
	struct hash_walk walk;
	struct hash_member *labelled;	/* [n] */
	struct strands *in_split;	/* [n_splits], 0 before and after */
	int status;			/* -1: err is set, no more is counted */
	struct error err;
};

/*
 * The n groups of one split, all labelled. Against the others together in
 * one pass; pair by pair only where pairs are compared.
 */
static void
count_conflicts(struct copies *copies, const struct hash_member *all,
		size_t n)
{
	const struct copies_split *split =
		&copies->splits[copies->split_of[all[0].place]];
	struct strands any = { 0 };

	for (size_t x = 0; x < n; x++) {
		any.plus += all[x].hash->plus > 0;
		any.minus += all[x].hash->minus > 0;
	}
	for (size_t x = 0; x < n; x++) {
		const struct hash_count *mine = all[x].hash;
		size_t row = (all[x].place - split->first) * split->n;

		add_partners(&copies->rest[all[x].place], mine,
			     any.plus > (mine->plus > 0),
			     any.minus > (mine->minus > 0));
		for (size_t y = 0; split->between && y < n; y++)
			if (y != x)
				add_partners(&split->between[
						     row + all[y].place -
						     split->first],
					     mine, all[y].hash->plus > 0,
					     all[y].hash->minus > 0);
	}
}

/* Groups come by split: one stretch of labelled ones each. */
static void
count_between(struct copies_worker *worker, const struct view *view,
	      const struct hash_member *all, size_t n)
{
	struct copies *copies = &worker->sums;

	for (size_t x = 0, y; x < n; x = y) {
		size_t split = copies->split_of[all[x].place], labelled = 0;

		for (y = x; y < n && copies->split_of[all[y].place] == split;
		     y++)
			if (view_has_label(view, all[y].place))
				worker->labelled[labelled++] = all[y];
		if (labelled > 1)
			count_conflicts(copies, worker->labelled, labelled);
	}
}

static void
count_found(struct copies_worker *worker, const struct hash_member *all,
	    size_t n)
{
	struct copies *copies = &worker->sums;
	size_t splits = copies->n_splits;

	for (size_t x = 0; x < n; x++) {
		struct strands *in =
			&worker->in_split[copies->split_of[all[x].place]];

		in->plus += all[x].hash->plus > 0;
		in->minus += all[x].hash->minus > 0;
	}
	for (size_t x = 0; x < n; x++) {
		size_t i = all[x].place;

		for (size_t s = 0; s < splits; s++) {
			const struct strands *in = &worker->in_split[s];

			if (s != copies->split_of[i])
				add_partners(&copies->found[i * splits + s],
					     all[x].hash, in->plus,
					     in->minus);
		}
	}
	for (size_t x = 0; x < n; x++)
		worker->in_split[copies->split_of[all[x].place]] =
			(struct strands){ 0 };
}

/* The n groups that have one hash. */
static void
count_hash(struct copies_worker *worker, const struct view *view,
	   const struct hash_member *all, size_t n)
{
	for (size_t x = 0; x < n; x++)
		count_within(&worker->sums.groups[all[x].place], all[x].hash);
	if (n > 1) {
		count_between(worker, view, all, n);
		count_found(worker, all, n);
	}
}

static void
count_empty(struct copies *copies, const struct hash_member *all, size_t n)
{
	for (size_t x = 0; x < n; x++)
		copies->groups[all[x].place].empty +=
			(uint64_t)all[x].hash->plus + all[x].hash->minus;
}

/* All threads and what they walk through. */
struct copies_crew {
	const struct view *view;
	struct copies_worker *workers;
	unsigned bits;			/* 2^bits parts */
	XXH128_hash_t none;		/* of the empty sequence */
};

static void
count_part(void *data, size_t thread, size_t number)
{
	struct copies_crew *crew = data;
	struct copies_worker *worker = &crew->workers[thread];
	const struct hash_member *all;
	size_t n;

	if (worker->status == 0)
		worker->status = hash_walk_begin(&worker->walk, crew->bits,
						 number, &worker->err);
	if (worker->status < 0)
		return;
	while ((n = hash_walk_next(&worker->walk, &all)) > 0)
		if (all->hash->high == crew->none.high64 &&
		    all->hash->low == crew->none.low64)
			count_empty(&worker->sums, all, n);
		else
			count_hash(worker, crew->view, all, n);
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

static void
sums_init(struct copies *copies, const struct view *view,
	  enum compare_mode mode)
{
	size_t n = view->n;

	*copies = (struct copies){ .n = n };
	find_splits(copies, view, mode);
	copies->groups = mem_zeroed(n + 1, sizeof(*copies->groups));
	copies->rest = mem_zeroed(n + 1, sizeof(*copies->rest));
	copies->found = mem_zeroed(n + 1, (copies->n_splits + 1) *
					  sizeof(*copies->found));
}

static void
partners_add(struct partners *into, const struct partners *from, size_t n)
{
	for (size_t i = 0; from && i < n; i++) {
		into[i].same += from[i].same;
		into[i].other += from[i].other;
	}
}

/* Adds what another thread has counted. */
static void
sums_add(struct copies *into, const struct copies *from)
{
	for (size_t i = 0; i < into->n; i++) {
		struct copies_group *x = &into->groups[i];
		const struct copies_group *y = &from->groups[i];

		x->records += y->records;
		x->distinct += y->distinct;
		x->empty += y->empty;
		x->again += y->again;
		x->squares += y->squares;
		partners_add(&x->extra, &y->extra, 1);
	}
	partners_add(into->rest, from->rest, into->n);
	partners_add(into->found, from->found, into->n * into->n_splits);
	for (size_t s = 0; s < into->n_splits; s++)
		partners_add(into->splits[s].between, from->splits[s].between,
			     into->splits[s].n * into->splits[s].n);
}

static void
worker_init(struct copies_worker *worker, const struct view *view,
	    enum compare_mode mode, const struct view_series *series,
	    size_t n)
{
	sums_init(&worker->sums, view, mode);
	hash_walk_init(&worker->walk, series, n);
	worker->labelled = mem_array(view->n + 1, sizeof(*worker->labelled));
	worker->in_split = mem_zeroed(worker->sums.n_splits + 1,
				      sizeof(*worker->in_split));
}

static void
worker_release(struct copies_worker *worker)
{
	copies_release(&worker->sums);
	hash_walk_release(&worker->walk);
	free(worker->labelled);
	free(worker->in_split);
}

/* The series of hashes, n of them, from malloc(), and how many hashes. */
static struct view_series *
find_series(struct copies *copies, const struct view *view, size_t *n,
	    uint64_t *hashes)
{
	size_t all;
	const struct view_series *series = view_check(view, "dup", &all);
	struct view_series *found = mem_array(all + 1, sizeof(*found));

	*n = 0;
	*hashes = 0;
	for (size_t i = 0; i < all; i++) {
		const struct run_list *runs = &series[i].series->runs;

		if (series[i].series->kind != SERIES_HASHES)
			continue;
		copies->groups[series[i].place].counted = true;
		found[(*n)++] = series[i];
		for (size_t r = 0; r < runs->n; r++)
			*hashes += runs->runs[r].n;
	}
	return found;
}

int
copies_init(struct copies *copies, const struct view *view,
	    enum compare_mode mode, size_t threads, struct error *err)
{
	struct copies_crew crew = { .view = view };
	struct view_series *series;
	size_t n;
	uint64_t hashes;
	int status = 0;

	sums_init(copies, view, mode);
	series = find_series(copies, view, &n, &hashes);
	crew.none = XXH3_128bits("", 0);
	crew.bits = hash_part_bits(hashes);
	if (threads > (size_t)1 << crew.bits)
		threads = (size_t)1 << crew.bits;
	if (threads == 0)
		threads = 1;
	crew.workers = mem_zeroed(threads, sizeof(*crew.workers));
	for (size_t i = 0; i < threads; i++)
		worker_init(&crew.workers[i], view, mode, series, n);
	parallel_run(threads, (size_t)1 << crew.bits, count_part, &crew);
	for (size_t i = 0; i < threads; i++) {
		struct copies_worker *worker = &crew.workers[i];

		if (worker->status < 0 && status == 0) {
			*err = worker->err;
			status = -1;
		}
		sums_add(copies, &worker->sums);
		worker_release(worker);
	}
	free(crew.workers);
	free(series);
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
