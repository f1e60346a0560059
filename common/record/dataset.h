/*
 * dataset.h - the records of all files of a run, with label and split.
 *
 * Files are read in turn, one open at a time. Their bytes are cut into chunks
 * of whole records by one thread at a time; a chunk is parsed by any thread.
 * What a record is and where its label comes from: docs/formats.md, section 1.
 */
#ifndef GBQC_RECORD_DATASET_H
#define GBQC_RECORD_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "record/record.h"

struct error;
struct source;
struct dataset;
struct chunk;

/* What the command line says about the input; { 0 } is a fair default. */
struct input_options {
	const char *const *files;		/* [[SPLIT/][LABEL]=]FILE, "-" */
	size_t n_files;			/* 0: stdin */
	const char *split, *label;	/* of all records; NULL: not given */
	const char *label_column, *split_column, *id_column;	/* or NULL */
	const char *const *seq_columns;
	size_t n_seq_columns;		/* 0: by its usual names */
	bool labels_optional;		/* a table may have no label column */
	bool labels_not_by_name;	/* a file's name makes no label */
	bool regression;		/* numeric labels become high and low */
	bool has_threshold;		/* at this cut, not at the median */
	double threshold;
	const char *reference;	/* FASTA, for CRAM and coordinates; or NULL */
	bool compat;			/* read as the reference does */
	bool twice;			/* dataset_rewind() will be called */
	/* The first file, opened already and taken over, or NULL. */
	struct source *first;
};

/*
 * Opens nothing but what it must: with regression and no threshold all
 * labels are read once. Where that, or twice, asks for a second reading, what
 * is no regular file is spooled to a temporary one first. threads: as many
 * may read together; with 1, each chunk is read to its end before the next is
 * asked for. All that options point to is borrowed until dataset_close().
 * Sets REF_PATH to nowhere unless the user has set it, so call it before
 * there are threads that look at the environment. Returns NULL with err set.
 */
struct dataset *dataset_open(const struct input_options *options,
			     size_t threads, struct error *err);
void dataset_close(struct dataset *set);	/* NULL is fine */

/*
 * True of a set that was opened with twice, and of one whose files are all
 * regular ones, which can be read again anyway.
 */
bool dataset_can_rewind(const struct dataset *set);

/* Back to the first record of it, once all chunks were given back. */
void dataset_rewind(struct dataset *set);

/*
 * The next stretch of whole records, to be parsed by any thread, and given
 * back by chunk_release(). Chunks count from 0 (chunk_number()). By one thread
 * at a time. Returns 1; 0 after the true end of the last file; -1 with err
 * set.
 */
MUST_USE int dataset_next_chunk(struct dataset *set, struct chunk **chunk,
				struct error *err);

/*
 * Unpacks some of the file that is being read, for the chunks that come next,
 * where that is of use. Returns whether it was. Any number of threads at a
 * time, beside the one in dataset_next_chunk().
 */
bool dataset_help(struct dataset *set);

/*
 * The next record of a chunk. Its bytes, and those of the records before it,
 * stay until chunk_release(). Returns 1, 0 at the chunk's end, or -1 with
 * err set (file, line, column). Each chunk by one thread at a time.
 */
MUST_USE int chunk_next(struct chunk *chunk, struct record *record,
			struct error *err);

/*
 * All records that are left, in their order, on the calling thread, with one
 * to unpack ahead where there may be several: take gets
 * each, whose bytes stay until it returns, and its chunk; it returns 0, or -1
 * with err set. Returns 0 after the last; -1 with err set where reading or
 * take failed.
 */
typedef int take_record(void *arg, struct chunk *chunk,
			const struct record *record, struct error *err);
MUST_USE int dataset_each(struct dataset *set, take_record *take, void *arg,
			  struct error *err);

/*
 * As chunk_next() for many records at a time, where nothing is to be said or
 * done about them: the next up to n records of one sequence each, all of one
 * split and label, which *record gets. Their sequences go to seq. Returns how
 * many; 0 where the next record is not so plain, or there is none:
 * chunk_next() knows.
 */
size_t chunk_next_plain(struct chunk *chunk, struct record *record,
			struct slice *seq, size_t n);
uint64_t chunk_number(const struct chunk *chunk);

/* Which of options->files it is of, from 0. */
size_t chunk_file_number(const struct chunk *chunk);

/* How messages name its file: the same pointer for all chunks of a file. */
const char *chunk_file_name(const struct chunk *chunk);

/*
 * With compat, where the chunk's file is a class of its own, whatever others
 * are called: its path, the same pointer for all of its chunks. Else NULL.
 */
const char *chunk_class_path(const struct chunk *chunk);

void chunk_release(struct chunk *chunk);	/* any thread; NULL is fine */

/*
 * The names of the sequence columns, known once the first chunk was given:
 * "sequence", or the names in the header and, last, "merged". With compat,
 * of one column too the name in the header.
 */
size_t dataset_columns(const struct dataset *set);
const char *dataset_column_name(const struct dataset *set, size_t column);

/* True and the cut that made high and low of the labels, if one did. */
bool dataset_threshold(const struct dataset *set, double *threshold);

/*
 * What was counted while reading and should be said once, a line each,
 * without the tool's name; call it after the end. NULL when n is past the
 * last. (Splits by file name, empty labels, secondary alignments, rows that
 * --compat dropped.)
 */
const char *dataset_notice(const struct dataset *set, size_t n);

#endif
