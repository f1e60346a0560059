/*
 * list.h - the entries of one list whose other half goes on in a text with
 * one edit at most. Private to scan.c, where it is compiled once for each kind
 * of machine.
 *
 * Where both first differ, one of three must hold for the rest: it is equal
 * after this letter (another letter), or equal to the text one letter on (a
 * letter more), or one letter on equal to the text (a letter less).
 */
#ifndef GBQC_LEAK_LIST_H
#define GBQC_LEAK_LIST_H

#include "leak/index.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2,popcnt")))
#else
#define HAVE_WIDE 0
#endif
#define BODY static inline __attribute__((always_inline))

enum { LETTERS_ON = 0x5555 };	/* the lower bit of each letter */

/* What is known when a scan is compiled. */
struct way {
	bool wide, short_blocks;
};

/* What a list of entries is held against. */
struct wanted {
	uint32_t here, on;	/* the text's word, and that a letter on */
	uint32_t less;		/* the letters but the last */
	uint64_t place;		/* as a packed seed has it */
};

static inline bool
is_good(uint32_t other, const struct wanted *wanted)
{
	const uint32_t x = other ^ wanted->here;
	const uint32_t differ = (x | x >> 1) & LETTERS_ON;
	const uint32_t rest = differ | (0 - differ);

	return (differ & (differ - 1)) == 0 ||
	       ((other ^ wanted->on) & rest) == 0 ||
	       (((other >> 2) ^ wanted->here) & wanted->less & rest) == 0;
}

/* Packs the good ones of some entries; returns where they end. */
static inline uint64_t *
plain_list(uint64_t *seeds, const struct index_table *table, uint32_t from,
	   uint32_t to, const struct wanted *wanted)
{
	for (uint32_t i = from; i < to; i++) {
		*seeds = wanted->place | i;
		seeds += is_good(table->other[i], wanted);
	}
	return seeds;
}

#if HAVE_WIDE

/* Sixteen entries at a time, by the same rule. */
WIDE static inline uint64_t *
wide_list(uint64_t *seeds, const struct index_table *table, uint32_t from,
	  uint32_t to, const struct wanted *wanted, bool short_blocks)
{
	const __m256i here = _mm256_set1_epi16((short)wanted->here);
	const __m256i on = _mm256_set1_epi16((short)wanted->on);
	const __m256i less = _mm256_set1_epi16((short)wanted->less);
	const __m256i zero = _mm256_setzero_si256();

	for (uint32_t i = from; i < to; i += 16) {
		const __m256i other = _mm256_loadu_si256(
			(const void *)(table->other + i));
		__m256i x = _mm256_xor_si256(other, here), rest, one, more;
		uint32_t good;

		x = _mm256_and_si256(
			_mm256_or_si256(x, _mm256_srli_epi16(x, 1)),
			_mm256_set1_epi16(LETTERS_ON));
		rest = _mm256_or_si256(x, _mm256_sub_epi16(zero, x));
		one = _mm256_and_si256(
			x, _mm256_add_epi16(x, _mm256_set1_epi16(-1)));
		more = _mm256_and_si256(_mm256_xor_si256(other, on), rest);
		x = _mm256_xor_si256(_mm256_srli_epi16(other, 2), here);
		x = _mm256_and_si256(_mm256_and_si256(x, less), rest);
		x = _mm256_min_epu16(x, _mm256_min_epu16(one, more));
		good = (uint32_t)_mm256_movemask_epi8(
			_mm256_cmpeq_epi16(x, zero)) & 0x55555555;
		if (to - i < 16)
			good &= (1u << 2 * (to - i)) - 1;
		/* Whether there is one is a coin's toss then. */
		if (short_blocks) {
			*seeds = wanted->place +
				 (i + (uint32_t)__builtin_ctz(good | 1u << 31)
				  / 2);
			seeds += good != 0;
			good &= good - 1;
		}
		for (; good; good &= good - 1)
			*seeds++ = wanted->place +
				   (i + (uint32_t)__builtin_ctz(good) / 2);
	}
	return seeds;
}

#endif

BODY uint64_t *
list(uint64_t *seeds, const struct index_table *table, uint32_t from,
     uint32_t to, const struct wanted *wanted, struct way way)
{
#if HAVE_WIDE
	if (way.wide)
		return wide_list(seeds, table, from, to, wanted,
				 way.short_blocks);
#endif
	(void)way;
	return plain_list(seeds, table, from, to, wanted);
}

#endif
