/*
 * profile_letters.c - the pass over the letters with AVX2, where nobody asks
 * for pairs or low windows.
 *
 * Letters are compared with A, C, G and T, and bytes count them; what is left
 * over says whether there is anything else to look for.
 */
#include "checks/profile_masks.h"

#if HAVE_WIDE

/* 255 from the middle on. */
static const uint8_t edge[2 * WIDTH] = {
	[WIDTH] = 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	255, 255, 255, 255, 255, 255, 255
};

/* Adds up the bytes of each of four sums, at most 65,535 of each. */
WIDE static inline void
add_bytes(const __m256i *sums, uint32_t *to)
{
	__m256i x = _mm256_setzero_si256();
	__m128i y;
	uint64_t four;

	for (int i = 0; i < 4; i++)
		x = _mm256_or_si256(x, _mm256_slli_epi64(
			_mm256_sad_epu8(sums[i], _mm256_setzero_si256()),
			16 * i));
	y = _mm_add_epi64(_mm256_castsi256_si128(x),
			  _mm256_extracti128_si256(x, 1));
	y = _mm_add_epi64(y, _mm_unpackhi_epi64(y, y));
	four = (uint64_t)_mm_cvtsi128_si64(y);
	for (unsigned i = 0; i < 4; i++)
		to[i] += four >> 16 * i & 0xffff;
}

/* Bytes that count each of four letters, in either case. */
WIDE static inline void
add_equal(__m256i *sums, __m256i letters, const char *four)
{
	letters = _mm256_and_si256(letters, _mm256_set1_epi8((char)0xdf));
	for (unsigned i = 0; i < 4; i++)
		sums[i] = _mm256_sub_epi8(sums[i], _mm256_cmpeq_epi8(
			letters, _mm256_set1_epi8(four[i])));
}

/* 32 letters; 0 after the first n, which may be below 0 or above 32. */
WIDE static inline __m256i
first_letters(const uint8_t *seq, ptrdiff_t n)
{
	n = n < 0 ? 0 : n;
	n = n > WIDTH ? WIDTH : n;
	return _mm256_andnot_si256(
		_mm256_loadu_si256((const void *)(edge + WIDTH - n)),
		_mm256_loadu_si256((const void *)seq));
}

/*
 * Adds how often each of four letters occurs, in either case. The last block
 * has no branch on its length, which cannot be foreseen.
 */
WIDE static inline __attribute__((always_inline)) void
count_four(const uint8_t *seq, size_t n, const char *four, uint32_t *to)
{
	enum { MOST = 126 * BLOCK };	/* 252 in a byte, and 2 at the end */
	const __m256i zero = _mm256_setzero_si256();

	while (n > 0) {
		size_t most = n < MOST ? n : MOST;
		const uint8_t *at = seq, *end = seq + most;
		__m256i sums[4] = { zero, zero, zero, zero };

		for (; end - at >= BLOCK; at += BLOCK) {
			add_equal(sums, _mm256_loadu_si256(
				(const void *)at), four);
			add_equal(sums, _mm256_loadu_si256(
				(const void *)(at + WIDTH)), four);
		}
		add_equal(sums, first_letters(at, end - at), four);
		add_equal(sums, first_letters(at + WIDTH, end - at - WIDTH),
			  four);
		add_bytes(sums, to);
		seq += most;
		n -= most;
	}
}

/* How often N occurs, and letters in lower case. */
WIDE static inline __attribute__((always_inline)) uint32_t
count_mask(const uint8_t *seq, size_t n, bool lower)
{
	uint32_t sum = 0;

	for (size_t at = 0; at < n; at += BLOCK) {
		__m256i x = _mm256_loadu_si256((const void *)(seq + at));
		__m256i y = _mm256_loadu_si256(
			(const void *)(seq + at + WIDTH));
		uint64_t mask = lower ? lower_mask(x, y) :
					equal_mask(x, y, 'N');

		if (n - at < BLOCK)
			mask &= ~UINT64_C(0) >> (BLOCK - (n - at));
		sum += ones(mask, true);
	}
	return sum;
}

/* Most letters that are not ACGT are N. */
WIDE void
profile_letters(const uint8_t *seq, uint32_t n, unsigned parts,
		struct profile *profile)
{
	uint32_t acgt[4] = { 0 }, rest[4] = { 0 }, others;

	count_four(seq, n, "ACGT", acgt);
	others = n - acgt[0] - acgt[1] - acgt[2] - acgt[3];
	if (others)
		rest[1] = count_mask(seq, n, false);
	if (others != rest[1]) {
		rest[1] = 0;
		count_four(seq, n, "UNSW", rest);
	}
	memcpy(profile->acgt, acgt, sizeof(acgt));
	profile->u = rest[0];
	profile->n = rest[1];
	profile->s = rest[2];
	profile->w = rest[3];
	profile->other = others - rest[0] - rest[1];
	if (parts & PROFILE_LOWER)
		profile->lower = count_mask(seq, n, true);
}

#endif
