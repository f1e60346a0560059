/*
 * value_arrays.c - the arrays of a feature as sorted tallies.
 */
#include "checks/value_arrays.h"

#include <stdlib.h>

#include "base/mem.h"

/* Arrays on their way into a run. */
struct listing {
	struct tally *tallies;	/* an array after another */
	size_t n;
	uint32_t *places;	/* of a value: how many tallies it has */
	uint32_t width;		/* no value reaches it */
};

/* Most cells hold nothing, and which do cannot be foreseen. */
static void
list_array(struct listing *list, const uint32_t *cells, uint32_t n,
	   uint32_t of)
{
	enum { BLOCK = 8 };
	struct tally *to = list->tallies + list->n;

	for (uint32_t v = 0, end; v < n; v = end) {
		uint32_t any = 0;

		end = n - v < BLOCK ? n : v + BLOCK;
		for (uint32_t i = v; i < end; i++)
			any |= cells[i];
		for (uint32_t i = any ? v : end; i < end; i++) {
			*to = (struct tally){ i, of, cells[i] };
			to += cells[i] != 0;
			list->places[i] += cells[i] != 0;
		}
	}
	list->n = (size_t)(to - list->tallies);
}

/* All arrays, those of denominators in the order of their text. */
static void
list_arrays(struct listing *list, const struct value_counts *counts)
{
	const uint32_t first = counts->first_row, n = counts->n_rows;
	uint32_t of = n == 1 ? first : 0;

	list_array(list, counts->whole, counts->n_whole, TALLY_ABSENT);
	for (uint32_t i = of; n > 0 && i < first + n; i++) {
		if (of >= first && counts->rows[of - first])
			list_array(list, counts->rows[of - first], of + 1, of);
		of = tally_text_next(of, first + n - 1);
	}
}

/* Puts them into the order of values; denominators are in order. */
static struct tally *
order_tallies(const struct listing *list)
{
	struct tally *tallies = mem_array(list->n, sizeof(*tallies));
	uint32_t value = 0, sum = 0;

	for (uint32_t i = 0; i < list->width; i++) {
		uint32_t here = list->places[value];

		list->places[value] = sum;
		sum += here;
		value = tally_text_next(value, list->width - 1);
	}
	for (size_t i = 0; i < list->n; i++)
		tallies[list->places[list->tallies[i].value]++] =
			list->tallies[i];
	return tallies;
}

struct tally *
value_arrays_sort(const struct value_counts *counts, size_t *n)
{
	uint32_t most = counts->n_rows ? counts->first_row + counts->n_rows :
					 0;
	struct listing list = { 0 };
	struct tally *tallies;

	most = most > counts->n_whole ? most : counts->n_whole;
	list.places = mem_zeroed(most, sizeof(*list.places));
	list.tallies = mem_array(counts->cells + 1, sizeof(*list.tallies));
	list_arrays(&list, counts);
	for (list.width = most; list.width > 0; list.width--)
		if (list.places[list.width - 1])
			break;
	tallies = order_tallies(&list);
	free(list.places);
	free(list.tallies);
	*n = list.n;
	return tallies;
}
