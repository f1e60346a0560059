/*
 * values.c - how often each value of a feature occurs in one class.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "compat/values.h"

static size_t
slot_of(const struct values *values, uint32_t count, uint32_t of)
{
	uint64_t key = (uint64_t)count << 32 | of;
	size_t mask = values->n_slots - 1;
	/* Fibonacci hashing: 2^64 divided by the golden ratio. */
	size_t s = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & mask;

	while (values->slots[s].count && (values->slots[s].value != count ||
					  values->slots[s].of != of))
		s = (s + 1) & mask;
	return s;
}

static void
grow(struct values *values)
{
	struct values larger = {
		.n = values->n,
		.n_slots = values->n_slots ? 2 * values->n_slots : 16,
	};

	larger.slots = mem_zeroed(larger.n_slots, sizeof(*larger.slots));
	for (size_t i = 0; i < values->n_slots; i++) {
		const struct tally *at = &values->slots[i];

		if (at->count)
			larger.slots[slot_of(&larger, at->value, at->of)] = *at;
	}
	free(values->slots);
	*values = larger;
}

void
values_add(struct values *values, uint32_t count, uint32_t of)
{
	struct tally *at;

	if (values->n >= values->n_slots / 4 * 3)
		grow(values);
	at = &values->slots[slot_of(values, count, of)];
	if (at->count == 0) {
		at->value = count;
		at->of = of;
		values->n++;
	}
	at->count++;
}

void
values_release(struct values *values)
{
	free(values->slots);
	*values = (struct values){ 0 };
}

/* Order of two fractions, neither of them zero. */
static int
fraction_order(const struct tally *x, const struct tally *y)
{
	uint64_t left = (uint64_t)x->value * y->of;
	uint64_t right = (uint64_t)y->value * x->of;

	return (left > right) - (left < right);
}

static int
by_fraction(const void *x, const void *y)
{
	return fraction_order(x, y);
}

void
values_sort(struct values *values)
{
	struct tally *slots = values->slots;
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < values->n_slots; i++)
		if (slots[i].count && slots[i].value)
			slots[n++] = slots[i];
	if (n > 0)
		qsort(slots, n, sizeof(*slots), by_fraction);
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && !fraction_order(&slots[kept - 1], &slots[i]))
			slots[kept - 1].count += slots[i].count;
		else
			slots[kept++] = slots[i];
	}
	values->n = kept;
}

size_t
values_bins(const struct values *a, uint64_t n_a, const struct values *b,
	    uint64_t n_b, struct bin **bins, size_t *room)
{
	static const struct values none = { 0 };
	size_t i = 0, j = 0, n = 1;

	a = a ? a : &none;
	b = b ? b : &none;
	*bins = mem_grow(*bins, room, a->n + b->n + 1, sizeof(**bins));
	(*bins)[0] = (struct bin){ n_a, n_b };
	while (i < a->n || j < b->n) {
		struct bin *bin = &(*bins)[n++];
		int order = i == a->n ? 1 : j == b->n ? -1 :
			fraction_order(&a->slots[i], &b->slots[j]);

		*bin = (struct bin){ 0, 0 };
		if (order <= 0)
			bin->a = a->slots[i++].count;
		if (order >= 0)
			bin->b = b->slots[j++].count;
		(*bins)[0].a -= bin->a;
		(*bins)[0].b -= bin->b;
	}
	return n;
}
