/*
 * merging.h - files of rows, and what gbqc-merge would make of them.
 */
#ifndef GBQC_TESTS_MERGING_H
#define GBQC_TESTS_MERGING_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/error.h"
#include "base/text.h"
#include "io/output.h"
#include "rows.h"
#include "table/merge.h"
#include "unit.h"

enum { FILES = 400 };

/* Of the files, once merging_start() went well. */
static const char *names[FILES];

/* Enough memory for the rows of any test. */
static const uint64_t plenty = 1 << 28;

/* Goes to a folder of its own, whose name is left in folder. */
static inline bool
merging_start(char *folder)
{
	static char text[FILES][16];

	for (int i = 0; i < FILES; i++) {
		snprintf(text[i], sizeof(text[i]), "file%03d", i);
		names[i] = text[i];
	}
	return mkdtemp(folder) && chdir(folder) == 0;
}

/* Removes the folder, which is empty. Returns the status of the program. */
static inline int
merging_end(const char *folder)
{
	if (chdir("..") != 0)
		return 1;
	rmdir(folder);
	return unit_end();
}

static inline void
put(const char *name, const char *text, size_t n)
{
	FILE *file = fopen(name, "w");

	EXPECT(file != NULL);
	EXPECT(fwrite(text, 1, n, file) == n && fclose(file) == 0);
}

static inline void
put_gzip(const char *name, const char *text, size_t n)
{
	gzFile file = gzopen(name, "w");

	EXPECT(file != NULL);
	EXPECT(gzwrite(file, text, (unsigned)n) == (int)n);
	EXPECT(gzclose(file) == Z_OK);
}

/* The merged files as text, to be freed. */
static inline char *
merged(size_t n, uint64_t memory)
{
	struct error err = { 0 };
	struct output *out = output_open("merged", &err);

	EXPECT(out != NULL);
	if (merge_counts(names, n, NULL, memory, out, &err) != 0)
		EXPECT_TEXT(err.text, "");
	EXPECT(output_close(out, &err) == 0);
	return rows_take("merged");
}

static inline void
remove_files(size_t n)
{
	for (size_t i = 0; i < n; i++)
		unlink(names[i]);
}

#endif
