/*
 * value_counts.h - how often each value of one feature occurs, while it is
 * being counted. Private to checks/.
 *
 * Values whose denominator is small and frequent are counted in arrays;
 * others wait as numbers and are sorted, once there are many, into a run that
 * is added to the one before. Arrays count in 32 bits, so that those of many
 * labels stay in cache; what does not fit goes to the run. Only the first
 * denominator has its array at once: what comes of others is listed until it
 * is some thousands, for a small group would use few of so many cells. Memory:
 * about 16 bytes a distinct value, three times that while a run is made.
 */
#ifndef GBQC_CHECKS_VALUE_COUNTS_H
#define GBQC_CHECKS_VALUE_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/tally.h"
#include "checks/early_values.h"
#include "table/run.h"

struct error;

/* Whole numbers below this may have an array, and denominators EARLY_OF. */
enum { VALUE_WHOLE = 4096 };

/* Start with { .budget = ... }; budget may be NULL: no limit. */
struct value_counts {
	struct memory_budget *budget;
	uint32_t **rows;	/* arrays of of + 1 counts, or NULL */
	uint32_t first_row, n_rows;	/* rows[i] is of first_row + i */
	uint32_t *whole;	/* by value, where it is of nothing */
	uint32_t n_whole;
	uint64_t cells, added;	/* in arrays; values that came in all */
	struct early_values early;	/* whose rows are NULL */
	uint64_t *waiting;	/* value << 32 | of, to be sorted */
	size_t n_waiting, room;
	struct tally *run;	/* sorted, from malloc() */
	size_t n_run;
	size_t booked;		/* bytes of run, in the budget */
	struct run_list spilled;
};

/* The rare cases of value_counts_add(); in one a count has come back to 0. */
MUST_USE int value_counts_add_slowly(struct value_counts *counts,
				     uint32_t value, uint32_t of,
				     struct error *err);
MUST_USE int value_counts_carry(struct value_counts *counts, uint32_t value,
				uint32_t of, struct error *err);

/* Counts a record that has value of `of` (TALLY_ABSENT: of nothing). */
MUST_USE static inline int
value_counts_add(struct value_counts *counts, uint32_t value, uint32_t of,
		 struct error *err)
{
	uint32_t row = of - counts->first_row;

	counts->added++;
	if (row < counts->n_rows && counts->rows[row] && value <= of) {
		if (++counts->rows[row][value] != 0)
			return 0;
		return value_counts_carry(counts, value, of, err);
	}
	if (of == TALLY_ABSENT && value < counts->n_whole) {
		if (++counts->whole[value] != 0)
			return 0;
		return value_counts_carry(counts, value, of, err);
	}
	return value_counts_add_slowly(counts, value, of, err);
}

/*
 * Counts many records at once: cells[v] of value v, each of `of`, which is
 * below EARLY_OF.
 */
MUST_USE int value_counts_add_row(struct value_counts *counts,
				  const uint16_t *cells, uint32_t of,
				  struct error *err);

/* True where something was counted. */
bool value_counts_any(const struct value_counts *counts);

/* Orders all that was counted, as the next two would do first. */
MUST_USE int value_counts_settle(struct value_counts *counts,
				 struct error *err);

/* Adds from to into; from is empty after it. */
MUST_USE int value_counts_merge(struct value_counts *into,
				struct value_counts *from, struct error *err);

/* Hands all counts over as runs; counts is empty after it. */
MUST_USE int value_counts_emit(struct value_counts *counts,
			       struct run_list *runs, struct error *err);
void value_counts_release(struct value_counts *counts);

#endif
