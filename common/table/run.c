/*
 * run.c - sorted runs: taken over, spilled to a file, walked together.
 */
#include "table/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "io/spool.h"

/* Bytes that a walk reads at a time of a run in a file. */
enum { READ_BYTES = 1 << 15 };

void
run_list_take(struct run_list *list, void *entries, size_t n)
{
	if (n == 0) {
		free(entries);
		return;
	}
	list->runs = mem_grow(list->runs, &list->room, list->n + 1,
			      sizeof(*list->runs));
	list->runs[list->n++] = (struct run){
		.entries = entries, .n = n, .file = -1
	};
}

static int
write_at(int file, uint64_t offset, const char *bytes, size_t n,
	 struct error *err)
{
	while (n > 0) {
		ssize_t done = pwrite(file, bytes, n, (off_t)offset);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return error_errno(err, "cannot write a temporary "
					   "file (TMPDIR says where)");
		bytes += done;
		offset += (uint64_t)done;
		n -= (size_t)done;
	}
	return 0;
}

static const struct run *
last_in_file(const struct run_list *list)
{
	for (size_t i = list->n; i > 0; i--)
		if (list->runs[i - 1].file >= 0)
			return &list->runs[i - 1];
	return NULL;
}

int
run_list_spill(struct run_list *list, const struct entry_kind *kind,
	       const void *entries, size_t n, struct error *err)
{
	const struct run *last = last_in_file(list);
	struct run run = { .n = n, .file = -1 };

	if (n == 0)
		return 0;
	if (last) {
		run.file = last->file;
		run.offset = last->offset + last->n * kind->size;
	} else {
		run.file = spool_open(err);
		run.owner = true;
	}
	if (run.file < 0)
		return -1;
	if (write_at(run.file, run.offset, entries, n * kind->size, err)) {
		if (run.owner)
			close(run.file);
		return -1;
	}
	list->runs = mem_grow(list->runs, &list->room, list->n + 1,
			      sizeof(*list->runs));
	list->runs[list->n++] = run;
	return 0;
}

int
run_copy(const struct run *run, const struct entry_kind *kind,
	 uint64_t first, size_t n, void *to, struct error *err)
{
	uint64_t offset = run->offset + first * kind->size;
	size_t bytes = n * kind->size, done = 0;

	if (run->file < 0) {
		memcpy(to, (const char *)run->entries + first * kind->size,
		       bytes);
		return 0;
	}
	while (done < bytes) {
		ssize_t got = pread(run->file, (char *)to + done, bytes - done,
				    (off_t)(offset + done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_errno(err, "cannot read a temporary "
					   "file");
		if (got == 0)
			return error_set(err, "a temporary file was cut");
		done += (size_t)got;
	}
	return 0;
}

void
run_list_move(struct run_list *list, struct run_list *from)
{
	if (from->n > 0) {
		list->runs = mem_grow(list->runs, &list->room,
				      list->n + from->n, sizeof(*list->runs));
		memcpy(list->runs + list->n, from->runs,
		       from->n * sizeof(*list->runs));
		list->n += from->n;
	}
	free(from->runs);
	*from = (struct run_list){ 0 };
}

void
run_list_release(struct run_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->runs[i].entries);
		if (list->runs[i].owner)
			close(list->runs[i].file);
	}
	free(list->runs);
	*list = (struct run_list){ 0 };
}

/* One run as it is walked: entries in memory from next to end. */
struct cursor {
	const char *next, *end;
	const struct run *run;
	char *buffer;		/* of a run in a file, else NULL */
	size_t left;		/* entries of it that were not read yet */
};

struct run_walk {
	const struct entry_kind *kind;
	struct cursor **heap;	/* of those with entries, least first */
	size_t n, in_heap;
	bool started;
	struct cursor cursors[];	/* [n], and then the heap */
};

/* Fills the buffer of a run in a file. 1, 0 at its end, -1 with err set. */
static int
refill(struct cursor *cursor, const struct entry_kind *kind,
       struct error *err)
{
	const struct run *run = cursor->run;
	size_t n = READ_BYTES / kind->size;

	if (cursor->left == 0)
		return 0;
	if (n > cursor->left)
		n = cursor->left;
	if (run_copy(run, kind, run->n - cursor->left, n, cursor->buffer,
		     err) < 0)
		return -1;
	cursor->left -= n;
	cursor->next = cursor->buffer;
	cursor->end = cursor->buffer + n * kind->size;
	return 1;
}

struct run_walk *
run_walk_open(const struct run_list *list, const struct entry_kind *kind)
{
	struct run_walk *walk = mem_zeroed(
		1, sizeof(*walk) + list->n * (sizeof(struct cursor) +
					      sizeof(struct cursor *)));

	walk->kind = kind;
	walk->n = list->n;
	walk->heap = (struct cursor **)(walk->cursors + list->n);
	for (size_t i = 0; i < list->n; i++) {
		struct cursor *cursor = &walk->cursors[i];
		const struct run *run = &list->runs[i];

		cursor->run = run;
		if (run->file >= 0) {
			cursor->buffer = mem_array(READ_BYTES, 1);
			cursor->left = run->n;
		} else if (run->n > 0) {
			cursor->next = run->entries;
			cursor->end = cursor->next + run->n * kind->size;
		}
	}
	return walk;
}

void
run_walk_close(struct run_walk *walk)
{
	if (!walk)
		return;
	for (size_t i = 0; i < walk->n; i++)
		free(walk->cursors[i].buffer);
	free(walk);
}

/* Puts the entry at the top of the heap where it belongs. */
static void
sift(struct run_walk *walk, size_t at)
{
	struct cursor **heap = walk->heap, *moved = heap[at];

	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= walk->in_heap)
			break;
		if (child + 1 < walk->in_heap
		    && walk->kind->compare(heap[child + 1]->next,
					   heap[child]->next) < 0)
			child++;
		if (walk->kind->compare(moved->next, heap[child]->next) <= 0)
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = moved;
}

static int
start(struct run_walk *walk, struct error *err)
{
	walk->started = true;
	for (size_t i = 0; i < walk->n; i++) {
		struct cursor *cursor = &walk->cursors[i];

		if (cursor->next == cursor->end) {
			int status = refill(cursor, walk->kind, err);

			if (status < 0)
				return -1;
			if (status == 0)
				continue;
		}
		walk->heap[walk->in_heap++] = cursor;
	}
	for (size_t i = walk->in_heap / 2; i > 0; i--)
		sift(walk, i - 1);
	return 0;
}

/* Moves on in the run whose entry is least. */
static int
advance(struct run_walk *walk, struct error *err)
{
	struct cursor *cursor = walk->heap[0];

	cursor->next += walk->kind->size;
	if (cursor->next == cursor->end) {
		int status = refill(cursor, walk->kind, err);

		if (status < 0)
			return -1;
		if (status == 0)
			walk->heap[0] = walk->heap[--walk->in_heap];
	}
	if (walk->in_heap > 1)
		sift(walk, 0);
	return 0;
}

int
run_walk_next(struct run_walk *walk, void *entry, struct error *err)
{
	if (!walk->started && start(walk, err))
		return -1;
	if (walk->in_heap == 0)
		return 0;
	entry_copy(walk->kind, entry, walk->heap[0]->next);
	if (advance(walk, err))
		return -1;
	while (walk->n > 1 && walk->in_heap > 0
	       && walk->kind->compare(entry, walk->heap[0]->next) == 0) {
		if (!walk->kind->add(entry, walk->heap[0]->next))
			return error_set(err, "%s", walk->kind->overflow);
		if (advance(walk, err))
			return -1;
	}
	return 1;
}

size_t
run_walk_rest(struct run_walk *walk, const void **entries)
{
	struct cursor *cursor = walk->in_heap == 1 ? walk->heap[0] : NULL;
	size_t bytes;

	if (!cursor || cursor->buffer)
		return 0;
	bytes = (size_t)(cursor->end - cursor->next);
	*entries = cursor->next;
	cursor->next = cursor->end;
	walk->in_heap = 0;
	return bytes / walk->kind->size;
}

int
run_list_gather(const struct run_list *list, const struct entry_kind *kind,
		void **entries, size_t *n, struct error *err)
{
	struct run_walk *walk = run_walk_open(list, kind);
	size_t room = 0, got = 0;
	char *all = NULL;
	int status;

	for (size_t i = 0; i < list->n; i++)	/* no more than the largest */
		if (list->runs[i].n > room)
			room = list->runs[i].n;
	all = mem_array(room, kind->size);
	for (;;) {
		all = mem_grow(all, &room, got + 1, kind->size);
		status = run_walk_next(walk, all + got * kind->size, err);
		if (status <= 0)
			break;
		got++;
	}
	run_walk_close(walk);
	if (status < 0) {
		free(all);
		return -1;
	}
	*entries = mem_resize(all, got, kind->size);
	*n = got;
	return 0;
}

int
run_list_settle(struct run_list *list, const struct entry_kind *kind,
		struct error *err)
{
	while (list->n > 1) {
		struct run *pair = &list->runs[list->n - 2];
		struct run_list two = { .runs = pair, .n = 2 };
		void *entries;
		size_t n;

		if (pair[0].file >= 0 || pair[1].file >= 0
		    || pair[0].n / 2 >= pair[1].n)
			break;
		if (run_list_gather(&two, kind, &entries, &n, err))
			return -1;
		free(pair[0].entries);
		free(pair[1].entries);
		list->n -= 2;
		run_list_take(list, entries, n);
	}
	return 0;
}

bool
memory_budget_take(struct memory_budget *budget, size_t bytes)
{
	uint64_t used = atomic_load(&budget->used), sum;

	do {
		sum = used;
		if (!add_u64(&sum, bytes)
		    || (budget->limit > 0 && sum > budget->limit))
			return false;
	} while (!atomic_compare_exchange_weak(&budget->used, &used, sum));
	return true;
}

void
memory_budget_force(struct memory_budget *budget, size_t bytes)
{
	atomic_fetch_add(&budget->used, bytes);
}

void
memory_budget_give(struct memory_budget *budget, size_t bytes)
{
	atomic_fetch_sub(&budget->used, bytes);
}
