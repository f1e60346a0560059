/*
 * verify.h - which records of an index are related to a text: seeds are
 * tested, then aligned, each record once. Private to this room.
 */
#ifndef GBQC_LEAK_VERIFY_H
#define GBQC_LEAK_VERIFY_H

#include "leak/relate.h"
#include "leak/scan.h"

/* What is known of one strand of an indexed record and the text. */
struct verify_state {
	uint32_t serial;	/* of the text that this is about */
	uint8_t done;		/* what was settled: enum verify_done */
	/* Chain tests that failed: of seeds of long lists, and of others. */
	uint8_t repeats;
	uint16_t failures;
};

enum verify_done { VERIFY_ENDS = 1, VERIFY_BEGINNINGS = 2 };

/* Records of a part against the texts of another, or of the same. */
struct verify_task {
	const struct leak_part *patterns, *texts;
	const struct index *index;	/* of patterns */
	const struct leak_options *options;
	bool patterns_are_queries;	/* not within */
	bool within;		/* one part: the later record is the query */
};

/* Working space of one thread. Start with { 0 }. */
struct verify {
	struct verify_task task;
	struct scan scan;
	struct relate relate;
	struct align align;
	uint8_t *back_codes;	/* of the text turned round */
	size_t back_room;
	bool has_back;
	struct verify_state *states;	/* [2 * records of the index] */
	size_t states_room;
	uint32_t serial;
	uint32_t text;		/* its number */
	/* Hits of the text. */
	struct leak_hit *hits;
	size_t n_hits, hits_room;
};

void verify_release(struct verify *verify);

/* Takes up a task. */
void verify_begin(struct verify *verify, const struct verify_task *task);

/*
 * Puts into verify->hits all relations of a text with indexed records that
 * have no more informative letters. A pair that is found in both of its
 * roles is put there in one of them alone.
 */
void verify_text(struct verify *verify, uint32_t text);

#endif
