/*
 * fasta.c - FASTA: any width of lines, label= and split= in descriptions.
 */
#include <string.h>

#include "base/error.h"
#include "record/block.h"
#include "record/header_line.h"

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

/*
 * Joins the lines of one sequence in place. at is the start of its first
 * line; *seq is set, and chunk->at moved past the last line.
 */
static int
join_lines(struct chunk *chunk, char *at, struct slice *seq,
	   struct error *err)
{
	char *to = at;

	seq->bytes = at;
	while (at < chunk->end && *at != '>') {
		char *feed = memchr(at, '\n', (size_t)(chunk->end - at));
		char *next = feed ? feed + 1 : chunk->end;
		const size_t n = line_length(at, (size_t)((feed ? feed : next) - at));

		if (chunk_check_letters(chunk, at, n, chunk->line, 1, err) < 0)
			return -1;
		if (to != at)
			memmove(to, at, n);
		to += n;
		chunk->line += feed != NULL;
		at = next;
	}
	seq->n = (size_t)(to - seq->bytes);
	chunk->at = at;
	return 0;
}

static int
next_fasta(struct chunk *chunk, struct record *record, struct error *err)
{
	struct header_words words = { { NULL, 0 }, { NULL, 0 } };

	/* Blank lines before the first record. */
	while (chunk->at < chunk->end &&
	       (*chunk->at == '\n' ||
		(*chunk->at == '\r' && chunk->at + 1 < chunk->end &&
		 chunk->at[1] == '\n'))) {
		chunk->line += *chunk->at == '\n';
		chunk->at++;
	}
	if (chunk->at == chunk->end)
		return 0;
	if (*chunk->at != '>')
		return error_at(err, chunk->file->name, chunk->line, 1,
				"text before the first '>' of FASTA");
	record->line = chunk->line;
	if (header_line(chunk, record, &words, err) < 0)
		return -1;

	/* Most often one line, then the next record: nothing to join. */
	char *seq = chunk->at;
	const size_t rest = (size_t)(chunk->end - seq);
	char *feed = rest > 0 && *seq != '>' ? memchr(seq, '\n', rest) : NULL;

	if (feed && (feed + 1 == chunk->end || feed[1] == '>')) {
		const size_t n = line_length(seq, (size_t)(feed - seq));

		if (chunk_check_letters(chunk, seq, n, chunk->line, 1,
					err) < 0)
			return -1;
		chunk->seq[0] = (struct slice){ seq, n };
		chunk->at = feed + 1;
		chunk->line++;
	} else if (join_lines(chunk, seq, &chunk->seq[0], err) < 0) {
		return -1;
	}
	return chunk_set_group(chunk, record, words.split, words.label,
			       err) < 0 ? -1 : 1;
}

const struct format format_fasta = {
	.name = "FASTA",
	.fill = fill_fasta,
	.next = next_fasta,
};
