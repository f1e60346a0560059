/*
 * align.h - edit distances of a pattern to a text, 64 rows of the matrix at
 * a time. Private to this room.
 *
 * Source: Myers (1999) J. ACM 46:395-415, in the form for several words of
 * Hyyro (2003) Nordic J. Computing 10:29-39.
 */
#ifndef GBQC_LEAK_ALIGN_H
#define GBQC_LEAK_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leak/part.h"

/* A pattern, ready to be aligned, and working space. Start with { 0 }. */
struct align {
	uint32_t n;		/* letters of the pattern, from 1 on */
	size_t words;
	const uint64_t *eq[CODES];	/* where each code stands */
	/* Last column of the matrix: where it steps up, and down. */
	uint64_t *up, *down;
	uint64_t *space;	/* private */
	size_t room;
};

void align_release(struct align *align);

/*
 * Makes a record the pattern; backwards: with its last letter first,
 * complement: of its complements (its other strand is both). It must not be
 * empty.
 */
void align_pattern(struct align *align, const struct leak_seq *seq,
		   bool backwards, bool complement);

/*
 * The least edit distance between all of the pattern and any stretch of n
 * text codes. align->up and ->down then hold the steps of the last column:
 * entry i, the distance of the pattern's first i letters to an end of the
 * text, is the sum of the first i steps.
 */
uint32_t align_within(struct align *align, const uint8_t *text, uint32_t n);

/* The edit distance between all of the pattern and all of the text. */
uint32_t align_whole(struct align *align, const uint8_t *text, uint32_t n);

#endif
