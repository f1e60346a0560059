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

#endif
