/*
 * fasta.c - FASTA: any width of lines, label= and split= in descriptions.
 */
#include <string.h>

#include "base/error.h"
#include "record/block.h"
#include "record/compat_reading.h"
#include "record/header_line.h"
#include "record/letters.h"

/* A record begins at '>' at the start of a line; the last is not whole. */
static void
cut_fasta(struct cut *cut, const struct reader *reader, const char *bytes,
	  size_t n)
{
	(void)reader;
	for (size_t i = n; i > cut->seen && i > 1; i--)
		if (bytes[i - 1] == '>' && bytes[i - 2] == '\n') {
			cut->end = i - 1;
			break;
		}
	cut->seen = n;
}

static int
fill_fasta(struct reader *reader, struct chunk *chunk, struct error *err)
{
	return block_fill(reader, chunk, cut_fasta, err);
}

/* The letters of the line at chunk->at, which is moved past it. */
static int
take_line(struct chunk *chunk, struct slice *line, struct error *err)
{
	char *const start = chunk->at;
	char *at = start + letters_span(start, (size_t)(chunk->end - start));

	*line = (struct slice){ start, (size_t)(at - start) };
	if (at < chunk->end && *at == '\r' &&
	    (at + 1 == chunk->end || at[1] == '\n'))
		at++;
	if (at < chunk->end && *at != '\n')
		return chunk_bad_letter(chunk, *at, chunk->line, line->n + 1,
					err);
	if (at < chunk->end) {
		at++;
		chunk->line++;
	}
	chunk->at = at;
	return 0;
}

/* With compat: whatever the line holds, but for blanks. */
static void
take_any_line(struct chunk *chunk, struct slice *line)
{
	char *const start = chunk->at;
	char *feed = memchr(start, '\n', (size_t)(chunk->end - start));

	chunk->at = chunk->end;
	if (feed) {
		chunk->at = feed + 1;
		chunk->line++;
	} else {
		feed = chunk->end;
	}
	*line = (struct slice){
		start, compat_squeeze(start, (size_t)(feed - start))
	};
}

/* The lines as far as the next record, joined in place where they are two. */
static int
take_lines(struct chunk *chunk, struct slice *seq, struct error *err)
{
	char *to = chunk->at;

	seq->bytes = to;
	while (chunk->at < chunk->end && *chunk->at != '>') {
		struct slice line;

		if (chunk->set->options.compat)
			take_any_line(chunk, &line);
		else if (take_line(chunk, &line, err) < 0)
			return -1;
		if (to != line.bytes)
			memmove(to, line.bytes, line.n);
		to += line.n;
	}
	seq->n = (size_t)(to - seq->bytes);
	return 0;
}

/* Mostly one line, and another record behind it. */
static int
take_sequence(struct chunk *chunk, struct slice *seq, struct error *err)
{
	char *const start = chunk->at;
	const size_t left = (size_t)(chunk->end - start);
	const size_t n = letters_span(start, left);

	if (left - n < 2 || start[n] != '\n' || start[n + 1] != '>' ||
	    chunk->set->options.compat)
		return take_lines(chunk, seq, err);
	*seq = (struct slice){ start, n };
	chunk->at = start + n + 1;
	chunk->line++;
	return 0;
}

/* Blank lines before the first record. */
static void
pass_blank_lines(struct chunk *chunk)
{
	for (char *at = chunk->at; at < chunk->end; chunk->at = ++at) {
		if (*at == '\r' && at + 1 < chunk->end)
			at++;
		if (*at != '\n')
			break;
		chunk->line++;
	}
}

static int
next_fasta(struct chunk *chunk, struct record *record, struct error *err)
{
	struct header_words words = { { NULL, 0 }, { NULL, 0 } };

	if (chunk->at < chunk->end && *chunk->at != '>')
		pass_blank_lines(chunk);
	if (chunk->at == chunk->end)
		return 0;
	if (*chunk->at != '>')
		return error_at(err, chunk->file->name, chunk->line, 1,
				"text before the first '>' of FASTA");
	record->line = chunk->line;
	if (header_line(chunk, record, &words, err) < 0 ||
	    take_sequence(chunk, &chunk->seq[0], err) < 0)
		return -1;
	return chunk_set_group(chunk, record, words.split, words.label,
			       err) < 0 ? -1 : 1;
}

/* Whether a header line says no more than an id. */
static bool
is_plain_header(const struct lines *lines, const char *at, const char *feed)
{
	size_t word;
	bool odd;

	if (!lines->pass.signs)
		return true;
	letters_look(at, (size_t)(feed - at) + 1, &word, &odd);
	return !odd;
}

/* Whether a line is letters; ends are that of the line before, and its own. */
static bool
is_letters(const struct letters_end *ends, const char *at, size_t n)
{
	/* '*' and '-' are rare. */
	return ends[1].others - ends[0].others == 1 ||
	       letters_span(at, n) == n;
}

/* One line of header without a word for us, one line of letters, no CR. */
static size_t
next_plain_fasta(struct chunk *chunk, struct slice *seq, size_t n)
{
	struct lines *lines = &chunk->lines;
	const char *at = chunk->at;
	size_t found = 0;

	if (lines->given_up)
		return 0;
	if (!lines->bytes)
		lines_start(lines, at, (size_t)(chunk->end - at));
	lines_seek(lines, at);
	while (found < n && lines_are_two(lines)) {
		const struct letters_end *ends = lines->ends + lines->next;
		const char *const letters = lines->bytes + ends[0].at + 1;
		const size_t length = ends[1].at - ends[0].at - 1;
		const char *const behind = letters + length + 1;

		if (behind == chunk->end || *at != '>' ||
		    !is_plain_header(lines, at + 1, letters - 1) ||
		    !is_letters(ends, letters, length))
			break;
		/* Where one record is wrapped, the others are. */
		lines->given_up = *behind != '>';
		if (lines->given_up)
			break;
		seq[found++] = (struct slice){ letters, length };
		at = behind;
		lines->next += 2;
	}
	chunk->at += at - chunk->at;
	chunk->line += 2 * found;
	return found;
}

const struct format format_fasta = {
	.name = "FASTA",
	.fill = fill_fasta,
	.next = next_fasta,
	.next_plain = next_plain_fasta,
};
