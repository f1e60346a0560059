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
	uint64_t acgt, u, n;
	uint64_t lower;
};

enum { BLOCK = 64, HALF = BLOCK / 2 };

/* c(c - 1)/2 */
static const uint16_t pairs_among[BLOCK + 1] = {
	0, 0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 55,
	66, 78, 91, 105, 120, 136, 153, 171, 190, 210, 231, 253,
	276, 300, 325, 351, 378, 406, 435, 465, 496, 528, 561, 595,
	630, 666, 703, 741, 780, 820, 861, 903, 946, 990, 1035, 1081,
	1128, 1176, 1225, 1275, 1326, 1378, 1431, 1485, 1540, 1596, 1653, 1711,
	1770, 1830, 1891, 1953, 2016,
};

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
		block->n |= gather_bits(~differs(upper, 'N') >> 7) << i;
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
	const __m256i u = _mm256_set1_epi8('U'), n = _mm256_set1_epi8('N');
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
	block->u = block->n = 0;
	if (~block->acgt) {
		block->u = wide_mask(_mm256_cmpeq_epi8(upper_x, u),
				     _mm256_cmpeq_epi8(upper_y, u));
		block->n = wide_mask(_mm256_cmpeq_epi8(upper_x, n),
				     _mm256_cmpeq_epi8(upper_y, n));
	}
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
	block->n &= live;
	block->lower &= live;
}

/* How often each pair of neighbours occurs, 4 * first + second. */
BODY void
count_pairs(const uint64_t *mask, unsigned *pairs, bool wide)
{
	for (unsigned x = 0; x < 4; x++)
		for (unsigned y = 0; y < 4; y++)
			pairs[4 * x + y] = ones(mask[x] & mask[y] >> 1, wide);
}

/*
 * True if more than limit pairs of triplets are equal, from a mask of 64
 * letters for each of A, C, G and T and the counts of their pairs. Triplets
 * that begin with one pair of letters make at most as many equal pairs as it
 * does; so most windows are settled after those that begin with A.
 */
BODY bool
exceeds(const uint64_t *mask, const unsigned *pairs, unsigned limit)
{
	unsigned found = 0, most = 0;

	for (unsigned i = 4; i < 16; i++)
		most += pairs_among[pairs[i]];
	for (unsigned x = 0; x < 4; x++) {
		for (unsigned y = 0; y < 4; y++) {
			uint64_t two = mask[x] & mask[y] >> 1;

			for (unsigned z = 0; z < 4; z++)
				found += pairs_among[ones(
					two & mask[z] >> 2, true)];
		}
		if (found + most <= limit)
			return false;
		for (unsigned i = 4 * x + 4; i < 4 * x + 8 && i < 16; i++)
			most -= pairs_among[pairs[i]];
	}
	return found > limit;
}

/*
 * True if a window of n letters is low: t triplets of ACGT, at least two,
 * and the sum of c(c - 1)/2 of their counts, which is the number of pairs
 * that are equal, above 2 (t - 1): the score of DUST (Morgulis et al. 2006,
 * J. Comput. Biol. 13:1028-1040) above 2. t (t - 1)/2 pairs exceed that only
 * from t = 5 on.
 */
BODY bool
window_is_low(const uint8_t *seq, unsigned n, const uint64_t *mask,
	      const unsigned *pairs, uint64_t known, bool wide)
{
	unsigned t = n < 3 ? 0 : ones(known & known >> 1 & known >> 2, wide);

	if (t < 5)
		return false;
	if (wide)
		return exceeds(mask, pairs, 2 * (t - 1));
	return plain_equal_triplets(seq, n - 2) > 2 * (t - 1);
}

/* Every letter of a block that is none of A, C, G, T, U and N. */
static void
count_odd(const uint8_t *seq, uint64_t odd, struct profile *sum)
{
	for (; odd; odd &= odd - 1) {
		switch (seq[__builtin_ctzll(odd)] & 0xdf) {
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

/* 0-3 of the ACGT letter at bit i of a block, or 4 of any other. */
BODY unsigned
base_at(const struct block *block, unsigned i)
{
	unsigned bit1 = block->bit1 >> i & 1, bit2 = block->bit2 >> i & 1;

	return block->acgt >> i & 1 ? 2 * bit2 + (bit1 ^ bit2) : 4;
}

/* What is frequent is added up apart from the profile, in registers. */
BODY void
profile_letters(const uint8_t *seq, size_t n, unsigned parts,
		struct profile *profile, bool wide)
{
	uint32_t acgt[4] = { 0 }, lower = 0, two[16] = { 0 }, low = 0;
	unsigned before = 4;	/* the last base of the block before */

	profile->u = profile->n = profile->other = 0;
	profile->s = profile->w = 0;
	for (size_t at = 0; at < n; at += BLOCK) {
		unsigned left = n - at < BLOCK ? (unsigned)(n - at) : BLOCK;
		uint64_t live = ~UINT64_C(0) >> (BLOCK - left), mask[4];
		unsigned pairs[16] = { 0 };
		struct block block;

		read_block(seq + at, &block, live, wide);
		mask[0] = block.acgt & ~(block.bit1 | block.bit2);
		mask[1] = block.acgt & block.bit1 & ~block.bit2;
		mask[2] = block.acgt & block.bit1 & block.bit2;
		mask[3] = block.acgt & ~block.bit1 & block.bit2;
		for (unsigned x = 0; x < 4; x++)
			acgt[x] += ones(mask[x], wide);
		lower += ones(block.lower, wide);
		if (block.acgt != live) {
			uint64_t known = block.acgt | block.u | block.n;

			profile->u += ones(block.u, wide);
			profile->n += ones(block.n, wide);
			count_odd(seq + at, live & ~known, profile);
		}
		if (parts & (PROFILE_PAIRS | PROFILE_WINDOWS))
			count_pairs(mask, pairs, wide);
		if (parts & PROFILE_PAIRS) {
			unsigned first = base_at(&block, 0);

			for (unsigned i = 0; i < 16; i++)
				two[i] += pairs[i];
			if (before < 4 && first < 4)
				two[4 * before + first]++;
			before = base_at(&block, left - 1);
		}
		if (parts & PROFILE_WINDOWS) {
			if (block.u) {
				mask[3] |= block.u;
				count_pairs(mask, pairs, wide);
			}
			low += window_is_low(seq + at, left, mask, pairs,
					     block.acgt | block.u, wide);
		}
	}
	for (unsigned x = 0; x < 4; x++)
		profile->acgt[x] = acgt[x];
	profile->lower = lower;
	if (parts & PROFILE_PAIRS)
		memcpy(profile->pairs, two, sizeof(two));
	if (parts & PROFILE_WINDOWS) {
		profile->low = low;
		profile->windows = (uint32_t)((n + BLOCK - 1) / BLOCK);
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
		if (!(parts & PROFILE_RUNS))
			continue;
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

/* Letters alone, as most tools want them, are worth a loop of their own. */
WIDE static void
profile_wide(struct batch *batch, unsigned parts)
{
	if (parts == PROFILE_LETTERS)
		profile_all(batch, PROFILE_LETTERS, true);
	else
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
