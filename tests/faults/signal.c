/*
 * signal.c - a signal just when a temporary file is made.
 *
 * Preloaded into a tool: as soon as open() has made a file that was not there,
 * or mkstemp() has, SIGTERM is sent to the process.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

/* The function of the C library by that name; a pointer is copied, not cast. */
static void
find(const char *name, void *function)
{
	*(void **)function = dlsym(RTLD_NEXT, name);
}

int
open(const char *path, int flags, ...)
{
	int (*real)(const char *path, int flags, ...);
	const int made = O_CREAT | O_EXCL;
	mode_t mode = 0;
	int file;

	if (flags & O_CREAT) {
		va_list args;

		va_start(args, flags);
		mode = va_arg(args, mode_t);
		va_end(args);
	}
	find("open", &real);
	file = real(path, flags, mode);
	if (file >= 0 && (flags & made) == made)
		kill(getpid(), SIGTERM);
	return file;
}

int
mkstemp(char *path)
{
	int (*real)(char *path);
	int file;

	find("mkstemp", &real);
	file = real(path);
	if (file >= 0)
		kill(getpid(), SIGTERM);
	return file;
}
