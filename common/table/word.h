/*
 * word.h - eight bytes of text at a time, in any byte order.
 *
 * All functions may look at up to seven bytes beyond what they are asked
 * for: buffers end in a pad.
 */
#ifndef GBQC_TABLE_WORD_H
#define GBQC_TABLE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { WORD = 8 };

/* The first byte in the lowest bits. */
static inline uint64_t
word_load(const char *text)
{
	uint64_t word;

	memcpy(&word, text, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/* Of a word that is not 0: which byte its lowest bit is in. */
static inline size_t
word_first(uint64_t word)
{
	return (size_t)__builtin_ctzll(word) / 8;
}

/* The top bit of each byte that is below a blank, no other bit. */
static inline uint64_t
word_controls(uint64_t word)
{
	const uint64_t low = 0x7f7f7f7f7f7f7f7f;

	/* 0x20 + 0x60 reaches the top bit; no sum reaches the next byte. */
	return ~(((word & low) + 0x6060606060606060) | word) & ~low;
}

/* The top bit of each byte that is a, no other bit. */
static inline uint64_t
word_equals(uint64_t word, char a)
{
	const uint64_t low = 0x7f7f7f7f7f7f7f7f;

	word ^= 0x0101010101010101 * (unsigned char)a;
	return ~(((word & low) + low) | word) & ~low;
}

/* How many bytes are marked by their top bit. */
static inline size_t
word_count(uint64_t marks)
{
	return (size_t)((marks >> 7) * 0x0101010101010101 >> 56);
}

/* True if the last n bytes of a word, 1 to 7, are digits. */
static inline bool
word_is_digits(uint64_t word, size_t n)
{
	const uint64_t high = 0xf0f0f0f0f0f0f0f0, zeros = 0x3030303030303030;
	const uint64_t sixes = 0x0606060606060606;
	uint64_t wrong = ((word & high) ^ zeros)
			 | (((word + sixes) & high) ^ zeros);

	/* A byte that carries into the next is wrong itself. */
	return wrong >> (WORD - n) * 8 == 0;
}

/* The number that the last n bytes of a word, 1 to 7 digits, are. */
static inline uint64_t
word_number(uint64_t word, size_t n)
{
	/* Zeros before them; then by two, four and eight digits. */
	word = word >> (WORD - n) * 8 << (WORD - n) * 8;
	word &= 0x0f0f0f0f0f0f0f0f;
	word = (word * 10 + (word >> 8)) & 0x00ff00ff00ff00ff;
	word = (word * 100 + (word >> 16)) & 0x0000ffff0000ffff;
	return (word * 10000 + (word >> 32)) & 0xffffffff;
}

/* How many bytes two texts have in common, at most n. */
static inline size_t
text_common(const char *x, const char *y, size_t n)
{
	for (size_t i = 0; i < n; i += WORD) {
		uint64_t differs = word_load(x + i) ^ word_load(y + i);

		if (differs) {
			i += word_first(differs);
			return i < n ? i : n;
		}
	}
	return n;
}

/* The first newline, which must be there. */
static inline const char *
text_newline(const char *text)
{
	uint64_t newlines;

	while (!(newlines = word_equals(word_load(text), '\n')))
		text += WORD;
	return text + word_first(newlines);
}

/*
 * How many digits stand between the last tab of a row and its end, if that
 * is less than eight; else eight or more. The row has eight bytes or more.
 */
static inline size_t
text_last_field(const char *end)
{
	uint64_t tabs = word_equals(word_load(end - WORD), '\t');

	return tabs ? (size_t)__builtin_clzll(tabs) / 8 : WORD;
}

#endif
