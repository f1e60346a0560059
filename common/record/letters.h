/*
 * letters.h - the loops over every byte: where letters end, how many lines
 * there are, and what a header line holds.
 *
 * All may read as far as LETTERS_PAD bytes past the end, so what they are
 * given lies in a padded buffer.
 */
#ifndef GBQC_RECORD_LETTERS_H
#define GBQC_RECORD_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LETTERS_PAD = 64 };

/*
 * How many of the first n bytes are letters of a sequence (any ASCII letter,
 * '*' and '-') before the first that is not: n if all are. Stops there.
 */
size_t letters_span(const char *bytes, size_t n);

/* How many of n bytes are line feeds. */
uint64_t letters_lines(const char *bytes, size_t n);

/*
 * Looks at the first line of n bytes: returns its length, without the line
 * feed (n where there is none). *word is the length of its first word. *odd
 * is true if '=' or a carriage return follows that word, and perhaps if only
 * the word, or what follows a last line without line feed, holds one.
 */
size_t letters_look(const char *bytes, size_t n, size_t *word, bool *odd);

/*
 * Where a line ends, and what of the bytes before it are no letters: that
 * grows by one at a line feed, and by one or more where the line holds what is
 * no ASCII letter ('*' and '-' perhaps, too).
 */
struct letters_end {
	uint32_t at, others;
};

/* What a pass over the lines of some bytes has seen. Start with { 0 }. */
struct letters_pass {
	uint32_t at, others;
	bool signs;		/* '=' or a carriage return */
};

/*
 * Goes on through bytes[0..n), n below 2^32 - 64, by LETTERS_WINDOW bytes at
 * most. Writes where lines end; returns how many do. ends has room for
 * LETTERS_WINDOW and LETTERS_PAD of them. Nothing in this pass waits for where
 * the line before ended: so it is faster than to look for one line end after
 * the other.
 */
enum { LETTERS_WINDOW = 4096 };
size_t letters_ends(const char *bytes, uint32_t n, struct letters_pass *pass,
		    struct letters_end *ends);

#endif
