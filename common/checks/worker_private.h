/*
 * worker_private.h - the inside of a worker, for the files that fill it and
 * add it up.
 */
#ifndef GBQC_CHECKS_WORKER_PRIVATE_H
#define GBQC_CHECKS_WORKER_PRIVATE_H

#include "base/names.h"
#include "checks/worker.h"
#include "record/dataset.h"

/* A sequence of the chunk at hand: one of each column for each record. */
struct item {
	const uint8_t *seq;
	uint32_t length;
};

/* Records of one group, one after another; next is of the same group. */
struct stretch {
	size_t item, records;	/* the first of their items */
	size_t next;
};

/* A split and label; stretches of this chunk; states by column. */
struct worker_group {
	void **states;		/* [column * checks + check] */
	size_t first, last;
};

struct worker {
	const struct dataset *set;
	const struct measure_options *how;
	size_t checks, columns;
	struct names *names;	/* of groups: split TAB label */
	struct worker_group *groups;	/* by number in names */
	size_t groups_room;
	const char **ordered;	/* names in order, or NULL: not yet */
	struct item *items;
	size_t n_items, items_room;
	struct stretch *stretches;
	size_t n_stretches, stretches_room;
	uint32_t *touched;	/* groups of this chunk */
	size_t n_touched, touched_room;
	struct text key;	/* of the last record, with its number */
	struct slice last_split, last_label;
	uint32_t last_group;
	struct batch batch;
};

/* The number of the group with that name, made if it is new. */
uint32_t worker_group(struct worker *worker, const char *name, size_t n);

#endif
