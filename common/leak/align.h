/*
 * align.h - edit distances of a pattern to a text, 64 rows of the matrix at
 * a time. Private to this room.
 *
 * Source: Myers (1999) J. ACM 46:395-415, in the form for several words of
 * Hyyro (2003) Nordic J. Computing 10:29-39; words whose distances are all
 * beyond the limit are left out, after Ukkonen (1985) J. Algorithms 6:132-137.
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
	uint32_t *foot;		/* the distance at the last row of a word */
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
 * text codes, or limit + 1 where it is more than limit. align->up and ->down
 * then hold the steps of the last column: the distance of the pattern's first
 * i letters to an end of the text is the sum of the first i steps
 * (align_last()); where it is more than limit, so is the sum.
 */
uint32_t align_within(struct align *align, const uint8_t *text, uint32_t n,
		      uint32_t limit);

/* The edit distance of all of the pattern and all of the text, likewise. */
uint32_t align_whole(struct align *align, const uint8_t *text, uint32_t n,
		     uint32_t limit);

/* The sum of the first i steps of the last column, i up to the length. */
uint32_t align_last(const struct align *align, uint32_t i);

#endif
