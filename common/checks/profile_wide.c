/*
 * profile_wide.c - the pass over the letters with AVX2.
 *
 * Most windows hold A, C, G and T alone. Their triplets are counted, by
 * looking up two at a time; they tell how often pairs and letters occur, and
 * whether the window is low. Whatever holds another letter goes through bit
 * masks.
 */
#include "checks/profile_masks.h"
#include "checks/triplets.h"

#if HAVE_WIDE

enum {
	STEP = 12,		/* triplets whose counts fit 4 bits */
	PART_MOST = 5 * STEP	/* letters of a window that is not whole */
};

/* Reads and adds a block of any letters; acgt is live. */
WIDE static void
add_mixed(const uint8_t *seq, unsigned n, uint64_t acgt, unsigned parts,
	  struct block_sum *sum)
{
	__m256i x = _mm256_loadu_si256((const void *)seq);
	__m256i y = _mm256_loadu_si256((const void *)(seq + WIDTH));
	uint64_t live = ~UINT64_C(0) >> (BLOCK - n);
	struct block block = {
		.live = live,
		.bit1 = join_masks(_mm256_slli_epi16(x, 6),
				   _mm256_slli_epi16(y, 6)),
		.bit2 = join_masks(_mm256_slli_epi16(x, 5),
				   _mm256_slli_epi16(y, 5)),
		.acgt = acgt,
		.u = equal_mask(x, y, 'U') & live,
		.n = equal_mask(x, y, 'N') & live,
		.lower = lower_mask(x, y) & live,
	};

	block_add(&block, seq, n, parts, sum, true);
}

/*
 * Where in triplets_of, in bytes, the triplets of each four letters are; 32
 * letters, those as A that bits is 0 of, else 6.
 */
WIDE static inline __m256i
find_triplets(const uint8_t *seq, __m256i bits)
{
	const __m256i by_letter = _mm256_set1_epi16(64 << 8 | 16);
	const __m256i by_two = _mm256_set1_epi32(16 << 16 | 1);
	__m256i x = _mm256_loadu_si256((const void *)seq);

	x = _mm256_and_si256(x, bits);
	return _mm256_madd_epi16(_mm256_maddubs_epi16(x, by_letter), by_two);
}

/* The letters of a window, as places in triplets_of. */
struct places {
	uint32_t even[BLOCK / 4];	/* of letters 4k to 4k + 3 */
	uint32_t odd[BLOCK / 4];	/* of letters 4k + 2 to 4k + 5 */
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
	_mm256_storeu_si256((void *)to->even,
			    find_triplets(seq, first_bits(n)));
	_mm256_storeu_si256((void *)(to->even + 8), find_triplets(
		seq + WIDTH, first_bits(n - WIDTH)));
	_mm256_storeu_si256((void *)to->odd,
			    find_triplets(seq + 2, first_bits(n - 2)));
	_mm256_storeu_si256((void *)(to->odd + 8), find_triplets(
		seq + WIDTH + 2, first_bits(n - WIDTH - 2)));
}

/* Counts of the triplets of a window: triplets_of, by byte. */
struct triplet_sum {
	__m256i low, high;
};

/*
 * Volatile, so that the place is loaded: to take it out of a vector, as
 * compilers like to, would keep those units busy that add the counters.
 */
WIDE static inline __m256i
look_up(const volatile uint32_t *place)
{
	return _mm256_load_si256(
		(const void *)((const char *)triplets_of + *place));
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

/* Four triplets, at most four times the same. */
WIDE static inline __m256i
add_four(__m256i counts, const struct places *places, unsigned k)
{
	counts = _mm256_add_epi8(counts, look_up(&places->even[k]));
	return _mm256_add_epi8(counts, look_up(&places->odd[k]));
}

/* The triplets from the first letters on, so many times 12. */
WIDE static inline void
add_steps(const struct places *places, unsigned steps,
	  struct triplet_sum *sum)
{
	for (unsigned k = 0; k < steps * (STEP / 4); k += STEP / 4) {
		__m256i counts = _mm256_setzero_si256();

		for (unsigned i = 0; i < STEP / 4; i++)
			counts = add_four(counts, places, k + i);
		widen(sum, counts);
	}
}

/* Of a window of 64 letters. */
WIDE static inline void
count_whole(const uint8_t *seq, struct triplet_sum *sum)
{
	struct places places;

	find_places(seq, BLOCK + 2, &places);
	sum->low = sum->high = _mm256_setzero_si256();
	add_steps(&places, PART_MOST / STEP, sum);
	widen(sum, look_up(&places.even[PART_MOST / 4]));
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
	widen(&off, look_up(&end));
	sum->low = _mm256_sub_epi8(sum->low, off.low);
	sum->high = _mm256_sub_epi8(sum->high, off.high);
}

/* The sum of the squares of the counts. */
WIDE static inline unsigned
sum_squares(const struct triplet_sum *sum)
{
	__m256i x = _mm256_add_epi16(
		_mm256_maddubs_epi16(sum->low, sum->low),
		_mm256_maddubs_epi16(sum->high, sum->high));
	__m128i y;

	x = _mm256_madd_epi16(x, _mm256_set1_epi16(1));
	y = _mm_add_epi32(_mm256_castsi256_si128(x),
			  _mm256_extracti128_si256(x, 1));
	y = _mm_add_epi32(y, _mm_shuffle_epi32(y, 0x4e));
	y = _mm_add_epi32(y, _mm_shuffle_epi32(y, 0xb1));
	return (unsigned)_mm_cvtsi128_si32(y);
}

/* Sums of four counters, which are those of one pair. */
WIDE static inline __m256i
sum_fours(__m256i counters)
{
	return _mm256_madd_epi16(
		_mm256_maddubs_epi16(counters, _mm256_set1_epi8(1)),
		_mm256_set1_epi16(1));
}

/* Pairs of all windows of ACGT, by their first triplets. */
struct pair_sum {
	__m256i low, high;	/* from A and C, from G and T */
};

/* Adds a window of n letters, 3 to 60 or 64, all of them ACGT. */
WIDE static inline void
add_window(const uint8_t *seq, unsigned n, struct block_sum *sum,
	   struct pair_sum *pairs)
{
	unsigned first = base_number(seq[0]), last = base_number(seq[n - 1]);
	unsigned before = base_number(seq[n - 2]);
	struct profile *profile = sum->profile;
	struct triplet_sum triplets;

	if (n == BLOCK)
		count_whole(seq, &triplets);
	else
		count_part(seq, n, &triplets);
	pairs->low = _mm256_add_epi32(pairs->low, sum_fours(triplets.low));
	pairs->high = _mm256_add_epi32(pairs->high, sum_fours(triplets.high));
	profile->low += is_low(sum_squares(&triplets), n - 2);
	/* No triplet begins with the last two letters. */
	profile->acgt[before]++;
	profile->acgt[last]++;
	profile->pairs[4 * before + last]++;
	if (sum->before < NO_BASE)
		profile->pairs[4 * sum->before + first]++;
	sum->before = last;
}

/* Adds pairs, and their first letters. */
WIDE static inline void
add_pairs(const struct pair_sum *pairs, struct profile *to)
{
	__m256i *first = (void *)to->pairs, *second = (void *)(to->pairs + 8);
	__m128i *acgt = (void *)to->acgt;
	__m256i x = _mm256_hadd_epi32(pairs->low, pairs->high);
	__m128i letters;

	_mm256_storeu_si256(first, _mm256_add_epi32(
		_mm256_loadu_si256(first), pairs->low));
	_mm256_storeu_si256(second, _mm256_add_epi32(
		_mm256_loadu_si256(second), pairs->high));
	x = _mm256_hadd_epi32(x, x);	/* A G A G, C T C T */
	letters = _mm_unpacklo_epi32(_mm256_castsi256_si128(x),
				     _mm256_extracti128_si256(x, 1));
	_mm_storeu_si128(acgt, _mm_add_epi32(_mm_loadu_si128(acgt), letters));
}

/* With pairs and low windows. */
WIDE static void
profile_deep(const uint8_t *seq, uint32_t n, unsigned parts,
	     struct profile *profile)
{
	struct block_sum sum;
	struct pair_sum pairs = { _mm256_setzero_si256(),
				  _mm256_setzero_si256() };
	const __m256i lower = _mm256_set1_epi8(0x20);

	block_sum_init(&sum, profile);
	for (size_t at = 0; at < n; at += BLOCK) {
		const uint8_t *from = seq + at;
		unsigned left = n - at < BLOCK ? (unsigned)(n - at) : BLOCK;
		uint64_t live = ~UINT64_C(0) >> (BLOCK - left);
		__m256i x = _mm256_loadu_si256((const void *)from);
		__m256i y = _mm256_loadu_si256((const void *)(from + WIDTH));
		uint64_t acgt = join_masks(is_acgt(x), is_acgt(y)) & live;

		if (acgt != live || left < 3 ||
		    (left > PART_MOST && left < BLOCK)) {
			add_mixed(from, left, acgt, parts, &sum);
			continue;
		}
		if (!_mm256_testz_si256(_mm256_or_si256(x, y), lower))
			sum.profile->lower += ones(lower_mask(x, y) & live,
						  true);
		add_window(from, left, &sum, &pairs);
	}
	add_pairs(&pairs, profile);
	profile->windows = count_windows(n);
}

WIDE void
profile_wide(const uint8_t *seq, uint32_t n, unsigned parts,
	     struct profile *profile)
{
	if (parts & (PROFILE_PAIRS | PROFILE_WINDOWS))
		profile_deep(seq, n, parts, profile);
	else
		profile_letters(seq, n, parts, profile);
}

bool
profile_has_wide(void)
{
	return __builtin_cpu_supports("avx2") &&
	       __builtin_cpu_supports("popcnt") &&
	       __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

#else

void
profile_wide(const uint8_t *seq, uint32_t n, unsigned parts,
	     struct profile *profile)
{
	profile_plain(seq, n, parts, profile);
}

bool
profile_has_wide(void)
{
	return false;
}

#endif
