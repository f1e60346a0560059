/* delimited.c - CSV and TSV: the header, and what of a row is needed. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/source.h"
#include "record/block.h"
#include "record/compat_reading.h"
#include "record/delimited.h"
#include "record/walk.h"

enum { GLIMPSE = 4096 };

/* The end of the last row in bytes[from..to), none of them quoted. */
static void
note_last_row(struct cut *cut, const char *bytes, size_t from, size_t to)
{
	for (size_t i = to; i > from; i--)
		if (bytes[i - 1] == '\n') {
			cut->end = i;
			break;
		}
}

static void
cut_rows(struct cut *cut, const struct reader *reader, const char *bytes,
	 size_t n)
{
	const char delimiter = reader->file->columns.delimiter;
	size_t at = cut->seen;

	while (at < n) {
		const char *quote = memchr(bytes + at, '"', n - at);
		const size_t q = quote ? (size_t)(quote - bytes) : n;

		if (!cut->in_quote) {
			note_last_row(cut, bytes, at, q);
			cut->in_quote = q < n &&
				(q == 0 || bytes[q - 1] == '\n' ||
				 bytes[q - 1] == delimiter);
		} else if (q + 1 == n) {
			at = q;		/* what it means is not here yet */
			break;
		} else if (q < n && bytes[q + 1] != '"') {
			cut->in_quote = false;
		} else if (q < n) {
			at = q + 2;
			continue;
		}
		at = q < n ? q + 1 : n;
	}
	cut->seen = at;
}

/* The delimiter of which there are more in the first row, outside quotes. */
static char
choose_delimiter(const char *bytes, size_t n)
{
	size_t commas = 0, tabs = 0, i = 0;
	bool in_quote = false;

	while (i < n && (bytes[i] == '\n' || bytes[i] == '\r'))
		i++;
	for (; i < n && (in_quote || bytes[i] != '\n'); i++) {
		if (bytes[i] == '"')
			in_quote = !in_quote;
		commas += !in_quote && bytes[i] == ',';
		tabs += !in_quote && bytes[i] == '\t';
	}
	return tabs > commas ? '\t' : ',';
}

/* Without a column for it, the split may be in the file's name. */
static void
take_name_split(struct input_file *file)
{
	for (size_t i = 0; i < file->columns.n_needed; i++)
		if (file->columns.needed[i].role == COLUMN_SPLIT)
			return;
	if (file->split.bytes || !file->path)
		return;
	file->name_split = naming_split(file->path);
	file->split_by_name = file->name_split.bytes != NULL;
	naming_settle(file);
}

static int
read_header(struct reader *reader, struct chunk *chunk, struct error *err)
{
	struct input_file *file = reader->file;
	struct slice *names = NULL;
	size_t n = 0, room = 0;
	struct walk walk;
	int result = -1;

	if (!walk_row(chunk, &walk))
		return 0;
	while (!walk.row_ended) {
		names = mem_grow(names, &room, n + 1, sizeof(*names));
		if (walk_field(&walk, &names[n++], err) < 0)
			goto out;
	}
	chunk->at = walk.at;
	if (columns_find(&file->columns, names, n, &reader->set->options,
			 file->label.bytes != NULL, file->split.bytes != NULL,
			 file->name, err) < 0)
		goto out;
	if (!reader->set->options.compat)
		take_name_split(file);
	reader->started = true;
	result = 0;
out:
	free(names);
	return result;
}

static int
start_table(struct reader *reader, struct error *err)
{
	char glimpse[GLIMPSE];
	const ssize_t n = source_peek(reader->source, glimpse,
				      sizeof(glimpse), err);

	if (n < 0)
		return -1;
	reader->file->columns.delimiter = choose_delimiter(glimpse,
							   (size_t)n);
	return 0;
}

int
delimited_fill(struct reader *reader, struct chunk *chunk, struct error *err)
{
	return block_fill(reader, chunk, cut_rows, err);
}

static int
fill_table(struct reader *reader, struct chunk *chunk, struct error *err)
{
	if (!reader->file->columns.delimiter && start_table(reader, err) < 0)
		return -1;

	const int more = block_fill(reader, chunk, cut_rows, err);

	if (more <= 0)
		return more;
	if (!reader->started && read_header(reader, chunk, err) < 0)
		return -1;
	if (reader->file->columns.coordinates)
		return coordinates_start(reader, chunk, err);
	if (reader->set->n_columns > 1)
		chunk_reserve_joined(chunk, (size_t)(chunk->end - chunk->at));
	return 1;
}

static void
take_field(struct chunk *chunk, struct record *record, struct row *row,
	   const struct column *column, struct slice field)
{
	switch (column->role) {
	case COLUMN_LABEL:
		row->label = field;
		break;
	case COLUMN_SPLIT:
		row->split = field;
		break;
	case COLUMN_ID:
		record->id = field;
		break;
	case COLUMN_SEQ:
		if (chunk->set->options.compat && compat_is_missing(field))
			field.n = 0;
		chunk->seq[column->seq] = field;
		break;
	case COLUMN_REGION:
		row->region = field;
		break;
	case COLUMN_START:
		row->start = field;
		break;
	case COLUMN_END:
		row->end = field;
		break;
	case COLUMN_STRAND:
		row->strand = field;
		break;
	}
}

static int
fail_fields(const struct chunk *chunk, uint64_t line, size_t found,
	    struct error *err)
{
	const size_t wanted = chunk->file->columns.n_fields;

	if (found > wanted)
		return error_at(err, chunk->file->name, line, 0,
				"a row of more fields than the %zu of the "
				"header", wanted);
	return error_at(err, chunk->file->name, line, 0,
			"a row of %zu field%s, where the header has %zu",
			found, found == 1 ? "" : "s", wanted);
}

/* True if one of the needed columns of this index holds sequences. */
static bool
is_sequence(const struct column *need, const struct column *end,
	    size_t index)
{
	for (; need < end && need->index == index; need++)
		if (need->role == COLUMN_SEQ)
			return true;
	return false;
}

/* Reads all fields of a row and keeps those that are needed. */
static int
read_row(struct walk *walk, struct record *record, struct row *row,
	 struct error *err)
{
	struct chunk *chunk = walk->chunk;
	const struct columns *columns = &chunk->file->columns;
	const struct column *need = columns->needed;
	const struct column *const end = need + columns->n_needed;
	const bool any_letter = chunk->set->options.compat;
	size_t n = 0;

	for (; !walk->row_ended && n < columns->n_fields; n++) {
		struct slice field;
		const int failed = !any_letter && is_sequence(need, end, n) ?
			walk_sequence(walk, &field, err) :
			walk_field(walk, &field, err);

		if (failed)
			return -1;
		for (; need < end && need->index == n; need++)
			take_field(chunk, record, row, need, field);
	}
	if (n < columns->n_fields || !walk->row_ended)
		return fail_fields(chunk, record->line,
				   walk->row_ended ? n : n + 1, err);
	chunk->at = walk->at;
	return 0;
}

int
delimited_next(struct chunk *chunk, struct record *record, struct row *row,
	       struct error *err)
{
	struct walk walk;

	*row = (struct row){ 0 };
	if (!walk_row(chunk, &walk))
		return 0;
	record->id = (struct slice){ NULL, 0 };
	record->line = chunk->line;
	return read_row(&walk, record, row, err) < 0 ? -1 : 1;
}

/* The last column: all the others, one after the other. */
static void
join_columns(struct chunk *chunk)
{
	const size_t merged = chunk->set->n_columns - 1;
	char *const start = chunk->joined_at;

	for (size_t i = 0; i < merged; i++) {
		memcpy(chunk->joined_at, chunk->seq[i].bytes, chunk->seq[i].n);
		chunk->joined_at += chunk->seq[i].n;
	}
	chunk->seq[merged] = (struct slice){
		start, (size_t)(chunk->joined_at - start)
	};
}

static int
next_row(struct chunk *chunk, struct record *record, struct error *err)
{
	struct row row;
	const int more = delimited_next(chunk, record, &row, err);

	if (more <= 0)
		return more;
	if (chunk->set->n_columns > 1)
		join_columns(chunk);
	return chunk_set_group(chunk, record, row.split, row.label,
			       err) < 0 ? -1 : 1;
}

const struct format format_table = {
	.name = "a table",
	.is_table = true,
	.fill = fill_table,
	.next = next_row,
};
