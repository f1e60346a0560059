/*
 * chain.h - whether the letters beside a seed go on with few edits. Private
 * to this room.
 */
#ifndef GBQC_LEAK_CHAIN_H
#define GBQC_LEAK_CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "leak/part.h"

/* At most so many letters of a pattern, and edits. */
enum { CHAIN_EDITS = 5, CHAIN_LETTERS = WORD_LETTERS - CHAIN_EDITS };

/* Up to 64 letters as planes, the first in bit 0. */
struct chain_window {
	uint64_t low, high;
};

/* The letters from a place of a record on, or backwards those before it. */
struct chain_window chain_right(const struct leak_seq *seq, uint32_t from);
struct chain_window chain_left(const struct leak_seq *seq, uint32_t to);

/*
 * True if the first n letters (1 to CHAIN_LETTERS) of pattern are within
 * `edits` (up to CHAIN_EDITS) of some beginning of the first n_text letters of
 * text, and on the way the first n_near (0 to n) within `near`.
 */
struct chain {
	unsigned n, n_near;
	int edits, near;
};
bool chain_test(const struct chain *chain, struct chain_window pattern,
		struct chain_window text, uint32_t n_text);

#endif
