/*
 * flank.h - the letters on both sides of an index entry, kept with it, so
 * that eight seeds at a time are tested without a look at their records.
 * Private to this room.
 *
 * Where blocks are short nearly all seeds are chance. What is dropped here
 * would fail the test of its chain (beside.h) on both sides; what is kept may
 * still fail it.
 */
#ifndef GBQC_LEAK_FLANK_H
#define GBQC_LEAK_FLANK_H

#include "leak/beside.h"

/* Flanks pay off for halves, and can be used for texts, of so many letters. */
enum { FLANK_HALF = 6, FLANK_TEXT = 1 << 24 };

/*
 * Planes of the first letters, in the lower bits, from the exact half on; the
 * upper bits say how many must hold with the edits of two blocks (of low),
 * and of three (of high).
 */
struct flank {
	uint32_t low[2], high[2];	/* to the left (backwards), right */
};

/* Places of a text: both planes of the letters to either side. */
struct flank_text {
	uint32_t low[2], high[2];
};

/* True if this machine tests flanks. */
bool flank_is_fast(void);

/* The flank of an entry; no_overlap: only beginnings are looked for. */
struct flank flank_of(const struct index *index, const struct leak_seq *seq,
		      uint32_t record, const struct place *place,
		      bool no_overlap);

/* For places 0 to n: fills texts, of room for n + 1. */
void flank_fill(const struct leak_seq *text, struct flank_text *texts);

struct seed;

/*
 * Drops those of n seeds that can be none; those that are marked `long_list`
 * stay. flanks: of the table; texts: of a text of n_text letters. Order is
 * kept. Returns how many are left.
 */
size_t flank_sieve(const struct flank *flanks, const struct flank_text *texts,
		   uint32_t n_text, unsigned half, struct seed *seeds,
		   size_t n);

#endif
