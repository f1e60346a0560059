/*
 * position_cells.c - counts of letters by position, while they are counted.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/position_cells.h"
#include "checks/position_rows.h"

const unsigned position_base_letter[POSITION_BASES] = {
	'A' - 'A', 'C' - 'A', 'G' - 'A', 'T' - 'A'
};

void
position_cells_release(struct position_cells *cells)
{
	for (unsigned b = 0; b < POSITION_BASES; b++) {
		free(cells->narrow[b]);
		free(cells->middle[b]);
	}
	for (unsigned l = 0; l < LETTERS; l++)
		free(cells->wide[l]);
	*cells = (struct position_cells){ .anchor = cells->anchor };
}

/* Where old cells stand in a table of more of them. */
static size_t
shift_of(enum position_anchor anchor, size_t old, size_t cells)
{
	if (anchor == POSITION_START)
		return 0;
	return anchor == POSITION_END ? cells - old : cells / 2 - old / 2;
}

static void *
moved(void *cells, size_t old, size_t n, size_t shift, size_t size)
{
	char *to = mem_zeroed(n, size);

	if (old)
		memcpy(to + shift * size, cells, old * size);
	free(cells);
	return to;
}

void
position_cells_grow(struct position_cells *cells, size_t need)
{
	size_t old = cells->n, n, shift;

	n = old + old / 2 > need ? old + old / 2 : need;
	n += n & 1;
	shift = shift_of(cells->anchor, old, n);
	for (unsigned b = 0; b < POSITION_BASES; b++) {
		cells->narrow[b] = moved(cells->narrow[b], old,
					 n + POSITION_PAD, shift, 1);
		cells->middle[b] = moved(cells->middle[b], old, n, shift,
					 sizeof(uint16_t));
	}
	for (unsigned l = 0; l < LETTERS; l++)
		if (cells->wide[l])
			cells->wide[l] = moved(cells->wide[l], old, n, shift,
					       sizeof(uint64_t));
	cells->n = n;
}

uint64_t *
position_cells_wide(struct position_cells *cells, unsigned letter)
{
	if (!cells->wide[letter])
		cells->wide[letter] = mem_zeroed(cells->n, sizeof(uint64_t));
	return cells->wide[letter];
}

/* 16 bits to 64. */
static void
settle_middle(struct position_cells *cells)
{
	for (unsigned b = 0; b < POSITION_BASES && cells->n && cells->settled;
	     b++) {
		uint64_t *to = position_cells_wide(cells,
						   position_base_letter[b]);
		uint16_t *from = cells->middle[b];

		for (size_t i = 0; i < cells->n; i++)
			to[i] += from[i];
		memset(from, 0, cells->n * sizeof(*from));
	}
	cells->settled = 0;
}

/* A loop that the compiler makes wide. */
static void
move_bytes(uint16_t *restrict to, uint8_t *restrict from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = (uint16_t)(to[i] + from[i]);
	memset(from, 0, n);
}

void
position_cells_settle(struct position_cells *cells)
{
	if (cells->settled + cells->pending > UINT16_MAX)
		settle_middle(cells);
	for (unsigned b = 0; b < POSITION_BASES && cells->n && cells->pending;
	     b++)
		move_bytes(cells->middle[b], cells->narrow[b], cells->n);
	cells->settled += cells->pending;
	cells->pending = 0;
}

void
position_cells_expect(struct position_cells *cells, size_t n)
{
	if (cells->pending + n > UINT8_MAX)
		position_cells_settle(cells);
	cells->pending += (unsigned)n;
}

void
position_cells_merge(struct position_cells *into, struct position_cells *from)
{
	size_t shift;

	position_cells_settle(into);
	settle_middle(into);
	position_cells_settle(from);
	settle_middle(from);
	position_cells_need(into, from->n);
	shift = shift_of(into->anchor, from->n, into->n);
	for (unsigned l = 0; l < LETTERS; l++) {
		uint64_t *sum;

		if (!from->wide[l])
			continue;
		sum = position_cells_wide(into, l) + shift;
		for (size_t i = 0; i < from->n; i++)
			sum[i] += from->wide[l][i];
	}
	position_cells_release(from);
}
