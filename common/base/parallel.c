/*
 * parallel.c - one piece of work in many parts, on several threads.
 */
#include "base/parallel.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

struct shared_work {
	void (*work)(void *data, size_t thread, size_t part);
	void *data;
	size_t parts;
	_Atomic size_t next;
};

struct helper {
	struct shared_work *shared;
	size_t thread;
	pthread_t id;
	bool started;
};

static void
take_parts(struct shared_work *shared, size_t thread)
{
	size_t part;

	while ((part = atomic_fetch_add(&shared->next, 1)) < shared->parts)
		shared->work(shared->data, thread, part);
}

static void *
help(void *data)
{
	const struct helper *helper = data;

	take_parts(helper->shared, helper->thread);
	return NULL;
}

void
parallel_run(size_t threads, size_t parts,
	     void (*work)(void *data, size_t thread, size_t part), void *data)
{
	struct shared_work shared = {
		.work = work, .data = data, .parts = parts
	};
	size_t helpers = threads < parts ? threads : parts;
	struct helper *all = mem_zeroed(helpers, sizeof(*all));

	for (size_t i = 1; i < helpers; i++) {
		all[i].shared = &shared;
		all[i].thread = i;
		all[i].started = pthread_create(&all[i].id, NULL, help,
						&all[i]) == 0;
	}
	take_parts(&shared, 0);
	for (size_t i = 1; i < helpers; i++)
		if (all[i].started)
			pthread_join(all[i].id, NULL);
	free(all);
}

void
turns_init(struct turns *turns)
{
	*turns = (struct turns){ .next = 0 };
	pthread_mutex_init(&turns->lock, NULL);
	pthread_cond_init(&turns->passed, NULL);
}

void
turns_release(struct turns *turns)
{
	pthread_mutex_destroy(&turns->lock);
	pthread_cond_destroy(&turns->passed);
}

void
turns_wait(struct turns *turns, size_t part)
{
	pthread_mutex_lock(&turns->lock);
	while (turns->next != part)
		pthread_cond_wait(&turns->passed, &turns->lock);
	pthread_mutex_unlock(&turns->lock);
}

void
turns_pass(struct turns *turns)
{
	pthread_mutex_lock(&turns->lock);
	turns->next++;
	pthread_cond_broadcast(&turns->passed);
	pthread_mutex_unlock(&turns->lock);
}
