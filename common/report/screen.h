/*
 * screen.h - outside text on a terminal, in lines of a width.
 *
 * A letter is one of UTF-8; its bytes are never torn apart.
 */
#ifndef GBQC_REPORT_SCREEN_H
#define GBQC_REPORT_SCREEN_H

#include <stddef.h>

#include "base/text.h"

/* A name, escaped and cut as error_quote() does. */
void screen_add_quoted(struct text *line, const char *text);

/* A text of any length, escaped, none of it left out. */
void screen_add(struct text *line, const char *text);

/* How many letters n bytes are. */
size_t screen_letters(const char *bytes, size_t n);

/* Cuts what follows the byte `from` to width letters. */
void screen_cut(struct text *line, size_t from, size_t width);

/*
 * Adds words on lines of their own, indented by so many blanks, each line as
 * long as width letters allow.
 */
void screen_add_wrapped(struct text *line, const char *words, size_t indent,
			size_t width);

#endif
