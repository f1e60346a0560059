/*
 * reading.h - what the tests of reading share: text in, records out, as text.
 */
#ifndef GBQC_TESTS_READING_H
#define GBQC_TESTS_READING_H

#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "record/format.h"
#include "unit.h"

/* Block sizes that put a border at every kind of place; 0 is the usual. */
static const size_t reading_blocks[] = { 0, 1, 2, 3, 16, 17, 23, 64, 100 };
enum { READING_BLOCKS = sizeof(reading_blocks) / sizeof(*reading_blocks) };

static inline void
reading_write(const char *path, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "wb");

	EXPECT(file);
	EXPECT(fwrite(bytes, 1, n, file) == n);
	EXPECT(fclose(file) == 0);
}

static inline void
reading_add_slice(struct text *out, struct slice slice)
{
	text_addc(out, ' ');
	if (slice.n > 0)
		text_add(out, slice.bytes, slice.n);
}

/*
 * Appends "LINE ID SPLIT LABEL SEQ...|" for each record, then the error, if
 * there was one, or the notices, each before a '|'.
 */
static inline void
reading_all(struct dataset *set, struct text *out, struct error *err)
{
	struct chunk *chunk;
	int more = 0;
	uint64_t number = 0;

	while (set && (more = dataset_next_chunk(set, &chunk, err)) > 0) {
		struct record record;

		EXPECT_U64(chunk_number(chunk), number++);
		while ((more = chunk_next(chunk, &record, err)) > 0) {
			EXPECT_U64(record.columns, dataset_columns(set));
			text_add_u64(out, record.line);
			reading_add_slice(out, record.id);
			reading_add_slice(out, record.split);
			reading_add_slice(out, record.label);
			for (size_t i = 0; i < record.columns; i++)
				reading_add_slice(out, record.seq[i]);
			text_addc(out, '|');
		}
		chunk_release(chunk);
		if (more < 0)
			break;
	}
	if (!set || more < 0)
		text_adds(out, err->text);
	for (size_t i = 0; set && more == 0 && dataset_notice(set, i); i++)
		text_addf(out, "%s|", dataset_notice(set, i));
}

/* The same of files; options->files is set here. */
static inline void
reading_files(const char *const *files, size_t n,
	      struct input_options options, size_t block, struct text *out)
{
	struct error err = { { 0 } };
	struct dataset *set;

	options.files = files;
	options.n_files = n;
	set = dataset_open_block(&options, NULL, block, &err);
	text_clear(out);
	text_adds(out, "");
	reading_all(set, out, &err);
	dataset_close(set);
}

/* Expects the same of a file with these bytes for every size of block. */
static inline void
reading_expect_bytes(const char *path, const char *bytes, size_t n,
		     struct input_options options, const char *wanted)
{
	struct text out = { 0 };

	reading_write(path, bytes, n);
	for (size_t i = 0; i < READING_BLOCKS; i++) {
		reading_files(&path, 1, options, reading_blocks[i], &out);
		EXPECT_TEXT(out.bytes, wanted);
	}
	unlink(path);
	text_release(&out);
}

static inline void
reading_expect(const char *path, const char *text,
	       struct input_options options, const char *wanted)
{
	reading_expect_bytes(path, text, strlen(text), options, wanted);
}

#endif
