/* shared.c - what the fuzz targets share. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "io/output.h"
#include "io/source.h"
#include "table/count_table.h"

#include "fuzz.h"

enum { FILES = 4, PATH = 256 };

/* The files of this process; a fuzzer has no one to hand them over to. */
static char paths[FILES][PATH];

bool
fuzz_is_cram(const uint8_t *bytes, size_t n)
{
	return n >= 4 && memcmp(bytes, "CRAM", 4) == 0;
}

static void
remove_files(void)
{
	for (int i = 0; i < FILES; i++)
		unlink(paths[i]);
}

static const char *
path_of(int which)
{
	const char *folder = getenv("TMPDIR");

	if (!paths[0][0]) {
		for (int i = 0; i < FILES; i++)
			snprintf(paths[i], PATH, "%s/gbqc-fuzz-%ld-%d",
				 folder ? folder : "/tmp", (long)getpid(), i);
		atexit(remove_files);
	}
	return paths[which];
}

const char *
fuzz_file(int which, const void *bytes, size_t n)
{
	const char *path = path_of(which);
	FILE *file = fopen(path, "wb");

	if (!file || (n && fwrite(bytes, 1, n, file) != n) || fclose(file)) {
		perror(path);
		abort();
	}
	return path;
}

const char *
fuzz_write(int which, const struct count_table *table)
{
	const char *path = path_of(which);
	struct error err = { 0 };
	struct output *out = output_open(path, &err);

	if (!out || count_table_write(table, 1, out, &err) < 0 ||
	    output_close(out, &err) < 0) {
		fprintf(stderr, "a table cannot be written: %s\n", err.text);
		abort();
	}
	return path;
}

void
fuzz_read(struct count_table *table, const char *path)
{
	struct error err = { 0 };
	struct source *source = source_open(path, &err);

	if (!source || count_table_read(table, source, &err) < 0) {
		fprintf(stderr, "a written table cannot be read: %s\n",
			err.text);
		abort();
	}
	source_close(source);
}

static char *
read_file(const char *path, size_t *n)
{
	FILE *file = fopen(path, "rb");
	char *bytes;

	if (!file || fseek(file, 0, SEEK_END) != 0) {
		perror(path);
		abort();
	}
	*n = (size_t)ftell(file);
	rewind(file);
	bytes = malloc(*n + 1);
	if (!bytes || fread(bytes, 1, *n, file) != *n) {
		perror(path);
		abort();
	}
	fclose(file);
	return bytes;
}

void
fuzz_same(const char *path_a, const char *path_b)
{
	size_t n_a, n_b;
	char *a = read_file(path_a, &n_a), *b = read_file(path_b, &n_b);

	if (n_a != n_b || memcmp(a, b, n_a) != 0) {
		fprintf(stderr, "== one\n%s\n== other\n%s\n", a, b);
		abort();
	}
	free(a);
	free(b);
}
