/*
 * copies.h - copies within groups, between labels and between splits, from
 * the hashes of the count table.
 */
#ifndef GBQC_REPORT_COPIES_H
#define GBQC_REPORT_COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "report/view.h"

struct error;

/* Records that have a partner, by the strand of the partner. */
struct partners {
	uint64_t same;		/* one on the same strand exists */
	uint64_t other;		/* only on the other strand */
};

/* Copies of one group; the empty sequence is left out of all but empty. */
struct copies_group {
	bool counted;		/* dup was counted for it */
	uint64_t records, distinct, empty;
	uint64_t again;		/* records whose sequence is there again */
	double squares;		/* sum of (copies of a sequence)^2 */
	struct partners extra;	/* records less distinct sequences */
};

/* All of a view; groups by place. */
struct copies {
	size_t n;
	struct copies_group *groups;
	/* Records of group i whose sequence has a partner in group j of
	 * the same split (another label): [i * n + j]. NULL when the view
	 * has too many groups; then against all other labels: rest. */
	struct partners *between;
	struct partners *rest;		/* [i] */
	/* Records of group i with a partner in split s: [i * splits + s]. */
	size_t splits;
	const char **split_names;	/* bytewise */
	size_t *split_of;		/* [i] */
	struct partners *found;
};

/*
 * One walk through all hashes of the view in order; memory does not depend
 * on how many there are. pairs: fill between, else rest.
 */
MUST_USE int copies_init(struct copies *copies, const struct view *view,
			 bool pairs, struct error *err);
void copies_release(struct copies *copies);

#endif
