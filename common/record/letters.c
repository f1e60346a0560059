/*
 * letters.c - the two loops over every byte: are these letters, and how many
 * lines are there.
 *
 * Plain loops of a fixed length, which the compiler turns into vectors. On
 * x86-64 they are built a second time for AVX2, and chosen when they run.
 */
#include <stdbool.h>
#include <string.h>

#include "record/letters.h"

#define ALWAYS_INLINE inline __attribute__((always_inline))

/* Sizes that gcc and clang both make vectors of. */
enum { STEP = 32, SHORT_STEP = 16, LINES_STEP = 64 };

static inline bool
is_letter(unsigned char byte)
{
	return (unsigned char)((byte | 0x20) - 'a') < 26 || byte == '*' ||
	       byte == '-';
}

/* One vector or two, or words where there are none. */
struct flags {
	unsigned char other[STEP];
};

/* Adds whether each of n bytes, a constant, is no letter. */
static ALWAYS_INLINE void
mark(struct flags *flags, const unsigned char *bytes, int n)
{
	for (int i = 0; i < n; i++) {
		const unsigned char byte = bytes[i];
		const unsigned char place =
			(unsigned char)((byte | 0x20) - 'a');

		flags->other[i] |= (unsigned char)((place > 25) &
						   (byte != '*') &
						   (byte != '-'));
	}
}

static ALWAYS_INLINE bool
any(const struct flags *flags)
{
	uint64_t words[STEP / 8];

	memcpy(words, flags->other, sizeof(words));
	return (words[0] | words[1] | words[2] | words[3]) != 0;
}

static ALWAYS_INLINE size_t
span(const unsigned char *bytes, size_t n)
{
	struct flags flags = { { 0 } };
	size_t i = 0;

	/* The last step begins early enough to end at n. */
	if (n >= STEP) {
		for (; i + STEP <= n; i += STEP)
			mark(&flags, bytes + i, STEP);
		mark(&flags, bytes + n - STEP, STEP);
	} else if (n >= SHORT_STEP) {
		mark(&flags, bytes, SHORT_STEP);
		mark(&flags, bytes + n - SHORT_STEP, SHORT_STEP);
	}
	if (n >= SHORT_STEP && !any(&flags))
		return n;
	for (i = 0; i < n && is_letter(bytes[i]);)
		i++;
	return i;
}

static ALWAYS_INLINE uint64_t
lines(const unsigned char *bytes, size_t n)
{
	uint64_t found = 0;
	size_t i = 0;

	/* 8-bit counters, emptied before they can run over. */
	while (n - i >= LINES_STEP) {
		unsigned char counts[LINES_STEP] = { 0 };
		size_t steps = (n - i) / LINES_STEP;

		if (steps > 255)
			steps = 255;
		for (; steps > 0; steps--, i += LINES_STEP)
			for (int j = 0; j < LINES_STEP; j++)
				counts[j] += bytes[i + (size_t)j] == '\n';
		for (int j = 0; j < LINES_STEP; j++)
			found += counts[j];
	}
	for (; i < n; i++)
		found += bytes[i] == '\n';
	return found;
}

#if defined(__x86_64__) && defined(__GNUC__)

__attribute__((target("avx2"))) static size_t
span_avx2(const unsigned char *bytes, size_t n)
{
	return span(bytes, n);
}

__attribute__((target("avx2"))) static uint64_t
lines_avx2(const unsigned char *bytes, size_t n)
{
	return lines(bytes, n);
}

size_t
letters_span(const char *bytes, size_t n)
{
	const unsigned char *from = (const unsigned char *)bytes;

	return __builtin_cpu_supports("avx2") ? span_avx2(from, n) :
						span(from, n);
}

uint64_t
letters_lines(const char *bytes, size_t n)
{
	const unsigned char *from = (const unsigned char *)bytes;

	return __builtin_cpu_supports("avx2") ? lines_avx2(from, n) :
						lines(from, n);
}

#else

size_t
letters_span(const char *bytes, size_t n)
{
	return span((const unsigned char *)bytes, n);
}

uint64_t
letters_lines(const char *bytes, size_t n)
{
	return lines((const unsigned char *)bytes, n);
}

#endif
