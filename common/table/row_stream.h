/*
 * row_stream.h - series of one group and check as rows, one after another.
 * Private to table/.
 */
#ifndef GBQC_TABLE_ROW_STREAM_H
#define GBQC_TABLE_ROW_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/text.h"
#include "table/count_table.h"

struct error;
struct output;

/* Rows on their way to the output, many at a time. */
struct row_writer {
	struct output *out;
	struct text lines;
};

void row_writer_open(struct row_writer *writer, struct output *out);
void row_writer_close(struct row_writer *writer);	/* writes the rest */

/* Writes what is there. */
void row_writer_flush(struct row_writer *writer);

/* A series, and where its group stands among the groups in order. */
struct row_item {
	uint32_t group;
	int stream;		/* row_stream_of() */
	const struct series *series;
};

/* Series of one stream have rows in the order of their at. */
enum { ROW_STREAMS = 3 };
int row_stream_of(enum series_kind kind);

union row_entry {
	struct tally tally;
	struct position_count position;
	struct hash_count hash;
};

/* Start with prefix, items and n; the first two are borrowed. */
struct row_stream {
	const struct text *prefix;	/* what all rows begin with */
	const struct row_item *items;	/* ascending by at */
	size_t n, next;
	const struct series *series;	/* the one that is walked */
	struct run_walk *walk;
	bool minus;			/* hashes: in the second pass */
	union row_entry entry;		/* the next to be written */
	struct text start;		/* of all rows of the series */
	struct text row;		/* for row_stream_key() */
	bool live;			/* there is an entry */
};

/*
 * Moves on to the next entry with a row, if any: then the stream is live. -1
 * with err set where a sum of counts is too large or a file cannot be read.
 */
MUST_USE int row_stream_next(struct row_stream *stream, struct error *err);

/* Appends the row of the entry as far as the count. */
void row_stream_key(const struct row_stream *stream, struct text *to);

/* Writes the row of the entry, soon. */
void row_stream_write(const struct row_stream *stream,
		      struct row_writer *writer);

/* Writes all rows, from the entry on. As row_stream_next(). */
MUST_USE int row_stream_write_all(struct row_stream *stream,
				  struct row_writer *writer,
				  struct error *err);
void row_stream_release(struct row_stream *stream);

#endif
