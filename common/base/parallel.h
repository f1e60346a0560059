/*
 * parallel.h - one piece of work in many parts, on several threads.
 */
#ifndef GBQC_BASE_PARALLEL_H
#define GBQC_BASE_PARALLEL_H

#include <pthread.h>
#include <stddef.h>

/*
 * Calls work(data, thread, part) once for each part below parts, and returns
 * after the last call. At most `threads` threads (at least 1) take the parts
 * in ascending order, each the next when it is free; thread tells them apart,
 * 0 is the caller, so one thread means one call after another. Where a
 * thread cannot be started the others do its share.
 */
void parallel_run(size_t threads, size_t parts,
		  void (*work)(void *data, size_t thread, size_t part),
		  void *data);

/* For what the parts of such work must do one after another. */
struct turns {
	pthread_mutex_t lock;
	pthread_cond_t passed;
	size_t next;
};
void turns_init(struct turns *turns);
void turns_release(struct turns *turns);

/* Waits until all parts before this one have passed their turns. */
void turns_wait(struct turns *turns, size_t part);

/* Lets the next part have its turn: each part does so once. */
void turns_pass(struct turns *turns);

#endif
