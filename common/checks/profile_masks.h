/*
 * profile_masks.h - 64 letters as bit masks, with AVX2. Private to the files
 * of the pass over the letters.
 */
#ifndef GBQC_CHECKS_PROFILE_MASKS_H
#define GBQC_CHECKS_PROFILE_MASKS_H

#include "checks/profile_block.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2,popcnt,bmi,bmi2,lzcnt")))

enum { WIDTH = 32 };

WIDE static inline uint64_t
join_masks(__m256i first, __m256i second)
{
	return (uint32_t)_mm256_movemask_epi8(first) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << WIDTH;
}

/* 255 where a letter is A, C, G or T: a table by its low four bits. */
WIDE static inline __m256i
is_acgt(__m256i letters)
{
	const __m256i known = _mm256_broadcastsi128_si256(_mm_setr_epi8(
		0, 'A', 0, 'C', 'T', 0, 0, 'G', 0, 0, 0, 0, 0, 0, 0, 0));
	const __m256i fold = _mm256_set1_epi8((char)0xdf);

	return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(known, letters),
				 _mm256_and_si256(letters, fold));
}

/* Letters in lower case: the two bits that - and * do not have both. */
WIDE static inline uint64_t
lower_mask(__m256i x, __m256i y)
{
	return join_masks(_mm256_and_si256(_mm256_slli_epi16(x, 1),
					   _mm256_slli_epi16(x, 2)),
			  _mm256_and_si256(_mm256_slli_epi16(y, 1),
					   _mm256_slli_epi16(y, 2)));
}

WIDE static inline uint64_t
equal_mask(__m256i x, __m256i y, char letter)
{
	const __m256i fold = _mm256_set1_epi8((char)0xdf);
	const __m256i wanted = _mm256_set1_epi8(letter);

	return join_masks(
		_mm256_cmpeq_epi8(_mm256_and_si256(x, fold), wanted),
		_mm256_cmpeq_epi8(_mm256_and_si256(y, fold), wanted));
}

/* Letters alone, of a record: what profile_wide() does without pairs. */
void profile_letters(const uint8_t *seq, uint32_t n, unsigned parts,
		     struct profile *profile);

#else
#define HAVE_WIDE 0
#endif

#endif
