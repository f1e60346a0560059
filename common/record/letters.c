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

/* Where a pass stops for now. */
static uint32_t
window_end(uint32_t n, const struct letters_pass *pass)
{
	return n - pass->at < LETTERS_WINDOW ? n : pass->at + LETTERS_WINDOW;
}

static size_t
ends_plain(const unsigned char *bytes, uint32_t end, struct letters_pass *pass,
	   struct letters_end *ends)
{
	struct letters_end *to = ends;
	const size_t left = end - pass->at;

	pass->signs = pass->signs || memchr(bytes + pass->at, '=', left) ||
		      memchr(bytes + pass->at, '\r', left);
	while (pass->at < end) {
		const unsigned char *at = bytes + pass->at;
		const unsigned char *feed = memchr(at, '\n', end - pass->at);
		const size_t line = feed ? (size_t)(feed - at) :
					   end - pass->at;

		pass->others += span_plain(at, line) < line;
		pass->at += (uint32_t)line;
		if (!feed)
			break;
		*to++ = (struct letters_end){ pass->at++, pass->others++ };
	}
	return (size_t)(to - ends);
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt"))) static

enum { WIDTH = 32 };

/*
 * One bit a byte, set where it is one of A-Z and a-z: with the bit that makes
 * small letters, what is added puts those, and no other byte, between this
 * bound and the largest signed byte.
 */
AVX2 uint32_t
alphabetic(__m256i at)
{
	const __m256i place = _mm256_add_epi8(
		_mm256_or_si256(at, _mm256_set1_epi8(0x20)),
		_mm256_set1_epi8(INT8_MAX - 'z'));

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(
		place, _mm256_set1_epi8(INT8_MAX - 'z' + 'a' - 1)));
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
		uint32_t others = ~alphabetic(at);

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

AVX2 uint64_t
join(uint32_t first, uint32_t second)
{
	return (uint64_t)second << WIDTH | first;
}

/* The same of 64 bytes that are not all letters. */
AVX2 struct letters_end *
put_ends(struct letters_end *to, __m256i at, __m256i on,
	 struct letters_pass *pass)
{
	const uint64_t others = join(~alphabetic(at), ~alphabetic(on));
	uint64_t feeds = join(equal_avx2(at, '\n'), equal_avx2(on, '\n'));

	for (; feeds; feeds &= feeds - 1)
		*to++ = (struct letters_end){
			pass->at + (uint32_t)__builtin_ctzll(feeds),
			pass->others + (uint32_t)__builtin_popcountll(
				others & (feeds ^ (feeds - 1)) >> 1)
		};
	pass->others += (uint32_t)__builtin_popcountll(others);
	pass->signs |= (equal_avx2(at, '=') | equal_avx2(on, '=') |
			equal_avx2(at, '\r') | equal_avx2(on, '\r')) != 0;
	return to;
}

AVX2 size_t
ends_avx2(const unsigned char *bytes, uint32_t end, struct letters_pass *pass,
	  struct letters_end *ends)
{
	struct letters_end *to = ends;

	for (; pass->at < end; pass->at += 2 * WIDTH) {
		const __m256i at = _mm256_loadu_si256(
			(const __m256i *)(bytes + pass->at));
		const __m256i on = _mm256_loadu_si256(
			(const __m256i *)(bytes + pass->at + WIDTH));

		if (~(alphabetic(at) & alphabetic(on)))
			to = put_ends(to, at, on, pass);
	}
	pass->at = end;
	/* Not what stands behind. */
	while (to > ends && to[-1].at >= end)
		to--;
	return (size_t)(to - ends);
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
	return __builtin_cpu_supports("avx2") &&
	       __builtin_cpu_supports("bmi") &&
	       __builtin_cpu_supports("popcnt");
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

size_t
letters_ends(const char *bytes, uint32_t n, struct letters_pass *pass,
	     struct letters_end *ends)
{
	const unsigned char *from = (const unsigned char *)bytes;

	return has_avx2() ? ends_avx2(from, window_end(n, pass), pass, ends) :
			    ends_plain(from, window_end(n, pass), pass, ends);
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

size_t
letters_ends(const char *bytes, uint32_t n, struct letters_pass *pass,
	     struct letters_end *ends)
{
	return ends_plain((const unsigned char *)bytes, window_end(n, pass),
			  pass, ends);
}

#endif
