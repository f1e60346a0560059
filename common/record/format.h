/*
 * format.h - one format behind one small interface, and what a reader, a
 * chunk and a file share. Private to this room.
 *
 * One thread fills chunks with whole records (fill); any thread takes the
 * records out of a chunk (next). Text formats fill by blocks: block.h.
 */
#ifndef GBQC_RECORD_FORMAT_H
#define GBQC_RECORD_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pthread.h>

#include "base/text.h"
#include "record/columns.h"
#include "record/dataset.h"
#include "record/lines.h"
#include "record/record.h"

struct error;
struct genome;
struct reader;
struct source;

struct format {
	const char *name;
	/* A table may hold several sequences a row, and label columns. */
	bool is_table;
	/*
	 * Puts whole records into the chunk, the first of the file on the
	 * first call. Returns 1; 0 at the end of the file, nothing put; or
	 * -1 with err set.
	 */
	int (*fill)(struct reader *reader, struct chunk *chunk,
		    struct error *err);
	/* As chunk_next(). */
	int (*next)(struct chunk *chunk, struct record *record,
		    struct error *err);
	/*
	 * As chunk_next_plain(), but that their group is not asked for; NULL
	 * where next alone will do.
	 */
	size_t (*next_plain)(struct chunk *chunk, struct slice *seq,
			     size_t n);
	/* Frees reader->state; NULL where there is none. */
	void (*close)(struct reader *reader);
};

extern const struct format format_fasta, format_fastq, format_table,
	format_coordinates, format_alignment;

/*
 * The format of a file that begins with these bytes. NULL with err set,
 * naming the file, where it is none of ours.
 */
const struct format *format_recognise(const char *name, const char *bytes,
				      size_t n, struct error *err);

/* One argument of the command line. Lives as long as the dataset. */
struct input_file {
	const char *path;	/* NULL: stdin */
	const char *name;	/* for messages */
	int spool;		/* a descriptor to read instead, or -1 */
	/* Given by argument or option: before all else. bytes NULL: not. */
	struct slice split, label;
	/* Where nothing else says: by file name. bytes NULL: nothing does. */
	struct slice name_split, name_label;
	/* So, of a record that says nothing itself; "." where nothing does. */
	struct slice usual_split, usual_label;
	const struct format *format;
	struct columns columns;	/* of a table, once its header was read */
	bool split_by_name;	/* and that is the one that counts */
	/* Counted by chunk_release(), under the dataset's lock. */
	uint64_t records;
};

/* What is counted while reading, to be said at the end. */
struct read_counts {
	uint64_t records;
	uint64_t empty_labels;	/* of a column or word, read as "." */
	uint64_t blank_rows;	/* of a table, passed over */
	uint64_t alignments;	/* secondary, supplementary: passed over */
	/* With compat: dropped for want of a label, or of a number as one. */
	uint64_t unlabelled, not_numbers;
};

struct chunk {
	struct dataset *set;
	struct input_file *file;
	uint64_t number;
	/* LETTERS_PAD bytes, room bytes, LETTERS_PAD bytes. */
	char *memory;
	size_t room;
	char *at, *end;		/* what is left of the records */
	size_t n;		/* bytes read, before it is cut */
	uint64_t line;		/* of at, from 1 */
	struct lines lines;	/* of plain FASTA, once it is asked for */
	struct slice *seq;	/* [dataset_columns()] */
	char *joined, *joined_at;	/* for merged columns; as padded */
	size_t joined_room;
	struct read_counts counts;
	struct chunk *next;	/* in the list of free ones */
};

/* The file that is being read. */
struct reader {
	struct dataset *set;
	struct input_file *file;
	struct source *source;
	struct chunk *pending;	/* the beginning of its next chunk, or NULL */
	bool started, ended;
	struct chunk *last;	/* whose end tells the next line; or NULL */
	uint64_t line;		/* of the next chunk, from 1 */
	size_t block;		/* bytes to read at a time */
	void *state;		/* the format's own */
};

struct dataset {
	struct input_options options;
	size_t threads;
	size_t block;
	struct input_file *files;
	size_t n_files, next_file;
	struct reader reader;
	bool reading;		/* reader is open */
	const char **columns;	/* [n_columns] names */
	size_t n_columns;
	uint64_t n_chunks;	/* that were given */
	struct genome *genome;	/* once a table of coordinates was met */
	bool has_threshold;	/* labels become high and low */
	double threshold;
	/* Held to write by who opens and closes files, to read by helpers. */
	pthread_rwlock_t opening;
	struct source *helped;	/* that others may unpack ahead, or NULL */
	pthread_mutex_t lock;	/* of all that follows */
	struct chunk *free_chunks;
	struct read_counts counts;
	struct notices *notices;	/* made when first asked for */
};

/*
 * Makes set->files of the arguments. Returns 0, or -1 with err set to what is
 * wrong with a name.
 */
MUST_USE int naming_files(struct dataset *set, struct error *err);

/*
 * Copies inputs that cannot be read twice to temporary files. Returns 0, or -1
 * with err set.
 */
MUST_USE int dataset_spool(struct dataset *set, struct error *err);

/*
 * The label that a file name gives: without folder, packing and format.
 * bytes NULL: none.
 */
struct slice naming_stem(const char *path);

/* The same with compat, which knows other endings; perhaps empty. */
struct slice naming_compat_stem(const char *path);

/*
 * Settles split and label of records that say nothing themselves, once all
 * is known that may give them.
 */
void naming_settle(struct input_file *file);

/* The split that a file name gives: "train" of x_train.csv. As above. */
struct slice naming_split(const char *path);

/*
 * A split that seems to be meant by a name that is read as a label: "train" of
 * train.pos.fa. As above.
 */
struct slice naming_split_in_label(const struct input_file *file);

/*
 * As dataset_open(), with blocks of another size (at least 1); block 0 is
 * the usual one. For tests of what stands at the border of two blocks.
 */
struct dataset *dataset_open_block(const struct input_options *options,
				   size_t threads, size_t block,
				   struct error *err);

/* The first byte of what a chunk holds. */
char *chunk_bytes(const struct chunk *chunk);

/* Makes room for n bytes, keeping those that it has. */
void chunk_reserve(struct chunk *chunk, size_t n);

/* Room for n bytes of joined columns, which all stay until its release. */
void chunk_reserve_joined(struct chunk *chunk, size_t n);

/* An empty chunk of this set, new or used before. */
struct chunk *chunk_take(struct dataset *set);
void chunk_free(struct chunk *chunk);

/*
 * Sets split and label of a record; first that says wins. from_split and
 * from_label are what a column or a word says; bytes NULL: nothing. Errors
 * name record->line. With compat a label of a table may come out with bytes
 * NULL: missing. Returns 0, or -1 with err set.
 */
MUST_USE int chunk_set_group(struct chunk *chunk, struct record *record,
			     struct slice from_split, struct slice from_label,
			     struct error *err);

/*
 * Checks that n bytes are letters of a sequence. They begin at line and at
 * column (from 1) of the file. Returns 0, or -1 with err set.
 */
MUST_USE int chunk_check_letters(const struct chunk *chunk, const char *bytes,
				 size_t n, uint64_t line, uint64_t column,
				 struct error *err);

/* Says that a byte there is no letter. Returns -1. */
int chunk_bad_letter(const struct chunk *chunk, char byte, uint64_t line,
		     uint64_t column, struct error *err);

/* What is wrong with a label or a split, in words; NULL: nothing. */
const char *group_fault(struct slice text, bool is_split);

/* The most letters of one sequence: as a tally counts them. */
static const uint64_t SEQUENCE_MAX = UINT32_MAX - 1;

#endif
