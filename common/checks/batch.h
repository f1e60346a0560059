/*
 * batch.h - up to 255 sequences of one group, and what one pass over their
 * letters tells.
 */
#ifndef GBQC_CHECKS_BATCH_H
#define GBQC_CHECKS_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BATCH_MAX = 255 };

/* What a profile may hold, to be asked for together. */
enum profile_parts {
	PROFILE_LETTERS = 1,	/* counts of letters */
	PROFILE_PAIRS = 2,	/* counts of dinucleotides of ACGT */
	PROFILE_WINDOWS = 4,	/* low windows of 64 letters */
	PROFILE_RUNS = 8,	/* runs of N */
	PROFILE_LOWER = 16	/* the count of lower case */
};

/* What a batch may have beside profiles. */
enum { BATCH_POSITIONS = 32 };	/* position_sums.h */

/* Letters as small numbers: A-Z are 0-25, then these. */
enum { LETTER_GAP = 26, LETTER_STOP = 27, LETTERS = 28 };

/* One sequence. Case is folded in all but lower. */
struct profile {
	uint32_t acgt[4];	/* A, C, G, T */
	uint32_t u;		/* U */
	uint32_t n;		/* N */
	uint32_t other;		/* every other letter, - and * */
	uint32_t s, w;		/* of other: S (C or G) and W (A or T) */
	uint32_t lower;		/* letters in lower case */
	uint32_t lead, trail, longest;	/* runs of N */
	uint32_t low, windows;	/* the DUST score above 2: docs/formats.md */
	uint32_t pairs[16];	/* 4 * first + second, A 0 C 1 G 2 T 3 */
};

/* Start with { 0 }; release it where checks have seen it. */
struct batch {
	size_t n;
	const uint8_t *seq[BATCH_MAX];	/* checked letters, any case */
	uint32_t length[BATCH_MAX];
	unsigned wanted;		/* profile_parts that some check reads */
	unsigned have;			/* what is filled in; 0: nothing yet */
	struct profile profile[BATCH_MAX];
	struct position_sums *positions;	/* NULL before the first */
};

/*
 * Fills in the parts that are not there yet, for all records; the first call
 * brings all that are wanted, in one pass.
 */
void batch_profile(struct batch *batch, unsigned parts);
void batch_release(struct batch *batch);

extern const uint8_t letter_numbers[128];	/* letter.c */

/* 0-27 of a checked letter in any case. */
static inline unsigned
letter_number(uint8_t letter)
{
	return letter_numbers[letter & 0x7f];
}

/* The upper-case letter of a number. */
char letter_text(unsigned number);

/*
 * Where the next letter other than A, C, G and T stands, from place i of n
 * on; n if there is none. So records with a few of them are not walked
 * through letter by letter.
 */
size_t letter_next_odd(const uint8_t *seq, size_t i, size_t n);

#endif
