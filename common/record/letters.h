/*
 * letters.h - the two loops over every byte: are these letters, and how many
 * lines are there.
 *
 * Both may read as far as LETTERS_PAD bytes past the end, so what they are
 * given lies in a padded buffer.
 */
#ifndef GBQC_RECORD_LETTERS_H
#define GBQC_RECORD_LETTERS_H

#include <stddef.h>
#include <stdint.h>

enum { LETTERS_PAD = 64 };

/*
 * How many of the first n bytes are letters of a sequence (any ASCII letter,
 * '*' and '-') before the first that is not: n if all are.
 */
size_t letters_span(const char *bytes, size_t n);

/* How many of n bytes are line feeds. */
uint64_t letters_lines(const char *bytes, size_t n);

#endif
