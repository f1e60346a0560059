/*
 * scan.h - the entries of an index whose block, with one edit at most, stands
 * in a text. Private to this room.
 */
#ifndef GBQC_LEAK_SCAN_H
#define GBQC_LEAK_SCAN_H

#include "leak/flank.h"

/* One of them: the exact half begins at a place of the text. */
struct seed {
	uint32_t entry;
	uint32_t at;
	bool right;		/* the exact half is the right one */
	bool long_list;		/* of a list that scan_seen counts */
	bool exact;		/* the other half is exact, too */
};

/*
 * Long lists that were gone through for a text. A repeat meets the same list
 * with the same letters beside it again and again; after SCAN_TIMES whoever
 * takes the seeds has settled all that it can give (verify.c).
 */
enum { SCAN_TIMES = 5 };
struct scan_seen {
	uint64_t context;
	uint32_t serial;	/* of the text */
	uint32_t times;
};

/* A text, and working space. Start with { 0 }. */
struct scan {
	const struct leak_seq *text;
	uint8_t *codes;		/* all of its letters */
	uint16_t *words, *backs;	/* [at]: letters from there, before it */
	uint16_t *space;	/* private */
	size_t room;
	struct flank_text *flanks;	/* of the text; see has_flanks */
	size_t flanks_room;
	bool has_flanks;
	struct seed *seeds;
	size_t n_seeds, seeds_room;
	struct scan_seen *seen;	/* a hash table of n_seen, a power of 2 */
	size_t n_seen;
	uint32_t serial;
};

void scan_release(struct scan *scan);

/* Takes up a text, which is borrowed. */
void scan_text(struct scan *scan, const struct leak_seq *text);

/*
 * Finds seeds of a table from place *at of the text on, and moves *at on:
 * to the text's end, or to where many were found. Seeds that are surely
 * chance are left out. False: there was nothing left.
 */
bool scan_table(struct scan *scan, const struct index_table *table,
		uint32_t *at);

#endif
