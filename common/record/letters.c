/*
 * letters.c - the loops over every byte: where letters end, how many lines
 * there are, and what a header line holds.
 *
 * Each is written twice: in plain C, and on x86-64 with AVX2, chosen when it
 * runs. At 200 letters a record these loops are half of the time of reading.
 */
#include <string.h>

#include "record/letters.h"

static bool
is_letter(unsigned char byte)
{
	return (unsigned char)((byte | 0x20) - 'a') < 26 || byte == '*' ||
	       byte == '-';
}

static size_t
span_plain(const unsigned char *bytes, size_t n)
{
	enum { STEP = 32 };
	size_t i = 0;

	/* No way out of the inner loop, so that it becomes vectors. */
	for (; i + STEP <= n; i += STEP) {
		unsigned char other = 0;

		for (int j = 0; j < STEP; j++)
			other |= !is_letter(bytes[i + (size_t)j]);
		if (other)
			break;
	}
	while (i < n && is_letter(bytes[i]))
		i++;
	return i;
}

static uint64_t
lines_plain(const unsigned char *bytes, size_t n)
{
	enum { STEP = 64, STEPS_MAX = 255 };
	uint64_t found = 0;
	size_t i = 0;

	/* 8-bit counters, emptied before they can run over. */
	while (n - i >= STEP) {
		unsigned char counts[STEP] = { 0 };
		size_t steps = (n - i) / STEP;

		if (steps > STEPS_MAX)
			steps = STEPS_MAX;
		for (; steps > 0; steps--, i += STEP)
			for (int j = 0; j < STEP; j++)
				counts[j] = (unsigned char)(
					counts[j] + (bytes[i + (size_t)j] ==
						     '\n'));
		for (int j = 0; j < STEP; j++)
			found += counts[j];
	}
	for (; i < n; i++)
		found += bytes[i] == '\n';
	return found;
}

static size_t
look_plain(const unsigned char *bytes, size_t n, size_t *word, bool *odd)
{
	const unsigned char *feed = memchr(bytes, '\n', n);
	size_t end = 0;

	if (feed)
		n = (size_t)(feed - bytes);
	while (end < n && bytes[end] > ' ')
		end++;
	*word = end;
	*odd = memchr(bytes + end, '=', n - end) ||
	       memchr(bytes + end, '\r', n - end);
	return n;
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi"))) static

enum { WIDTH = 32 };

/* One bit a byte, set where it is none of A-Z and a-z. */
AVX2 uint32_t
not_alphabetic(__m256i at)
{
	const __m256i place = _mm256_sub_epi8(
		_mm256_or_si256(at, _mm256_set1_epi8(0x20)),
		_mm256_set1_epi8('a'));

	return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
		_mm256_min_epu8(place, _mm256_set1_epi8('z' - 'a')), place));
}

/* One bit a byte, set where it equals byte. */
AVX2 uint32_t
equal_avx2(__m256i at, char byte)
{
	return (uint32_t)_mm256_movemask_epi8(
		_mm256_cmpeq_epi8(at, _mm256_set1_epi8(byte)));
}

AVX2 size_t
span_avx2(const unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i += WIDTH) {
		const __m256i at = _mm256_loadu_si256(
			(const __m256i *)(bytes + i));
		uint32_t others = not_alphabetic(at);

		/* '*' and '-' are rare: worth a look of their own. */
		if (others)
			others &= ~(equal_avx2(at, '*') | equal_avx2(at, '-'));
		if (others) {
			const size_t stop = i + (size_t)__builtin_ctz(others);

			return stop < n ? stop : n;
		}
	}
	return n;
}

AVX2 uint64_t
lines_avx2(const unsigned char *bytes, size_t n)
{
	enum { STEPS_MAX = 255 };
	const __m256i feed = _mm256_set1_epi8('\n');
	const __m256i zero = _mm256_setzero_si256();
	uint64_t sums[4];
	__m256i sum = zero;
	size_t i = 0;

	/* 8-bit counters, emptied before they can run over. */
	while (n - i >= WIDTH) {
		size_t steps = (n - i) / WIDTH;
		__m256i counts = zero;

		if (steps > STEPS_MAX)
			steps = STEPS_MAX;
		for (; steps > 0; steps--, i += WIDTH)
			counts = _mm256_sub_epi8(
				counts,
				_mm256_cmpeq_epi8(feed, _mm256_loadu_si256(
					(const __m256i *)(bytes + i))));
		sum = _mm256_add_epi64(sum, _mm256_sad_epu8(counts, zero));
	}
	memcpy(sums, &sum, sizeof(sums));
	return sums[0] + sums[1] + sums[2] + sums[3] +
	       lines_plain(bytes + i, n - i);
}

/* One bit a byte, set where it is a blank or a control byte. */
AVX2 uint32_t
blank_avx2(__m256i at)
{
	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
		_mm256_min_epu8(at, _mm256_set1_epi8(' ')), at));
}

AVX2 size_t
look_far_avx2(const unsigned char *bytes, size_t n, size_t *word, bool *odd)
{
	size_t first = n, end = n;
	bool found = false;

	for (size_t i = 0; i < n && end == n; i += WIDTH) {
		const __m256i at = _mm256_loadu_si256(
			(const __m256i *)(bytes + i));
		const uint32_t feeds = equal_avx2(at, '\n');
		const uint32_t ends = blank_avx2(at);
		const uint32_t signs = equal_avx2(at, '=') |
				       equal_avx2(at, '\r');
		/* The bits below the line feed; all where there is none. */
		const uint32_t line = (feeds - 1) & ~feeds;

		found |= (signs & line) != 0;
		if (ends && first == n)
			first = i + (size_t)__builtin_ctz(ends);
		if (feeds && i + (size_t)__builtin_ctz(feeds) < n)
			end = i + (size_t)__builtin_ctz(feeds);
	}
	*word = first < end ? first : end;
	*odd = found;
	return end;
}

/* Mostly a short word is all of the line. */
AVX2 size_t
look_avx2(const unsigned char *bytes, size_t n, size_t *word, bool *odd)
{
	const uint32_t ends = blank_avx2(
		_mm256_loadu_si256((const __m256i *)bytes));
	const size_t first = ends ? (size_t)__builtin_ctz(ends) : n;

	if (first >= n || bytes[first] != '\n')
		return look_far_avx2(bytes, n, word, odd);
	*word = first;
	*odd = false;
	return first;
}

static bool
has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
}

size_t
letters_span(const char *bytes, size_t n)
{
	const unsigned char *from = (const unsigned char *)bytes;

	return has_avx2() ? span_avx2(from, n) : span_plain(from, n);
}

uint64_t
letters_lines(const char *bytes, size_t n)
{
	const unsigned char *from = (const unsigned char *)bytes;

	return has_avx2() ? lines_avx2(from, n) : lines_plain(from, n);
}

size_t
letters_look(const char *bytes, size_t n, size_t *word, bool *odd)
{
	const unsigned char *from = (const unsigned char *)bytes;

	return has_avx2() ? look_avx2(from, n, word, odd) :
			    look_plain(from, n, word, odd);
}

#else

size_t
letters_span(const char *bytes, size_t n)
{
	return span_plain((const unsigned char *)bytes, n);
}

uint64_t
letters_lines(const char *bytes, size_t n)
{
	return lines_plain((const unsigned char *)bytes, n);
}

size_t
letters_look(const char *bytes, size_t n, size_t *word, bool *odd)
{
	return look_plain((const unsigned char *)bytes, n, word, odd);
}

#endif
