/*
 * row_masks.h - 64 bytes of a row at a time, as bit masks: on processors with
 * AVX2 a row of a table is a few instructions. Elsewhere word.h does it.
 */
#ifndef GBQC_TABLE_ROW_MASKS_H
#define GBQC_TABLE_ROW_MASKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/word.h"

enum { MASKED = 64 };

/*
 * Where the masks of a row of n bytes should begin: in a row which is longer
 * than they are, behind the fields that it mostly shares with its neighbours.
 * base: the same of the row before, with which it has common bytes.
 */
enum { SHARED_TABS = 4 };

static inline size_t
masks_base(const char *row, size_t n, size_t base, size_t common)
{
	const char *at = row;

	if (n <= MASKED)
		return 0;
	if (base > 0 && common >= base)
		return base;
	for (int i = 0; i < SHARED_TABS; i++)
		at = (const char *)memchr(at, '\t', n - (size_t)(at - row)) + 1;
	return (size_t)(at - row);
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2,popcnt,bmi,bmi2,lzcnt")))

/* Bit i tells about byte i. */
struct row_masks {
	uint64_t tab;
	uint64_t control;	/* below a blank */
	uint64_t differs;	/* from the row before */
};

static inline bool
masks_can(void)
{
	return __builtin_cpu_supports("avx2")
	       && __builtin_cpu_supports("popcnt")
	       && __builtin_cpu_supports("bmi")
	       && __builtin_cpu_supports("bmi2");
}

WIDE static inline uint64_t
masks_join(__m256i low, __m256i high)
{
	return (uint32_t)_mm256_movemask_epi8(low)
	       | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

WIDE static inline __m256i
masks_load(const char *at)
{
	return _mm256_loadu_si256((const void *)at);
}

/* Reads MASKED bytes of both, whatever they hold. */
WIDE static inline struct row_masks
masks_of(const char *at, const char *before)
{
	const __m256i tab = _mm256_set1_epi8('\t');
	const __m256i last = _mm256_set1_epi8(0x1f);
	const __m256i low = masks_load(at), high = masks_load(at + 32);

	return (struct row_masks){
		.tab = masks_join(_mm256_cmpeq_epi8(low, tab),
				  _mm256_cmpeq_epi8(high, tab)),
		.control = masks_join(
			_mm256_cmpeq_epi8(_mm256_min_epu8(low, last), low),
			_mm256_cmpeq_epi8(_mm256_min_epu8(high, last), high)),
		.differs = ~masks_join(
			_mm256_cmpeq_epi8(low, masks_load(before)),
			_mm256_cmpeq_epi8(high, masks_load(before + 32))),
	};
}

/*
 * Where lines from at on end: offsets of the newlines before stop, wanted of
 * them, or MASKED more, or as many as there are. It is done by itself, so that
 * to look at a line need not wait for where the one before ends.
 */
WIDE static inline size_t
masks_ends(const char *at, const char *stop, uint32_t *end, size_t wanted)
{
	const __m256i newline = _mm256_set1_epi8('\n');
	size_t n = 0;

	if ((size_t)(stop - at) > UINT32_MAX)
		stop = at + UINT32_MAX;
	for (const char *p = at; p < stop && n < wanted; p += MASKED) {
		uint64_t mask = masks_join(
			_mm256_cmpeq_epi8(masks_load(p), newline),
			_mm256_cmpeq_epi8(masks_load(p + 32), newline));
		const uint32_t from = (uint32_t)(p - at);
		const size_t more = (size_t)_mm_popcnt_u64(mask);

		/* Mostly one to three: that many without a branch. */
		end[n] = from + (uint32_t)_tzcnt_u64(mask);
		mask = _blsr_u64(mask);
		end[n + 1] = from + (uint32_t)_tzcnt_u64(mask);
		mask = _blsr_u64(mask);
		end[n + 2] = from + (uint32_t)_tzcnt_u64(mask);
		mask = _blsr_u64(mask);
		for (size_t i = 3; i < more; i++, mask = _blsr_u64(mask))
			end[n + i] = from + (uint32_t)_tzcnt_u64(mask);
		n += more;
	}
	while (n > 0 && at + end[n - 1] >= stop)
		n--;
	return n;
}

/* True if the line at at ends within masks that begin at base. */
WIDE static inline bool
masks_suit(const char *at, size_t base, const char *stop)
{
	const __m256i newline = _mm256_set1_epi8('\n');
	const char *p = at + base;

	return base < (size_t)(stop - at)
	       && masks_join(_mm256_cmpeq_epi8(masks_load(p), newline),
			     _mm256_cmpeq_epi8(masks_load(p + 32), newline));
}

/*
 * How many lines to look for next: few where the last search was in vain for
 * most of them, as among rows longer than the masks.
 */
static inline size_t
masks_ahead(size_t had, bool all_used, size_t most)
{
	enum { LEAST = 4 };

	if (!all_used || had == 0)
		return LEAST;
	return 2 * had < most ? 2 * had : most;
}

/* The bits below bit n, of a number below 64. */
WIDE static inline uint64_t
masks_below(uint64_t mask, size_t n)
{
	return _bzhi_u64(mask, (unsigned)n);
}

#else
#define HAVE_WIDE 0
#endif

#endif
