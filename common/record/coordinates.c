/*
 * coordinates.c - tables that say where in a genome a sequence is.
 *
 * The one thread that reads also fetches, so that a chunk holds as many
 * records as fit a block, however long their sequences are, and the genome
 * needs no lock. A chunk holds, for each record, the lengths of its parts
 * (struct packed), then these. record.line is the line of its row.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "record/delimited.h"
#include "record/genome.h"

struct packed {
	size_t id, split, label, seq;	/* bytes of each */
	uint64_t line;
	/* Of one size with the rest: no byte between them is unset. */
	uint64_t has_split, has_label;
};

/* The rows behind those that were packed. */
struct coordinates {
	struct chunk *rows;
	struct chunk *pending;	/* the beginning of the rows after them */
};

/* Where a row says that its sequence is. */
struct interval {
	uint32_t contig;
	uint64_t start, end;
	bool reverse;
};

static struct genome_place
place_of(const struct reader *reader, const struct record *record)
{
	return (struct genome_place){ reader->file->name, record->line };
}

static int
fail_field(const struct reader *reader, const struct record *record,
	   const char *name, struct slice field, const char *wanted,
	   struct error *err)
{
	struct quote quote;

	error_quote(&quote, field.bytes, field.n);
	return error_at(err, reader->file->name, record->line, 0,
			"%s \"%s\" is %s", name, quote.text, wanted);
}

static int
read_strand(const struct reader *reader, const struct record *record,
	    struct slice field, bool *reverse, struct error *err)
{
	const char letter = field.n == 1 ? *field.bytes : '\0';

	*reverse = letter == '-';
	if (field.n == 0 || letter == '+' || letter == '-' || letter == '.')
		return 0;
	return fail_field(reader, record, "strand", field, "neither + nor -",
			  err);
}

static int
read_interval(const struct reader *reader, const struct record *record,
	      const struct row *row, struct interval *where,
	      struct error *err)
{
	struct genome *genome = reader->set->genome;
	const struct genome_place place = place_of(reader, record);
	static const char number[] = "not a whole number from 0 on";

	if (!digits_u64(row->start.bytes, row->start.n, &where->start))
		return fail_field(reader, record, "start", row->start, number,
				  err);
	if (!digits_u64(row->end.bytes, row->end.n, &where->end))
		return fail_field(reader, record, "end", row->end, number,
				  err);
	if (read_strand(reader, record, row->strand, &where->reverse,
			err) < 0 ||
	    genome_find(genome, row->region, &place, &where->contig, err) < 0)
		return -1;
	if (where->start > where->end)
		return error_at(err, place.file, place.line, 0,
				"start %" PRIu64 " is behind end %" PRIu64,
				where->start, where->end);
	if (where->end > genome_length(genome, where->contig)) {
		struct quote quote;

		error_quote(&quote, row->region.bytes, row->region.n);
		return error_at(err, place.file, place.line, 0,
				"end %" PRIu64 " is outside \"%s\" of %" PRIu64
				" letters", where->end, quote.text,
				genome_length(genome, where->contig));
	}
	if (where->end - where->start > SEQUENCE_MAX)
		return error_at(err, place.file, place.line, 0, "a sequence "
				"of more than 4,294,967,294 letters");
	return 0;
}

static char *
put(char *to, struct slice slice)
{
	if (slice.bytes)
		memcpy(to, slice.bytes, slice.n);
	return to + slice.n;
}

/* Appends a record and its letters to the chunk. */
static int
pack(struct reader *reader, struct chunk *chunk, const struct record *record,
     const struct row *row, const struct interval *where, struct error *err)
{
	const struct genome_place place = place_of(reader, record);
	const struct packed packed = {
		.id = record->id.n,
		.split = row->split.n,
		.label = row->label.n,
		.seq = (size_t)(where->end - where->start),
		.has_split = row->split.bytes != NULL,
		.has_label = row->label.bytes != NULL,
		.line = record->line,
	};
	const size_t need = chunk->n + sizeof(packed) + packed.id +
			    packed.split + packed.label + packed.seq;

	if (need > chunk->room)
		chunk_reserve(chunk, need + need / 2);

	char *to = chunk_bytes(chunk) + chunk->n;

	memcpy(to, &packed, sizeof(packed));
	to = put(to + sizeof(packed), record->id);
	to = put(to, row->split);
	to = put(to, row->label);
	chunk->n = need;
	return genome_fetch(reader->set->genome, where->contig, where->start,
			    where->end, where->reverse, &place, to, err);
}

/*
 * Sees to rows that were not read yet. The chunk that the next ones begin in
 * is kept here: the reader's would be filled with records. Returns 1; 0 at
 * the end of the file; -1 with err set.
 */
static int
more_rows(struct reader *reader, struct coordinates *state, struct error *err)
{
	int more;

	if (state->rows && state->rows->at < state->rows->end)
		return 1;
	chunk_release(state->rows);
	state->rows = state->pending ? state->pending :
				       chunk_take(reader->set);
	state->pending = NULL;
	more = delimited_fill(reader, state->rows, err);
	state->pending = reader->pending;
	reader->pending = NULL;
	return more;
}

static int
fill_coordinates(struct reader *reader, struct chunk *chunk,
		 struct error *err)
{
	struct coordinates *state = reader->state;
	int more = 1;

	chunk_reserve(chunk, reader->block);
	while (more > 0 && chunk->n < reader->block) {
		struct record record;
		struct interval where;
		struct row row;

		more = more_rows(reader, state, err);
		if (more <= 0)
			break;
		more = delimited_next(state->rows, &record, &row, err);
		if (more < 0)
			break;
		if (more == 0) {	/* blank lines were the rest */
			state->rows->at = state->rows->end;
			more = 1;
		} else if (read_interval(reader, &record, &row, &where,
					 err) < 0 ||
			   pack(reader, chunk, &record, &row, &where,
				err) < 0) {
			more = -1;
		}
	}
	chunk->at = chunk_bytes(chunk);
	chunk->end = chunk->at + chunk->n;
	return more < 0 ? -1 : chunk->n > 0;
}

int
coordinates_start(struct reader *reader, struct chunk *chunk,
		  struct error *err)
{
	struct dataset *set = reader->set;
	struct coordinates *state = mem_zeroed(1, sizeof(*state));
	struct chunk first = *chunk;

	state->rows = chunk_take(set);
	*chunk = *state->rows;
	*state->rows = first;
	if (reader->last)
		reader->last = state->rows;
	state->pending = reader->pending;
	reader->pending = NULL;
	reader->state = state;
	reader->file->format = &format_coordinates;
	if (!set->options.reference)
		return error_at(err, reader->file->name, 0, 0,
				"a table of coordinates, which needs the "
				"genome (--reference)");
	if (!set->genome)
		set->genome = genome_open(set->options.reference, err);
	return set->genome ? fill_coordinates(reader, chunk, err) : -1;
}

static struct slice
take(char **at, size_t n)
{
	const struct slice slice = { *at, n };

	*at += n;
	return slice;
}

static int
next_coordinates(struct chunk *chunk, struct record *record,
		 struct error *err)
{
	static const struct slice nothing = { NULL, 0 };
	struct slice split, label;
	struct packed packed;

	if (chunk->at == chunk->end)
		return 0;
	memcpy(&packed, chunk->at, sizeof(packed));
	chunk->at += sizeof(packed);
	record->id = take(&chunk->at, packed.id);
	record->line = packed.line;
	split = take(&chunk->at, packed.split);
	label = take(&chunk->at, packed.label);
	chunk->seq[0] = take(&chunk->at, packed.seq);
	return chunk_set_group(chunk, record,
			       packed.has_split ? split : nothing,
			       packed.has_label ? label : nothing,
			       err) < 0 ? -1 : 1;
}

static void
close_coordinates(struct reader *reader)
{
	struct coordinates *state = reader->state;

	if (!state)
		return;
	chunk_release(state->rows);
	chunk_release(state->pending);
	free(state);
}

const struct format format_coordinates = {
	.name = "a table",
	.is_table = true,
	.fill = fill_coordinates,
	.next = next_coordinates,
	.close = close_coordinates,
};
