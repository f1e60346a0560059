/*
 * search.c - all related pairs of two parts: threads, and what they find.
 *
 * For records that the index cannot hold, and on request for all, every
 * record is compared with every other.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "leak/part.h"
#include "leak/relate.h"

enum { STRETCH = 16, HITS = 1 << 12 };

/* What all threads share. */
struct search {
	const struct leak_part *queries, *targets;
	const struct leak_options *options;
	leak_sink *sink;
	void *arg;
	_Atomic uint32_t next;		/* query to be taken */
	_Atomic bool failed;
	pthread_mutex_t lock;		/* of the sink, err and progress */
	struct error *err;
	uint64_t done;			/* queries */
};

struct worker {
	struct search *search;
	struct relate relate;
	struct leak_hit hits[HITS];
	size_t n;
};

static void
flush(struct worker *worker)
{
	struct search *search = worker->search;

	pthread_mutex_lock(&search->lock);
	if (worker->n > 0 && !search->failed &&
	    search->sink(search->arg, worker->hits, worker->n,
			 search->err) < 0)
		search->failed = true;
	pthread_mutex_unlock(&search->lock);
	worker->n = 0;
}

static void
compare_pair(struct worker *worker, uint32_t query, uint32_t target)
{
	const struct search *search = worker->search;
	struct leak_hit hit;

	if (!relate_records(&worker->relate, search->options,
			    leak_part_seq(search->queries, query),
			    leak_part_seq(search->targets, target), &hit))
		return;
	hit.query = query;
	hit.target = target;
	worker->hits[worker->n++] = hit;
	if (worker->n == HITS)
		flush(worker);
}

static void
say_progress(struct search *search, uint32_t n)
{
	pthread_mutex_lock(&search->lock);
	search->done += n;
	if (search->options->progress)
		search->options->progress(search->options->watcher,
					  search->done);
	pthread_mutex_unlock(&search->lock);
}

static void *
work(void *arg)
{
	struct worker *worker = arg;
	struct search *search = worker->search;
	const uint32_t n = (uint32_t)leak_part_count(search->queries);
	const bool within = search->queries == search->targets;

	while (!search->failed) {
		const uint32_t from = atomic_fetch_add(&search->next, STRETCH);
		const uint32_t to = from + STRETCH < n ? from + STRETCH : n;

		if (from >= n)
			break;
		for (uint32_t i = from; i < to; i++) {
			const uint32_t others = within ? i :
				(uint32_t)leak_part_count(search->targets);

			for (uint32_t j = 0; j < others; j++)
				compare_pair(worker, i, j);
		}
		say_progress(search, to - from);
	}
	flush(worker);
	relate_release(&worker->relate);
	return NULL;
}

int
leak_search(const struct leak_part *queries, const struct leak_part *targets,
	    const struct leak_options *options, leak_sink *sink, void *arg,
	    struct error *err)
{
	struct search search = {
		.queries = queries, .targets = targets, .options = options,
		.sink = sink, .arg = arg, .err = err
	};
	const size_t n = options->threads > 1 ? (size_t)options->threads : 1;
	struct worker *workers = mem_zeroed(n, sizeof(*workers));
	pthread_t *threads = mem_zeroed(n, sizeof(*threads));
	size_t started = 0;

	pthread_mutex_init(&search.lock, NULL);
	for (size_t i = 0; i < n; i++)
		workers[i].search = &search;
	while (started + 1 < n &&
	       pthread_create(&threads[started], NULL, work,
			      &workers[started]) == 0)
		started++;
	work(&workers[n - 1]);
	while (started > 0)
		pthread_join(threads[--started], NULL);
	pthread_mutex_destroy(&search.lock);
	free(threads);
	free(workers);
	return search.failed ? -1 : 0;
}
