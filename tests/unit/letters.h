/*
 * letters.h - records of random letters, made for a test from its seed.
 */
#ifndef GBQC_TESTS_LETTERS_H
#define GBQC_TESTS_LETTERS_H

#include <stdint.h>

enum { LETTERS_LONGEST = 4096 };

/* A record; letters beyond the longest are left out. Start with .n = 0. */
struct letters {
	char text[LETTERS_LONGEST];
	uint32_t n;
};

static uint64_t letters_state;

/* All that is random follows from this. */
static inline void
letters_seed(uint64_t seed)
{
	letters_state = seed * 0x9e3779b97f4a7c15u + 1;
}

/* A number below n. */
static inline uint32_t
below(uint32_t n)
{
	letters_state = letters_state * 6364136223846793005u +
			1442695040888963407u;
	return (uint32_t)((letters_state >> 33) % n);
}

static inline void
add_letter(struct letters *to, char letter)
{
	if (to->n < LETTERS_LONGEST)
		to->text[to->n++] = letter;
}

static inline void
add_random(struct letters *to, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		add_letter(to, "ACGT"[below(4)]);
}

#endif
