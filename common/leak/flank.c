/*
 * flank.c - eight seeds at a time, a lane each.
 *
 * As chain.c: how far one gets on each diagonal with 0, 1, 2 ... edits. Here
 * a place is a bit by itself, so that the farther of two is the greater
 * number, and adding it to the mask of equal letters carries it over all that
 * follow it.
 */
#include "leak/flank.h"

#include "leak/seed.h"

enum {
	LETTERS = 26,		/* of a flank; places reach bit LETTERS + 5 */
	COUNT_SHIFT = LETTERS,
	/* Letters out of reach of the edits of two blocks: those that never
	 * hold, and those that hold if the block has no edit. */
	NEVER = 31, EXACT = 30,
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
		const int64_t room = beside_room(index, record, place,
						 to_right);
		uint32_t near = at_most(beside.chain.n_near);

		if (room < 0 || (to_right && no_overlap))
			near = NEVER;
		else if (room == 0)
			near = EXACT;
		flank.side[to_right] = (struct flank_side){
			((uint32_t)beside.window.low & letters_mask) |
				near << COUNT_SHIFT,
			((uint32_t)beside.window.high & letters_mask) |
				at_most(beside.chain.n) << COUNT_SHIFT
		};
	}
	return flank;
}

/* Letter i of a text comes before all that are there. */
static void
put_letter(struct flank_side *side, const struct leak_seq *text, uint32_t i)
{
	const uint32_t word = i / WORD_LETTERS, bit = i % WORD_LETTERS;

	side->low = side->low << 1 | (text->low[word] >> bit & 1);
	side->high = side->high << 1 | (seq_high(text)[word] >> bit & 1);
}

void
flank_fill(const struct leak_seq *text, struct flank_text *texts)
{
	struct flank_side left = { 0, 0 }, right = { 0, 0 };

	for (uint32_t i = 0;; i++) {
		texts[i].side[0] = left;
		if (i == text->n)
			break;
		put_letter(&left, text, i);
	}
	for (uint32_t i = text->n;; i--) {
		texts[i].side[1] = right;
		if (i == 0)
			break;
		put_letter(&right, text, i - 1);
	}
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WIDE __attribute__((target("avx2,popcnt")))

enum { LANES = FLANK_PAD, DIAGONALS = 2 * EDITS + 1, SIDE = EDITS + 1,
       AHEAD = 16 };	/* seeds whose flanks are fetched */

/* One side of eight seeds. */
struct sides {
	__m256i low, high;	/* of flanks */
	__m256i text_low, text_high, live;
	__m256i equal, reach;	/* without an edit */
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

/* How far each diagonal goes, and its equal letters, at d + SIDE. */
struct diagonals {
	__m256i reach[DIAGONALS + 2], equal[DIAGONALS + 2];
};

/* Lanes that hold. spent: lanes of which an edit lies in the other half. */
WIDE static inline __m256i
sides_hold(const struct sides *s, __m256i spent, struct diagonals *work)
{
	const __m256i near = _mm256_srli_epi32(s->low, COUNT_SHIFT);
	const __m256i all = _mm256_srli_epi32(s->high, COUNT_SHIFT);
	const __m256i exact = _mm256_set1_epi32(EXACT);
	__m256i *reach = work->reach, *equal = work->equal;
	__m256i farthest, one_less;
	__m256i holds = _mm256_set1_epi32(-1);

	reach[SIDE - 1] = reach[SIDE + 1] = _mm256_setzero_si256();
	equal[SIDE] = s->equal;
	reach[SIDE] = s->reach;
	farthest = reach[SIDE];
	for (int e = 1; e <= EDITS; e++) {
		__m256i before = _mm256_setzero_si256(), reached;

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
		reached = is_reached(
			_mm256_blendv_epi8(farthest, one_less, spent),
			e == NEAR ? near : all);
		if (e == NEAR)
			reached = _mm256_or_si256(reached, _mm256_andnot_si256(
				spent, _mm256_cmpeq_epi32(near, exact)));
		holds = _mm256_and_si256(holds, reached);
		if (_mm256_testz_si256(holds, holds))
			break;
	}
	return holds;
}

/* Rows of four numbers become four vectors, one number of each. */
WIDE static inline void
turn_rows(const __m128i rows[LANES], __m256i columns[4])
{
	__m256i pair[4], low[2], high[2];

	for (unsigned i = 0; i < 4; i++)
		pair[i] = _mm256_inserti128_si256(
			_mm256_castsi128_si256(rows[i]), rows[i + 4], 1);
	for (unsigned i = 0; i < 2; i++) {
		low[i] = _mm256_unpacklo_epi32(pair[2 * i], pair[2 * i + 1]);
		high[i] = _mm256_unpackhi_epi32(pair[2 * i], pair[2 * i + 1]);
	}
	columns[0] = _mm256_unpacklo_epi64(low[0], low[1]);
	columns[1] = _mm256_unpackhi_epi64(low[0], low[1]);
	columns[2] = _mm256_unpacklo_epi64(high[0], high[1]);
	columns[3] = _mm256_unpackhi_epi64(high[0], high[1]);
}

/* What eight seeds have in common, and where they are worked on. */
struct sieve {
	const struct flank *flanks;
	const struct flank_places *places;
	unsigned letters[2];	/* of the left half, the right one */
	__m128i flank[LANES], text[LANES];
	__m256i columns[2][4];
	struct sides sides[2];
	struct diagonals diagonals;
};

/*
 * Both sides of eight seeds; rest: how they are packed, without entries;
 * is_right: all bits of a lane whose exact half is the right one.
 */
WIDE static inline void
take_sides(struct sieve *sieve, const uint64_t seeds[LANES], __m256i rest,
	   __m256i is_right)
{
	const struct flank_text *texts = sieve->places->texts;
	const __m256i left = _mm256_set1_epi32((int)sieve->letters[0]);
	const __m256i right = _mm256_set1_epi32((int)sieve->letters[1]);
	const __m256i ones = _mm256_set1_epi32(-1);
	const __m256i at = _mm256_add_epi32(
		_mm256_srli_epi32(rest, SEED_AT - 32),
		_mm256_set1_epi32((int)sieve->places->from));
	const __m256i count[2] = { at, _mm256_sub_epi32(
		_mm256_set1_epi32((int)sieve->places->n),
		_mm256_add_epi32(at, _mm256_blendv_epi8(left, right,
							is_right))) };

	for (unsigned i = 0; i < LANES; i++) {
		const struct seed seed = seed_unpack(seeds[i],
						     sieve->places->from);
		const uint32_t after = seed.at + sieve->letters[seed.right];

		sieve->flank[i] = _mm_loadu_si128(
			(const void *)&sieve->flanks[seed.entry]);
		sieve->text[i] = _mm_unpacklo_epi64(
			_mm_loadl_epi64(
				(const void *)&texts[seed.at].side[0]),
			_mm_loadl_epi64(
				(const void *)&texts[after].side[1]));
	}
	turn_rows(sieve->flank, sieve->columns[0]);
	turn_rows(sieve->text, sieve->columns[1]);
	for (unsigned i = 0; i < 2; i++) {
		struct sides *s = &sieve->sides[i];

		s->low = sieve->columns[0][2 * i];
		s->high = sieve->columns[0][2 * i + 1];
		s->text_low = sieve->columns[1][2 * i];
		s->text_high = sieve->columns[1][2 * i + 1];
		s->live = _mm256_andnot_si256(
			_mm256_sllv_epi32(ones, count[i]), ones);
		s->equal = equal_on(s, 0);
		s->reach = carry(_mm256_set1_epi32(1), s->equal);
	}
}

/* Lanes whose other half, to one side, is not exact. */
WIDE static inline __m256i
is_spent(const struct sides *side, unsigned other)
{
	return _mm256_xor_si256(
		is_reached(side->reach, _mm256_set1_epi32((int)other)),
		_mm256_set1_epi32(-1));
}

/* The bits of those of eight seeds that stay. */
WIDE static inline uint32_t
eight_hold(struct sieve *sieve, const uint64_t seeds[LANES])
{
	const __m256 some = _mm256_loadu_ps((const void *)seeds);
	const __m256 more = _mm256_loadu_ps((const void *)(seeds + 4));
	const __m256i rest = _mm256_permute4x64_epi64(
		_mm256_castps_si256(_mm256_shuffle_ps(some, more, 0xdd)),
		0xd8);
	const __m256i is_right = _mm256_srai_epi32(
		_mm256_slli_epi32(rest, 31 - (SEED_RIGHT - 32)), 31);
	const __m256i is_long = _mm256_slli_epi32(rest,
						  31 - (SEED_LONG - 32));
	const struct sides *sides = sieve->sides;
	__m256i holds;

	take_sides(sieve, seeds, rest, is_right);
	/* An edit of the other half is one less for the other side. */
	holds = _mm256_or_si256(
		sides_hold(&sides[0], _mm256_andnot_si256(is_right, is_spent(
			&sides[1], sieve->letters[1])), &sieve->diagonals),
		sides_hold(&sides[1], _mm256_and_si256(is_right, is_spent(
			&sides[0], sieve->letters[0])), &sieve->diagonals));
	return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(
		_mm256_or_si256(holds, is_long)));
}

bool
flank_is_fast(void)
{
	return __builtin_cpu_supports("avx2") &&
	       __builtin_cpu_supports("popcnt");
}

WIDE size_t
flank_sieve(const struct index_table *table,
	    const struct flank_places *places, uint64_t *seeds, size_t n)
{
	struct sieve sieve = {
		.flanks = table->flanks, .places = places,
		.letters = { half_letters(table->length, false),
			     half_letters(table->length, true) }
	};
	size_t kept = 0;

	for (size_t i = n; i % LANES > 0; i++)
		seeds[i] = seeds[0];
	for (size_t i = 0; i < n; i += LANES) {
		uint32_t stay;

		for (size_t j = i + AHEAD; j < i + AHEAD + LANES; j++)
			__builtin_prefetch(&table->flanks[
				j < n ? (uint32_t)seeds[j] : 0]);
		stay = eight_hold(&sieve, seeds + i);
		if (n - i < LANES)
			stay &= (1u << (n - i)) - 1;
		for (; stay; stay &= stay - 1)
			seeds[kept++] = seeds[i + (size_t)__builtin_ctz(stay)];
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
flank_sieve(const struct index_table *table,
	    const struct flank_places *places, uint64_t *seeds, size_t n)
{
	(void)table;
	(void)places;
	(void)seeds;
	return n;
}

#endif
