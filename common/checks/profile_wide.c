/*
 * profile_wide.c - the pass over the letters with AVX2.
 *
 * Most windows hold A, C, G and T alone. Their triplets are counted, by
 * looking up two at a time; they tell how often pairs and letters occur, and
 * whether the window is low. Whole windows go four at a time, so that their
 * chains of additions overlap. Whatever holds another letter goes through bit
 * masks.
 */
#include "base/attributes.h"
#include "checks/profile_triplets.h"

#if HAVE_WIDE

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

/* The sum of the squares of the counts, as eight sums. */
WIDE static inline __m256i
sum_squares(const struct triplet_sum *sum)
{
	__m256i x = _mm256_add_epi16(
		_mm256_maddubs_epi16(sum->low, sum->low),
		_mm256_maddubs_epi16(sum->high, sum->high));

	return _mm256_madd_epi16(x, _mm256_set1_epi16(1));
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

/* Counters of one or several windows, each up to 255. */
WIDE static inline void
add_counters(struct pair_sum *pairs, const struct triplet_sum *counters)
{
	pairs->low = _mm256_add_epi32(pairs->low, sum_fours(counters->low));
	pairs->high = _mm256_add_epi32(pairs->high,
				       sum_fours(counters->high));
}

/*
 * Adds what the triplets of n letters do not tell: they begin with all
 * letters but the last two.
 */
WIDE static inline void
add_ends(const uint8_t *seq, size_t n, struct block_sum *sum)
{
	unsigned first = base_number(seq[0]), last = base_number(seq[n - 1]);
	unsigned before = base_number(seq[n - 2]);
	struct profile *profile = sum->profile;

	profile->acgt[before]++;
	profile->acgt[last]++;
	profile->pairs[4 * before + last]++;
	if (sum->before < NO_BASE)
		profile->pairs[4 * sum->before + first]++;
	sum->before = last;
}

/* Adds a window of n letters, 3 to 60, all of them ACGT. */
WIDE static inline void
add_part(const uint8_t *seq, unsigned n, struct block_sum *sum,
	 struct pair_sum *pairs)
{
	struct triplet_sum triplets;
	__m256i x;

	count_part(seq, n, &triplets);
	add_counters(pairs, &triplets);
	x = _mm256_hadd_epi32(sum_squares(&triplets),
			      _mm256_setzero_si256());
	x = _mm256_hadd_epi32(x, x);
	sum->profile->low += is_low((unsigned)_mm_cvtsi128_si32(_mm_add_epi32(
		_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1))),
		n - 2);
	add_ends(seq, n, sum);
}

/* How many windows are low. */
WIDE static inline unsigned
count_low(const struct group *group)
{
	const struct triplet_sum *counts = group->counts;
	__m256i x = _mm256_hadd_epi32(
		_mm256_hadd_epi32(sum_squares(&counts[0]),
				  sum_squares(&counts[1])),
		_mm256_hadd_epi32(sum_squares(&counts[2]),
				  sum_squares(&counts[3])));
	__m128i squares = _mm_add_epi32(_mm256_castsi256_si128(x),
					_mm256_extracti128_si256(x, 1));
	__m128i low = _mm_cmpgt_epi32(squares, _mm_set1_epi32(
		(int)most_squares(TRIPLETS)));

	return ones((unsigned)_mm_movemask_ps(_mm_castsi128_ps(low)), true);
}

/* Adds whole windows of ACGT. */
WIDE static inline void
add_group(const uint8_t *seq, struct group *group, struct block_sum *sum,
	  struct pair_sum *pairs)
{
	struct triplet_sum all;

	count_group(seq, group);
	sum->profile->low += count_low(group);
	all = group->counts[0];
	for (unsigned w = 1; w < GROUP; w++) {
		all.low = _mm256_add_epi8(all.low, group->counts[w].low);
		all.high = _mm256_add_epi8(all.high, group->counts[w].high);
	}
	/* From a window into the next; 4 * 62 + 3 * 2 fit a byte. */
	for (unsigned w = 0; w + 1 < group->n; w++)
		widen(&all, look_up_beyond(&group->places[w]));
	add_counters(pairs, &all);
	add_ends(seq, group->n * BLOCK, sum);
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

/* Adds the lower case among n whole windows. */
WIDE static void
add_lower(const uint8_t *seq, unsigned n, struct profile *profile)
{
	for (; n > 0; n--, seq += BLOCK)
		profile->lower += ones(lower_mask(
			_mm256_loadu_si256((const void *)seq),
			_mm256_loadu_si256((const void *)(seq + WIDTH))),
			true);
}

/* Adds the next whole windows of ACGT; returns how many, up to 4. */
WIDE static inline unsigned
add_whole(const uint8_t *seq, size_t n, struct block_sum *sum,
	  struct pair_sum *pairs)
{
	/* To make it zero first would take as long as a window. */
	NOT_ZEROED struct group group;
	__m256i any = _mm256_setzero_si256();

	for (group.n = 0; group.n < GROUP && n >= (group.n + 1) * BLOCK;
	     group.n++) {
		const uint8_t *at = seq + group.n * BLOCK;
		__m256i x = _mm256_loadu_si256((const void *)at);
		__m256i y = _mm256_loadu_si256((const void *)(at + WIDTH));

		if (_mm256_movemask_epi8(_mm256_and_si256(is_acgt(x),
							  is_acgt(y))) != -1)
			break;
		any = _mm256_or_si256(any, _mm256_or_si256(x, y));
	}
	if (group.n == 0)
		return 0;
	if (!_mm256_testz_si256(any, _mm256_set1_epi8(0x20)))
		add_lower(seq, group.n, sum->profile);
	add_group(seq, &group, sum, pairs);
	return group.n;
}

/* Adds a window that is not whole, or not of ACGT; returns its letters. */
WIDE static inline unsigned
add_other(const uint8_t *seq, size_t n, unsigned parts, struct block_sum *sum,
	  struct pair_sum *pairs)
{
	unsigned left = n < BLOCK ? (unsigned)n : BLOCK;
	uint64_t live = ~UINT64_C(0) >> (BLOCK - left);
	__m256i x = _mm256_loadu_si256((const void *)seq);
	__m256i y = _mm256_loadu_si256((const void *)(seq + WIDTH));
	uint64_t acgt = join_masks(is_acgt(x), is_acgt(y)) & live;

	if (acgt != live || left < 3 || left > PART_MOST) {
		add_mixed(seq, left, acgt, parts, sum);
		return left;
	}
	if (!_mm256_testz_si256(_mm256_or_si256(x, y), _mm256_set1_epi8(0x20)))
		sum->profile->lower += ones(lower_mask(x, y) & live, true);
	add_part(seq, left, sum, pairs);
	return left;
}

/* With pairs and low windows. */
WIDE static void
profile_deep(const uint8_t *seq, uint32_t n, unsigned parts,
	     struct profile *profile)
{
	struct block_sum sum;
	struct pair_sum pairs = { _mm256_setzero_si256(),
				  _mm256_setzero_si256() };

	block_sum_init(&sum, profile);
	for (size_t at = 0; at < n; ) {
		unsigned whole = add_whole(seq + at, n - at, &sum, &pairs);

		if (whole > 0)
			at += whole * BLOCK;
		else
			at += add_other(seq + at, n - at, parts, &sum,
					&pairs);
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
