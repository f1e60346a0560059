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
#include "base/number.h"
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
	u128 squares;		/* sum of (copies of a sequence)^2 */
	struct partners extra;	/* records less distinct sequences */
};

/* The groups of one split, side by side in the view. */
struct copies_split {
	const char *name;
	size_t first, n;		/* places */
	/* [(i - first) * n + j - first]; NULL where each label is compared
	 * with all others together. */
	struct partners *between;
};

/* All of a view; groups by place. */
struct copies {
	size_t n;
	struct copies_group *groups;
	struct partners *rest;		/* [i], see copies_with_others() */
	struct copies_split *splits;	/* bytewise by name */
	size_t n_splits;
	size_t *split_of;		/* [i] */
	struct partners *found;		/* [i * n_splits + s] */
};

/*
 * One walk through all hashes of the view, on so many threads; memory does
 * not depend on how many hashes there are. mode: which labels will be
 * compared.
 */
MUST_USE int copies_init(struct copies *copies, const struct view *view,
			 enum compare_mode mode, size_t threads,
			 struct error *err);
void copies_release(struct copies *copies);

/* Records of group i whose sequence is in any other label of its split. */
const struct partners *copies_with_others(const struct copies *copies,
					  size_t i);

/*
 * Records of group i whose sequence is in group j, another label of its
 * split. NULL where each is compared with all others together.
 */
const struct partners *copies_between(const struct copies *copies, size_t i,
				      size_t j);

/* Records of group i whose sequence is in split s, not its own. */
const struct partners *copies_in_split(const struct copies *copies, size_t i,
				       size_t s);

#endif
