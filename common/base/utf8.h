/*
 * utf8.h - letters of UTF-8, and which of them a reader would see.
 */
#ifndef GBQC_BASE_UTF8_H
#define GBQC_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

/*
 * The length of the well-formed letter that n bytes begin with, 1 to 4, and
 * in *code its number; 0 where they begin with none (n 0 too).
 */
MUST_USE size_t utf8_decode(const char *bytes, size_t n, uint32_t *code);

/*
 * True of a letter that shows as itself: not of control characters, of what
 * has no width or turns the direction of text, nor of what is no letter or
 * private.
 */
bool utf8_shows(uint32_t code);

#endif
