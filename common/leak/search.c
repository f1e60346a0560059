/*
 * search.c - all related pairs of two parts: passes over them, threads, and
 * what they find.
 *
 * In a pair the record with fewer informative letters is cut into blocks and
 * looked for in the other one. So there are two passes, with an index of the
 * queries and with one of the targets, a chunk of them at a time; within one
 * part a single pass sees each pair in the right role, or in both.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "leak/blank.h"
#include "leak/verify.h"

enum {
	STRETCH = 64,		/* texts that a thread takes at a time */
	HITS = 1 << 12,		/* that it keeps before it hands them over */
	CHUNK_RECORDS = 1 << 16,
	CHUNK_LETTERS = 1 << 24,	/* of an index */
	CHUNK_LEAST = 1 << 20,	/* where blocks are short */
	INDEX_BYTES = 2,	/* of an index, a letter */
	FLANKED_BYTES = 10	/* where it has flanks */
};

/* What all threads share. */
struct search {
	struct verify_task task;
	const struct leak_options *options;
	leak_sink *sink;
	void *arg;
	_Atomic uint32_t next;		/* text to be taken */
	_Atomic bool failed;
	pthread_mutex_t lock;		/* of the sink, err and progress */
	struct error *err;
	uint64_t done;			/* texts, and records compared */
	struct worker *workers;
	size_t n_workers;
};

struct worker {
	struct search *search;
	struct verify verify;
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
keep_hit(struct worker *worker, const struct leak_hit *hit)
{
	worker->hits[worker->n++] = *hit;
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

/* A stretch of texts, or false. */
static bool
take_stretch(struct search *search, uint32_t n, uint32_t *from, uint32_t *to)
{
	if (search->failed)
		return false;
	*from = atomic_fetch_add(&search->next, STRETCH);
	*to = *from + STRETCH < n ? *from + STRETCH : n;
	return *from < n;
}

static void *
search_texts(void *arg)
{
	struct worker *worker = arg;
	struct search *search = worker->search;
	const uint32_t n = (uint32_t)leak_part_count(search->task.texts);
	uint32_t from, to;

	verify_begin(&worker->verify, &search->task);
	while (take_stretch(search, n, &from, &to)) {
		for (uint32_t i = from; i < to; i++) {
			verify_text(&worker->verify, i);
			for (size_t j = 0; j < worker->verify.n_hits; j++)
				keep_hit(worker, &worker->verify.hits[j]);
		}
		say_progress(search, to - from);
	}
	flush(worker);
	return NULL;
}

/* Every query, as the texts of the task, with every target. */
static void *
compare_all(void *arg)
{
	struct worker *worker = arg;
	struct search *search = worker->search;
	const struct leak_part *queries = search->task.texts;
	const struct leak_part *targets = search->task.patterns;
	const uint32_t n = (uint32_t)leak_part_count(queries);
	uint32_t from, to;

	while (take_stretch(search, n, &from, &to)) {
		for (uint32_t i = from; i < to; i++) {
			const uint32_t others = search->task.within ? i :
				(uint32_t)leak_part_count(targets);

			for (uint32_t j = leak_part_first(targets);
			     j < others; j++) {
				struct leak_hit hit;

				if (!relate_records(&worker->relate,
						    search->options,
						    leak_part_seq(queries, i),
						    leak_part_seq(targets, j),
						    &hit))
					continue;
				hit.query = i;
				hit.target = j;
				keep_hit(worker, &hit);
			}
		}
		say_progress(search, to - from);
	}
	flush(worker);
	return NULL;
}

/* Runs work on every thread, and ends with all of them. */
static void
run(struct search *search, void *(*work)(void *))
{
	const size_t n = search->n_workers;
	pthread_t *threads = mem_zeroed(n, sizeof(*threads));
	size_t started = 0;

	search->next = leak_part_first(search->task.texts);
	while (started + 1 < n &&
	       pthread_create(&threads[started], NULL, work,
			      &search->workers[started]) == 0)
		started++;
	work(&search->workers[n - 1]);
	while (started > 0)
		pthread_join(threads[--started], NULL);
	free(threads);
}

/*
 * How many records from `first` on are indexed together. Where blocks must be
 * short the table has few buckets: with fewer records what is seen of them
 * stays in the processor's cache.
 */
static uint32_t
chunk_size(const struct leak_part *part, uint32_t first, uint32_t m_most,
	   const struct leak_options *options)
{
	const uint32_t left = (uint32_t)leak_part_count(part) - first;
	struct blocks blocks = { 0 };
	const uint64_t fits = options->memory / INDEX_BYTES;
	uint64_t letters = 0, most = CHUNK_LETTERS;
	uint32_t n = 0;

	if (options->memory > 0 && fits < most)
		most = fits;
	while (n < left && n < CHUNK_RECORDS && (n == 0 || letters < most)) {
		const struct leak_seq *seq = leak_part_seq(part, first + n++);

		letters += seq->n;
		if (n > 1 || seq->m == 0)
			continue;
		blocks_cut(&blocks, seq, m_most, options);
		if (blocks.length <= BLOCK_SHORT && options->memory > 0 &&
		    most > options->memory / FLANKED_BYTES)
			most = options->memory / FLANKED_BYTES;
		for (uint32_t length = blocks.length; length > 0 &&
		     length < BLOCK_LONGEST && most > CHUNK_LEAST;
		     length++)
			most /= 2;
	}
	blocks_release(&blocks);
	return n;
}

/* The most informative letters of a record. */
static uint32_t
longest(const struct leak_part *part)
{
	const uint32_t n = (uint32_t)leak_part_count(part);
	uint32_t most = 0;

	for (uint32_t i = leak_part_first(part); i < n; i++) {
		const uint32_t m = leak_part_seq(part, i)->m;

		most = m > most ? m : most;
	}
	return most;
}

/* All relations in which a pattern has the role of the shorter record. */
static void
pass(struct search *search, const struct leak_part *patterns,
     const struct leak_part *texts, bool patterns_are_queries)
{
	const uint32_t n = (uint32_t)leak_part_count(patterns);
	const uint32_t m_most = longest(texts);

	for (uint32_t first = leak_part_first(patterns), size;
	     first < n && !search->failed; first += size) {
		struct index *index;

		size = chunk_size(patterns, first, m_most, search->options);
		index = index_new(patterns, first, size, m_most,
				  search->options);
		search->task = (struct verify_task){
			.patterns = patterns, .texts = texts, .index = index,
			.options = search->options,
			.patterns_are_queries = patterns_are_queries,
			.within = patterns == texts
		};
		run(search, search_texts);
		index_free(index);
	}
}

/* Records without informative letters can only be copies. */
static int
take_blank(void *arg, const struct leak_hit *hit)
{
	struct search *search = arg;

	keep_hit(&search->workers[0], hit);
	return search->failed ? -1 : 0;
}

static void
search_all(struct search *search, const struct leak_part *queries,
	   const struct leak_part *targets)
{
	if (search->options->exhaustive) {
		search->task = (struct verify_task){
			.patterns = targets, .texts = queries,
			.within = queries == targets
		};
		run(search, compare_all);
		return;
	}
	blank_copies(queries, targets, search->options, take_blank, search);
	flush(&search->workers[0]);
	pass(search, queries, targets, true);
	if (queries != targets)
		pass(search, targets, queries, false);
}

int
leak_search(const struct leak_part *queries, const struct leak_part *targets,
	    const struct leak_options *options, leak_sink *sink, void *arg,
	    struct error *err)
{
	struct search search = {
		.options = options, .sink = sink, .arg = arg, .err = err,
		.n_workers = options->threads > 1 ?
			     (size_t)options->threads : 1
	};

	search.workers = mem_zeroed(search.n_workers,
				    sizeof(*search.workers));
	pthread_mutex_init(&search.lock, NULL);
	for (size_t i = 0; i < search.n_workers; i++)
		search.workers[i].search = &search;
	search_all(&search, queries, targets);
	for (size_t i = 0; i < search.n_workers; i++) {
		verify_release(&search.workers[i].verify);
		relate_release(&search.workers[i].relate);
	}
	pthread_mutex_destroy(&search.lock);
	free(search.workers);
	return search.failed ? -1 : 0;
}
