/*
 * letters.h - letters of sequences as shapes that can be stretched, for
 * stacks. Private to the figures of page/.
 */
#ifndef GBQC_PAGE_LETTERS_H
#define GBQC_PAGE_LETTERS_H

#include <stddef.h>
#include <stdint.h>

#include "page/svg.h"

/* The shapes, to be defined once a page (svg_define_open()). */
void letters_define(struct text *to);

/* Letters of one kind, of one colour, follow; in percent, 0: full. */
void letters_group_open(struct text *to, char letter, unsigned opacity);
void letters_group_close(struct text *to);

/* A letter in a box, in tenths of a pixel. */
void letters_add(struct text *to, char letter, int32_t x, int32_t y,
		 int32_t width, int32_t height);

#endif
