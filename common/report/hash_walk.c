/*
 * hash_walk.c - a walk through the hashes of several groups, side by side.
 */
#include "report/hash_walk.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

void
hash_walk_init(struct hash_walk *walk, const struct view_series *series,
	       size_t n)
{
	*walk = (struct hash_walk){
		.series = series, .n = n,
		.parts = mem_zeroed(n + 1, sizeof(*walk->parts)),
		.streams = mem_array(n + 1, sizeof(*walk->streams)),
		.heap = mem_array(n + 1, sizeof(struct hash_stream *)),
		.members = mem_array(n + 1, sizeof(*walk->members)),
	};
}

void
hash_walk_release(struct hash_walk *walk)
{
	for (size_t i = 0; i < walk->n; i++)
		hash_part_release(&walk->parts[i]);
	free(walk->parts);
	free(walk->streams);
	free(walk->heap);
	free(walk->members);
	*walk = (struct hash_walk){ 0 };
}

static bool
before(const struct hash_stream *x, const struct hash_stream *y)
{
	if (x->next->high != y->next->high)
		return x->next->high < y->next->high;
	if (x->next->low != y->next->low)
		return x->next->low < y->next->low;
	return x->place < y->place;
}

static void
sift_down(struct hash_walk *walk, size_t i)
{
	struct hash_stream **heap = walk->heap, *moved = heap[i];

	for (size_t child; (child = 2 * i + 1) < walk->in_heap; i = child) {
		if (child + 1 < walk->in_heap &&
		    before(heap[child + 1], heap[child]))
			child++;
		if (!before(heap[child], moved))
			break;
		heap[i] = heap[child];
	}
	heap[i] = moved;
}

int
hash_walk_begin(struct hash_walk *walk, unsigned bits, size_t number,
		struct error *err)
{
	walk->in_heap = 0;
	for (size_t i = 0; i < walk->n; i++) {
		struct hash_part *part = &walk->parts[i];

		if (hash_part_find(part, &walk->series[i].series->runs, bits,
				   number, err) < 0)
			return -1;
		walk->streams[i] = (struct hash_stream){
			walk->series[i].place, part->hashes,
			part->hashes + part->n
		};
		if (part->n)
			walk->heap[walk->in_heap++] = &walk->streams[i];
	}
	for (size_t i = walk->in_heap; i-- > 0;)
		sift_down(walk, i);
	return 0;
}

size_t
hash_walk_next(struct hash_walk *walk, const struct hash_member **members)
{
	struct hash_count first = { 0 };
	size_t n = 0;

	if (walk->in_heap)
		first = *walk->heap[0]->next;
	while (walk->in_heap) {
		struct hash_stream *top = walk->heap[0];

		if (top->next->high != first.high ||
		    top->next->low != first.low)
			break;
		walk->members[n++] = (struct hash_member){ top->place,
							   top->next };
		if (++top->next == top->end)
			walk->heap[0] = walk->heap[--walk->in_heap];
		if (walk->in_heap > 1)
			sift_down(walk, 0);
	}
	*members = walk->members;
	return n;
}
