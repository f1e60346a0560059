/*
 * profile_plain.c - the pass over the letters in plain C, eight at a time.
 */
#include "checks/profile_block.h"

static const uint64_t every_byte = 0x0101010101010101;

/* The lowest bit of each of 8 bytes, as 8 bits. */
static uint64_t
gather_bits(uint64_t bytes)
{
	return (bytes & every_byte) * 0x0102040810204080 >> 56;
}

/* Eight letters, the first in the lowest byte on every machine. */
static uint64_t
load_letters(const uint8_t *seq)
{
	uint64_t letters;

	memcpy(&letters, seq, sizeof(letters));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	letters = __builtin_bswap64(letters);
#endif
	return letters;
}

/* 0 in the bytes that are the letter, 0x80 in the others; all below 0x80. */
static uint64_t
differs(uint64_t bytes, uint8_t letter)
{
	return ((bytes ^ letter * every_byte) + 0x7f * every_byte) &
	       0x80 * every_byte;
}

static void
read_block(const uint8_t *seq, unsigned n, struct block *block)
{
	uint64_t live = ~UINT64_C(0) >> (BLOCK - n);

	*block = (struct block){ .live = live };
	for (unsigned i = 0; i < n; i += 8) {
		uint64_t letters = load_letters(seq + i);
		uint64_t upper = letters & 0xdf * every_byte;
		uint64_t acgt = ~(differs(upper, 'A') & differs(upper, 'C') &
				  differs(upper, 'G') & differs(upper, 'T'));

		block->bit1 |= gather_bits(letters >> 1) << i;
		block->bit2 |= gather_bits(letters >> 2) << i;
		block->acgt |= gather_bits(acgt >> 7) << i;
		block->u |= gather_bits(~differs(upper, 'U') >> 7) << i;
		block->n |= gather_bits(~differs(upper, 'N') >> 7) << i;
		block->lower |= gather_bits(letters >> 5 & letters >> 6) << i;
	}
	block->acgt &= live;
	block->u &= live;
	block->n &= live;
	block->lower &= live;
}

void
profile_plain(const uint8_t *seq, uint32_t n, unsigned parts,
	      struct profile *profile)
{
	struct block_sum sum;

	block_sum_init(&sum, profile);
	for (size_t at = 0; at < n; at += BLOCK) {
		unsigned left = n - at < BLOCK ? (unsigned)(n - at) : BLOCK;
		struct block block;

		read_block(seq + at, left, &block);
		block_add(&block, seq + at, left, parts, &sum, false);
	}
	profile->windows = count_windows(n);
}
