/* header_line.c - the line before a sequence in FASTA and FASTQ. */
#include <string.h>

#include "base/error.h"
#include "record/header_line.h"
#include "record/letters.h"

enum { SCAN_STEP = 16 };	/* no more than LETTERS_PAD */

size_t
line_length(const char *line, size_t n)
{
	return n > 0 && line[n - 1] == '\r' ? n - 1 : n;
}

/* True if the header of n bytes may hold a word, or CR alone. */
static bool
deserves_a_look(const char *header, size_t n)
{
	for (size_t i = 0; i < n; i += SCAN_STEP) {
		unsigned char found = 0;

		for (int j = 0; j < SCAN_STEP; j++)
			found |= (unsigned char)(
				(header[i + (size_t)j] == '=') |
				(header[i + (size_t)j] == '\r'));
		if (found)
			return true;
	}
	return false;
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

int
header_line(struct chunk *chunk, struct record *record,
	    struct header_words *words, struct error *err)
{
	char *header = chunk->at + 1;
	char *feed = memchr(header, '\n', (size_t)(chunk->end - header));
	const size_t n = line_length(header, (size_t)((feed ? feed : chunk->end) -
					       header));
	size_t id = 0;

	while (id < n && (unsigned char)header[id] > ' ')
		id++;
	record->id = (struct slice){ header, id };
	if (deserves_a_look(header, n)) {
		const char *cr = memchr(header, '\r', n);

		if (cr)
			return error_at(err, chunk->file->name, chunk->line,
					(uint64_t)(cr - chunk->at) + 1,
					"a carriage return without a line "
					"feed; convert the line ends first");
		find_words(header, header + n, words);
	}
	chunk->at = feed ? feed + 1 : chunk->end;
	chunk->line += feed != NULL;
	return 0;
}
