/*
 * flank.c - eight seeds at a time, a lane each.
 *
 * As chain.c: how far one gets on each diagonal with 0, 1, 2 ... edits. Here
 * a place is a bit by itself, so that the farther of two is the greater
 * number, and adding it to the mask of equal letters carries it over all that
 * follow it.
 */
#include "leak/flank.h"

#include "leak/scan.h"

enum {
	LETTERS = 26,		/* of a flank; places reach bit LETTERS + 5 */
	COUNT_SHIFT = LETTERS,
	NEVER = 31,		/* letters that cannot hold: out of reach of
				 * the edits of two blocks */
	NEAR = 3, EDITS = 5	/* of two blocks, of three */
};
static const uint32_t letters_mask = (1u << LETTERS) - 1;

static uint32_t
at_most(uint32_t n)
{
	return n < LETTERS ? n : LETTERS;
}

struct flank
flank_of(const struct index *index, const struct leak_seq *seq,
	 uint32_t record, const struct place *place, bool no_overlap)
{
	struct flank flank;

	for (int to_right = 0; to_right < 2; to_right++) {
		const struct beside beside = beside_of(index, seq, place,
						       to_right);
		uint32_t near = at_most(beside.chain.n_near);

		if ((to_right && no_overlap) ||
		    beside_is_spare(index, record, place, to_right))
			near = NEVER;
		flank.low[to_right] =
			((uint32_t)beside.window.low & letters_mask) |
			near << COUNT_SHIFT;
		flank.high[to_right] =
			((uint32_t)beside.window.high & letters_mask) |
			at_most(beside.chain.n) << COUNT_SHIFT;
	}
	return flank;
}

void
flank_fill(const struct leak_seq *text, struct flank_text *texts)
{
	for (uint32_t i = 0; i <= text->n; i++) {
		const struct chain_window left = chain_left(text, i);
		const struct chain_window right = chain_right(text, i);

		texts[i] = (struct flank_text){
			.low = { (uint32_t)left.low, (uint32_t)right.low },
			.high = { (uint32_t)left.high, (uint32_t)right.high }
		};
	}
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WIDE __attribute__((target("avx2")))

enum { LANES = 8, DIAGONALS = 2 * EDITS + 1, SIDE = EDITS + 1 };

/* One side of eight seeds. */
struct sides {
	__m256i low, high;	/* of flanks */
	__m256i text_low, text_high, live;
	__m256i spent;		/* all bits: an edit lies in the other half */
};

/* Equal letters of a diagonal. */
WIDE static inline __m256i
equal_on(const struct sides *s, int d)
{
	const __m128i by = _mm_cvtsi32_si128(d < 0 ? -d : d);
	__m256i low = s->text_low, high = s->text_high, live = s->live;

	if (d < 0) {
		low = _mm256_sll_epi32(low, by);
		high = _mm256_sll_epi32(high, by);
		live = _mm256_sll_epi32(live, by);
	} else {
		low = _mm256_srl_epi32(low, by);
		high = _mm256_srl_epi32(high, by);
		live = _mm256_srl_epi32(live, by);
	}
	low = _mm256_or_si256(_mm256_xor_si256(low, s->low),
			      _mm256_xor_si256(high, s->high));
	/* Above the letters of a flank its counts are. */
	live = _mm256_and_si256(live, _mm256_set1_epi32((int)letters_mask));
	return _mm256_andnot_si256(low, live);
}

/* From a place over all letters that are equal. */
WIDE static inline __m256i
carry(__m256i place, __m256i equal)
{
	return _mm256_andnot_si256(equal, _mm256_add_epi32(place, equal));
}

/* Lanes whose farthest place is at `letters` or beyond. */
WIDE static inline __m256i
is_reached(__m256i farthest, __m256i letters)
{
	const __m256i goal = _mm256_sllv_epi32(_mm256_set1_epi32(1), letters);

	return _mm256_cmpeq_epi32(_mm256_max_epu32(farthest, goal), farthest);
}

/* Lanes that hold. */
WIDE static inline __m256i
sides_hold(const struct sides *s)
{
	const __m256i near = _mm256_srli_epi32(s->low, COUNT_SHIFT);
	const __m256i all = _mm256_srli_epi32(s->high, COUNT_SHIFT);
	__m256i reach[DIAGONALS + 2], equal[DIAGONALS + 2], farthest, one_less;
	__m256i holds = _mm256_set1_epi32(-1);

	reach[SIDE - 1] = reach[SIDE + 1] = _mm256_setzero_si256();
	equal[SIDE] = equal_on(s, 0);
	reach[SIDE] = carry(_mm256_set1_epi32(1), equal[SIDE]);
	farthest = reach[SIDE];
	for (int e = 1; e <= EDITS; e++) {
		__m256i before = _mm256_setzero_si256();

		one_less = farthest;
		reach[SIDE - e - 1] = reach[SIDE + e + 1] = before;
		equal[SIDE - e] = equal_on(s, -e);
		equal[SIDE + e] = equal_on(s, e);
		for (int d = SIDE - e; d <= SIDE + e; d++) {
			__m256i place = _mm256_slli_epi32(
				_mm256_max_epu32(reach[d], reach[d + 1]), 1);

			place = _mm256_max_epu32(place, before);
			before = reach[d];
			reach[d] = carry(place, equal[d]);
			farthest = _mm256_max_epu32(farthest, reach[d]);
		}
		if (e != NEAR && e != EDITS)
			continue;
		holds = _mm256_and_si256(holds, is_reached(
			_mm256_blendv_epi8(farthest, one_less, s->spent),
			e == NEAR ? near : all));
		if (_mm256_testz_si256(holds, holds))
			break;
	}
	return holds;
}

/* Eight seeds as the sieve takes them. */
struct eight {
	int32_t entry[LANES], at[LANES];
	int32_t spent[2][LANES];	/* to the left, to the right */
};

WIDE static inline __m256i
take(const uint32_t *from, const int32_t *where)
{
	return _mm256_i32gather_epi32(
		(const int *)from,
		_mm256_slli_epi32(_mm256_loadu_si256((const void *)where), 2),
		4);
}

/* Bits of the seeds that hold on either side. */
WIDE static uint32_t
eight_hold(const struct flank *flanks, const struct flank_text *texts,
	   uint32_t n_text, unsigned half, const struct eight *eight)
{
	const __m256i ones = _mm256_set1_epi32(-1);
	const __m256i at = _mm256_loadu_si256((const void *)eight->at);
	const __m256i after = _mm256_add_epi32(
		at, _mm256_set1_epi32((int)half));
	__m256i holds = _mm256_setzero_si256();

	for (int right = 0; right < 2; right++) {
		const struct flank_text *text = texts + (right ? half : 0);
		const __m256i count = right ? _mm256_sub_epi32(
			_mm256_set1_epi32((int)n_text), after) : at;
		const struct sides sides = {
			.low = take(&flanks->low[right], eight->entry),
			.high = take(&flanks->high[right], eight->entry),
			.text_low = take(&text->low[right], eight->at),
			.text_high = take(&text->high[right], eight->at),
			.live = _mm256_andnot_si256(
				_mm256_sllv_epi32(ones, count), ones),
			.spent = _mm256_loadu_si256(
				(const void *)eight->spent[right])
		};

		holds = _mm256_or_si256(holds, sides_hold(&sides));
	}
	return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(holds));
}

bool
flank_is_fast(void)
{
	return __builtin_cpu_supports("avx2");
}

size_t
flank_sieve(const struct flank *flanks, const struct flank_text *texts,
	    uint32_t n_text, unsigned half, struct seed *seeds, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i += LANES) {
		const size_t some = n - i < LANES ? n - i : LANES;
		struct eight eight = { 0 };
		uint32_t holds;

		for (size_t j = 0; j < some; j++) {
			const struct seed *seed = &seeds[i + j];

			eight.entry[j] = (int32_t)seed->entry;
			eight.at[j] = (int32_t)seed->at;
			/* Opposite to the other half. */
			eight.spent[seed->right][j] = seed->exact ? 0 : -1;
		}
		holds = eight_hold(flanks, texts, n_text, half, &eight);
		for (size_t j = 0; j < some; j++) {
			seeds[kept] = seeds[i + j];
			kept += (holds >> j & 1) || seeds[i + j].long_list;
		}
	}
	return kept;
}

#else

bool
flank_is_fast(void)
{
	return false;
}

size_t
flank_sieve(const struct flank *flanks, const struct flank_text *texts,
	    uint32_t n_text, unsigned half, struct seed *seeds, size_t n)
{
	(void)flanks;
	(void)texts;
	(void)n_text;
	(void)half;
	(void)seeds;
	return n;
}

#endif
