/*
 * profile_triplets.h - the triplets of windows of A, C, G and T, counted with
 * AVX2. Private to profile_wide.c.
 *
 * Two triplets at a time are looked up as 64 counters of 4 bits (triplets.h),
 * which are added. In few windows does one of them run over; that shows in
 * their sum, and those are counted again in steps.
 */
#ifndef GBQC_CHECKS_PROFILE_TRIPLETS_H
#define GBQC_CHECKS_PROFILE_TRIPLETS_H

#include "checks/profile_masks.h"
#include "checks/triplets.h"

#if HAVE_WIDE

enum {
	STEP = 12,		/* triplets whose counts fit 4 bits */
	PART_MOST = 5 * STEP,	/* letters of a window that is not whole */
	TWOS = BLOCK / 4
};

/*
 * The places of 32 letters and the 2 behind them. Letters are A that bits,
 * or behind of those 2 further on, is 0 of, else 6.
 */
WIDE static inline __m256i
find_triplets(const uint8_t *seq, __m256i bits, __m256i behind)
{
	const __m256i by_letter = _mm256_set1_epi16(64 << 8 | 16);
	__m256i x = _mm256_loadu_si256((const void *)seq);
	__m256i y = _mm256_loadu_si256((const void *)(seq + 2));

	x = _mm256_maddubs_epi16(_mm256_and_si256(x, bits), by_letter);
	y = _mm256_maddubs_epi16(_mm256_and_si256(y, behind), by_letter);
	return _mm256_add_epi16(x, _mm256_slli_epi16(y, 4));
}

/*
 * The letters of a window, as places in triplets_of: of letters 4k to 4k + 3,
 * and << 16 of letters 4k + 2 to 4k + 5.
 */
struct places {
	_Alignas(WIDTH) uint32_t two[TWOS];
};

/* What bits of 32 letters are there, of which the first n are. */
WIDE static inline __m256i
first_bits(int n)
{
	const __m256i number = _mm256_setr_epi8(
		0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
		18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);

	return _mm256_and_si256(
		_mm256_cmpgt_epi8(_mm256_set1_epi8((char)n), number),
		_mm256_set1_epi8(6));
}

/* Letters after the first n, up to 64, are A. */
WIDE static inline void
find_places(const uint8_t *seq, int n, struct places *to)
{
	_mm256_store_si256((void *)to->two, find_triplets(
		seq, first_bits(n), first_bits(n - 2)));
	_mm256_store_si256((void *)(to->two + TWOS / 2), find_triplets(
		seq + WIDTH, first_bits(n - WIDTH),
		first_bits(n - WIDTH - 2)));
}

/* Counts of the triplets of a window: triplets_of, by byte. */
struct triplet_sum {
	__m256i low, high;
};

WIDE static inline __m256i
look_up(uint32_t place)
{
	return _mm256_load_si256(
		(const void *)((const char *)triplets_of + place));
}

/*
 * Volatile, so that places are loaded: to take them out of a vector, as
 * compilers like to, would keep those units busy that add the counters. Two
 * at a time, since loads are what there are most of.
 */
WIDE static inline __m256i
look_up_two(const volatile uint32_t *places)
{
	uint32_t two = *places;

	return _mm256_add_epi8(look_up(two & 0xffff), look_up(two >> 16));
}

/* 4 bits a counter to 8. */
WIDE static inline void
widen(struct triplet_sum *sum, __m256i counts)
{
	const __m256i half = _mm256_set1_epi8(15);

	sum->low = _mm256_add_epi8(sum->low, _mm256_and_si256(counts, half));
	sum->high = _mm256_add_epi8(sum->high, _mm256_and_si256(
		_mm256_srli_epi16(counts, 4), half));
}

/* The triplets from the first letters on, so many times 12. */
WIDE static inline void
add_steps(const struct places *places, unsigned steps,
	  struct triplet_sum *sum)
{
	for (unsigned k = 0; k < steps * (STEP / 4); k += STEP / 4) {
		__m256i counts = look_up_two(&places->two[k]);

		for (unsigned i = 1; i < STEP / 4; i++)
			counts = _mm256_add_epi8(
				counts, look_up_two(&places->two[k + i]));
		widen(sum, counts);
	}
}

/*
 * Of a window of n letters, 3 to 60. What n is cannot be foreseen, so there
 * is but one branch: whole steps are counted, and those triplets taken off
 * that hold a letter after the last, which is an A.
 */
WIDE static inline void
count_part(const uint8_t *seq, unsigned n, struct triplet_sum *sum)
{
	unsigned steps = (n + STEP - 1) / STEP;
	uint32_t end = TRIPLETS_BYTES * (base_bits(seq[n - 2]) |
					 base_bits(seq[n - 1]) << 2);
	struct triplet_sum off;
	struct places places;

	find_places(seq, (int)n, &places);
	sum->low = sum->high = _mm256_setzero_si256();
	add_steps(&places, steps, sum);
	/* AAA, of which the counter is the first, and two with an end. */
	off.low = _mm256_zextsi128_si256(_mm_cvtsi32_si128(
		(int)(STEP * steps - n)));
	off.high = _mm256_setzero_si256();
	widen(&off, look_up(end));
	sum->low = _mm256_sub_epi8(sum->low, off.low);
	sum->high = _mm256_sub_epi8(sum->high, off.high);
}

/* Whole windows of ACGT, one after another. */
enum { GROUP = 4, TRIPLETS = BLOCK - 2 };

struct group {
	unsigned n;			/* 1 to 4 */
	struct places places[GROUP];
	struct triplet_sum counts[GROUP];	/* 0 from n on */
};

/* The last two triplets of a whole window, and two that reach further. */
WIDE static inline __m256i
look_up_last(const struct places *places)
{
	return look_up(places->two[TWOS - 1] & 0xffff);
}

WIDE static inline __m256i
look_up_beyond(const struct places *places)
{
	return look_up(places->two[TWOS - 1] >> 16);
}

/* Counters of 4 bits, some of which may have run over. */
WIDE static inline __m256i
count_roughly(const struct places *places)
{
	const uint32_t *two = places->two;
	__m256i x = look_up_last(places), y = look_up_two(two);

	for (unsigned k = 1; k < TWOS - 1; k += 2) {
		x = _mm256_add_epi8(x, look_up_two(&two[k]));
		y = _mm256_add_epi8(y, look_up_two(&two[k + 1]));
	}
	return _mm256_add_epi8(x, y);
}

/* How many triplets are counted, in 16 bits for each window. */
WIDE static inline uint64_t
sum_counts(const struct group *group)
{
	__m256i x = _mm256_setzero_si256();
	__m128i y;

	for (int w = 0; w < GROUP; w++)
		x = _mm256_or_si256(x, _mm256_slli_epi64(_mm256_sad_epu8(
			_mm256_add_epi8(group->counts[w].low,
					group->counts[w].high),
			_mm256_setzero_si256()), 16 * w));
	y = _mm_add_epi64(_mm256_castsi256_si128(x),
			  _mm256_extracti128_si256(x, 1));
	return (uint64_t)_mm_cvtsi128_si64(
		_mm_add_epi64(y, _mm_unpackhi_epi64(y, y)));
}

/* Windows of which a counter has run over, those of few kinds of triplets. */
WIDE static __attribute__((noinline)) void
count_anew(struct group *group, uint64_t sums)
{
	for (unsigned w = 0; w < group->n; w++) {
		struct triplet_sum *counts = &group->counts[w];

		if ((sums >> 16 * w & 0xffff) == TRIPLETS)
			continue;
		counts->low = counts->high = _mm256_setzero_si256();
		add_steps(&group->places[w], PART_MOST / STEP, counts);
		widen(counts, look_up_last(&group->places[w]));
	}
}

/*
 * The triplets of each window. A counter that runs over makes them fewer:
 * 16 become 1 of the next counter, or none.
 */
WIDE static inline void
count_group(const uint8_t *seq, struct group *group)
{
	const uint64_t all = TRIPLETS * UINT64_C(0x0001000100010001) >>
			     16 * (GROUP - group->n);
	uint64_t sums;

	for (unsigned w = 0; w < group->n; w++)
		find_places(seq + w * BLOCK, BLOCK + 2, &group->places[w]);
	for (unsigned w = 0; w < GROUP; w++) {
		struct triplet_sum *counts = &group->counts[w];

		counts->low = counts->high = _mm256_setzero_si256();
		if (w < group->n)
			widen(counts, count_roughly(&group->places[w]));
	}
	sums = sum_counts(group);
	if (sums != all)
		count_anew(group, sums);
}

#endif

#endif
