/*
 * word.h - up to 16 letters in 32 bits, 2 bits each, the first in the lowest.
 * Private to this room.
 */
#ifndef GBQC_LEAK_WORD_H
#define GBQC_LEAK_WORD_H

#include <stdint.h>

/* All bits of less than 16 letters. */
static inline uint32_t
word_mask(unsigned letters)
{
	return (1u << 2 * letters) - 1;
}

/* Bit i of 16 goes to bit 2 i. */
static inline uint32_t
word_spread(uint32_t bits)
{
	bits = (bits | bits << 8) & 0x00ff00ff;
	bits = (bits | bits << 4) & 0x0f0f0f0f;
	bits = (bits | bits << 2) & 0x33333333;
	return (bits | bits << 1) & 0x55555555;
}

/* The last of some letters (from 1 on) first; what is above them is lost. */
static inline uint32_t
word_turn(uint32_t word, unsigned letters)
{
	word = (word >> 2 & 0x33333333) | (word & 0x33333333) << 2;
	word = (word >> 4 & 0x0f0f0f0f) | (word & 0x0f0f0f0f) << 4;
	return __builtin_bswap32(word) >> (32 - 2 * letters);
}

#endif
