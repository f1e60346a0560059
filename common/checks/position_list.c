/*
 * position_list.c - counts of letters by position as entries of a table.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "checks/position_cells.h"
#include "table/run.h"

/* Entries on their way. */
struct position_list {
	const struct position_cells *cells;
	size_t letters;			/* that were seen, in bytewise order */
	char letter[LETTERS];
	struct {
		const uint64_t *wide;	/* NULL: nothing here */
		const uint16_t *middle;
	} counts[LETTERS];
	struct position_count *all;
	size_t n;
};

/* The cells of 16 bits of a letter, or NULL. */
static const uint16_t *
middle_cells(const struct position_cells *cells, unsigned letter)
{
	for (unsigned b = 0; b < POSITION_BASES && cells->settled; b++)
		if (position_base_letter[b] == letter)
			return cells->middle[b];
	return NULL;
}

/* * and - come first. */
static void
find_letters(struct position_list *list)
{
	static const unsigned first[] = { LETTER_STOP, LETTER_GAP };

	for (unsigned i = 0; i < LETTERS; i++) {
		unsigned l = i < 2 ? first[i] : i - 2;
		const uint64_t *wide = list->cells->wide[l];
		const uint16_t *middle = middle_cells(list->cells, l);

		if (!wide && !middle)
			continue;
		list->letter[list->letters] = letter_text(l);
		list->counts[list->letters].wide = wide;
		list->counts[list->letters++].middle = middle;
	}
}

static inline uint64_t
count_at(const struct position_list *list, size_t letter, size_t cell)
{
	const uint64_t *wide = list->counts[letter].wide;
	const uint16_t *middle = list->counts[letter].middle;

	return (wide ? wide[cell] : 0) + (middle ? middle[cell] : 0u);
}

/* All letters at one cell. */
static void
list_cell(struct position_list *list, size_t cell, int32_t at)
{
	for (size_t i = 0; i < list->letters; i++) {
		uint64_t count = count_at(list, i, cell);

		if (count)
			list->all[list->n++] = (struct position_count){
				at, (unsigned char)list->letter[i], count
			};
	}
}

static size_t
cell_of(const struct position_cells *cells, int64_t at)
{
	if (cells->anchor == POSITION_START)
		return (size_t)at - 1;
	if (cells->anchor == POSITION_END)
		return cells->n - (size_t)at;
	return (size_t)((int64_t)(cells->n / 2) + at);
}

/*
 * Positions of one sign that begin with the digits of number, up to most, in
 * the order of their decimal text.
 */
static void
list_from(struct position_list *list, int64_t number, int64_t most, int sign)
{
	if (number > most)
		return;
	list_cell(list, cell_of(list->cells, sign * number),
		  (int32_t)(sign * number));
	for (int64_t digit = 0; digit < 10; digit++)
		list_from(list, 10 * number + digit, most, sign);
}

static void
list_all(struct position_list *list)
{
	int64_t most = (int64_t)list->cells->n;

	if (list->cells->anchor == POSITION_CENTRE) {
		for (int64_t digit = 1; digit < 10; digit++)
			list_from(list, digit, most / 2, -1);
		if (most)
			list_cell(list, (size_t)most / 2, 0);
		most = most / 2 - 1;
	}
	for (int64_t digit = 1; digit < 10; digit++)
		list_from(list, digit, most, 1);
}

size_t
position_cells_list(struct position_cells *cells,
		    struct position_count **entries)
{
	struct position_list list = { .cells = cells };

	position_cells_settle(cells);
	find_letters(&list);
	list.all = mem_array(cells->n * list.letters + 1, sizeof(*list.all));
	list_all(&list);
	position_cells_release(cells);
	*entries = mem_resize(list.all, list.n + 1, sizeof(*list.all));
	return list.n;
}
