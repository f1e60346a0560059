/*
 * temporary.c - files under a name for the time being, and what removes them
 * when the process ends.
 */
#include "io/temporary.h"

#include <errno.h>
#include <fcntl.h>
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
int
temporary_open(const char *path, char **name)
{
	const char *slash = strrchr(path, '/');
	struct text text = { 0 };
	int file = -1;

	for (unsigned i = 0; i < 10000; i++) {
		text_clear(&text);
		text_add(&text, path, slash ? (size_t)(slash - path) + 1 : 0);
		text_addf(&text, ".gbqc-%ld-%u", (long)getpid(), i);
		file = open(text.bytes,
			    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (file >= 0 || errno != EEXIST)
			break;
	}
	if (file < 0) {
		text_release(&text);
		return -1;
	}
	*name = text.bytes;
	prepare_cleanup();
	if (!remember(*name)) {
		close(file);
		unlink(*name);
		free(*name);
		*name = NULL;
		errno = EMFILE;
		return -1;
	}
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
