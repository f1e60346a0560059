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

/* Planes of the letters from a place on. */
struct flank_side {
	uint32_t low, high;
};

/*
 * To the left (backwards) and to the right of the exact half. The upper bits
 * say how many letters must hold with the edits of two blocks (of low), and
 * of three (of high).
 */
struct flank {
	struct flank_side side[2];
};

/* The same of a place of a text, all bits of them letters. */
struct flank_text {
	struct flank_side side[2];
};

/* True if this machine tests flanks. */
bool flank_is_fast(void);

/* The flank of an entry; no_overlap: only beginnings are looked for. */
struct flank flank_of(const struct index *index, const struct leak_seq *seq,
		      uint32_t record, const struct place *place,
		      bool no_overlap);

/* For places 0 to n: fills texts, of room for n + 1. */
void flank_fill(const struct leak_seq *text, struct flank_text *texts);

/* Where seeds are looked at: in a text of n letters, from a place on. */
struct flank_places {
	const struct flank_text *texts;
	uint32_t n, from;
};

/*
 * Drops those of n packed seeds of a table with flanks that can be none;
 * those of long lists stay. There is room for FLANK_PAD more seeds. Order is
 * kept. Returns how many are left.
 */
enum { FLANK_PAD = 8 };
size_t flank_sieve(const struct index_table *table,
		   const struct flank_places *places, uint64_t *seeds,
		   size_t n);

#endif
