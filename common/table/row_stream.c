/*
 * row_stream.c - series of one group and check as rows, one after another.
 */
#include "table/row_stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "io/output.h"
#include "table/count_table_private.h"
#include "table/hash_rows.h"

/* Room for what differs between rows. */
enum { ROW_ROOM = 4 * NUMBER_TEXT };

/* The start of rows is copied by that many bytes, without a call. */
enum { START_STEP = 16 };

/* Enough for a piece and the rows beyond it; no text grows by copying. */
void
row_writer_open(struct row_writer *writer, struct output *out)
{
	*writer = (struct row_writer){ .out = out };
	writer->lines.room = OUTPUT_PIECE + OUTPUT_PIECE / 8;
	writer->lines.bytes = mem_array(writer->lines.room, 1);
}

void
row_writer_close(struct row_writer *writer)
{
	row_writer_flush(writer);
	text_release(&writer->lines);
}

void
row_writer_flush(struct row_writer *writer)
{
	output_write(writer->out, writer->lines.bytes, writer->lines.n);
	text_clear(&writer->lines);
}

static void
write_if_many(struct row_writer *writer)
{
	if (writer->lines.n >= OUTPUT_PIECE)
		row_writer_flush(writer);
}

int
row_stream_of(enum series_kind kind)
{
	return kind == SERIES_POSITIONS ? 1 : kind == SERIES_HASHES ? 2 : 0;
}

static char *
put_number(char *to, uint32_t number)
{
	if (number == TALLY_ABSENT)
		*to++ = '.';
	else
		to = number_put(to, number);
	return to;
}

static char *
put_field(char *to, const char *text)
{
	size_t n = strlen(text);

	memcpy(to, text, n);
	to[n] = '\t';
	return to + n + 1;
}

static char *
put_values(char *to, enum series_kind kind, const struct tally *tally)
{
	if (kind == SERIES_WINDOWS) {
		to = put_field(to, "windows");
	} else {
		to = put_number(to, tally->value);
		*to++ = '\t';
	}
	to = put_number(to, tally->of);
	*to++ = '\t';
	return to;
}

static char *
put_position(char *to, const struct position_count *position)
{
	int64_t place = position->at;

	if (place < 0) {
		*to++ = '-';
		place = -place;
	}
	to = number_put(to, (uint64_t)place);
	*to++ = '\t';
	*to++ = (char)position->letter;
	memcpy(to, "\t.\t", 3);
	return to + 3;
}

/* What follows the start of a row, as far as the count. */
static char *
put_key(char *to, const struct row_stream *stream)
{
	switch (stream->series->kind) {
	case SERIES_POSITIONS:
		return put_position(to, &stream->entry.position);
	case SERIES_HASHES:
		return hash_row_put(to, &stream->entry.hash, stream->minus);
	default:
		return put_values(to, stream->series->kind,
				  &stream->entry.tally);
	}
}

/* The count of the entry at hand; 0: it has no row. */
static uint64_t
entry_count(const struct row_stream *stream)
{
	switch (stream->series->kind) {
	case SERIES_POSITIONS:
		return stream->entry.position.count;
	case SERIES_HASHES:
		return stream->minus ? stream->entry.hash.minus
				     : stream->entry.hash.plus;
	default:
		return stream->entry.tally.count;
	}
}

/* Opens the next series, or hashes again for the other strand. */
static bool
next_series(struct row_stream *stream)
{
	bool again = stream->series && stream->series->kind == SERIES_HASHES
		     && !stream->minus;

	run_walk_close(stream->walk);
	stream->walk = NULL;
	if (!again && stream->next == stream->n)
		return false;
	if (!again)
		stream->series = stream->items[stream->next++].series;
	stream->minus = again;
	stream->walk = run_walk_open(&stream->series->runs,
				     series_entries(stream->series->kind));
	text_clear(&stream->start);
	text_add(&stream->start, stream->prefix->bytes, stream->prefix->n);
	if (row_stream_of(stream->series->kind) == 0) {
		text_adds(&stream->start, stream->series->at);
		text_addc(&stream->start, '\t');
	}
	/* put_start() reads as far. */
	stream->start.bytes = mem_grow(stream->start.bytes,
				       &stream->start.room,
				       stream->start.n + START_STEP, 1);
	return true;
}

int
row_stream_next(struct row_stream *stream, struct error *err)
{
	do {
		int status = 0;

		if (stream->walk)
			status = run_walk_next(stream->walk, &stream->entry,
					       err);
		if (status < 0)
			return -1;
		stream->live = status > 0;
		if (!stream->live && !next_series(stream))
			return 0;
	} while (!stream->live || entry_count(stream) == 0);
	return 0;
}

void
row_stream_key(const struct row_stream *stream, struct text *to)
{
	const struct text *start = &stream->start;
	char *at;

	to->bytes = mem_grow(to->bytes, &to->room,
			     to->n + start->n + ROW_ROOM, 1);
	at = to->bytes + to->n;
	memcpy(at, start->bytes, start->n);
	at = put_key(at + start->n, stream);
	to->n = (size_t)(at - to->bytes);
}

/* May write up to START_STEP bytes more than it puts. */
static inline char *
put_start(char *to, const struct text *start)
{
	for (size_t i = 0; i < start->n; i += START_STEP)
		memcpy(to + i, start->bytes + i, START_STEP);
	return to + start->n;
}

static char *
put_count(char *to, uint64_t count)
{
	to = number_put(to, count);
	*to++ = '\n';
	return to;
}

/* The rows of n tallies or positions of a series; to has room for them. */
static char *
put_rows(char *to, const struct text *start, enum series_kind kind,
	 const void *entries, size_t n)
{
	const struct position_count *positions = entries;
	const struct tally *tallies = entries;

	for (size_t i = 0; kind == SERIES_POSITIONS && i < n; i++) {
		if (positions[i].count == 0)
			continue;
		to = put_start(to, start);
		to = put_position(to, &positions[i]);
		to = put_count(to, positions[i].count);
	}
	for (size_t i = 0; kind != SERIES_POSITIONS && i < n; i++) {
		if (tallies[i].count == 0)
			continue;
		to = put_start(to, start);
		to = put_values(to, kind, &tallies[i]);
		to = put_count(to, tallies[i].count);
	}
	return to;
}

void
row_stream_write(const struct row_stream *stream, struct row_writer *writer)
{
	struct text *lines = &writer->lines;

	row_stream_key(stream, lines);		/* leaves room for a number */
	lines->n = (size_t)(put_count(lines->bytes + lines->n,
				      entry_count(stream)) - lines->bytes);
	write_if_many(writer);
}

/* What is left of the series, where it lies in memory: without a walk. */
static void
write_rest(struct row_stream *stream, struct row_writer *writer)
{
	enum { AT_ONCE = 128 };
	struct text *lines = &writer->lines;
	const struct text *start = &stream->start;
	const enum series_kind kind = stream->series->kind;
	const size_t size = series_entries(kind)->size;
	const void *entries;
	size_t n = kind == SERIES_HASHES ?
			   0 : run_walk_rest(stream->walk, &entries);

	for (size_t i = 0; i < n; i += AT_ONCE) {
		size_t here = n - i < AT_ONCE ? n - i : AT_ONCE;

		lines->bytes = mem_grow(lines->bytes, &lines->room, lines->n +
					here * (start->n + ROW_ROOM), 1);
		lines->n = (size_t)(put_rows(lines->bytes + lines->n, start,
					     kind, (const char *)entries +
					     i * size, here) - lines->bytes);
		write_if_many(writer);
	}
}

int
row_stream_write_all(struct row_stream *stream, struct row_writer *writer,
		     struct error *err)
{
	while (stream->live && !output_failed(writer->out)) {
		row_stream_write(stream, writer);
		write_rest(stream, writer);
		if (row_stream_next(stream, err) < 0)
			return -1;
	}
	return 0;
}

void
row_stream_release(struct row_stream *stream)
{
	run_walk_close(stream->walk);
	text_release(&stream->start);
	text_release(&stream->row);
}
