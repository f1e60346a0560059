/*
 * copy_names.h - which records the largest groups of copies are, from a
 * second look at the sequences that were counted.
 */
#ifndef GBQC_REPORT_COPY_NAMES_H
#define GBQC_REPORT_COPY_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/copy_groups.h"
#include "report/view.h"

/*
 * So many records of a sequence get a name. They are dealt to its members (a
 * split and label each) in turn, so that each has one as far as they go; a
 * member has the first ones of the input.
 */
enum { COPY_NAMES = 5 };

/* The sequences of one column that are looked for. */
struct copy_names {
	const struct view *view;
	struct copy_group *sought[3 * COPY_GROUPS];	/* by hash */
	size_t n;
};

/* Prepares groups, which are of that view and will get the records. */
void copy_names_init(struct copy_names *names, struct copy_groups *groups,
		     const struct view *view);

/* One record that was read. */
struct copy_found {
	uint64_t high, low;	/* hash of its sequence */
	uint64_t row;		/* among all records of the run, from 1 */
	bool minus;		/* the sequence is its other strand */
	/* Outside text, not NUL-terminated; "." where there is none. */
	const char *split, *label, *id;
	size_t split_n, label_n, id_n;
};

/* Call it for all records, in the order of the input. */
void copy_names_add(struct copy_names *names, const struct copy_found *found);

#endif
