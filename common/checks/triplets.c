/*
 * triplets.c - the triplets of four letters as counters that can be added.
 *
 * A table of constants that nobody could type or check, so macros make it.
 */
#include "checks/triplets.h"

/* Names of macros cannot stand in parentheses. */
/* NOLINTBEGIN(bugprone-macro-parentheses) */

/* The number of a letter, A 0, C 1, G 2, T 3, by its bits; letter k of i. */
#define NUMBER(bits) ((bits) ^ (bits) >> 1)
#define LETTER(i, k) NUMBER((i) >> 2 * (k) & 3)

/* Word w of the counters, for the triplet from letter k of i on. */
#define BYTE(i, k) (16 * (LETTER(i, k) & 1) + 4 * LETTER(i, k + 1) + \
		    LETTER(i, k + 2))
#define BIT(i, k) (BYTE(i, k) % 8 * 8 + (LETTER(i, k) >> 1) * 4)
#define WORD(i, k, w) ((uint64_t)(BYTE(i, k) / 8 == (w)) << BIT(i, k))

#define FOUR(i) { WORD(i, 0, 0) + WORD(i, 1, 0), WORD(i, 0, 1) + WORD(i, 1, 1),\
		  WORD(i, 0, 2) + WORD(i, 1, 2), WORD(i, 0, 3) + WORD(i, 1, 3) }

#define TIMES_4(what, i) what(i), what(i + 1), what(i + 2), what(i + 3)
#define TIMES_16(what, i) TIMES_4(what, i), TIMES_4(what, i + 4), \
	TIMES_4(what, i + 8), TIMES_4(what, i + 12)
#define TIMES_64(what, i) TIMES_16(what, i), TIMES_16(what, i + 16), \
	TIMES_16(what, i + 32), TIMES_16(what, i + 48)

/* NOLINTEND(bugprone-macro-parentheses) */

_Alignas(TRIPLETS_BYTES) const uint64_t
triplets_of[TRIPLETS_FOURS][TRIPLETS_BYTES / 8] = {
	TIMES_64(FOUR, 0), TIMES_64(FOUR, 64), TIMES_64(FOUR, 128),
	TIMES_64(FOUR, 192)
};
