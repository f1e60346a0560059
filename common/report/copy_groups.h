/*
 * copy_groups.h - the sequences that are there most often, within a label,
 * under several labels and in several splits, from the hashes of the count
 * table; and what conflicting labels cost any model.
 */
#ifndef GBQC_REPORT_COPY_GROUPS_H
#define GBQC_REPORT_COPY_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "report/copies.h"
#include "report/view.h"

struct error;

/* A record as its input has it. */
struct copy_record {
	char *id;		/* control bytes as \\xNN; NULL: it has none */
	uint64_t row;		/* among all records of the run, from 1 */
	bool minus;		/* the other strand */
};

/* Records of one group that are this sequence, by strand. */
struct copy_member {
	size_t place;		/* in the view */
	uint64_t plus, minus;
	/* Some of them, in the order of the input (copy_names.h). */
	struct copy_record *records;
	size_t n_records, wanted;	/* there are; there will be */
};

/* One sequence, by its hash. */
struct copy_group {
	uint64_t high, low;
	uint64_t size;		/* by which groups are ordered */
	struct copy_member *members;	/* by place */
	size_t n;
};

enum { COPY_GROUPS = 10 };

/* The largest of a kind; of equal size the smaller hash first. */
struct copy_top {
	struct copy_group all[COPY_GROUPS];
	size_t n;
	uint64_t in_all;	/* how many there are */
};

/* Of the labelled records of a split, the empty sequence left out. */
struct copy_ceiling {
	uint64_t records;
	/* Of them right if each sequence is called as most of its records. */
	uint64_t right;
};

struct copy_groups {
	struct copy_top within;	/* twice in one group; size: the most */
	struct copy_top labels;	/* two labels of a split; size: the records
				 * of the split, the most */
	struct copy_top splits;	/* two splits; size: all records */
	struct copy_ceiling *ceilings;	/* by split, as copies has them */
	bool named;		/* members have records; else counts were read,
				 * which hold none */
};

/*
 * One walk through all hashes; copies is that of the view. -1 with err set
 * where they cannot be read.
 */
MUST_USE int copy_groups_init(struct copy_groups *groups,
			      const struct view *view,
			      const struct copies *copies, struct error *err);
void copy_groups_release(struct copy_groups *groups);

#endif
