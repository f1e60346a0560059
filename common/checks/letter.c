/*
 * letter.c - letters as numbers, and where the rare ones stand.
 */
#include "checks/batch.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2,bmi")))
#else
#define HAVE_WIDE 0
#endif

/* By byte, for checked letters. */
const uint8_t letter_numbers[128] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 27, 0, 0, 26, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 0, 0, 0, 0, 0,
	0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 0, 0, 0, 0, 0,
};

char
letter_text(unsigned number)
{
	return "ABCDEFGHIJKLMNOPQRSTUVWXYZ-*"[number];
}

static bool
is_odd(uint8_t letter)
{
	letter &= 0xdf;
	return letter != 'A' && letter != 'C' && letter != 'G' &&
	       letter != 'T';
}

#if HAVE_WIDE

/* The low four bits tell A, C, G and T apart; a table of them by those. */
WIDE static size_t
next_odd_wide(const uint8_t *seq, size_t i, size_t n)
{
	const __m256i fold = _mm256_set1_epi8((char)0xdf);
	const __m256i known = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(0, 'A', 0, 'C', 'T', 0, 0, 'G', 0, 0, 0, 0, 0,
			      0, 0, 0));

	for (; i + 32 <= n; i += 32) {
		__m256i x = _mm256_loadu_si256((const void *)(seq + i));
		uint32_t odd = ~(uint32_t)_mm256_movemask_epi8(
			_mm256_cmpeq_epi8(_mm256_shuffle_epi8(known, x),
					  _mm256_and_si256(x, fold)));

		if (odd)
			return i + (size_t)__builtin_ctz(odd);
	}
	while (i < n && !is_odd(seq[i]))
		i++;
	return i;
}

#endif

size_t
letter_next_odd(const uint8_t *seq, size_t i, size_t n)
{
#if HAVE_WIDE
	if (__builtin_cpu_supports("avx2"))
		return next_odd_wide(seq, i, n);
#endif
	while (i < n && !is_odd(seq[i]))
		i++;
	return i;
}
