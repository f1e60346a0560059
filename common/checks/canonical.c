/*
 * canonical.c - the strand by which copies are told, and its hash.
 */
#include <stdlib.h>

#include <xxhash.h>

#include "base/mem.h"
#include "checks/canonical.h"

/* Complements of A to Z, U read as T; a letter without one is its own. */
static const char complements[] = "TVGHEFCDIJMLKNOPQYSAABWXRZ";

static inline uint8_t
complement(uint8_t letter)
{
	return letter >= 'A' ? (uint8_t)complements[letter - 'A'] : letter;
}

/* Upper case, U as T: a loop that the compiler makes wide. */
static void
fold(const uint8_t *restrict seq, uint32_t n, uint8_t *restrict letters)
{
	for (uint32_t i = 0; i < n; i++) {
		uint8_t c = seq[i];

		c = (uint8_t)(c - (c >= 'a' ? 0x20 : 0));
		letters[i] = (uint8_t)(c - (c == 'U' ? 1 : 0));
	}
}

/* True where the strand at hand is the smaller one, or both are equal. */
static bool
is_smaller(const uint8_t *letters, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		uint8_t other = complement(letters[n - 1 - i]);

		if (letters[i] != other)
			return letters[i] < other;
	}
	return true;
}

static void
turn(uint8_t *letters, uint32_t n)
{
	uint32_t i = 0, j = n;

	while (i < j) {
		uint8_t x = complement(letters[i]);

		letters[i++] = complement(letters[--j]);
		letters[j] = x;
	}
}

bool
canonical_hash(struct canonical *space, const uint8_t *seq, uint32_t n,
	       uint64_t *high, uint64_t *low)
{
	XXH128_hash_t hash;
	bool plus;

	space->letters = mem_grow(space->letters, &space->room,
				  (size_t)n + 1, 1);
	fold(seq, n, space->letters);
	plus = is_smaller(space->letters, n);
	if (!plus)
		turn(space->letters, n);
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
