/*
 * word.h - up to 8 letters in 16 bits, 2 bits each, the first in the lowest.
 * Private to this room.
 */
#ifndef GBQC_LEAK_WORD_H
#define GBQC_LEAK_WORD_H

#include <stdint.h>

static inline uint32_t
word_mask(unsigned letters)
{
	return (1u << 2 * letters) - 1;
}

/* Bit i of 8 goes to bit 2 i. */
static inline uint32_t
word_spread(uint32_t bits)
{
	bits = (bits | bits << 4) & 0x0f0f;
	bits = (bits | bits << 2) & 0x3333;
	return (bits | bits << 1) & 0x5555;
}

/* The last letter first. */
static inline uint32_t
word_turn(uint32_t word, unsigned letters)
{
	word = (word >> 2 & 0x3333) | (word & 0x3333) << 2;
	word = (word >> 4 & 0x0f0f) | (word & 0x0f0f) << 4;
	word = (word >> 8 | word << 8) & 0xffff;
	return word >> (16 - 2 * letters);
}

#endif
