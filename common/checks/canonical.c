/*
 * canonical.c - the strand by which copies are told, and its hash.
 *
 * Which strand is smaller shows after a letter or two from both ends, so only
 * that one is written out, by a table look-up that is wide where the
 * processor has AVX2.
 */
#include <stdlib.h>

#define XXH_INLINE_ALL	/* no call for each record */
#include <xxhash.h>

#include "base/mem.h"
#include "checks/canonical.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2"))) static
#else
#define HAVE_WIDE 0
#endif

/*
 * By the low five bits of a letter in either case: itself in upper case, and
 * its complement. U is read as T; a letter without complement is its own.
 */
enum { TABLE = 32 };
static const uint8_t upper[TABLE + 1] = "@ABCDEFGHIJKLMNOPQRSTTVWXYZ[]^_`";
static const uint8_t complement[TABLE + 1] =
	"@TVGHEFCDIJMLKNOPQYSAABWXRZ[]^_`";

/* The signs * and - stand below all letters and stay what they are. */
static inline uint8_t
mapped(uint8_t letter, const uint8_t *table)
{
	return letter >= 'A' ? table[letter % TABLE] : letter;
}

/* True where the strand at hand is the smaller one, or both are equal. */
static bool
is_smaller(const uint8_t *seq, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		uint8_t here = mapped(seq[i], upper);
		uint8_t other = mapped(seq[n - 1 - i], complement);

		if (here != other)
			return here < other;
	}
	return true;
}

static void
fold_plain(const uint8_t *restrict seq, uint32_t n, uint8_t *restrict to)
{
	for (uint32_t i = 0; i < n; i++)
		to[i] = mapped(seq[i], upper);
}

static void
turn_plain(const uint8_t *restrict seq, uint32_t n, uint8_t *restrict to)
{
	for (uint32_t i = 0; i < n; i++)
		to[i] = mapped(seq[n - 1 - i], complement);
}

#if HAVE_WIDE

enum { WIDTH = 32 };

/* A table of 32 bytes, the halves of it for all lanes. */
struct wide_table {
	__m256i low, high;
};

WIDE inline __m256i
wide_half(const uint8_t *half)
{
	return _mm256_broadcastsi128_si256(
		_mm_loadu_si128((const void *)half));
}

/* As mapped(): bit 4 chooses the half, bit 6 tells letters from signs. */
WIDE inline __m256i
wide_mapped(const uint8_t *seq, const struct wide_table *table)
{
	__m256i x = _mm256_loadu_si256((const void *)seq);
	__m256i letters = _mm256_blendv_epi8(
		_mm256_shuffle_epi8(table->low, x),
		_mm256_shuffle_epi8(table->high, x), _mm256_slli_epi16(x, 3));

	return _mm256_blendv_epi8(x, letters, _mm256_slli_epi16(x, 1));
}

/* Where a step begins: the last one overlaps the one before. n >= WIDTH. */
static inline uint32_t
step_at(uint32_t i, uint32_t n)
{
	return n - i < WIDTH ? n - WIDTH : i;
}

WIDE void
fold_wide(const uint8_t *restrict seq, uint32_t n, uint8_t *restrict to)
{
	const struct wide_table table = { wide_half(upper),
					  wide_half(upper + TABLE / 2) };

	for (size_t i = 0; i < n; i += WIDTH) {
		uint32_t at = step_at((uint32_t)i, n);

		_mm256_storeu_si256((void *)(to + at),
				    wide_mapped(seq + at, &table));
	}
}

WIDE void
turn_wide(const uint8_t *restrict seq, uint32_t n, uint8_t *restrict to)
{
	const struct wide_table table = { wide_half(complement),
					  wide_half(complement + TABLE / 2) };
	const __m256i backwards = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2,
			      1, 0));

	for (size_t i = 0; i < n; i += WIDTH) {
		uint32_t at = step_at((uint32_t)i, n);
		__m256i x = wide_mapped(seq + (n - WIDTH - at), &table);

		x = _mm256_shuffle_epi8(x, backwards);
		x = _mm256_permute4x64_epi64(x, 0x4e);	/* lanes change */
		_mm256_storeu_si256((void *)(to + at), x);
	}
}

static bool
is_wide(uint32_t n)
{
	return n >= WIDTH && __builtin_cpu_supports("avx2");
}

#endif

static void
fold(const uint8_t *seq, uint32_t n, uint8_t *to)
{
#if HAVE_WIDE
	if (is_wide(n)) {
		fold_wide(seq, n, to);
		return;
	}
#endif
	fold_plain(seq, n, to);
}

/* The reverse complement. */
static void
turn(const uint8_t *seq, uint32_t n, uint8_t *to)
{
#if HAVE_WIDE
	if (is_wide(n)) {
		turn_wide(seq, n, to);
		return;
	}
#endif
	turn_plain(seq, n, to);
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
