/* spool.c - a temporary file that has no name any more. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "io/spool.h"
#include "io/temporary.h"

enum { COPY_ROOM = 256 << 10 };

int
spool_open(struct error *err)
{
	const char *folder = getenv("TMPDIR");
	struct text path = { 0 };
	struct quote quote;

	text_adds(&path, folder && *folder ? folder : "/tmp");
	text_adds(&path, "/gbqc-XXXXXX");

	const int fd = temporary_unnamed(path.bytes);

	if (fd < 0) {
		error_quote(&quote, path.bytes, path.n);
		error_errno(err, "no temporary file %s (set TMPDIR)",
			    quote.text);
	}
	text_release(&path);
	return fd;
}

int
spool_write(int fd, const void *bytes, size_t n, struct error *err)
{
	const char *at = bytes;

	while (n > 0) {
		const ssize_t wrote = write(fd, at, n);

		if (wrote < 0 && errno != EINTR)
			return error_errno(err, "temporary file");
		if (wrote > 0) {
			at += wrote;
			n -= (size_t)wrote;
		}
	}
	return 0;
}

int
spool_copy(int fd, int from, const char *name, struct error *err)
{
	char *buffer = mem_array(COPY_ROOM, 1);
	int result = 0;

	for (;;) {
		const ssize_t n = read(from, buffer, COPY_ROOM);

		if (n == 0)
			break;
		if (n < 0) {
			struct quote quote;

			if (errno == EINTR)
				continue;
			error_quote(&quote, name, strlen(name));
			result = error_errno(err, "%s", quote.text);
			break;
		}
		result = spool_write(fd, buffer, (size_t)n, err);
		if (result < 0)
			break;
	}
	free(buffer);
	return result;
}

int
spool_read(int fd, void *bytes, size_t n, struct error *err)
{
	char *at = bytes;

	while (n > 0) {
		const ssize_t got = read(fd, at, n);

		if (got == 0)
			return error_set(err, "temporary file: cut short");
		if (got < 0 && errno != EINTR)
			return error_errno(err, "temporary file");
		if (got > 0) {
			at += got;
			n -= (size_t)got;
		}
	}
	return 0;
}
