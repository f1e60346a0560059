/*
 * temporary.c - files under a name for the time being, and what removes them
 * when the process ends.
 */
#include "io/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

enum { OPEN_MAX = 64 };

/*
 * The files that must go if the process ends: the one piece of
 * state outside of structs, since a signal handler gets no argument.
 */
static _Atomic(char *) temporaries[OPEN_MAX];
static atomic_flag cleanup_ready = ATOMIC_FLAG_INIT;

static void
remove_temporaries(void)
{
	for (size_t i = 0; i < OPEN_MAX; i++) {
		const char *name = atomic_load(&temporaries[i]);

		if (name)
			unlink(name);
	}
}

/* SA_RESETHAND has put the default action back: the signal ends us. */
static void
clean_up(int number)
{
	remove_temporaries();
	raise(number);
}

/* Where a signal is ignored (nohup), it stays so. */
static void
prepare_cleanup(void)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT,
				    SIGPIPE, SIGXCPU, SIGXFSZ };
	struct sigaction now, clean = { 0 };

	if (atomic_flag_test_and_set(&cleanup_ready))
		return;
	atexit(remove_temporaries);
	clean.sa_handler = clean_up;
	clean.sa_flags = (int)SA_RESETHAND;
	sigemptyset(&clean.sa_mask);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (sigaction(ends[i], NULL, &now) == 0
		    && now.sa_handler == SIG_DFL)
			sigaction(ends[i], &clean, NULL);
}

/*
 * Keeps signals from this thread, the one that opens files, where a file is
 * there that remove_temporaries() does not know yet.
 */
static void
hold_signals(sigset_t *before)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, before);
}

static void
let_signals(const sigset_t *before)
{
	pthread_sigmask(SIG_SETMASK, before, NULL);
}

static bool
remember(char *temporary)
{
	for (size_t i = 0; i < OPEN_MAX; i++) {
		char *none = NULL;

		if (atomic_compare_exchange_strong(&temporaries[i], &none,
						   temporary))
			return true;
	}
	return false;
}

static void
forget(char *temporary)
{
	for (size_t i = 0; i < OPEN_MAX; i++) {
		char *it = temporary;

		if (atomic_compare_exchange_strong(&temporaries[i], &it,
						   NULL))
			return;
	}
}

/*
 * The name depends on nothing but the process, so that long names do not
 * become too long.
 */
static int
make_file(const char *path, struct text *name)
{
	const char *slash = strrchr(path, '/');
	int file = -1;

	for (unsigned i = 0; i < 10000; i++) {
		text_clear(name);
		text_add(name, path, slash ? (size_t)(slash - path) + 1 : 0);
		text_addf(name, ".gbqc-%ld-%u", (long)getpid(), i);
		file = open(name->bytes,
			    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (file >= 0 || errno != EEXIST)
			break;
	}
	return file;
}

int
temporary_open(const char *path, char **name)
{
	struct text text = { 0 };
	sigset_t before;
	int file;

	prepare_cleanup();
	hold_signals(&before);
	file = make_file(path, &text);
	if (file >= 0 && !remember(text.bytes)) {
		close(file);
		unlink(text.bytes);
		file = -1;
		errno = EMFILE;
	}
	let_signals(&before);
	if (file >= 0)
		*name = text.bytes;
	else
		text_release(&text);
	return file;
}

int
temporary_unnamed(char *path)
{
	sigset_t before;
	int file;

	hold_signals(&before);
	file = mkstemp(path);
	if (file >= 0) {
		unlink(path);
		fcntl(file, F_SETFD, FD_CLOEXEC);
	}
	let_signals(&before);
	return file;
}

int
temporary_rename(char *name, const char *path)
{
	if (rename(name, path) != 0)
		return -1;
	forget(name);
	free(name);
	return 0;
}

void
temporary_remove(char *name)
{
	if (!name)
		return;
	unlink(name);
	forget(name);
	free(name);
}
