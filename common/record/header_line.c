/* header_line.c - the line before a sequence in FASTA and FASTQ. */
#include <string.h>

#include "base/error.h"
#include "record/header_line.h"
#include "record/letters.h"

size_t
line_length(const char *line, size_t n)
{
	return n > 0 && line[n - 1] == '\r' ? n - 1 : n;
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* The value of a word KEY=..., if the bytes from at begin with it. */
static void
take_word(const char *at, const char *end, const char *key,
	  struct slice *value)
{
	const size_t n = strlen(key);

	if (value->bytes || (size_t)(end - at) < n ||
	    memcmp(at, key, n) != 0)
		return;
	value->bytes = at + n;
	for (at += n; at < end && !is_blank(*at); at++)
		;
	value->n = (size_t)(at - value->bytes);
}

static void
find_words(const char *at, const char *end, struct header_words *words)
{
	bool at_word = false;	/* the id is no word of the description */

	for (; at < end; at++) {
		if (at_word) {
			take_word(at, end, "label=", &words->label);
			take_word(at, end, "split=", &words->split);
		}
		at_word = is_blank(*at);
	}
}

static int
read_description(const struct chunk *chunk, const char *header, size_t n,
		 struct header_words *words, struct error *err)
{
	const char *cr;

	n = line_length(header, n);
	cr = memchr(header, '\r', n);
	if (cr)
		return error_at(err, chunk->file->name, chunk->line,
				(uint64_t)(cr - header) + 2,
				"a carriage return without a line feed; "
				"convert the line ends first");
	find_words(header, header + n, words);
	return 0;
}

int
header_line(struct chunk *chunk, struct record *record,
	    struct header_words *words, struct error *err)
{
	char *header = chunk->at + 1;
	size_t n, word;
	bool odd;

	n = letters_look(header, (size_t)(chunk->end - header), &word, &odd);
	record->id = (struct slice){ header, word };
	if (odd && read_description(chunk, header, n, words, err) < 0)
		return -1;
	chunk->at = header + n;
	if (chunk->at < chunk->end) {
		chunk->at++;
		chunk->line++;
	}
	return 0;
}
