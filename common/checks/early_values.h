/*
 * early_values.h - values of a feature before there are enough of them for
 * arrays: a list, and how it is sorted. Private to checks/.
 */
#ifndef GBQC_CHECKS_EARLY_VALUES_H
#define GBQC_CHECKS_EARLY_VALUES_H

#include <stddef.h>
#include <stdint.h>

struct tally;

/* No denominator reaches EARLY_OF; that many values are few. */
enum { EARLY_OF = 512, EARLY_MOST = 4096 };

/* Start with { 0 }. */
struct early_values {
	uint32_t *keys;		/* [n], see below */
	size_t n, room;
};

/* A key is a value, and what it is of: not less, and below EARLY_OF. */
static inline uint32_t
early_value(uint32_t key)
{
	return key >> 16;
}

static inline uint32_t
early_of(uint32_t key)
{
	return key & 0xffff;
}

void early_values_grow(struct early_values *early);

static inline void
early_values_add(struct early_values *early, uint32_t value, uint32_t of)
{
	if (early->n == early->room)
		early_values_grow(early);
	early->keys[early->n++] = value << 16 | of;
}

/*
 * All of them as sorted tallies, *n of them, from malloc(); then the list is
 * empty and has no memory. NULL, and nothing done, where values and
 * denominators lie too far apart for the table that counts them.
 */
struct tally *early_values_sort(struct early_values *early, size_t *n);
void early_values_release(struct early_values *early);

#endif
