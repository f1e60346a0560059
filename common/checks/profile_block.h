/*
 * profile_block.h - what 64 letters tell, by bit masks. Private to the two
 * ways of profile.h, which compile it each for its own processors.
 *
 * Bits 1 and 2 of A, C, T (U) and G in ASCII are 0, 1, 2 and 3, in either
 * case; so two masks and one that says which letters are ACGT at all give a
 * mask a base, and counts are numbers of bits.
 */
#ifndef GBQC_CHECKS_PROFILE_BLOCK_H
#define GBQC_CHECKS_PROFILE_BLOCK_H

#include <string.h>

#include "checks/profile.h"

#define BLOCK_INLINE static inline __attribute__((always_inline))

enum { BLOCK = 64, NO_BASE = 4 };

/* Bit i of a mask tells about letter i; none beyond the last letter is set. */
struct block {
	uint64_t live;		/* there is a letter */
	uint64_t bit1, bit2;	/* of the letter in ASCII */
	uint64_t acgt, u, n;
	uint64_t lower;
};

/* A record on its way: what its blocks have told so far. */
struct block_sum {
	struct profile *profile;
	unsigned before;	/* the last base, or NO_BASE */
};

/* Makes the parts of a profile zero, but runs. */
BLOCK_INLINE void
block_sum_init(struct block_sum *sum, struct profile *profile)
{
	*sum = (struct block_sum){ profile, NO_BASE };
	memset(profile->acgt, 0, sizeof(profile->acgt));
	profile->u = profile->n = profile->other = 0;
	profile->s = profile->w = profile->lower = profile->low = 0;
	memset(profile->pairs, 0, sizeof(profile->pairs));
}

/* Bits 1 and 2. */
BLOCK_INLINE unsigned
base_bits(uint8_t letter)
{
	return letter >> 1 & 3;
}

/* 0 to 3 of A, C, G and T (or U) in either case. */
BLOCK_INLINE unsigned
base_number(uint8_t letter)
{
	return base_bits(letter) ^ base_bits(letter) >> 1;
}

/* By one instruction, or in plain C. */
BLOCK_INLINE unsigned
ones(uint64_t mask, bool wide)
{
	if (wide)
		return (unsigned)__builtin_popcountll(mask);
	mask -= mask >> 1 & 0x5555555555555555;
	mask = (mask & 0x3333333333333333) +
	       (mask >> 2 & 0x3333333333333333);
	mask = (mask + (mask >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return (unsigned)(mask * 0x0101010101010101 >> 56);
}

/*
 * A window of t triplets of A, C, G and T (or U), 2 or more, is low where the
 * squares of their counts add up to more than this: the sum of c(c - 1)/2 is
 * above 2 (t - 1) then, the score of DUST (Morgulis et al. 2006, J. Comput.
 * Biol. 13:1028-1040) above 2.
 */
BLOCK_INLINE unsigned
most_squares(unsigned t)
{
	return 5 * t - 4;
}

BLOCK_INLINE bool
is_low(unsigned squares, unsigned t)
{
	return t >= 2 && squares > most_squares(t);
}

/* The same of a block of n letters, of which some may be others. */
BLOCK_INLINE bool
block_is_low(const uint8_t *seq, unsigned n, uint64_t known, bool wide)
{
	uint64_t starts = n < 3 ? 0 : known & known >> 1 & known >> 2;
	unsigned t = ones(starts, wide), triplet = 0, squares = 0;
	uint8_t counts[64] = { 0 };

	/* From fewer than 5 the sum cannot be that large. */
	if (t < 5)
		return false;
	triplet = base_number(seq[0]) << 2 | base_number(seq[1]);
	for (unsigned i = 0; i + 2 < n; i++) {
		triplet = (triplet << 2 | base_number(seq[i + 2])) & 63;
		if (starts >> i & 1)
			squares += 2u * counts[triplet]++ + 1;
	}
	return is_low(squares, t);
}

/* Every letter of a block that is none of A, C, G, T, U and N. */
BLOCK_INLINE void
count_odd(const uint8_t *seq, uint64_t odd, struct profile *sum)
{
	for (; odd; odd &= odd - 1) {
		uint8_t upper = seq[__builtin_ctzll(odd)] & 0xdf;

		sum->s += upper == 'S';
		sum->w += upper == 'W';
		sum->other++;
	}
}

/* The number of letter i of a block, or NO_BASE of a letter but ACGT. */
BLOCK_INLINE unsigned
base_at(const struct block *block, const uint8_t *seq, unsigned i)
{
	return block->acgt >> i & 1 ? base_number(seq[i]) : NO_BASE;
}

/* Pairs within a block, and the one that its first letter ends. */
BLOCK_INLINE void
count_pairs(const struct block *block, const uint64_t *mask,
	    const uint8_t *seq, struct block_sum *sum, bool wide)
{
	unsigned first = base_at(block, seq, 0);

	for (unsigned x = 0; x < 4; x++)
		for (unsigned y = 0; y < 4; y++)
			sum->profile->pairs[4 * x + y] +=
				ones(mask[x] & mask[y] >> 1, wide);
	if (sum->before < NO_BASE && first < NO_BASE)
		sum->profile->pairs[4 * sum->before + first]++;
}

/* Adds a block of n letters, from 1 to 64, of any kind. */
BLOCK_INLINE void
block_add(const struct block *block, const uint8_t *seq, unsigned n,
	  unsigned parts, struct block_sum *sum, bool wide)
{
	uint64_t known = block->acgt | block->u | block->n;
	uint64_t mask[4] = {
		block->acgt & ~(block->bit1 | block->bit2),
		block->acgt & block->bit1 & ~block->bit2,
		block->acgt & block->bit1 & block->bit2,
		block->acgt & ~block->bit1 & block->bit2
	};

	for (unsigned x = 0; x < 4; x++)
		sum->profile->acgt[x] += ones(mask[x], wide);
	sum->profile->lower += ones(block->lower, wide);
	sum->profile->u += ones(block->u, wide);
	sum->profile->n += ones(block->n, wide);
	count_odd(seq, block->live & ~known, sum->profile);
	if (parts & PROFILE_PAIRS)
		count_pairs(block, mask, seq, sum, wide);
	if (parts & PROFILE_WINDOWS)
		sum->profile->low += block_is_low(
			seq, n, block->acgt | block->u, wide);
	sum->before = base_at(block, seq, n - 1);
}

/* Windows of n letters. */
BLOCK_INLINE uint32_t
count_windows(uint32_t n)
{
	return n / BLOCK + (n % BLOCK > 0);
}

#endif
