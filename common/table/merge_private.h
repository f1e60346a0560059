/*
 * merge_private.h - what the steps of a merge share: inputs, sorted
 * stretches of rows, and the window through which a stretch is read.
 */
#ifndef GBQC_TABLE_MERGE_PRIVATE_H
#define GBQC_TABLE_MERGE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "base/attributes.h"
#include "table/format.h"

struct error;
struct output;

/* Readable bytes that must follow the rows of any buffer. */
enum { ROWS_PAD = 8 };

/* A file that can be read anywhere. */
struct merge_input {
	const char *name;	/* borrowed */
	int file;		/* -1: opened for each read */
	bool keep;		/* stays open between reads */
	bool deleted;		/* ours: nobody else can change it */
	dev_t device;		/* how it was when it was looked through */
	ino_t inode;
	off_t size;
	struct timespec changed;
};

/* -1 with err set if it cannot be opened; fills in how it is. */
MUST_USE int merge_input_open(struct merge_input *input, const char *name,
			      bool keep, struct error *err);
void merge_input_close(struct merge_input *input);

/*
 * Rows of a file or of memory, through a buffer. The row last taken stays in
 * the buffer while more are read, so that it can be compared with the next.
 */
struct rows {
	struct merge_input *input;	/* NULL: all rows are in memory */
	char *buffer;
	size_t room;			/* without the pad */
	const char *row;		/* the row last taken, or next */
	const char *next;		/* where the next begins */
	const char *end;		/* whole rows end here */
	const char *filled;		/* and what was read, here */
	uint64_t offset, left;		/* of the file, still to be read */
};

/*
 * Reads more if next is at the end. Returns 1 if there is a row at next; 0
 * if there is none (filled > end: a last line without newline); -1 with err
 * set. The buffer may move: row and next are moved along.
 */
MUST_USE int rows_more(struct rows *rows, struct error *err);

/* A sorted stretch of rows, of an input or of gathered memory. */
struct stretch {
	uint32_t input;
	uint64_t start, end;	/* bytes */
};

struct stretch_list {
	struct stretch *list;
	size_t n, room;
};

/* What reading through a table keeps of its rows. */
struct scanner {
	const char *file;	/* for messages */
	struct table_head *head;
	uint64_t line;		/* the number of the last line */
	const char *row;	/* the row before, or NULL; may be moved */
	size_t key;		/* length of its key, last tab included */
};

enum scan { SCAN_HEADER, SCAN_LESS, SCAN_FOLLOWS };

/*
 * Checks the line at at, which ends before its newline *end, and says
 * whether it is a header, or a row that is less than the row before or not.
 * -1 with err set if it is neither.
 */
MUST_USE int scanner_line(struct scanner *scanner, const char *at,
			  const char **end, struct error *err);

/* One of the sequences that are merged. */
struct leaf {
	struct rows rows;
	size_t key;		/* length of the row's key, last tab included */
	uint64_t count;
};

/*
 * Merges n leaves, of which rows.next is at the first row, and writes each
 * key once with its sum. -1 with err set. The leaves are used up.
 */
MUST_USE int merge_leaves(struct leaf *leaves, size_t n, struct output *out,
			  struct error *err);

#endif
