/*
 * destination.c - a temporary file that becomes the named one only when it
 * is whole, and what else a path may stand for.
 */
#include "io/destination.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"

enum { LINKS_MAX = 40, OPEN_MAX = 64 };

/*
 * The temporary files that must go if the process ends: the one piece of
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
 * The descriptor that a path stands for by its name, or -1: one that is open
 * already is written on, never opened a second time at another offset.
 */
static int
named_descriptor(const char *path)
{
	static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };
	uint64_t number;

	if (strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		size_t n = strlen(folders[i]);

		if (strncmp(path, folders[i], n) == 0
		    && digits_u64(path + n, strlen(path + n), &number)
		    && number < 1 << 20)
			return (int)number;
	}
	return -1;
}

/* The length of the folder of a path, with its last slash; 0: none. */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

/*
 * The path that a symbolic link points to, or NULL with errno if path is
 * none (EINVAL, ENOENT) or cannot be read.
 */
static char *
follow_link(const char *path)
{
	char target[4096];
	ssize_t n = readlink(path, target, sizeof(target));
	struct text whole = { 0 };

	if (n < 0)
		return NULL;
	if ((size_t)n == sizeof(target)) {
		errno = ENAMETOOLONG;
		return NULL;
	}
	if (target[0] != '/')
		text_add(&whole, path, folder_length(path));
	text_add(&whole, target, (size_t)n);
	return whole.bytes;
}

/*
 * Opens a new file beside to->path, by a name that depends on nothing but
 * the process, so that long names do not become too long.
 */
static int
open_temporary(struct destination *to)
{
	struct text name = { 0 };
	int file = -1;

	for (unsigned i = 0; i < 10000; i++) {
		text_clear(&name);
		text_add(&name, to->path, folder_length(to->path));
		text_addf(&name, ".gbqc-%ld-%u", (long)getpid(), i);
		file = open(name.bytes,
			    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (file >= 0 || errno != EEXIST)
			break;
	}
	if (file < 0) {
		text_release(&name);
		return -1;
	}
	to->temporary = name.bytes;
	prepare_cleanup();
	if (!remember(to->temporary)) {
		close(file);
		unlink(to->temporary);
		errno = EMFILE;
		return -1;
	}
	return file;
}

/* What is there and is no regular file is written as it is. */
static int
open_path(struct destination *to)
{
	struct stat there;

	for (int links = 0;; links++) {
		int number = named_descriptor(to->path);
		char *target;

		if (number >= 0)
			return fcntl(number, F_DUPFD_CLOEXEC, 3);
		target = follow_link(to->path);
		if (!target && errno != EINVAL && errno != ENOENT)
			return -1;
		if (!target)
			break;
		free(to->path);
		to->path = target;
		if (links == LINKS_MAX) {
			errno = ELOOP;
			return -1;
		}
	}
	if (stat(to->path, &there) == 0) {
		if (!S_ISREG(there.st_mode))
			return open(to->path, O_WRONLY | O_CLOEXEC);
		if (access(to->path, W_OK) != 0)
			return -1;
	} else if (errno != ENOENT) {
		return -1;
	}
	return open_temporary(to);
}

int
destination_open(struct destination *to, const char *path)
{
	*to = (struct destination){ .path = mem_text(path, strlen(path)) };
	return open_path(to);
}

int
destination_keep(struct destination *to)
{
	if (!to->temporary)
		return 0;
	if (rename(to->temporary, to->path) != 0)
		return -1;
	forget(to->temporary);
	free(to->temporary);
	to->temporary = NULL;
	return 0;
}

void
destination_release(struct destination *to)
{
	if (to->temporary) {
		unlink(to->temporary);
		forget(to->temporary);
	}
	free(to->temporary);
	free(to->path);
	*to = (struct destination){ 0 };
}
