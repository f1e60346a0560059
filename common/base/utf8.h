/*
 * utf8.h - letters of outside text, one at a time.
 */
#ifndef GBQC_BASE_UTF8_H
#define GBQC_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The letter that n bytes begin with, in *code. Returns its length, 1 to 4,
 * or 0 where the bytes are not well-formed UTF-8 (n at least 1).
 */
size_t utf8_decode(const char *bytes, size_t n, uint32_t *code);

/*
 * True of a letter that shows, by itself, where it stands: no control, none
 * without width, none that turns the direction of others, none that Unicode
 * leaves to private use or keeps out of text.
 */
bool utf8_shows(uint32_t code);

#endif
