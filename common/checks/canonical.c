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

/* The first n letters of the other strand of a sequence that ends at end. */
static void
turn_plain(const uint8_t *end, uint32_t n, uint8_t *letters)
{
	for (uint32_t i = 0; i < n; i++)
		letters[i] = complement(*--end);
}

#if HAVE_WIDE

/* The same by 32: by the low four bits, from the half that the fifth says. */
WIDE static void
turn_wide(const uint8_t *end, uint32_t n, uint8_t *letters)
{
	const __m256i low = _mm256_broadcastsi128_si256(
		_mm_loadu_si128((const void *)complements));
	const __m256i high = _mm256_broadcastsi128_si256(
		_mm_loadu_si128((const void *)(complements + 16)));
	const __m256i backwards = _mm256_broadcastsi128_si256(_mm_setr_epi8(
		15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));

	for (; n >= 32; n -= 32, letters += 32) {
		__m256i x = _mm256_loadu_si256((const void *)(end -= 32));
		__m256i is_high = _mm256_slli_epi16(x, 3);
		__m256i is_letter = _mm256_slli_epi16(x, 1);
		__m256i other = _mm256_blendv_epi8(
			_mm256_shuffle_epi8(low, x),
			_mm256_shuffle_epi8(high, x), is_high);

		other = _mm256_blendv_epi8(x, other, is_letter);
		other = _mm256_shuffle_epi8(other, backwards);
		other = _mm256_permute2x128_si256(other, other, 1);
		_mm256_storeu_si256((void *)letters, other);
	}
	turn_plain(end, n, letters);
}

#endif

static void
turn(const uint8_t *seq, uint32_t n, uint8_t *letters)
{
#if HAVE_WIDE
	if (__builtin_cpu_supports("avx2")) {
		turn_wide(seq + n, n, letters);
		return;
	}
#endif
	turn_plain(seq + n, n, letters);
}

bool
canonical_hash(struct canonical *space, const uint8_t *seq, uint32_t n,
	       uint64_t *high, uint64_t *low)
{
	XXH128_hash_t hash;
	bool plus = is_smaller(seq, n);

	space->letters = mem_grow(space->letters, &space->room,
				  (size_t)n + 1, 1);
	if (plus)
		fold(seq, n, space->letters);
	else
		turn(seq, n, space->letters);
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
