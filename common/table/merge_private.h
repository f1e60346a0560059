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
enum { ROWS_PAD = 64 };

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

/* Makes it a temporary file of ours, unless it is (file -1: not yet). */
MUST_USE int merge_input_temporary(struct merge_input *input,
				   struct error *err);

/* True if the process may have that many files open, and those it needs. */
bool merge_inputs_may_stay(size_t files);

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

/* A sorted stretch of rows, of an input or (NULL) of memory. */
struct stretch {
	struct merge_input *input;	/* borrowed */
	uint64_t start, end;	/* bytes */
};

struct stretch_list {
	struct stretch *list;
	size_t n, room;
};

/* Begins a stretch of no rows; the last ends at another place. */
void stretch_begin(struct stretch_list *stretches, struct merge_input *input,
		   uint64_t start);
void stretch_end(struct stretch_list *stretches, uint64_t end);

/*
 * The rows of a stretch of an input, through a window of that many bytes. The
 * caller frees the buffer.
 */
struct rows stretch_rows(const struct stretch *stretch, size_t window);

/* Lines that are looked for at a time, and where their ends have room. */
enum { LINES_AHEAD = 256, ROWS_AHEAD = 32, ENDS_PAD = 64 };

/* What reading through a table keeps of its rows. */
struct scanner {
	const char *file;	/* for messages */
	struct table_head *head;
	struct stretch_list *stretches;	/* that are found, */
	struct merge_input *input;	/* of this */
	uint64_t line;		/* the number of the last line */
	const char *row;	/* the row before, or NULL; may be moved */
	size_t key;		/* length of its key, last tab included */
	size_t base;		/* where its masks begin (row_masks.h) */
	size_t ahead;		/* how many lines to look for at a time */
	uint32_t end[LINES_AHEAD + ENDS_PAD];	/* of those: scratch */
};

/*
 * Checks lines from at on: many rows, or one line of any kind; end stands
 * behind the newline of the last that is there, offset is where at is in the
 * input. Notes the stretches. Returns where it stopped, or NULL with err set
 * if a line is neither header nor row.
 */
const char *scanner_take(struct scanner *scanner, const char *at,
			 const char *end, uint64_t offset, struct error *err);

/* The error of a last line without newline. */
int scanner_cut(const struct scanner *scanner, struct error *err);

/* A row as it is merged. */
struct merge_row {
	const char *at;
	size_t key;		/* its length, last tab included */
	size_t bytes;		/* newline included */
	uint64_t code;		/* against the row before: merge_tree.c */
	size_t leaf;		/* the number of the leaf it is of */
};

/*
 * One of the sequences that are merged: start with .rows, of which next is at
 * the first row.
 */
struct leaf {
	struct rows rows;
	size_t key;		/* of the row last taken apart */
	size_t base, ahead;	/* as of a scanner */
	struct merge_row *row;	/* rows taken apart, then one of CODE_MORE */
	size_t most;		/* of those that are taken apart */
};

/*
 * A row equal to the one before; the end of the rows taken apart; no row any
 * more. No other row has these.
 */
static const uint64_t CODE_EQUAL = 0, CODE_MORE = UINT64_MAX - 1,
		      CODE_END = UINT64_MAX;

enum { CODE_SYMBOL = 4 };

/* The code of a key which shares that many bytes, not all. */
static inline uint64_t
code_of(const char *row, size_t key, size_t common)
{
	const size_t start = common & ~(size_t)(CODE_SYMBOL - 1);
	const size_t left = key - start < CODE_SYMBOL ? key - start
						      : CODE_SYMBOL;
	const unsigned char *at = (const unsigned char *)row + start;
	uint32_t symbol = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16
			  | (uint32_t)at[2] << 8 | at[3];

	symbol &= (uint32_t)(UINT64_C(0xffffffff00000000) >> 8 * left);
	return (uint64_t)(UINT32_MAX - 1 - (uint32_t)(start / CODE_SYMBOL))
	       << 32 | symbol;
}

/* How many symbols a code says that both rows share. */
static inline size_t
code_shared(uint64_t code)
{
	return UINT32_MAX - 1 - (uint32_t)(code >> 32);
}

/* Rows of a leaf that may be taken apart at a time. */
size_t leaf_ahead(const struct leaf *leaf);

/* Where the next rows end: scratch of all leaves. */
struct row_ends {
	uint32_t end[ROWS_AHEAD + ENDS_PAD];
};

/*
 * Takes apart the next rows of a leaf, as many as are at hand. Those before
 * are gone then. At the end there is none; -1 with err set.
 */
MUST_USE int leaf_fill(struct leaf *leaf, struct row_ends *ends,
		       struct error *err);

/*
 * Merges n leaves and writes each key once with its sum. -1 with err set. The
 * leaves are used up.
 */
MUST_USE int merge_leaves(struct leaf *leaves, size_t n, struct output *out,
			  struct error *err);

#endif
