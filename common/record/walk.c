/* walk.c - a walk through the fields of CSV or TSV, after RFC 4180. */
#include <string.h>

#include "base/error.h"
#include "record/letters.h"
#include "record/walk.h"

enum { SHORT_FIELD = 16 };

static int
fail_at(const struct walk *walk, const char *at, const char *what,
	struct error *err)
{
	return error_at(err, walk->chunk->file->name, walk->chunk->line,
			(uint64_t)(at - walk->line_start) + 1, "%s", what);
}

static char *
find(const char *from, const char *end, char byte)
{
	char *found = memchr(from, byte, (size_t)(end - from));

	return found ? found : (char *)end;
}

static void
pass_feed(struct walk *walk, char *feed)
{
	if (feed < walk->chunk->end) {
		walk->chunk->line++;
		feed++;
	}
	walk->at = walk->line_start = feed;
	walk->row_ended = true;
}

/* Steps over the end of a field, if this is one: else false. */
static bool
pass_end(struct walk *walk, char *at)
{
	char *const end = walk->chunk->end;

	if (at < end && *at == walk->chunk->file->columns.delimiter) {
		walk->at = at + 1;
		return true;
	}
	char *feed = at < end && *at == '\r' ? at + 1 : at;

	if (feed < end && *feed != '\n')
		return false;
	pass_feed(walk, feed);
	return true;
}

/* Counts the lines within a quoted field of bytes[0..n). */
static void
count_lines(struct walk *walk, char *bytes, size_t n)
{
	const uint64_t lines = letters_lines(bytes, n);

	if (lines == 0)
		return;
	walk->chunk->line += lines;
	while (bytes[n - 1] != '\n')
		n--;
	walk->line_start = bytes + n;
}

/* The field that begins with the quote at walk->at, unescaped in place. */
static int
quoted_field(struct walk *walk, struct slice *field, struct error *err)
{
	char *const start = walk->at + 1, *const end = walk->chunk->end;
	char *from = start, *to = start, *quote;

	for (;;) {
		quote = find(from, end, '"');
		if (quote == end)
			return error_at(err, walk->chunk->file->name,
					walk->line, walk->column,
					"an open quote: what begins here is "
					"never closed");
		const bool escaped = quote + 1 < end && quote[1] == '"';
		const size_t n = (size_t)(quote - from) + escaped;

		/* The quotes of a pair are alike: the first one stays. */
		count_lines(walk, from, n);
		if (to != from)
			memmove(to, from, n);
		to += n;
		if (!escaped)
			break;
		from = quote + 2;
	}
	*field = (struct slice){ start, (size_t)(to - start) };
	if (!pass_end(walk, quote + 1))
		return fail_at(walk, quote + 1, "something follows the "
			       "closing quote of a field", err);
	return 0;
}

/* The end of a field without quotes: a delimiter, a line feed or the end. */
static char *
end_of_field(struct walk *walk)
{
	char *const end = walk->chunk->end, *at = walk->at;
	const char delimiter = walk->chunk->file->columns.delimiter;

	/* Most labels are so short that a call would cost more. */
	for (size_t i = 0; i < SHORT_FIELD; i++, at++)
		if (at == end || *at == delimiter || *at == '\n')
			return at;
	/* The feed is kept: the next fields of the row end there too. */
	if (!walk->feed || walk->feed < at)
		walk->feed = find(at, end, '\n');
	return find(at, walk->feed, delimiter);
}

static void
plain_field(struct walk *walk, struct slice *field)
{
	char *const start = walk->at, *const end = walk->chunk->end;
	char *const stop = end_of_field(walk);

	*field = (struct slice){ start, (size_t)(stop - start) };
	if (stop < end && *stop != '\n') {
		walk->at = stop + 1;
		return;
	}
	if (field->n > 0 && stop[-1] == '\r')
		field->n--;
	pass_feed(walk, stop);
}

static void
start_field(struct walk *walk)
{
	walk->line = walk->chunk->line;
	walk->column = (uint64_t)(walk->at - walk->line_start) + 1;
	walk->quoted = walk->at < walk->chunk->end && *walk->at == '"';
}

int
walk_field(struct walk *walk, struct slice *field, struct error *err)
{
	start_field(walk);
	if (walk->quoted)
		return quoted_field(walk, field, err);
	plain_field(walk, field);
	return 0;
}

int
walk_sequence(struct walk *walk, struct slice *field, struct error *err)
{
	const struct chunk *chunk = walk->chunk;

	start_field(walk);
	if (walk->quoted)
		return quoted_field(walk, field, err) < 0 ? -1 :
			chunk_check_letters(chunk, field->bytes, field->n,
					    walk->line, walk->column + 1, err);

	char *const start = walk->at;
	const size_t n = letters_span(start, (size_t)(chunk->end - start));

	*field = (struct slice){ start, n };
	return pass_end(walk, start + n) ? 0 :
		chunk_bad_letter(chunk, start[n], walk->line,
				 walk->column + n, err);
}

bool
walk_row(struct chunk *chunk, struct walk *walk)
{
	for (;;) {
		char *at = chunk->at;

		if (at == chunk->end)
			return false;
		if (*at == '\r' && at + 1 < chunk->end)
			at++;
		if (*at != '\n')
			break;
		chunk->at = at + 1;
		chunk->line++;
		chunk->counts.blank_rows++;
	}
	*walk = (struct walk){
		.chunk = chunk, .at = chunk->at, .line_start = chunk->at
	};
	return true;
}
