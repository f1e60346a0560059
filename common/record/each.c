/*
 * each.c - all records of a dataset, one after another, while a second thread
 * unpacks what comes next.
 */
#include <pthread.h>

#include "record/format.h"

/* The second thread; it waits where nothing is to be unpacked. */
struct helper {
	struct dataset *set;
	pthread_t id;
	bool started;
	pthread_mutex_t lock;	/* of stopped */
	pthread_cond_t told;
	bool stopped;
};

static void *
help(void *data)
{
	struct helper *helper = data;

	pthread_mutex_lock(&helper->lock);
	while (!helper->stopped) {
		bool helped;

		pthread_mutex_unlock(&helper->lock);
		helped = dataset_help(helper->set);
		pthread_mutex_lock(&helper->lock);
		/* Told meanwhile, it misses some chunks, not the end. */
		if (!helped && !helper->stopped)
			pthread_cond_wait(&helper->told, &helper->lock);
	}
	pthread_mutex_unlock(&helper->lock);
	return NULL;
}

/* Something was read, or, with stop, all that there is to be. */
static void
tell(struct helper *helper, bool stop)
{
	pthread_mutex_lock(&helper->lock);
	helper->stopped = stop;
	pthread_cond_signal(&helper->told);
	pthread_mutex_unlock(&helper->lock);
}

static int
each_of(struct chunk *chunk, take_record *take, void *arg, struct error *err)
{
	struct record record;
	int more;

	while ((more = chunk_next(chunk, &record, err)) > 0)
		if (take(arg, chunk, &record, err) < 0)
			return -1;
	return more;
}

int
dataset_each(struct dataset *set, take_record *take, void *arg,
	     struct error *err)
{
	struct helper helper = { .set = set };
	struct chunk *chunk;
	int more;

	pthread_mutex_init(&helper.lock, NULL);
	pthread_cond_init(&helper.told, NULL);
	helper.started = set->threads > 1 &&
			 pthread_create(&helper.id, NULL, help, &helper) == 0;
	while ((more = dataset_next_chunk(set, &chunk, err)) > 0) {
		if (helper.started)
			tell(&helper, false);
		more = each_of(chunk, take, arg, err);
		chunk_release(chunk);
		if (more < 0)
			break;
	}
	if (helper.started) {
		tell(&helper, true);
		pthread_join(helper.id, NULL);
	}
	pthread_cond_destroy(&helper.told);
	pthread_mutex_destroy(&helper.lock);
	return more;
}
