/*
 * position_sums.h - the letters of a batch by position, where all records are
 * of one length: they are the same from the start, the end and the centre, so
 * the first check that asks counts them for all three. Private to checks/.
 */
#ifndef GBQC_CHECKS_POSITION_SUMS_H
#define GBQC_CHECKS_POSITION_SUMS_H

#include <stddef.h>
#include <stdint.h>

struct batch;

struct position_sums {
	uint32_t length;	/* of every record; 0: they differ */
	uint8_t *cells;		/* A, then C, G and T of every position */
	size_t room;
};

/*
 * The sums of the batch, of which the letters are profiled; NULL where
 * records differ in length, are too few or too long for it to pay, or hold
 * letters other than A, C, G, T, U and N.
 */
const struct position_sums *position_sums_find(struct batch *batch);

/* Adds them to the bytes from `first` on of four tables. */
void position_sums_add(const struct position_sums *sums,
		       uint8_t *const counts[4], size_t first);
void position_sums_free(struct position_sums *sums);	/* NULL is fine */

#endif
