/*
 * fraction.c - fractions in exact order, with how many records have each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tally.h"
#include "report/fraction.h"

void
fraction_list_add(struct fraction_list *list, size_t place, uint32_t value,
		  uint32_t of, uint64_t count)
{
	struct fraction e = { .place = place, .value = value, .of = of,
			      .count = count };

	if (of == TALLY_ABSENT)
		e.of = 1;
	if (e.value == 0 || e.of == 0)	/* 0 of 0 is 0 */
		e.value = 0, e.of = 1;
	e.key = (double)e.value / (double)e.of;
	list->all = mem_grow(list->all, &list->room, list->n + 1,
			     sizeof(*list->all));
	list->all[list->n++] = e;
}

int
fraction_compare(const struct fraction *x, const struct fraction *y)
{
	uint64_t left = (uint64_t)x->value * y->of;
	uint64_t right = (uint64_t)y->value * x->of;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (left > right) - (left < right);
}

static int
compare_with_place(const void *left, const void *right)
{
	const struct fraction *x = left, *y = right;
	int c = fraction_compare(x, y);

	return c ? c : (x->place > y->place) - (x->place < y->place);
}

/* A digit of the bits of a key. */
static size_t
key_digit(const struct fraction *one, unsigned shift, size_t digits)
{
	uint64_t bits;

	memcpy(&bits, &one->key, sizeof(bits));
	return bits >> shift & (digits - 1);
}

/*
 * By key first, which is what takes time where lengths differ: keys are not
 * negative, so their bits are in order as whole numbers are. Then equal keys
 * of unequal fractions, and places, by comparison; runs of them are short.
 */
void
fraction_list_sort(struct fraction_list *list)
{
	enum { BITS = 11, DIGITS = 1 << BITS, PASSES = 6, FEW = 512 };
	struct fraction *from = list->all, *to, *swap;
	size_t n = list->n, (*places)[DIGITS];

	if (n < FEW) {
		if (n)
			qsort(from, n, sizeof(*from), compare_with_place);
		return;
	}
	to = mem_array(n, sizeof(*to));
	places = mem_zeroed(PASSES, sizeof(*places));
	for (size_t i = 0; i < n; i++)
		for (unsigned p = 0; p < PASSES; p++)
			places[p][key_digit(&from[i], p * BITS, DIGITS)]++;
	for (unsigned p = 0; p < PASSES; p++) {
		if (places[p][key_digit(&from[0], p * BITS, DIGITS)] == n)
			continue;
		for (size_t d = 0, sum = 0; d < DIGITS; d++) {
			size_t here = places[p][d];

			places[p][d] = sum;
			sum += here;
		}
		for (size_t i = 0; i < n; i++)
			to[places[p][key_digit(&from[i], p * BITS,
					       DIGITS)]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	free(places);
	free(to);
	list->all = from;
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && from[j].key == from[i].key; j++)
			;
		if (j - i > 1)
			qsort(from + i, j - i, sizeof(*from),
			      compare_with_place);
	}
}
