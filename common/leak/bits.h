/*
 * bits.h - planes of bits: turned round, and read from any place on. Private
 * to this room.
 */
#ifndef GBQC_LEAK_BITS_H
#define GBQC_LEAK_BITS_H

#include <stddef.h>
#include <stdint.h>

/* Bit 63 becomes bit 0. */
static inline uint64_t
bits_turn(uint64_t word)
{
	word = (word >> 1 & 0x5555555555555555) |
	       (word & 0x5555555555555555) << 1;
	word = (word >> 2 & 0x3333333333333333) |
	       (word & 0x3333333333333333) << 2;
	word = (word >> 4 & 0x0f0f0f0f0f0f0f0f) |
	       (word & 0x0f0f0f0f0f0f0f0f) << 4;
	return __builtin_bswap64(word);
}

/* 64 bits of a plane of that many words, from a bit of it on; 0 past it. */
static inline uint64_t
plane_window(const uint64_t *plane, size_t words, size_t from)
{
	const size_t i = from / 64;
	const unsigned shift = from % 64;
	uint64_t bits = plane[i] >> shift;

	if (shift > 0 && i + 1 < words)
		bits |= plane[i + 1] << (64 - shift);
	return bits;
}

#endif
