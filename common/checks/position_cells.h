/*
 * position_cells.h - counts of letters by position, while they are counted.
 * Private to checks/.
 *
 * A, C, G and T are counted in bytes, moved to 16 bits before a byte can
 * overflow, and from there to 64 bits: what is added each 255 records stays
 * in cache. Other letters are counted in 64 bits.
 */
#ifndef GBQC_CHECKS_POSITION_CELLS_H
#define GBQC_CHECKS_POSITION_CELLS_H

#include <stddef.h>
#include <stdint.h>

#include "checks/batch.h"

struct position_count;

enum position_anchor { POSITION_START, POSITION_END, POSITION_CENTRE };
enum { POSITION_BASES = 4 };

/*
 * A cell is a position. From the start it is cell 0, 1, ...; from the end
 * the last position is the last cell; the centre is in the middle. So the
 * letters of a record are neighbours in all three. Start with
 * { .anchor = ... }.
 */
struct position_cells {
	enum position_anchor anchor;
	size_t n;
	unsigned pending;		/* records in narrow, below 2^8 */
	unsigned settled;		/* records in middle, below 2^16 */
	uint8_t *narrow[POSITION_BASES];	/* [n + POSITION_PAD] */
	uint16_t *middle[POSITION_BASES];	/* [n] */
	uint64_t *wide[LETTERS];		/* [n], NULL: never seen */
};

/* The number of A, C, G and T among letters: batch.h. */
extern const unsigned position_base_letter[POSITION_BASES];

/* Makes room for more cells: an even number, for the centre. */
void position_cells_grow(struct position_cells *cells, size_t need);

/* Asked of each record, and seldom answered by work. */
static inline void
position_cells_need(struct position_cells *cells, size_t need)
{
	if (need > cells->n)
		position_cells_grow(cells, need);
}

/* Makes narrow ready for n more records, at most 255, which are to follow. */
void position_cells_expect(struct position_cells *cells, size_t n);

/* The cells of 64 bits of a letter. */
uint64_t *position_cells_wide(struct position_cells *cells, unsigned letter);

/* Adds from to into; from is empty after it. Both have the same anchor. */
void position_cells_merge(struct position_cells *into,
			  struct position_cells *from);

/*
 * All counts but 0 as entries, in the order of the text of their positions;
 * returns how many there are. The caller frees *entries. cells are empty
 * after it.
 */
size_t position_cells_list(struct position_cells *cells,
			   struct position_count **entries);

/* Moves bytes to 16 bits. */
void position_cells_settle(struct position_cells *cells);
void position_cells_release(struct position_cells *cells);

#endif
