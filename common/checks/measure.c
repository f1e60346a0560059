/*
 * measure.c - all chosen checks over all records, on any number of threads.
 *
 * Each thread takes a chunk of the input, which it cuts off itself, as
 * nobody's cache has it then, and counts it. Counts are whole numbers, so it
 * does not show which thread counted what.
 */
#include <pthread.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/parallel.h"
#include "base/text.h"
#include "checks/each.h"
#include "checks/measure.h"
#include "checks/summary.h"
#include "checks/worker.h"
#include "io/output.h"
#include "record/dataset.h"

/* The workers, one for each thread. */
struct crew {
	struct dataset *set;
	const struct measure_options *how;
	struct output *lines;	/* where --each goes, or NULL */
	struct worker **workers;
	size_t n;
	struct turns turns;	/* of chunks, to write their lines */
	pthread_mutex_t lock;	/* of the rest, and of reading the set */
	uint64_t records;	/* of chunks that were counted */
	size_t chunks;		/* that were given out */
	bool ended;		/* no more will be */
	/* The first in the order of the input that failed, as far as known:
	 * a chunk, or reading behind the last one. SIZE_MAX: none. */
	size_t failed;
	struct error err;
};

static void
crew_init(struct crew *crew, struct dataset *set,
	  const struct measure_options *how, struct output *lines)
{
	*crew = (struct crew){ .set = set, .how = how, .lines = lines,
			       .n = how->threads, .failed = SIZE_MAX };
	crew->workers = mem_array(crew->n, sizeof(*crew->workers));
	for (size_t i = 0; i < crew->n; i++)
		crew->workers[i] = worker_new(set, how);
	turns_init(&crew->turns);
	pthread_mutex_init(&crew->lock, NULL);
}

static void
crew_release(struct crew *crew)
{
	for (size_t i = 0; i < crew->n; i++)
		worker_free(crew->workers[i]);
	free(crew->workers);
	turns_release(&crew->turns);
	pthread_mutex_destroy(&crew->lock);
}

/* Under the lock. Chunks before the one that failed are all given out. */
static void
fail(struct crew *crew, size_t chunk, const struct error *err)
{
	crew->ended = true;
	if (chunk > crew->failed)
		return;
	crew->failed = chunk;
	crew->err = *err;
}

/* The next chunk and its place in the input, or NULL where there is none. */
static struct chunk *
take_chunk(struct crew *crew, size_t *place)
{
	struct chunk *chunk = NULL;
	struct error err = { 0 };

	if (crew->n > 1)
		dataset_help(crew->set);
	pthread_mutex_lock(&crew->lock);
	if (!crew->ended) {
		const int more = dataset_next_chunk(crew->set, &chunk, &err);

		if (more < 0)
			fail(crew, crew->chunks, &err);
		else if (more == 0)
			crew->ended = true;
		else
			*place = crew->chunks++;
	}
	pthread_mutex_unlock(&crew->lock);
	return chunk;
}

static void
give_chunk(struct crew *crew, size_t place, struct chunk *chunk,
	   uint64_t records, int status, const struct error *err)
{
	chunk_release(chunk);
	pthread_mutex_lock(&crew->lock);
	crew->records += records;
	if (crew->how->progress)
		crew->how->progress(crew->how->watcher, crew->records);
	if (status < 0)
		fail(crew, place, err);
	pthread_mutex_unlock(&crew->lock);
}

/* Writes what a chunk has made, unless one before it failed. */
static void
write_lines(struct crew *crew, size_t place, struct text *lines)
{
	bool failed;

	turns_wait(&crew->turns, place);
	pthread_mutex_lock(&crew->lock);
	failed = crew->failed <= place;
	pthread_mutex_unlock(&crew->lock);
	if (!failed && lines->n)
		output_write(crew->lines, lines->bytes, lines->n);
	if (output_failed(crew->lines)) {
		pthread_mutex_lock(&crew->lock);
		crew->ended = true;
		pthread_mutex_unlock(&crew->lock);
	}
	turns_pass(&crew->turns);
	text_clear(lines);
}

/* What is left for one worker to do, unless all was for nothing. */
static void
settle(struct crew *crew, struct worker *worker)
{
	struct error err = { 0 };
	bool failed;

	pthread_mutex_lock(&crew->lock);
	failed = crew->failed != SIZE_MAX;
	pthread_mutex_unlock(&crew->lock);
	if (failed || worker_settle(worker, &err) == 0)
		return;
	pthread_mutex_lock(&crew->lock);
	fail(crew, SIZE_MAX - 1, &err);
	pthread_mutex_unlock(&crew->lock);
}

/* All that one worker does, on whatever thread. */
static void
work(void *data, size_t thread, size_t part)
{
	struct crew *crew = data;
	struct worker *worker = crew->workers[part];
	struct text lines = { 0 };
	struct chunk *chunk;
	size_t place = 0;

	(void)thread;
	while ((chunk = take_chunk(crew, &place))) {
		struct error err = { 0 };
		uint64_t records = 0;
		const int status =
			crew->lines ? worker_list(worker, chunk, &lines,
						  &records, &err) :
				      worker_count(worker, chunk, &records,
						   &err);

		give_chunk(crew, place, chunk, records, status, &err);
		if (crew->lines)
			write_lines(crew, place, &lines);
	}
	text_release(&lines);
	settle(crew, worker);
}

static int
crew_run(struct crew *crew, struct error *err)
{
	parallel_run(crew->n, crew->n, work, crew);
	if (crew->failed == SIZE_MAX)
		return 0;
	*err = crew->err;
	return -1;
}

/* Counts all records: the first worker has all counts after it. */
static int
crew_count(struct crew *crew, struct error *err)
{
	if (crew_run(crew, err) < 0)
		return -1;
	return workers_merge(crew->workers, crew->n, err);
}

static void
take_threshold(const struct dataset *set, struct count_table *table)
{
	double threshold;

	if (dataset_threshold(set, &threshold))
		count_table_set_threshold(table, threshold);
}

int
measure_table(struct dataset *set, const struct measure_options *how,
	      struct count_table *table, struct error *err)
{
	struct crew crew;
	int status, more = 1;

	crew_init(&crew, set, how, NULL);
	status = crew_count(&crew, err);
	for (size_t n = 0; status == 0 && more > 0; n++) {
		more = worker_emit(crew.workers[0], n, table, err);
		status = more < 0 ? -1 : 0;
	}
	if (status == 0)
		take_threshold(set, table);
	crew_release(&crew);
	return status;
}

/*
 * A group after another, so that what holds the rows of one, and the pages it
 * lies in, is used again for the next.
 */
static int
write_groups(struct worker *worker, size_t threads, struct count_table *table,
	     struct output *out, struct error *err)
{
	int more = 1;

	for (size_t n = 0; more > 0 && !output_failed(out); n++) {
		count_table_clear(table);
		more = worker_emit(worker, n, table, err);
		if (more > 0 &&
		    count_table_write_rows(table, threads, out, err) < 0)
			more = -1;
	}
	return more < 0 ? -1 : 0;
}

static int
write_table(struct dataset *set, const struct measure_options *how,
	    struct output *out, struct error *err)
{
	struct count_table *table = count_table_new();
	struct crew crew;
	int status;

	crew_init(&crew, set, how, NULL);
	status = crew_count(&crew, err);
	if (status == 0) {
		take_threshold(set, table);
		count_table_write_head(table, out);
		status = write_groups(crew.workers[0], how->threads,
				      table, out, err);
	}
	count_table_free(table);
	crew_release(&crew);
	return status;
}

static int
list_records(struct dataset *set, const struct measure_options *how,
	     struct output *out, struct error *err)
{
	struct crew crew;
	int status;

	each_write_header(how, out);
	crew_init(&crew, set, how, out);
	status = crew_run(&crew, err);
	crew_release(&crew);
	return status;
}

int
measure_dataset(struct dataset *set, const struct measure_options *how,
		struct output *out, struct error *err)
{
	struct count_table *table;
	int status;

	if (how->each)
		return list_records(set, how, out, err);
	if (!how->summary)
		return write_table(set, how, out, err);
	table = count_table_new();
	status = measure_table(set, how, table, err);
	if (status == 0)
		status = measured_summary_write(table, how, out, err);
	count_table_free(table);
	return status;
}
