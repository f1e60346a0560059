/*
 * position_rows.h - how often A, C, G and T stand at each cell of a table, in
 * many records at once. Private to checks/.
 */
#ifndef GBQC_CHECKS_POSITION_ROWS_H
#define GBQC_CHECKS_POSITION_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Letters of a record, in any case, that belong to the cells from `from` up
 * to, not including, `to`; as padded as those of a batch.
 */
struct position_row {
	const uint8_t *seq;
	size_t from, to;
};

/* Bytes that must follow the last cell of each table. */
enum { POSITION_PAD = 32 };

/*
 * Adds the letters of n rows to four tables of bytes, in which there must be
 * room for n more. wide: by AVX2, which the processor must have; the counts
 * are the same, provided that no letters but A, C, G, T, U and N are there.
 */
void position_rows_count(const struct position_row *rows, size_t n,
			 uint8_t *const counts[4], bool wide);

#endif
