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
 * What is told of records: all, and the next two as others ask for them: the
 * sequences one by one, and those that come by the dozen together.
 */
enum reading_way { READING_ALL, READING_SEQUENCES, READING_PLAIN };

static inline void
reading_add_record(struct text *out, const struct record *record,
		   enum reading_way way)
{
	if (way == READING_ALL) {
		text_add_u64(out, record->line);
		reading_add_slice(out, record->id);
	}
	reading_add_slice(out, record->split);
	reading_add_slice(out, record->label);
	for (size_t i = 0; i < record->columns; i++)
		reading_add_slice(out, record->seq[i]);
	text_addc(out, '|');
}

/* As many records as come together. */
static inline size_t
reading_add_plain(struct text *out, struct chunk *chunk)
{
	struct slice seq[3];
	struct record record;
	size_t n = chunk_next_plain(chunk, &record, seq, 3);

	record.columns = 1;
	for (size_t i = 0; i < n; i++) {
		record.seq = &seq[i];
		reading_add_record(out, &record, READING_PLAIN);
	}
	return n;
}

/*
 * Appends "LINE ID SPLIT LABEL SEQ...|" for each record, or less of it, then
 * the error, if there was one, or the notices, each before a '|'.
 */
static inline void
reading_all(struct dataset *set, enum reading_way way, struct text *out,
	    struct error *err)
{
	struct chunk *chunk;
	int more = 0;
	uint64_t number = 0;

	while (set && (more = dataset_next_chunk(set, &chunk, err)) > 0) {
		struct record record;

		EXPECT_U64(chunk_number(chunk), number++);
		do {
			while (way == READING_PLAIN &&
			       reading_add_plain(out, chunk))
				;
			more = chunk_next(chunk, &record, err);
			if (more <= 0)
				break;
			EXPECT_U64(record.columns, dataset_columns(set));
			reading_add_record(out, &record, way);
		} while (true);
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
reading_files_by(const char *const *files, size_t n,
		 struct input_options options, size_t block,
		 enum reading_way way, struct text *out)
{
	struct error err = { { 0 } };
	struct dataset *set;

	options.files = files;
	options.n_files = n;
	set = dataset_open_block(&options, 1, block, &err);
	text_clear(out);
	text_adds(out, "");
	reading_all(set, way, out, &err);
	dataset_close(set);
}

static inline void
reading_files(const char *const *files, size_t n,
	      struct input_options options, size_t block, struct text *out)
{
	reading_files_by(files, n, options, block, READING_ALL, out);
}

/*
 * Expects the same of a file with these bytes for every size of block, and
 * the same sequences in either way.
 */
static inline void
reading_expect_bytes(const char *path, const char *bytes, size_t n,
		     struct input_options options, const char *wanted)
{
	struct text out = { 0 }, together = { 0 };

	reading_write(path, bytes, n);
	for (size_t i = 0; i < READING_BLOCKS; i++) {
		reading_files(&path, 1, options, reading_blocks[i], &out);
		EXPECT_TEXT(out.bytes, wanted);
		reading_files_by(&path, 1, options, reading_blocks[i],
				 READING_SEQUENCES, &out);
		reading_files_by(&path, 1, options, reading_blocks[i],
				 READING_PLAIN, &together);
		EXPECT_TEXT(together.bytes, out.bytes);
	}
	unlink(path);
	text_release(&out);
	text_release(&together);
}

static inline void
reading_expect(const char *path, const char *text,
	       struct input_options options, const char *wanted)
{
	reading_expect_bytes(path, text, strlen(text), options, wanted);
}

#endif
