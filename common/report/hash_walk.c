/*
 * hash_walk.c - all hashes of a view in order, by a heap of their groups.
 */
#include <stdlib.h>

#include <xxhash.h>

#include "base/mem.h"
#include "report/hash_walk.h"

/* The next hash of one group. */
struct stream {
	struct hash_place next;
	struct run_walk *walk;
};

/* A heap of streams, the smallest hash first; then by place. */
struct hash_walk {
	struct stream *all;
	size_t n;
	struct hash_place *same;	/* what was given last */
};

static bool
before(const struct stream *x, const struct stream *y)
{
	const struct hash_count *a = &x->next.now, *b = &y->next.now;

	if (a->high != b->high)
		return a->high < b->high;
	if (a->low != b->low)
		return a->low < b->low;
	return x->next.place < y->next.place;
}

static void
sift_down(struct hash_walk *heap, size_t i)
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
advance(struct hash_walk *heap, struct error *err)
{
	struct stream *first = &heap->all[0];
	int status = run_walk_next(first->walk, &first->next.now, err);

	if (status < 0)
		return -1;
	if (status == 0) {
		run_walk_close(first->walk);
		heap->all[0] = heap->all[--heap->n];
	}
	if (heap->n)
		sift_down(heap, 0);
	return 0;
}

struct hash_walk *
hash_walk_open(const struct view *view, struct error *err)
{
	struct hash_walk *heap = mem_zeroed(1, sizeof(*heap));
	size_t n;
	const struct view_series *series = view_check(view, "dup", &n);
	int status = 0;

	heap->all = mem_array(n + 1, sizeof(*heap->all));
	heap->same = mem_array(n + 1, sizeof(*heap->same));
	for (size_t i = 0; i < n && status >= 0; i++) {
		struct stream *s = &heap->all[heap->n];

		if (series[i].series->kind != SERIES_HASHES)
			continue;
		s->next.place = series[i].place;
		s->walk = run_walk_open(&series[i].series->runs, &entry_hash);
		status = run_walk_next(s->walk, &s->next.now, err);
		if (status > 0)
			heap->n++;
		else
			run_walk_close(s->walk);
	}
	for (size_t i = heap->n; i-- > 0;)
		sift_down(heap, i);
	if (status >= 0)
		return heap;
	hash_walk_close(heap);
	return NULL;
}

int
hash_walk_next(struct hash_walk *heap, const struct hash_place **all,
	       size_t *n, struct error *err)
{
	const struct hash_count *next = &heap->all[0].next.now;

	*all = heap->same;
	*n = 0;
	while (heap->n && (*n == 0 || (next->high == heap->same[0].now.high &&
				       next->low == heap->same[0].now.low))) {
		heap->same[(*n)++] = heap->all[0].next;
		if (advance(heap, err) < 0)
			return -1;
	}
	return *n > 0;
}

void
hash_walk_close(struct hash_walk *heap)
{
	if (!heap)
		return;
	for (size_t i = 0; i < heap->n; i++)
		run_walk_close(heap->all[i].walk);
	free(heap->all);
	free(heap->same);
	free(heap);
}

bool
hash_is_empty(const struct hash_count *hash)
{
	XXH128_hash_t none = XXH3_128bits("", 0);

	return hash->high == none.high64 && hash->low == none.low64;
}
