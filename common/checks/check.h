/*
 * check.h - one check behind one small interface, and the list of all.
 *
 * A check sees sequences only; the driver (measure.c) holds the groups. Each
 * thread fills states of its own, which are merged in the end.
 */
#ifndef GBQC_CHECKS_CHECK_H
#define GBQC_CHECKS_CHECK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "checks/batch.h"
#include "table/count_table.h"

struct error;
struct text;

struct check_params {
	unsigned kmers;		/* bit k set: words of k letters, 3 to 8 */
	uint32_t positions;	/* from each anchor; 0: no limit */
	struct memory_budget *budget;	/* NULL: no limit */
	/* Set where a record reaches beyond positions; or NULL. */
	_Atomic bool *beyond;
	bool has_length;	/* --each: another check prints the length */
};

/* How the rows of a check become features. */
enum check_scoring {
	SCORE_NONE,		/* shown, not scored (pool); or dup */
	SCORE_VALUES,		/* one value a record for each at */
	SCORE_SPARSE,		/* the same, and no row is a zero */
	SCORE_POSITIONS		/* a letter at a position is a 0/1 feature */
};

/* One check; a state measures one group: one split, label and column. */
struct check {
	const char *name;	/* what the check column says */
	const char *about;	/* one line of --list-checks */
	const char *cause;	/* why classes often differ in it */
	const char *mend;	/* what to do about it, in words */
	enum check_scoring scoring;
	unsigned reads;		/* profile_parts */
	void *(*make)(const struct check_params *params);
	int (*add)(void *state, struct batch *batch, struct error *err);
	/* Orders what was counted, as merge and emit would do first: so each
	 * thread does it for itself. NULL: nothing takes long. */
	int (*settle)(void *state, struct error *err);
	/* Adds from to into, and leaves from empty. */
	int (*merge)(void *into, void *from, struct error *err);
	/* Hands the counts over to the table; the state is empty after it. */
	int (*emit)(void *state, uint32_t group, struct count_table *out,
		    struct error *err);
	void (*free)(void *state);
	/* Its columns of --each, each after a tab; NULL: it has none. */
	void (*each_header)(const struct check_params *params,
			    struct text *line);
	void (*each)(const struct check_params *params, struct batch *batch,
		     size_t record, struct text *line);
};

extern const struct check check_length, check_gc, check_base, check_dinuc,
	check_kmer, check_pool, check_start, check_end, check_centre, check_n,
	check_case, check_complexity, check_skew, check_dup;

/* Every check, in the order of verdicts; NULL at the end. */
extern const struct check *const check_list[];

/* The check of a name, or NULL. */
const struct check *check_find(const char *name);

#endif
