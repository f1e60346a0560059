/*
 * spooling.c - what gives its bytes once is copied to a temporary file, to be
 * read again.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/source.h"
#include "io/spool.h"
#include "record/format.h"

/* Copies the file that was opened already, unpacked, and closes it. */
static int
spool_source(struct dataset *set, int spool, struct error *err)
{
	enum { ROOM = 256 << 10 };
	char *buffer = mem_array(ROOM, 1);
	struct source *source = set->options.first;
	ssize_t n;
	int result = 0;

	while (result == 0 && (n = source_read(source, buffer, ROOM, err)))
		result = n < 0 ? -1 :
				 spool_write(spool, buffer, (size_t)n, err);
	source_close(source);
	set->options.first = NULL;
	free(buffer);
	return result;
}

/* Copies a file that cannot be read twice to a temporary file. */
static int
spool_file(struct dataset *set, struct input_file *file, struct error *err)
{
	int from = STDIN_FILENO, result = -1;

	if (file == set->files && set->options.first) {
		file->spool = spool_open(err);
		return file->spool < 0 ? -1 :
					 spool_source(set, file->spool, err);
	}
	if (file->path)
		from = open(file->path, O_RDONLY | O_CLOEXEC);
	if (from < 0) {
		struct quote quote;

		error_quote(&quote, file->path, strlen(file->path));
		return error_errno(err, "%s", quote.text);
	}
	file->spool = spool_open(err);
	if (file->spool >= 0)
		result = spool_copy(file->spool, from, file->name, err);
	if (file->path)
		close(from);
	return result;
}

/* Of standard input, pipes and devices: they give their bytes once. */
static bool
is_read_once(const struct input_file *file)
{
	struct stat status;

	/* source_open() has words for what cannot be read. */
	return !file->path || (stat(file->path, &status) == 0 &&
			       !S_ISREG(status.st_mode) &&
			       !S_ISDIR(status.st_mode));
}

bool
dataset_can_rewind(const struct dataset *set)
{
	for (size_t i = 0; i < set->n_files; i++)
		if (set->files[i].spool < 0 && is_read_once(&set->files[i]))
			return false;
	return true;
}

int
dataset_spool(struct dataset *set, struct error *err)
{
	for (size_t i = 0; i < set->n_files; i++) {
		struct input_file *file = &set->files[i];

		if (!is_read_once(file))
			continue;
		if (spool_file(set, file, err) < 0)
			return -1;
	}
	return 0;
}
