/*
 * output.c - buffered writing that checks every step, to a file that gets its
 * name only when it is whole.
 */
#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "io/pipe_size.h"
#include "io/temporary.h"

enum { BUFFER_SIZE = 1 << 16, LINKS_MAX = 40 };

struct output {
	int file;		/* -1: bytes go to sink */
	void (*sink)(void *to, const void *bytes, size_t n);
	void *to;
	char *path;		/* what it will be called; NULL: as it is */
	char *temporary;	/* its name until then, or NULL */
	char *name;		/* for messages */
	struct error failed;	/* the first error, or empty */
	bool widened;		/* a pipe holds as much as it may */
	size_t n;
	char buffer[BUFFER_SIZE];
};

static int
fail(struct output *out, const char *what)
{
	char words[128];
	int number = errno;

	if (out->failed.text[0] != '\0')
		return -1;
	if (strerror_r(number, words, sizeof(words)) != 0)
		snprintf(words, sizeof(words), "error %d", number);
	return error_at(&out->failed, out->name, 0, 0, "%s: %s", what, words);
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

/* What is there and is no regular file is written as it is. */
static int
open_path(struct output *out)
{
	struct stat there;

	for (int links = 0;; links++) {
		int number = named_descriptor(out->path);
		char *target;

		if (number >= 0)
			return fcntl(number, F_DUPFD_CLOEXEC, 3);
		target = follow_link(out->path);
		if (!target && errno != EINVAL && errno != ENOENT)
			return -1;
		if (!target)
			break;
		free(out->path);
		out->path = target;
		if (links == LINKS_MAX) {
			errno = ELOOP;
			return -1;
		}
	}
	if (stat(out->path, &there) == 0) {
		if (!S_ISREG(there.st_mode))
			return open(out->path, O_WRONLY | O_CLOEXEC);
		if (access(out->path, W_OK) != 0)
			return -1;
	} else if (errno != ENOENT) {
		return -1;
	}
	return temporary_open(out->path, &out->temporary);
}

static void
release(struct output *out)
{
	temporary_remove(out->temporary);
	free(out->path);
	free(out->name);
	free(out);
}

struct output *
output_open(const char *path, struct error *err)
{
	struct output *out = mem_zeroed(1, sizeof(*out));
	bool standard = !path || strcmp(path, "-") == 0;

	out->name = standard ? mem_text("(stdout)", 8)
			     : mem_text(path, strlen(path));
	if (standard) {
		out->file = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	} else {
		out->path = mem_text(path, strlen(path));
		out->file = open_path(out);
	}
	if (out->file < 0) {
		fail(out, "cannot be written");
		*err = out->failed;
		release(out);
		return NULL;
	}
	return out;
}

struct output *
output_open_fd(int file, const char *name)
{
	struct output *out = mem_zeroed(1, sizeof(*out));

	out->file = file;
	out->name = mem_text(name, strlen(name));
	return out;
}

struct output *
output_open_sink(void (*sink)(void *to, const void *bytes, size_t n), void *to)
{
	struct output *out = mem_zeroed(1, sizeof(*out));

	out->file = -1;
	out->sink = sink;
	out->to = to;
	out->name = mem_text("(memory)", 8);
	return out;
}

/* Waits where somebody gave us a pipe that does not block. */
static bool
may_try_again(int file)
{
	struct pollfd wait = { .fd = file, .events = POLLOUT };

	if (errno == EINTR)
		return true;
	if (errno != EAGAIN && errno != EWOULDBLOCK)
		return false;
	return poll(&wait, 1, -1) > 0 || errno == EINTR;
}

static void
write_all(struct output *out, const char *bytes, size_t n)
{
	if (out->sink) {
		out->sink(out->to, bytes, n);
		return;
	}
	/* Little output fits into any pipe. */
	if (!out->widened && n >= BUFFER_SIZE / 2) {
		pipe_widen(out->file, 2 * OUTPUT_PIECE);
		out->widened = true;
	}
	while (n > 0 && !output_failed(out)) {
		ssize_t done = write(out->file, bytes, n);

		if (done >= 0) {
			bytes += done;
			n -= (size_t)done;
		} else if (!may_try_again(out->file)) {
			fail(out, "writing failed");
		}
	}
}

static void
flush(struct output *out)
{
	write_all(out, out->buffer, out->n);
	out->n = 0;
}

void
output_write(struct output *out, const void *bytes, size_t n)
{
	if (n > BUFFER_SIZE - out->n) {
		flush(out);
		if (n >= BUFFER_SIZE) {
			write_all(out, bytes, n);
			return;
		}
	}
	if (n > 0)
		memcpy(out->buffer + out->n, bytes, n);
	out->n += n;
}

void
output_puts(struct output *out, const char *string)
{
	output_write(out, string, strlen(string));
}

void
output_u64(struct output *out, uint64_t n)
{
	if (BUFFER_SIZE - out->n < NUMBER_TEXT)
		flush(out);
	out->n += write_u64(out->buffer + out->n, n);
}

void
output_printf(struct output *out, const char *format, ...)
{
	char small[256];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (n < 0) {
		fail(out, "writing failed");
	} else if ((size_t)n < sizeof(small)) {
		output_write(out, small, (size_t)n);
	} else {
		char *large = mem_array((size_t)n + 1, 1);

		va_start(args, format);
		vsnprintf(large, (size_t)n + 1, format, args);
		va_end(args);
		output_write(out, large, (size_t)n);
		free(large);
	}
}

int
output_failed(const struct output *out)
{
	return out->failed.text[0] != '\0';
}

int
output_flush(struct output *out, struct error *err)
{
	flush(out);
	if (!output_failed(out))
		return 0;
	*err = out->failed;
	return -1;
}

int
output_close(struct output *out, struct error *err)
{
	int status = 0;

	flush(out);
	if (!out->sink && close(out->file) != 0)
		fail(out, "writing failed");
	if (out->temporary && !output_failed(out)) {
		if (temporary_rename(out->temporary, out->path) == 0)
			out->temporary = NULL;
		else
			fail(out, "cannot be written");
	}
	if (output_failed(out)) {
		*err = out->failed;
		status = -1;
	}
	release(out);
	return status;
}

void
output_discard(struct output *out)
{
	if (!out)
		return;
	if (!out->sink)
		close(out->file);
	release(out);
}
