/*
 * fastq.c - FASTQ of four lines a record.
 *
 * Qualities may begin with '@' and '+', so only the number of lines tells
 * where a record begins. Four blank lines pass as no record, so that a file
 * may end in blank lines wherever its blocks are cut.
 */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "record/block.h"
#include "record/header_line.h"
#include "record/letters.h"

enum { RECORD_LINES = 4 };

static void
cut_fastq(struct cut *cut, const struct reader *reader, const char *bytes,
	  size_t n)
{
	(void)reader;
	cut->lines += letters_lines(bytes + cut->seen, n - cut->seen);
	cut->seen = n;
	if (cut->lines < RECORD_LINES)
		return;

	/* Back over the lines of the last record, which is not whole. */
	uint64_t surplus = cut->lines % RECORD_LINES;
	size_t end = n;

	for (;; end--)
		if (bytes[end - 1] == '\n' && surplus-- == 0)
			break;
	cut->end = end;
}

static int
fill_fastq(struct reader *reader, struct chunk *chunk, struct error *err)
{
	return block_fill(reader, chunk, cut_fastq, err);
}

/* The next line, moved past. False where there is none. */
static bool
take_line(struct chunk *chunk, struct slice *line)
{
	const size_t rest = (size_t)(chunk->end - chunk->at);
	char *feed = memchr(chunk->at, '\n', rest);

	line->bytes = chunk->at;
	line->n = line_length(chunk->at,
			      feed ? (size_t)(feed - chunk->at) : rest);
	chunk->at = feed ? feed + 1 : chunk->end;
	chunk->line += feed != NULL;
	return rest > 0;
}

/*
 * Passes over blank lines: four by four, or to the end of the file, which is
 * where a chunk of other than whole records ends.
 */
static int
pass_blank_lines(struct chunk *chunk, struct error *err)
{
	uint64_t blank = 0;

	for (;;) {
		char *at = chunk->at;

		if (at < chunk->end && *at == '\r')
			at++;
		if (at == chunk->end)
			chunk->at = at;
		if (at == chunk->end || *at != '\n')
			break;
		chunk->at = at + 1;
		chunk->line++;
		blank++;
	}
	if (chunk->at == chunk->end)
		return 0;
	if (blank % RECORD_LINES != 0 || *chunk->at != '@')
		return error_at(err, chunk->file->name,
				chunk->line - blank % RECORD_LINES, 1,
				"a record of FASTQ begins with '@'");
	return 1;
}

static int
fail_line(const struct chunk *chunk, uint64_t line, const char *what,
	  struct error *err)
{
	return error_at(err, chunk->file->name, line, 0, "%s", what);
}

static int
next_fastq(struct chunk *chunk, struct record *record, struct error *err)
{
	struct header_words words = { { NULL, 0 }, { NULL, 0 } };
	struct slice plus, quality, *seq = &chunk->seq[0];
	const int more = pass_blank_lines(chunk, err);

	if (more <= 0)
		return more;
	record->line = chunk->line;
	if (header_line(chunk, record, &words, err) < 0)
		return -1;
	if (!take_line(chunk, seq) || !take_line(chunk, &plus))
		return fail_line(chunk, record->line,
				 "the last record is cut: four lines belong "
				 "to one of FASTQ", err);
	if (chunk_check_letters(chunk, seq->bytes, seq->n, record->line + 1,
				1, err) < 0)
		return -1;
	if (plus.n == 0 || plus.bytes[0] != '+')
		return fail_line(chunk, record->line + 2,
				 "no '+' here: FASTQ of wrapped lines is not "
				 "read (seqtk seq -l 0 unwraps it)", err);
	if (!take_line(chunk, &quality) && seq->n > 0)
		return fail_line(chunk, record->line,
				 "the last record is cut: four lines belong "
				 "to one of FASTQ", err);
	if (quality.n != seq->n)
		return error_at(err, chunk->file->name, record->line + 3, 0,
				"%zu qualities for %zu letters", quality.n,
				seq->n);
	return chunk_set_group(chunk, record, words.split, words.label,
			       err) < 0 ? -1 : 1;
}

const struct format format_fastq = {
	.name = "FASTQ",
	.fill = fill_fastq,
	.next = next_fastq,
};
