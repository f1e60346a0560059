/*
 * part.h - records as bits: two planes of 64 letters a word, so that the
 * masks of an alignment are a few operations away. Private to this room.
 *
 * Letters are codes: A, C, G, T are 0 to 3 (their complement is 3 less the
 * code), N is 4, any other letter has a code of its own below CODES. Runs of
 * N at both ends are trimmed.
 */
#ifndef GBQC_LEAK_PART_H
#define GBQC_LEAK_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leak/leak.h"

enum { CODE_N = 4, CODES = 33, WORD_LETTERS = 64 };

/*
 * A record. Bit i of a plane is letter i; bits past the end are 0. One of odd
 * letters, that is not ACGT, has all of its codes after both planes, too.
 */
struct leak_seq {
	const uint64_t *low;	/* plane of the code; 0 where it is odd */
	uint32_t n;		/* letters, trimmed */
	uint32_t m;		/* informative ones */
	uint32_t lead, trail;	/* N that were trimmed */
};

/* The first record whose letters are there. */
uint32_t leak_part_first(const struct leak_part *part);
const struct leak_seq *leak_part_seq(const struct leak_part *part,
				     uint32_t record);

static inline size_t
plane_words(uint32_t n)
{
	return ((size_t)n + WORD_LETTERS - 1) / WORD_LETTERS;
}

/* The plane of the codes' higher bits. */
static inline const uint64_t *
seq_high(const struct leak_seq *seq)
{
	return seq->low + plane_words(seq->n);
}

/* True if some letters are not ACGT. */
static inline bool
seq_is_odd(const struct leak_seq *seq)
{
	return seq->m < seq->n;
}

/* The codes of a record of odd letters. */
static inline const uint8_t *
seq_odd(const struct leak_seq *seq)
{
	return (const uint8_t *)(seq->low + 2 * plane_words(seq->n));
}

/* The code of the complement. */
uint8_t code_complement(uint8_t code);

/*
 * Writes the codes of a record. complement: of its other strand; backwards:
 * the last letter first. (The other strand read forwards is both.)
 */
void seq_codes(const struct leak_seq *seq, bool backwards, bool complement,
	       uint8_t *codes);

/* The code of letter i. */
static inline uint8_t
seq_code(const struct leak_seq *seq, uint32_t i)
{
	const unsigned bit = i % WORD_LETTERS;

	if (seq_is_odd(seq))
		return seq_odd(seq)[i];
	return (uint8_t)((seq->low[i / WORD_LETTERS] >> bit & 1) |
			 (seq_high(seq)[i / WORD_LETTERS] >> bit & 1) << 1);
}

/* Turns a plane of n letters round; to and from do not overlap. */
void plane_turn(const uint64_t *from, uint32_t n, uint64_t *to);

#endif
