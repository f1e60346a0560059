/*
 * profile.c - the pass over the letters, 64 at a time, in bit masks.
 *
 * Bits 1 and 2 of A, C, T (U) and G in ASCII are 0, 1, 2 and 3, in either
 * case; so two masks and one that says which letters are ACGT at all give a
 * mask a base, and counts are numbers of bits. The body is written once and
 * compiled twice: for processors with AVX2, and in plain C.
 */
#include <string.h>

#include "checks/profile.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2,popcnt,bmi,bmi2,lzcnt")))
#else
#define HAVE_WIDE 0
#endif
#define BODY static inline __attribute__((always_inline))

/* 64 letters; bit i of a mask tells about letter i. */
struct block {
	uint64_t bit1, bit2;	/* of the letter in ASCII */
	uint64_t acgt, u;
	uint64_t lower;
};

enum { BLOCK = 64, HALF = BLOCK / 2 };

static const uint64_t every_byte = 0x0101010101010101;

BODY unsigned
ones(uint64_t mask, bool wide)
{
	if (wide)
		return (unsigned)__builtin_popcountll(mask);
	mask -= mask >> 1 & 0x5555555555555555;
	mask = (mask & 0x3333333333333333) +
	       (mask >> 2 & 0x3333333333333333);
	mask = (mask + (mask >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return (unsigned)(mask * every_byte >> 56);
}

/* The lowest bit of each of 8 bytes, as 8 bits. */
BODY uint64_t
gather_bits(uint64_t bytes)
{
	return (bytes & every_byte) * 0x0102040810204080 >> 56;
}

/* Eight letters, the first in the lowest byte on every machine. */
BODY uint64_t
load_letters(const uint8_t *seq)
{
	uint64_t letters;

	memcpy(&letters, seq, sizeof(letters));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	letters = __builtin_bswap64(letters);
#endif
	return letters;
}

/* 0 in the bytes that are the letter, 0x80 in the others; all below 0x80. */
BODY uint64_t
differs(uint64_t bytes, uint8_t letter)
{
	return ((bytes ^ letter * every_byte) + 0x7f * every_byte) &
	       0x80 * every_byte;
}

static void
plain_block(const uint8_t *seq, struct block *block)
{
	*block = (struct block){ 0 };
	for (unsigned i = 0; i < BLOCK; i += 8) {
		uint64_t letters = load_letters(seq + i);
		uint64_t upper = letters & 0xdf * every_byte;
		uint64_t acgt = ~(differs(upper, 'A') & differs(upper, 'C') &
				  differs(upper, 'G') & differs(upper, 'T'));

		block->bit1 |= gather_bits(letters >> 1) << i;
		block->bit2 |= gather_bits(letters >> 2) << i;
		block->acgt |= gather_bits(acgt >> 7) << i;
		block->u |= gather_bits(~differs(upper, 'U') >> 7) << i;
		block->lower |= gather_bits(letters >> 5 & letters >> 6) << i;
	}
}

/* 0-3 of ACGT(U) as bits 1 and 2 have them; 0x80 of any other letter. */
static uint8_t
base_code(uint8_t letter)
{
	switch (letter & 0xdf) {
	case 'A': case 'C': case 'G': case 'T': case 'U':
		return letter >> 1 & 3;
	default:
		return 0x80;
	}
}

/*
 * The pairs of equal triplets among the first t, at most 62, of a window.
 * The codes of the triplets are compared with themselves turned round by 1
 * to 32 places, which meets each pair of places once; those that hold
 * another letter, or start from t on, are equal to none.
 */
static unsigned
plain_equal_triplets(const uint8_t *seq, unsigned t)
{
	uint8_t code[BLOCK + 2], turned[BLOCK + HALF], equal[BLOCK] = { 0 };
	unsigned lags = t <= HALF ? t : HALF, pairs = 0;

	for (unsigned i = 0; i < t + 2; i++)
		code[i] = base_code(seq[i]);
	memset(turned, 0xff, sizeof(turned));
	for (unsigned i = 0; i < t; i++) {
		uint8_t bad = (code[i] | code[i + 1] | code[i + 2]) & 0x80;

		turned[i] = bad ? 0xff :
			(uint8_t)(code[i] | code[i + 1] << 2 |
				  code[i + 2] << 4);
	}
	memcpy(turned + BLOCK, turned, HALF);
	for (unsigned lag = 1; lag < lags; lag++)
		for (unsigned i = 0; i < BLOCK; i++)
			equal[i] = (uint8_t)(equal[i] +
				(turned[i] == turned[i + lag]));
	if (lags == HALF)
		for (unsigned i = 0; i < HALF; i++)
			equal[i] = (uint8_t)(equal[i] +
				(turned[i] == turned[i + HALF]));
	for (unsigned i = 0; i < BLOCK; i++)
		pairs += turned[i] == 0xff ? 0 : equal[i];
	return pairs;
}

#if HAVE_WIDE

WIDE static inline uint64_t
wide_mask(__m256i first, __m256i second)
{
	return (uint32_t)_mm256_movemask_epi8(first) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32;
}

/*
 * A table by the low four bits of a letter, in which A, C, G, T and U differ.
 */
WIDE static inline __m256i
wide_table(char a, char c, char g, char t, char u)
{
	__m128i half = _mm_setr_epi8(0, a, 0, c, t, u, 0, g, 0, 0, 0, 0, 0, 0,
				     0, 0);

	return _mm256_broadcastsi128_si256(half);
}

WIDE static inline void
wide_block(const uint8_t *seq, struct block *block)
{
	const __m256i acgt = wide_table('A', 'C', 'G', 'T', 0);
	const __m256i fold = _mm256_set1_epi8((char)0xdf);
	const __m256i u = _mm256_set1_epi8('U');
	__m256i x = _mm256_loadu_si256((const void *)seq);
	__m256i y = _mm256_loadu_si256((const void *)(seq + HALF));
	__m256i x1 = _mm256_slli_epi16(x, 1), y1 = _mm256_slli_epi16(y, 1);
	__m256i x2 = _mm256_slli_epi16(x, 2), y2 = _mm256_slli_epi16(y, 2);
	__m256i upper_x = _mm256_and_si256(x, fold);
	__m256i upper_y = _mm256_and_si256(y, fold);

	block->bit1 = wide_mask(_mm256_slli_epi16(x, 6),
				_mm256_slli_epi16(y, 6));
	block->bit2 = wide_mask(_mm256_slli_epi16(x, 5),
				_mm256_slli_epi16(y, 5));
	block->acgt = wide_mask(
		_mm256_cmpeq_epi8(_mm256_shuffle_epi8(acgt, x), upper_x),
		_mm256_cmpeq_epi8(_mm256_shuffle_epi8(acgt, y), upper_y));
	block->lower = wide_mask(_mm256_and_si256(x1, x2),
				 _mm256_and_si256(y1, y2));
	block->u = ~block->acgt ? wide_mask(_mm256_cmpeq_epi8(upper_x, u),
					    _mm256_cmpeq_epi8(upper_y, u)) : 0;
}

/* The codes of 32 triplets; those with another letter are 0xff. */
WIDE static inline __m256i
wide_codes(const uint8_t *seq, bool pure)
{
	const __m256i first = wide_table(0, 1, 3, 2, 2);
	const __m256i second = _mm256_slli_epi16(first, 2);
	const __m256i third = _mm256_slli_epi16(first, 4);
	const __m256i known = wide_table('A', 'C', 'G', 'T', 'U');
	const __m256i fold = _mm256_set1_epi8((char)0xdf);
	__m256i x = _mm256_loadu_si256((const void *)seq);
	__m256i y = _mm256_loadu_si256((const void *)(seq + 1));
	__m256i z = _mm256_loadu_si256((const void *)(seq + 2));
	__m256i code = _mm256_or_si256(_mm256_shuffle_epi8(first, x),
		_mm256_or_si256(_mm256_shuffle_epi8(second, y),
				_mm256_shuffle_epi8(third, z)));
	__m256i good;

	if (pure)
		return code;
	good = _mm256_and_si256(
		_mm256_cmpeq_epi8(_mm256_shuffle_epi8(known, x),
				  _mm256_and_si256(x, fold)),
		_mm256_and_si256(
			_mm256_cmpeq_epi8(_mm256_shuffle_epi8(known, y),
					  _mm256_and_si256(y, fold)),
			_mm256_cmpeq_epi8(_mm256_shuffle_epi8(known, z),
					  _mm256_and_si256(z, fold))));
	return _mm256_or_si256(code, _mm256_xor_si256(good,
		_mm256_set1_epi8(-1)));
}

/* As plain_equal_triplets(); pure: all t + 2 letters are ACGT or U. */
WIDE static inline unsigned
wide_equal_triplets(const uint8_t *seq, unsigned t, bool pure)
{
	_Alignas(32) uint8_t turned[BLOCK + HALF];
	const __m256i none = _mm256_set1_epi8(-1);
	const __m256i places = _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
		10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
		25, 26, 27, 28, 29, 30, 31);
	__m256i x = _mm256_or_si256(wide_codes(seq, pure), _mm256_cmpgt_epi8(
		places, _mm256_set1_epi8((char)(t - 1))));
	__m256i y = none, pairs;
	__m256i equal_x = _mm256_setzero_si256(), equal_y = equal_x;
	unsigned lags = t <= HALF ? t : HALF;

	if (t > HALF)
		y = _mm256_or_si256(wide_codes(seq + HALF, pure),
			_mm256_cmpgt_epi8(places, _mm256_set1_epi8(
				(char)(t - HALF - 1))));
	_mm256_store_si256((void *)turned, x);
	_mm256_store_si256((void *)(turned + HALF), y);
	_mm256_store_si256((void *)(turned + BLOCK), x);
	if (t <= HALF) {
		for (unsigned lag = 1; lag < lags; lag++)
			equal_x = _mm256_sub_epi8(equal_x, _mm256_cmpeq_epi8(x,
				_mm256_loadu_si256((const void *)(turned +
								  lag))));
	} else {
		for (unsigned lag = 1; lag < HALF; lag++) {
			const uint8_t *to = turned + lag;

			equal_x = _mm256_sub_epi8(equal_x, _mm256_cmpeq_epi8(x,
				_mm256_loadu_si256((const void *)to)));
			equal_y = _mm256_sub_epi8(equal_y, _mm256_cmpeq_epi8(y,
				_mm256_loadu_si256((const void *)(to +
								  HALF))));
		}
		equal_x = _mm256_sub_epi8(equal_x, _mm256_cmpeq_epi8(x, y));
	}
	equal_x = _mm256_and_si256(equal_x, _mm256_cmpgt_epi8(x, none));
	equal_y = _mm256_and_si256(equal_y, _mm256_cmpgt_epi8(y, none));
	pairs = _mm256_add_epi64(
		_mm256_sad_epu8(equal_x, _mm256_setzero_si256()),
		_mm256_sad_epu8(equal_y, _mm256_setzero_si256()));
	return (unsigned)(_mm256_extract_epi64(pairs, 0) +
			  _mm256_extract_epi64(pairs, 1) +
			  _mm256_extract_epi64(pairs, 2) +
			  _mm256_extract_epi64(pairs, 3));
}

#endif

BODY void
read_block(const uint8_t *seq, struct block *block, uint64_t live, bool wide)
{
#if HAVE_WIDE
	if (wide)
		wide_block(seq, block);
	else
#endif
		plain_block(seq, block);
	block->acgt &= live;
	block->u &= live;
	block->lower &= live;
}

BODY unsigned
equal_triplets(const uint8_t *seq, unsigned t, bool pure, bool wide)
{
#if HAVE_WIDE
	if (wide && pure)
		return wide_equal_triplets(seq, t, true);
	if (wide)
		return wide_equal_triplets(seq, t, false);
#endif
	(void)pure;
	return plain_equal_triplets(seq, t);
}

/*
 * True if a window of n letters is low: t triplets of ACGT, at least two,
 * and the sum of c(c - 1)/2 of their counts, which is the number of pairs
 * that are equal, above 2 (t - 1): the score of DUST (Morgulis et al. 2006,
 * J. Comput. Biol. 13:1028-1040) above 2. t (t - 1)/2 pairs exceed that only
 * from t = 5 on.
 */
BODY bool
window_is_low(const uint8_t *seq, unsigned n, uint64_t known, bool pure,
	      bool wide)
{
	unsigned t = n < 3 ? 0 : n - 2;

	if (t < 5)
		return false;
	if (!pure) {
		unsigned whole = ones(known & known >> 1 & known >> 2, wide);

		return whole >= 5 && equal_triplets(seq, t, false, wide) >
				     2 * (whole - 1);
	}
	return equal_triplets(seq, t, true, wide) > 2 * (t - 1);
}

/* Every letter of a block that is none of A, C, G, T and U. */
static void
count_odd(const uint8_t *seq, uint64_t odd, struct profile *sum)
{
	for (; odd; odd &= odd - 1) {
		switch (seq[__builtin_ctzll(odd)] & 0xdf) {
		case 'N':
			sum->n++;
			break;
		case 'S':
			sum->s++;
			sum->other++;
			break;
		case 'W':
			sum->w++;
			sum->other++;
			break;
		default:
			sum->other++;
		}
	}
}

BODY void
count_pairs(const uint64_t *mask, uint32_t *pairs, bool wide)
{
	for (unsigned x = 0; x < 4; x++)
		for (unsigned y = 0; y < 4; y++)
			pairs[4 * x + y] += ones(mask[x] & mask[y] >> 1, wide);
}

/* 0-3 of the ACGT letter at bit i of a block, or 4 of any other. */
BODY unsigned
base_at(const struct block *block, unsigned i)
{
	unsigned bit1 = block->bit1 >> i & 1, bit2 = block->bit2 >> i & 1;

	return block->acgt >> i & 1 ? 2 * bit2 + (bit1 ^ bit2) : 4;
}

BODY void
profile_letters(const uint8_t *seq, size_t n, unsigned parts,
		struct profile *profile, bool wide)
{
	struct profile sum = { .windows = (uint32_t)((n + 63) / 64) };
	unsigned before = 4;	/* the last base of the block before */

	for (size_t at = 0; at < n; at += BLOCK) {
		unsigned left = n - at < BLOCK ? (unsigned)(n - at) : BLOCK;
		uint64_t live = ~UINT64_C(0) >> (BLOCK - left), mask[4];
		struct block block;

		read_block(seq + at, &block, live, wide);
		mask[0] = block.acgt & ~(block.bit1 | block.bit2);
		mask[1] = block.acgt & block.bit1 & ~block.bit2;
		mask[2] = block.acgt & block.bit1 & block.bit2;
		mask[3] = block.acgt & ~block.bit1 & block.bit2;
		for (unsigned x = 0; x < 4; x++)
			sum.acgt[x] += ones(mask[x], wide);
		sum.lower += ones(block.lower, wide);
		if (block.acgt != live) {
			sum.u += ones(block.u, wide);
			count_odd(seq + at, live & ~(block.acgt | block.u),
				  &sum);
		}
		if (parts & PROFILE_PAIRS) {
			unsigned first = base_at(&block, 0);

			count_pairs(mask, sum.pairs, wide);
			if (before < 4 && first < 4)
				sum.pairs[4 * before + first]++;
			before = base_at(&block, left - 1);
		}
		if (parts & PROFILE_WINDOWS)
			sum.low += window_is_low(seq + at, left,
				block.acgt | block.u,
				(block.acgt | block.u) == live, wide);
	}
	memcpy(profile->acgt, sum.acgt, sizeof(sum.acgt));
	profile->u = sum.u;
	profile->n = sum.n;
	profile->other = sum.other;
	profile->s = sum.s;
	profile->w = sum.w;
	profile->lower = sum.lower;
	if (parts & PROFILE_PAIRS)
		memcpy(profile->pairs, sum.pairs, sizeof(sum.pairs));
	if (parts & PROFILE_WINDOWS) {
		profile->low = sum.low;
		profile->windows = sum.windows;
	}
}

static bool
is_n(uint8_t letter)
{
	return (letter & 0xdf) == 'N';
}

/*
 * The runs of N at both ends and the longest. The longest is looked for at
 * the end of where a longer one would be, so most letters are never seen.
 */
static void
profile_runs(const uint8_t *seq, size_t n, struct profile *profile)
{
	size_t lead = 0, trail = 0, longest, i;

	while (lead < n && is_n(seq[lead]))
		lead++;
	while (trail < n && is_n(seq[n - 1 - trail]))
		trail++;
	longest = lead > trail ? lead : trail;
	for (i = 0; longest < n && i < n - longest; ) {
		size_t start = i + longest, end = start + 1;

		if (!is_n(seq[start])) {
			i = end;
			continue;
		}
		while (start > i && is_n(seq[start - 1]))
			start--;
		if (start == i) {
			while (end < n && is_n(seq[end]))
				end++;
			longest = end - i;
			i = end;
		} else {
			i = start;
		}
	}
	profile->lead = (uint32_t)lead;
	profile->trail = (uint32_t)trail;
	profile->longest = (uint32_t)longest;
}

BODY void
profile_all(struct batch *batch, unsigned parts, bool wide)
{
	for (size_t i = 0; i < batch->n; i++) {
		struct profile *profile = &batch->profile[i];

		profile_letters(batch->seq[i], batch->length[i], parts,
				profile, wide);
		if (profile->n > 0)
			profile_runs(batch->seq[i], batch->length[i], profile);
		else
			profile->lead = profile->trail = profile->longest = 0;
	}
}

static void
profile_plain(struct batch *batch, unsigned parts)
{
	profile_all(batch, parts, false);
}

#if HAVE_WIDE

WIDE static void
profile_wide(struct batch *batch, unsigned parts)
{
	profile_all(batch, parts, true);
}

bool
profile_has_wide(void)
{
	return __builtin_cpu_supports("avx2") &&
	       __builtin_cpu_supports("popcnt") &&
	       __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

#else

bool
profile_has_wide(void)
{
	return false;
}

#endif

void
profile_records(struct batch *batch, unsigned parts, bool wide)
{
#if HAVE_WIDE
	if (wide) {
		profile_wide(batch, parts);
		return;
	}
#endif
	(void)wide;
	profile_plain(batch, parts);
}
