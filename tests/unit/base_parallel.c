/*
 * base_parallel.c - each part is worked on once, and turns come in order.
 */
#include <stdatomic.h>
#include <stdbool.h>

#include "base/parallel.h"

#include "unit.h"

enum { PARTS = 500, THREADS = 4 };

struct work {
	_Atomic unsigned done[PARTS];
	_Atomic bool strange;		/* a thread that there is not */
	struct turns turns;
	size_t order[PARTS], n;		/* as turns came */
};

static void
do_part(void *data, size_t thread, size_t part)
{
	struct work *work = data;

	if (thread >= THREADS)
		atomic_store(&work->strange, true);
	atomic_fetch_add(&work->done[part], 1);
	turns_wait(&work->turns, part);
	work->order[work->n++] = part;
	turns_pass(&work->turns);
}

static void
run(size_t threads, size_t parts)
{
	struct work work = { .n = 0 };

	turns_init(&work.turns);
	parallel_run(threads, parts, do_part, &work);
	turns_release(&work.turns);
	EXPECT(!work.strange);
	EXPECT_U64(work.n, parts);
	for (size_t i = 0; i < PARTS; i++)
		EXPECT_U64(work.done[i], i < parts);
	for (size_t i = 0; i < parts; i++)
		EXPECT_U64(work.order[i], i);
}

static void
every_part(void)
{
	for (size_t threads = 1; threads <= THREADS; threads++) {
		run(threads, PARTS);
		run(threads, 2);
		run(threads, 1);
		run(threads, 0);
	}
}

int
main(void)
{
	unit_run("each part is done once, its turn in order", every_part);
	return unit_end();
}
