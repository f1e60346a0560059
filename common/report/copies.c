/*
 * copies.c - one walk through the hashes of all groups, side by side.
 */
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/error.h"
#include "base/mem.h"
#include "report/copies.h"

/* The next hash of one group. */
struct stream {
	size_t place;
	struct run_walk *walk;
	struct hash_count now;
};

/* A heap of streams, the smallest hash first; then by place. */
struct heap {
	struct stream *all;
	size_t n;
};

static bool
before(const struct stream *x, const struct stream *y)
{
	if (x->now.high != y->now.high)
		return x->now.high < y->now.high;
	if (x->now.low != y->now.low)
		return x->now.low < y->now.low;
	return x->place < y->place;
}

static void
sift_down(struct heap *heap, size_t i)
{
	struct stream moved = heap->all[i];

	for (size_t child; (child = 2 * i + 1) < heap->n; i = child) {
		if (child + 1 < heap->n &&
		    before(&heap->all[child + 1], &heap->all[child]))
			child++;
		if (!before(&heap->all[child], &moved))
			break;
		heap->all[i] = heap->all[child];
	}
	heap->all[i] = moved;
}

/* Moves the first stream on. -1 with err set; else 0. */
static int
advance(struct heap *heap, struct error *err)
{
	int status = run_walk_next(heap->all[0].walk, &heap->all[0].now, err);

	if (status < 0)
		return -1;
	if (status == 0) {
		run_walk_close(heap->all[0].walk);
		heap->all[0] = heap->all[--heap->n];
	}
	if (heap->n)
		sift_down(heap, 0);
	return 0;
}

static int
open_streams(struct heap *heap, struct copies *copies,
	     const struct view *view, struct error *err)
{
	size_t n;
	const struct view_series *series = view_check(view, "dup", &n);
	int status = 0;

	heap->all = mem_array(n + 1, sizeof(*heap->all));
	for (size_t i = 0; i < n && status >= 0; i++) {
		struct stream *s = &heap->all[heap->n];

		if (series[i].series->kind != SERIES_HASHES)
			continue;
		copies->groups[series[i].place].counted = true;
		s->place = series[i].place;
		s->walk = run_walk_open(&series[i].series->runs, &entry_hash);
		status = run_walk_next(s->walk, &s->now, err);
		if (status > 0)
			heap->n++;
		else
			run_walk_close(s->walk);
	}
	for (size_t i = heap->n; i-- > 0;)
		sift_down(heap, i);
	return status < 0 ? -1 : 0;
}

/* Adds plus and minus records that meet mine plus and minus ones. */
static void
add_partners(struct partners *to, const struct hash_count *asked, bool plus,
	     bool minus)
{
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

/* One hash: the groups that have it, in order of place. */
struct shared_hash {
	const struct stream *all;
	size_t n;
	/* Per split, any label: whether a strand is there. */
	bool *plus, *minus;	/* [splits], cleared after use */
};

static bool
same_label(const struct view *view, size_t i, size_t j)
{
	return strcmp(view_group(view, i)->label,
		      view_group(view, j)->label) == 0;
}

static void
count_between(struct copies *copies, const struct view *view,
	      const struct shared_hash *shared)
{
	for (size_t x = 0; x < shared->n; x++) {
		size_t i = shared->all[x].place;
		bool plus = false, minus = false;

		if (!view_has_label(view, i))
			continue;
		for (size_t y = 0; y < shared->n; y++) {
			const struct stream *o = &shared->all[y];
			size_t j = o->place;

			if (copies->split_of[i] != copies->split_of[j] ||
			    !view_has_label(view, j) || same_label(view, i, j))
				continue;
			plus |= o->now.plus > 0;
			minus |= o->now.minus > 0;
			if (copies->between)
				add_partners(&copies->between[i * copies->n +
							      j],
					     &shared->all[x].now,
					     o->now.plus > 0,
					     o->now.minus > 0);
		}
		if (plus || minus)
			add_partners(&copies->rest[i], &shared->all[x].now,
				     plus, minus);
	}
}

static void
count_found(struct copies *copies, const struct shared_hash *shared)
{
	for (size_t x = 0; x < shared->n; x++) {
		size_t s = copies->split_of[shared->all[x].place];

		shared->plus[s] |= shared->all[x].now.plus > 0;
		shared->minus[s] |= shared->all[x].now.minus > 0;
	}
	for (size_t x = 0; x < shared->n; x++) {
		size_t i = shared->all[x].place;

		for (size_t s = 0; s < copies->splits; s++)
			if (s != copies->split_of[i] &&
			    (shared->plus[s] || shared->minus[s]))
				add_partners(&copies->found[i * copies->splits
							    + s],
					     &shared->all[x].now,
					     shared->plus[s],
					     shared->minus[s]);
	}
	for (size_t x = 0; x < shared->n; x++) {
		size_t s = copies->split_of[shared->all[x].place];

		shared->plus[s] = shared->minus[s] = false;
	}
}

/* Walks through the heap, a hash at a time. */
static int
walk_hashes(struct copies *copies, const struct view *view, struct heap *heap,
	    struct error *err)
{
	XXH128_hash_t none = XXH3_128bits("", 0);
	struct stream *same = mem_array(view->n + 1, sizeof(*same));
	struct shared_hash shared = {
		.all = same,
		.plus = mem_zeroed(copies->splits + 1, sizeof(bool)),
		.minus = mem_zeroed(copies->splits + 1, sizeof(bool)),
	};
	int status = 0;

	while (heap->n && status == 0) {
		struct hash_count first = heap->all[0].now;
		bool empty = first.high == none.high64 &&
			     first.low == none.low64;

		for (shared.n = 0; heap->n && status == 0 &&
		     heap->all[0].now.high == first.high &&
		     heap->all[0].now.low == first.low;) {
			struct stream *s = &heap->all[0];

			if (empty)
				copies->groups[s->place].empty +=
					(uint64_t)s->now.plus + s->now.minus;
			else
				count_within(&copies->groups[s->place],
					     &s->now);
			same[shared.n++] = *s;
			status = advance(heap, err);
		}
		if (shared.n > 1 && !empty) {
			count_between(copies, view, &shared);
			count_found(copies, &shared);
		}
	}
	free(same);
	free(shared.plus);
	free(shared.minus);
	return status;
}

static void
name_splits(struct copies *copies, const struct view *view)
{
	copies->split_names = mem_array(view->n + 1,
					sizeof(*copies->split_names));
	copies->split_of = mem_array(view->n + 1, sizeof(size_t));
	for (size_t i = 0; i < view->n; i++) {
		const char *split = view_group(view, i)->split;
		size_t last = copies->splits;

		if (!last || strcmp(copies->split_names[last - 1], split))
			copies->split_names[copies->splits++] = split;
		copies->split_of[i] = copies->splits - 1;
	}
}

int
copies_init(struct copies *copies, const struct view *view, bool pairs,
	    struct error *err)
{
	struct heap heap = { 0 };
	size_t n = view->n;
	int status;

	*copies = (struct copies){ .n = n };
	name_splits(copies, view);
	copies->groups = mem_zeroed(n + 1, sizeof(*copies->groups));
	copies->rest = mem_zeroed(n + 1, sizeof(*copies->rest));
	if (pairs)
		copies->between = mem_zeroed(n * n + 1,
					     sizeof(*copies->between));
	copies->found = mem_zeroed(n * copies->splits + 1,
				   sizeof(*copies->found));
	status = open_streams(&heap, copies, view, err);
	if (status == 0)
		status = walk_hashes(copies, view, &heap, err);
	for (size_t i = 0; i < heap.n; i++)
		run_walk_close(heap.all[i].walk);
	free(heap.all);
	if (status < 0)
		copies_release(copies);
	return status;
}

void
copies_release(struct copies *copies)
{
	free(copies->groups);
	free(copies->between);
	free(copies->rest);
	free(copies->found);
	free(copies->split_names);
	free(copies->split_of);
	*copies = (struct copies){ 0 };
}
