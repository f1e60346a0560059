/*
 * fraction.h - fractions in exact order, with how many records have each: the
 * rows of a check on their way to a feature. Private to report/.
 */
#ifndef GBQC_REPORT_FRACTION_H
#define GBQC_REPORT_FRACTION_H

#include <stddef.h>
#include <stdint.h>

/*
 * key is value / of, rounded: where two differ, so do the fractions, in the
 * same way; where two are equal, whole numbers tell them apart.
 */
struct fraction {
	double key;
	uint32_t value, of;	/* of is 1 for a whole number, never 0 */
	size_t place;		/* of the group, in a view */
	uint64_t count;
};

/* Start with { 0 }; all is freed with free(). */
struct fraction_list {
	struct fraction *all;
	size_t n, room;
};

/* of: TALLY_ABSENT for a whole number. 0 of 0 becomes 0. */
void fraction_list_add(struct fraction_list *list, size_t place,
		       uint32_t value, uint32_t of, uint64_t count);

/* <0, 0, >0 by value / of, exactly; neither place nor count is looked at. */
int fraction_compare(const struct fraction *x, const struct fraction *y);

/* By value, then place. The room of the list is spent: nothing is added. */
void fraction_list_sort(struct fraction_list *list);

#endif
