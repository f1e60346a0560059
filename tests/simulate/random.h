/*
 * random.h - a seeded generator: the same numbers everywhere.
 *
 * SplitMix64: Steele, Lea & Flood (2014) OOPSLA 453-472.
 */
#ifndef GBQC_TESTS_SIMULATE_RANDOM_H
#define GBQC_TESTS_SIMULATE_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state;
};

static inline uint64_t
random_bits(struct random *random)
{
	uint64_t x = random->state += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* From 0 to below 1. */
static inline double
random_share(struct random *random)
{
	return (double)(random_bits(random) >> 11) * 0x1p-53;
}

/* 0 to n - 1; n far below 2^32. */
static inline uint32_t
random_below(struct random *random, uint32_t n)
{
	return (uint32_t)((random_bits(random) >> 32) * n >> 32);
}

#endif
