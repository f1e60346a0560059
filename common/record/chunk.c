/* chunk.c - a stretch of whole records, and what a record is made of. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "record/compat_reading.h"
#include "record/format.h"
#include "record/letters.h"
#include "record/regression.h"

/* A chunk that grew for a large record does not keep its memory. */
enum { ROOM_KEPT = 4 };

static const struct slice none = { ".", 1 };

char *
chunk_bytes(const struct chunk *chunk)
{
	return chunk->memory + LETTERS_PAD;
}

/* The pads are set, so that who reads past the end reads something. */
void
chunk_reserve(struct chunk *chunk, size_t n)
{
	if (chunk->memory && n <= chunk->room)
		return;
	chunk->memory = mem_resize(chunk->memory, n + 2 * LETTERS_PAD, 1);
	chunk->room = n;
	memset(chunk->memory, 0, LETTERS_PAD);
	memset(chunk_bytes(chunk) + n, 0, LETTERS_PAD);
}

void
chunk_reserve_joined(struct chunk *chunk, size_t n)
{
	if (!chunk->joined || n > chunk->joined_room) {
		free(chunk->joined);
		chunk->joined = mem_zeroed(n + 2 * LETTERS_PAD, 1);
		chunk->joined_room = n;
	}
	chunk->joined_at = chunk->joined + LETTERS_PAD;
}

struct chunk *
chunk_take(struct dataset *set)
{
	struct chunk *chunk;

	pthread_mutex_lock(&set->lock);
	chunk = set->free_chunks;
	if (chunk)
		set->free_chunks = chunk->next;
	pthread_mutex_unlock(&set->lock);
	if (!chunk) {
		chunk = mem_zeroed(1, sizeof(*chunk));
		chunk->set = set;
		chunk->seq = mem_zeroed(set->n_columns, sizeof(*chunk->seq));
	}
	chunk->file = set->reader.file;
	chunk->next = NULL;
	return chunk;
}

void
chunk_free(struct chunk *chunk)
{
	if (!chunk)
		return;
	lines_release(&chunk->lines);
	free(chunk->memory);
	free(chunk->joined);
	free(chunk->seq);
	free(chunk);
}

uint64_t
chunk_number(const struct chunk *chunk)
{
	return chunk->number;
}

size_t
chunk_file_number(const struct chunk *chunk)
{
	return (size_t)(chunk->file - chunk->set->files);
}

const char *
chunk_file_name(const struct chunk *chunk)
{
	return chunk->file->name;
}

static void
add_counts(struct read_counts *sum, const struct read_counts *counts)
{
	sum->empty_labels += counts->empty_labels;
	sum->blank_rows += counts->blank_rows;
	sum->alignments += counts->alignments;
	sum->unlabelled += counts->unlabelled;
	sum->not_numbers += counts->not_numbers;
}

static void
empty(struct chunk *chunk)
{
	const size_t kept = ROOM_KEPT * chunk->set->block;

	lines_stop(&chunk->lines);
	if (chunk->room > kept) {
		free(chunk->memory);
		chunk->memory = NULL;
		chunk->room = 0;
	}
	if (chunk->joined_room > kept) {
		free(chunk->joined);
		chunk->joined = NULL;
		chunk->joined_room = 0;
	}
	chunk->at = chunk->end = NULL;
	chunk->n = 0;
	memset(&chunk->counts, 0, sizeof(chunk->counts));
}

void
chunk_release(struct chunk *chunk)
{
	if (!chunk)
		return;

	struct dataset *set = chunk->set;
	const struct read_counts counts = chunk->counts;

	empty(chunk);
	pthread_mutex_lock(&set->lock);
	add_counts(&set->counts, &counts);
	chunk->file->records += counts.records;
	chunk->next = set->free_chunks;
	set->free_chunks = chunk;
	pthread_mutex_unlock(&set->lock);
}

const char *
chunk_class_path(const struct chunk *chunk)
{
	const struct input_file *file = chunk->file;
	const struct input_options *options = &chunk->set->options;

	if (!options->compat || options->regression || file->label.bytes ||
	    file->format->is_table)
		return NULL;
	return file->path;
}

/* With compat, a record goes that has no label, or none that is a number. */
static bool
is_dropped(struct chunk *chunk, const struct record *record)
{
	double number;

	if (!record->label.bytes) {
		chunk->counts.unlabelled++;
		return true;
	}
	if (chunk->set->options.regression &&
	    !compat_number(record->label, &number)) {
		chunk->counts.not_numbers++;
		return true;
	}
	return false;
}

int
chunk_next(struct chunk *chunk, struct record *record, struct error *err)
{
	const struct dataset *set = chunk->set;
	const bool compat = set->options.compat;
	int more;

	do {
		more = chunk->file->format->next(chunk, record, err);
		if (more <= 0)
			return more;
		chunk->counts.records++;
	} while (compat && is_dropped(chunk, record));
	record->seq = chunk->seq;
	record->columns = set->n_columns;
	for (size_t i = 0; i < set->n_columns; i++)
		if (chunk->seq[i].n > SEQUENCE_MAX)
			return error_at(err, chunk->file->name, record->line,
					0, "a sequence of more than "
					"4,294,967,294 letters");
	if (compat && compat_check(record, chunk->file->name, err) < 0)
		return -1;
	if (set->has_threshold &&
	    regression_set_label(set, chunk->file->name, record, err) < 0)
		return -1;
	return 1;
}

size_t
chunk_next_plain(struct chunk *chunk, struct record *record,
		 struct slice *seq, size_t n)
{
	const struct dataset *set = chunk->set;
	const struct input_file *file = chunk->file;
	size_t found;

	if (!file->format->next_plain || set->options.compat ||
	    set->has_threshold)
		return 0;
	found = file->format->next_plain(chunk, seq, n);
	chunk->counts.records += found;
	record->split = file->usual_split;
	record->label = file->usual_label;
	return found;
}

const char *
group_fault(struct slice text, bool is_split)
{
	for (size_t i = 0; i < text.n; i++) {
		const unsigned char byte = (unsigned char)text.bytes[i];

		if (byte < 0x20 || byte == 0x7f)
			return is_split ? "a split may hold no tab, line feed "
					  "or other control byte" :
					  "a label may hold no tab, line feed "
					  "or other control byte";
	}
	if (is_split && text.n > 0 && text.bytes[0] == '#')
		return "a split may not begin with '#'";
	return NULL;
}

static int
check_group(const struct chunk *chunk, const struct record *record,
	    struct slice text, bool is_split, struct error *err)
{
	const char *fault = group_fault(text, is_split);

	return !fault ? 0 :
			error_at(err, chunk->file->name, record->line, 0, "%s",
				 fault);
}

/* With compat: splits are pooled, and what is missing has no bytes. */
static void
set_class(const struct input_file *file, struct record *record,
	  struct slice from_label)
{
	static const struct slice missing = { NULL, 0 };

	record->split = none;
	if (file->label.bytes || !file->format->is_table)
		record->label = file->usual_label;
	else
		record->label = compat_is_missing(from_label) ? missing :
			from_label;
}

/* What a record says of itself, where the file was not told. */
static int
set_own_group(struct chunk *chunk, struct record *record,
	      struct slice from_split, struct slice from_label,
	      struct error *err)
{
	const struct input_file *file = chunk->file;

	if (from_split.bytes && !file->split.bytes) {
		if (check_group(chunk, record, from_split, true, err) < 0)
			return -1;
		record->split = from_split.n > 0 ? from_split : none;
	}
	if (from_label.bytes && !file->label.bytes) {
		if (check_group(chunk, record, from_label, false, err) < 0)
			return -1;
		record->label = from_label.n > 0 ? from_label : none;
		chunk->counts.empty_labels += from_label.n == 0;
	}
	return 0;
}

int
chunk_set_group(struct chunk *chunk, struct record *record,
		struct slice from_split, struct slice from_label,
		struct error *err)
{
	if (chunk->set->options.compat) {
		set_class(chunk->file, record, from_label);
		return 0;
	}
	record->split = chunk->file->usual_split;
	record->label = chunk->file->usual_label;
	return !from_split.bytes && !from_label.bytes ? 0 :
		set_own_group(chunk, record, from_split, from_label, err);
}

int
chunk_bad_letter(const struct chunk *chunk, char byte, uint64_t line,
		 uint64_t column, struct error *err)
{
	return error_at(err, chunk->file->name, line, column,
			"byte 0x%02x is not a letter of a sequence",
			(unsigned char)byte);
}

int
chunk_check_letters(const struct chunk *chunk, const char *bytes, size_t n,
		    uint64_t line, uint64_t column, struct error *err)
{
	const size_t good = letters_span(bytes, n);

	return good == n ? 0 :
			   chunk_bad_letter(chunk, bytes[good], line,
					    column + good, err);
}
