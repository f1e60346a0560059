/*
 * canonical.c - the strand by which copies are told, and its hash.
 */
#include <stdlib.h>

#define XXH_INLINE_ALL	/* no call for each record */
#include <xxhash.h>

#include "base/mem.h"
#include "checks/canonical.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2")))
#else
#define HAVE_WIDE 0
#endif

/*
 * Complements of checked letters in any case, U read as T, by their low five
 * bits; a letter without one is its own, and so are - and *, which are met
 * before.
 */
static const uint8_t complements[32] = {
	'@', 'T', 'V', 'G', 'H', 'E', 'F', 'C', 'D', 'I', 'J', 'M', 'L', 'K',
	'N', 'O', 'P', 'Q', 'Y', 'S', 'A', 'A', 'B', 'W', 'X', 'R', 'Z'
};

static inline uint8_t
complement(uint8_t letter)
{
	return letter >= 'A' ? complements[letter & 0x1f] : letter;
}

/* Upper case, U as T. */
static inline uint8_t
fold_letter(uint8_t letter)
{
	letter = (uint8_t)(letter - (letter >= 'a' ? 0x20 : 0));
	return (uint8_t)(letter - (letter == 'U' ? 1 : 0));
}

/* A loop that the compiler makes wide. */
static void
fold(const uint8_t *restrict seq, uint32_t n, uint8_t *restrict letters)
{
	for (uint32_t i = 0; i < n; i++)
		letters[i] = fold_letter(seq[i]);
}

/*
 * True where the strand at hand is the smaller one, or both are equal. What
 * holds for the first half holds for the other.
 */
static bool
is_smaller(const uint8_t *seq, uint32_t n)
{
	for (uint32_t i = 0; i < n - n / 2; i++) {
		uint8_t letter = fold_letter(seq[i]);
		uint8_t other = complement(seq[n - 1 - i]);

		if (letter != other)
			return letter < other;
	}
	return true;
}

/* The other strand. */
static void
turn(const uint8_t *seq, uint32_t n, uint8_t *letters)
{
	for (uint32_t i = 0; i < n; i++)
		letters[i] = complement(seq[n - 1 - i]);
}

#if HAVE_WIDE

/* 32 letters at a time: reads and writes as far as that past both ends. */
enum { WIDTH = 32 };

WIDE static inline __m256i
fold_letters(const uint8_t *seq)
{
	__m256i x = _mm256_loadu_si256((const void *)seq);
	__m256i is_lower = _mm256_cmpgt_epi8(x, _mm256_set1_epi8('a' - 1));

	x = _mm256_andnot_si256(_mm256_and_si256(is_lower,
						 _mm256_set1_epi8(0x20)), x);
	return _mm256_add_epi8(x, _mm256_cmpeq_epi8(x,
						    _mm256_set1_epi8('U')));
}

/* By the low four bits, from the half of the table that the fifth says. */
WIDE static inline __m256i
turn_letters(const uint8_t *end)
{
	const __m256i low = _mm256_broadcastsi128_si256(
		_mm_loadu_si128((const void *)complements));
	const __m256i high = _mm256_broadcastsi128_si256(
		_mm_loadu_si128((const void *)(complements + 16)));
	const __m256i backwards = _mm256_broadcastsi128_si256(_mm_setr_epi8(
		15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
	__m256i x = _mm256_loadu_si256((const void *)(end - WIDTH));
	__m256i is_high = _mm256_slli_epi16(x, 3);
	__m256i is_letter = _mm256_slli_epi16(x, 1);
	__m256i other = _mm256_blendv_epi8(_mm256_shuffle_epi8(low, x),
					   _mm256_shuffle_epi8(high, x),
					   is_high);

	other = _mm256_blendv_epi8(x, other, is_letter);
	other = _mm256_shuffle_epi8(other, backwards);
	return _mm256_permute2x128_si256(other, other, 1);
}

WIDE static bool
is_smaller_wide(const uint8_t *seq, size_t n)
{
	for (size_t i = 0; i < n; i += WIDTH) {
		__m256i x = fold_letters(seq + i);
		__m256i y = turn_letters(seq + n - i);
		uint32_t equal = (uint32_t)_mm256_movemask_epi8(
			_mm256_cmpeq_epi8(x, y));
		uint32_t less = (uint32_t)_mm256_movemask_epi8(
			_mm256_cmpgt_epi8(y, x));
		unsigned at;

		if (!~equal)
			continue;
		at = (unsigned)__builtin_ctz(~equal);
		return i + at >= n || less >> at & 1;
	}
	return true;
}

/* Puts the smaller strand into letters; true where that is seq. */
WIDE static bool
choose_wide(const uint8_t *seq, size_t n, uint8_t *letters)
{
	bool plus = is_smaller_wide(seq, n);

	if (plus)
		for (size_t i = 0; i < n; i += WIDTH)
			_mm256_storeu_si256((void *)(letters + i),
					    fold_letters(seq + i));
	else
		for (size_t i = 0; i < n; i += WIDTH)
			_mm256_storeu_si256((void *)(letters + i),
					    turn_letters(seq + n - i));
	return plus;
}

bool
canonical_has_wide(void)
{
	return __builtin_cpu_supports("avx2");
}

#else

enum { WIDTH = 1 };

bool
canonical_has_wide(void)
{
	return false;
}

#endif

static bool
choose_plain(const uint8_t *seq, uint32_t n, uint8_t *letters)
{
	bool plus = is_smaller(seq, n);

	if (plus)
		fold(seq, n, letters);
	else
		turn(seq, n, letters);
	return plus;
}

bool
canonical_hash(struct canonical *space, const uint8_t *seq, uint32_t n,
	       bool wide, uint64_t *high, uint64_t *low)
{
	XXH128_hash_t hash;
	bool plus;

	space->letters = mem_grow(space->letters, &space->room,
				  (size_t)n + WIDTH, 1);
#if HAVE_WIDE
	if (wide)
		plus = choose_wide(seq, n, space->letters);
	else
#endif
		plus = choose_plain(seq, n, space->letters);
	(void)wide;
	hash = XXH3_128bits(space->letters, n);
	*high = hash.high64;
	*low = hash.low64;
	return plus;
}

void
canonical_release(struct canonical *space)
{
	free(space->letters);
}
