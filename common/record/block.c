/* block.c - text in blocks, each cut after its last whole record. */
#include <string.h>

#include "base/error.h"
#include "io/source.h"
#include "record/block.h"
#include "record/letters.h"

/* No record in text takes up more: 2^32 letters, a line feed each. */
static const size_t RECORD_BYTES_MAX = (size_t)1 << 33;

/* Reads until the chunk holds n bytes or the file ends. */
static int
read_up_to(struct reader *reader, struct chunk *chunk, size_t n,
	   struct error *err)
{
	const size_t wanted = n - chunk->n;

	chunk_reserve(chunk, n);

	const ssize_t got = source_read(reader->source,
					chunk_bytes(chunk) + chunk->n, wanted,
					err);

	if (got < 0)
		return -1;
	chunk->n += (size_t)got;
	reader->ended = (size_t)got < wanted;
	return 0;
}

/* What follows the last whole record begins the next chunk. */
static void
carry_over(struct reader *reader, const struct chunk *chunk, size_t end)
{
	const size_t rest = chunk->n - end;

	if (reader->ended)
		return;
	reader->pending = chunk_take(reader->set);
	chunk_reserve(reader->pending,
		      rest > reader->block ? rest : reader->block);
	memcpy(chunk_bytes(reader->pending), chunk_bytes(chunk) + end, rest);
	reader->pending->n = rest;
}

/*
 * The line that the next chunk begins at. With one thread the last chunk was
 * read to its end by now, and its reader has counted; else its lines are
 * counted here, before any thread takes it.
 */
static void
settle_line(struct reader *reader)
{
	if (reader->last)
		reader->line = reader->last->line;
	reader->last = NULL;
}

static void
pass_lines(struct reader *reader, struct chunk *chunk)
{
	if (reader->set->threads > 1)
		reader->line += letters_lines(
			chunk->at, (size_t)(chunk->end - chunk->at));
	else
		reader->last = chunk;
}

int
block_fill(struct reader *reader, struct chunk *chunk, cut_records *cut,
	   struct error *err)
{
	struct cut state = { 0 };
	size_t wanted = reader->block;

	settle_line(reader);
	while (!reader->ended && state.end == 0) {
		if (chunk->n >= wanted)
			wanted = 2 * chunk->n;
		if (wanted > RECORD_BYTES_MAX)
			return error_at(err, reader->file->name, reader->line,
					0, "a record of more than 2^33 bytes "
					"begins here");
		if (read_up_to(reader, chunk, wanted, err) < 0)
			return -1;
		cut(&state, reader, chunk_bytes(chunk), chunk->n);
	}

	const size_t end = reader->ended ? chunk->n : state.end;

	if (end == 0)
		return 0;
	chunk->at = chunk_bytes(chunk);
	chunk->end = chunk->at + end;
	chunk->line = reader->line;
	pass_lines(reader, chunk);
	carry_over(reader, chunk, end);
	return 1;
}
