/*
 * early_values.c - values of a feature before there are enough for arrays.
 *
 * They are counted in a table of the values and denominators that there are,
 * which is made for it, lies in the cache, and is walked through in the order
 * of their text.
 */
#include "checks/early_values.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/tally.h"

enum { ROOM_FIRST = 64 };

void
early_values_grow(struct early_values *early)
{
	early->room = early->room ? 2 * early->room : ROOM_FIRST;
	early->keys = mem_resize(early->keys, early->room,
				 sizeof(*early->keys));
}

/* The values and denominators there are, and those between. */
struct window {
	uint32_t value, value_end, of, of_end;
	size_t cells;
};

static struct window
find_window(const struct early_values *early)
{
	uint32_t value = EARLY_OF, value_end = 0, of = EARLY_OF, of_end = 0;

	for (size_t i = 0; i < early->n; i++) {
		uint32_t v = early_value(early->keys[i]);
		uint32_t o = early_of(early->keys[i]);

		value = v < value ? v : value;
		value_end = v >= value_end ? v + 1 : value_end;
		of = o < of ? o : of;
		of_end = o >= of_end ? o + 1 : of_end;
	}
	return (struct window){ value, value_end, of, of_end,
				(size_t)(value_end - value) * (of_end - of) };
}

/*
 * Numbers from `from` to end - 1 in the order of their text. Returns how many.
 */
static uint32_t
list_numbers(uint32_t from, uint32_t end, uint16_t *numbers)
{
	uint32_t number = 0, n = 0;

	for (uint32_t i = 0; i < end; i++) {
		if (number >= from)
			numbers[n++] = (uint16_t)number;
		number = tally_text_next(number, end - 1);
	}
	return n;
}

/* How often each pair occurs: a row a value, denominators by rank. */
static uint32_t *
count_pairs(const struct early_values *early, const struct window *w,
	    const uint16_t *ofs)
{
	const uint32_t width = w->of_end - w->of;
	uint32_t *counts = mem_zeroed(w->cells, sizeof(*counts));
	uint16_t rank[EARLY_OF] = { 0 };

	for (uint32_t i = 0; i < width; i++)
		rank[ofs[i]] = (uint16_t)i;
	for (size_t i = 0; i < early->n; i++) {
		uint32_t row = early_value(early->keys[i]) - w->value;

		counts[row * width + rank[early_of(early->keys[i])]]++;
	}
	return counts;
}

/* Most counts are none, and which are cannot be foreseen. */
static struct tally *
list_row(const uint32_t *counts, const uint16_t *ofs, uint32_t width,
	 uint32_t value, struct tally *to)
{
	enum { BLOCK = 8 };

	for (uint32_t at = 0, end; at < width; at = end) {
		uint32_t any = 0;

		end = width - at < BLOCK ? width : at + BLOCK;
		for (uint32_t i = at; i < end; i++)
			any |= counts[i];
		for (uint32_t i = any ? at : end; i < end; i++) {
			*to = (struct tally){ value, ofs[i], counts[i] };
			to += counts[i] != 0;
		}
	}
	return to;
}

struct tally *
early_values_sort(struct early_values *early, size_t *n)
{
	enum { SPARSE = 8 };
	const struct window w = find_window(early);
	uint16_t values[EARLY_OF], ofs[EARLY_OF];
	struct tally *tallies, *to;
	uint32_t height, width, *counts;

	if (w.cells > SPARSE * early->n)
		return NULL;
	height = list_numbers(w.value, w.value_end, values);
	width = list_numbers(w.of, w.of_end, ofs);
	counts = count_pairs(early, &w, ofs);
	/* One beyond the last is written, and means nothing. */
	tallies = to = mem_array(early->n + 1, sizeof(*tallies));
	for (uint32_t i = 0; i < height; i++)
		to = list_row(counts + (values[i] - w.value) * width, ofs,
			      width, values[i], to);
	free(counts);
	*n = (size_t)(to - tallies);
	early_values_release(early);
	return mem_resize(tallies, *n, sizeof(*tallies));
}

void
early_values_release(struct early_values *early)
{
	free(early->keys);
	*early = (struct early_values){ 0 };
}
