/*
 * scan.h - the entries of an index whose block, with one edit at most, stands
 * in a text. Private to this room.
 */
#ifndef GBQC_LEAK_SCAN_H
#define GBQC_LEAK_SCAN_H

#include "leak/flank.h"
#include "leak/seed.h"
#include "leak/seen.h"

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
	uint32_t from;		/* where the packed seeds count from */
	uint64_t *seeds;	/* packed */
	size_t n_seeds, seeds_room;
	struct seen seen;
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

/* Whether the other half of a seed of this table and text is exact, too. */
bool scan_is_exact(const struct scan *scan, const struct index_table *table,
		   const struct seed *seed);

#endif
