/*
 * row_masks.h - what follows the first fields of a row, 32 or 64 bytes, as bit
 * masks: on processors with AVX2 a row of a table is a few instructions.
 * Elsewhere word.h does it.
 */
#ifndef GBQC_TABLE_ROW_MASKS_H
#define GBQC_TABLE_ROW_MASKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/word.h"

enum { HALF_MASKED = 32, MASKED = 2 * HALF_MASKED };

/*
 * Where the masks of a row of n bytes should begin: behind the fields that it
 * mostly shares with its neighbours. base: the same of the row before, with
 * which it has common bytes; 0: there is none.
 */
enum { SHARED_TABS = 4 };

static inline size_t
masks_base(const char *row, size_t n, size_t base, size_t common)
{
	const char *at = row;

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

WIDE static inline __m256i
masks_load(const char *at)
{
	return _mm256_loadu_si256((const void *)at);
}

/* Bit i: byte i of both is the same. */
WIDE static inline uint64_t
masks_equal(__m256i x, __m256i y)
{
	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(x, y));
}

/* Those of 32 bytes. */
WIDE static inline struct row_masks
masks_of_half(const char *at, const char *before)
{
	const __m256i bytes = masks_load(at);
	const __m256i last = _mm256_set1_epi8(0x1f);

	return (struct row_masks){
		.tab = masks_equal(bytes, _mm256_set1_epi8('\t')),
		.control = masks_equal(_mm256_min_epu8(bytes, last), bytes),
		.differs = masks_equal(bytes, masks_load(before))
			   ^ UINT32_MAX,
	};
}

/*
 * Reads 64 bytes of both, whatever they hold, or where half of that is enough,
 * 32.
 */
WIDE static inline struct row_masks
masks_of(const char *at, const char *before, bool half)
{
	struct row_masks low = masks_of_half(at, before), high = { 0 };

	if (!half)
		high = masks_of_half(at + HALF_MASKED, before + HALF_MASKED);
	return (struct row_masks){
		.tab = low.tab | high.tab << HALF_MASKED,
		.control = low.control | high.control << HALF_MASKED,
		.differs = low.differs | high.differs << HALF_MASKED,
	};
}

/* The newlines of 64 bytes. */
WIDE static inline uint64_t
masks_newlines(const char *at)
{
	const __m256i newline = _mm256_set1_epi8('\n');

	return masks_equal(masks_load(at), newline)
	       | masks_equal(masks_load(at + HALF_MASKED), newline)
		 << HALF_MASKED;
}

/* The bits below bit n, of a number below 64. */
WIDE static inline uint64_t
masks_below(uint64_t mask, size_t n)
{
	return _bzhi_u64(mask, (unsigned)n);
}

/* True if two rows share their first n bytes. Reads up to 31 beyond. */
WIDE static inline bool
masks_share(const char *x, const char *y, size_t n)
{
	uint64_t equal = masks_equal(masks_load(x), masks_load(y));

	for (; n > HALF_MASKED; n -= HALF_MASKED) {
		if (equal != UINT32_MAX)
			return false;
		x += HALF_MASKED;
		y += HALF_MASKED;
		equal = masks_equal(masks_load(x), masks_load(y));
	}
	return masks_below(~equal, n) == 0;
}

/*
 * Where lines from at on end: offsets of the newlines before stop, wanted of
 * them, or MASKED more, or as many as there are. It is done by itself, so that
 * to look at a line need not wait for where the one before ends.
 */
WIDE static inline size_t
masks_ends(const char *at, const char *stop, uint32_t *end, size_t wanted)
{
	size_t n = 0;

	if ((size_t)(stop - at) > UINT32_MAX)
		stop = at + UINT32_MAX;
	for (const char *p = at; p < stop && n < wanted; p += MASKED) {
		uint64_t mask = masks_newlines(p);
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

/*
 * The masks that begin at base in which the line at at ends: HALF_MASKED or
 * MASKED bytes; 0: in neither.
 */
WIDE static inline size_t
masks_suit(const char *at, size_t base, const char *stop)
{
	uint64_t newlines;

	if (base >= (size_t)(stop - at))
		return 0;
	newlines = masks_newlines(at + base);
	if (newlines & UINT32_MAX)
		return HALF_MASKED;
	return newlines ? MASKED : 0;
}

/*
 * How many lines to look for next: few where the last search was in vain for
 * most of them, as among rows longer than the masks. used: of those that were
 * found; all: so were all.
 */
static inline size_t
masks_ahead(size_t had, size_t used, bool all, size_t most)
{
	enum { LEAST = 4 };
	const size_t next = all ? 2 * had : used;

	return next < LEAST ? LEAST : next < most ? next : most;
}

#else
#define HAVE_WIDE 0
#endif

#endif
