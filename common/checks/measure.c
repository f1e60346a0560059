/*
 * measure.c - all chosen checks over all records, on any number of threads.
 *
 * One thread cuts the input into chunks; each chunk is counted by whichever
 * worker is free. Counts are whole numbers, so it does not show which.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "checks/each.h"
#include "checks/measure.h"
#include "checks/summary.h"
#include "checks/worker.h"
#include "io/output.h"
#include "record/dataset.h"

/* Chunks under way, for each thread. */
enum { CHUNKS = 4 };

/* A chunk on its way through a thread. */
struct job {
	struct crew *crew;
	struct chunk *chunk;
	struct text lines;	/* of --each */
	uint64_t records;
	int status;
	struct error err;
};

/* The workers, and those of them that are free. */
struct crew {
	struct dataset *set;
	const struct measure_options *how;
	struct output *lines;	/* where --each goes, or NULL */
	uint64_t records;	/* of finished jobs */
	struct worker **workers;
	size_t n;
	pthread_mutex_t lock;	/* guards the rest */
	struct worker **free_workers;
	size_t n_free;
};

static void
crew_init(struct crew *crew, struct dataset *set,
	  const struct measure_options *how, struct output *lines)
{
	*crew = (struct crew){ .set = set, .how = how, .lines = lines };
	crew->n = how->pool ? (size_t)how->threads : 1;
	crew->workers = mem_array(crew->n, sizeof(*crew->workers));
	crew->free_workers = mem_array(crew->n, sizeof(*crew->free_workers));
	for (size_t i = 0; i < crew->n; i++)
		crew->free_workers[i] = crew->workers[i] =
			worker_new(set, how);
	crew->n_free = crew->n;
	pthread_mutex_init(&crew->lock, NULL);
}

static void
crew_release(struct crew *crew)
{
	for (size_t i = 0; i < crew->n; i++)
		worker_free(crew->workers[i]);
	free(crew->workers);
	free(crew->free_workers);
	pthread_mutex_destroy(&crew->lock);
}

static void
job_work(struct job *job, struct worker *worker)
{
	job->status = job->crew->lines ?
			      worker_list(worker, job->chunk, &job->lines,
					  &job->records, &job->err) :
			      worker_count(worker, job->chunk,
					   &job->records, &job->err);
	chunk_release(job->chunk);
	job->chunk = NULL;
}

/* Of the pool: there are as many workers as threads, so one is free. */
static void *
job_run(void *data)
{
	struct job *job = data;
	struct crew *crew = job->crew;
	struct worker *worker;

	pthread_mutex_lock(&crew->lock);
	worker = crew->free_workers[--crew->n_free];
	pthread_mutex_unlock(&crew->lock);
	job_work(job, worker);
	pthread_mutex_lock(&crew->lock);
	crew->free_workers[crew->n_free++] = worker;
	pthread_mutex_unlock(&crew->lock);
	return job;
}

static struct job *
job_new(struct crew *crew, struct chunk *chunk)
{
	struct job *job = mem_zeroed(1, sizeof(*job));

	job->crew = crew;
	job->chunk = chunk;
	return job;
}

/*
 * Takes what a job has made, in order of the input. -1 with err set where it
 * failed, unless something failed before.
 */
static int
job_finish(struct job *job, int before, struct error *err)
{
	struct crew *crew = job->crew;
	int status = before;

	crew->records += job->records;
	if (crew->how->progress)
		crew->how->progress(crew->how->watcher, crew->records);
	if (before == 0 && job->status < 0) {
		*err = job->err;
		status = -1;
	}
	if (status == 0 && job->lines.n)
		output_write(crew->lines, job->lines.bytes, job->lines.n);
	text_release(&job->lines);
	free(job);
	return status;
}

/* All on the calling thread. */
static int
run_alone(struct crew *crew, struct error *err)
{
	struct chunk *chunk;
	int status, done = 0;

	while (done == 0 &&
	       (status = dataset_next_chunk(crew->set, &chunk, err)) != 0) {
		struct job *job;

		if (status < 0)
			return -1;
		job = job_new(crew, chunk);
		job_work(job, crew->workers[0]);
		done = job_finish(job, 0, err);
		if (crew->lines && output_failed(crew->lines))
			break;
	}
	return done;
}

/* Finishes what is ready; all of it where wait is set. */
static int
collect(hts_tpool_process *queue, size_t *waiting, size_t most, int status,
	struct error *err)
{
	while (*waiting > most) {
		hts_tpool_result *result = hts_tpool_next_result_wait(queue);

		status = job_finish(hts_tpool_result_data(result), status,
				    err);
		hts_tpool_delete_result(result, 0);
		(*waiting)--;
	}
	return status;
}

/*
 * On the pool. At most `most` chunks are under way: what waits is taken in
 * order, so that there must be enough of it while one thread sorts its
 * hashes. An error of an earlier chunk comes before one of reading a later
 * one.
 */
static int
run_together(struct crew *crew, struct error *err)
{
	size_t most = CHUNKS * crew->n, waiting = 0;
	hts_tpool_process *queue =
		hts_tpool_process_init(crew->how->pool, (int)most + 1, 0);
	struct error reading = { 0 };
	struct chunk *chunk;
	int status = 0, more = 1;

	if (!queue)
		mem_exhausted();
	while (status == 0 &&
	       (more = dataset_next_chunk(crew->set, &chunk, &reading)) > 0) {
		struct job *job = job_new(crew, chunk);

		if (hts_tpool_dispatch(crew->how->pool, queue, job_run, job))
			mem_exhausted();
		waiting++;
		status = collect(queue, &waiting, most - 1, status, err);
		if (crew->lines && output_failed(crew->lines))
			break;
	}
	status = collect(queue, &waiting, 0, status, err);
	if (status == 0 && more < 0) {
		*err = reading;
		status = -1;
	}
	hts_tpool_process_destroy(queue);
	return status;
}

static int
crew_run(struct crew *crew, struct error *err)
{
	return crew->how->pool ? run_together(crew, err) :
				 run_alone(crew, err);
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
	int status;

	crew_init(&crew, set, how, NULL);
	status = crew_count(&crew, err);
	for (size_t n = 0, more = 1; status == 0 && more; n++) {
		int got = worker_emit(crew.workers[0], n, table, err);

		more = got > 0;
		status = got < 0 ? -1 : 0;
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
		status = write_groups(crew.workers[0], (size_t)how->threads,
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
