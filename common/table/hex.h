/*
 * hex.h - 64-bit words as 16 hexadecimal digits in lower case, eight digits
 * at a time. Private to table/.
 */
#ifndef GBQC_TABLE_HEX_H
#define GBQC_TABLE_HEX_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "table/word.h"

/* The text of eight digits, a byte each, the first in the lowest byte. */
static inline uint64_t
hex_text(uint64_t digits)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t letters = (digits + 6 * ones) >> 4 & ones;

	return digits + '0' * ones + letters * ('a' - '0' - 10);
}

static inline void
hex_write_half(char *to, uint32_t half)
{
	uint64_t digits = half;

	digits = (digits << 32 | digits >> 16) & 0x0000ffff0000ffff;
	digits = (digits << 16 | digits >> 8) & 0x00ff00ff00ff00ff;
	digits = (digits << 8 | digits >> 4) & 0x0f0f0f0f0f0f0f0f;
	digits = hex_text(digits);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	digits = __builtin_bswap64(digits);
#endif
	memcpy(to, &digits, sizeof(digits));
}

/* Writes 16 digits; returns the end. */
static inline char *
hex_write(char *to, uint64_t word)
{
	hex_write_half(to, (uint32_t)(word >> 32));
	hex_write_half(to + 8, (uint32_t)word);
	return to + 16;
}

/* False where the eight bytes are other text than hex_write_half() writes. */
static inline bool
hex_read_half(const char *text, uint32_t *half)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t word = word_load(text);
	uint64_t digits = (word & 0x0f * ones) + 9 * (word >> 6 & ones);
	bool is_text = (digits & 0xf0 * ones) == 0 && hex_text(digits) == word;

	digits = (digits << 4 | digits >> 8) & 0x00ff00ff00ff00ff;
	digits = (digits << 8 | digits >> 16) & 0x0000ffff0000ffff;
	*half = (uint32_t)(digits << 16 | digits >> 32);
	return is_text;
}

/* Reads 16 digits; false where they are not. */
static inline bool
hex_read(const char *text, uint64_t *word)
{
	uint32_t high, low;
	bool is_text = hex_read_half(text, &high) &
		       hex_read_half(text + 8, &low);

	*word = (uint64_t)high << 32 | low;
	return is_text;
}

#endif
