/*
 * value_check.h - what checks have alike whose features are values of a
 * record: a fixed number of parts, each counted by itself. Private to
 * checks/.
 */
#ifndef GBQC_CHECKS_VALUE_CHECK_H
#define GBQC_CHECKS_VALUE_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "checks/check.h"
#include "checks/value_counts.h"

/* A value of a record; of is TALLY_ABSENT for a whole number. */
struct value {
	uint32_t value, of;
};

/* A check of which every record has one value for each part. */
struct value_spec {
	const char *check;
	const char *const *at;		/* [n] */
	size_t n;			/* at most VALUE_PARTS */
	unsigned reads;			/* profile_parts */
	/* Fills values[n], of one record. */
	void (*values)(const struct batch *batch, size_t record,
		       struct value *values);
};

enum { VALUE_PARTS = 4 };

/*
 * A state: parts[i] is counted at at[i]. records is of a sparse check, whose
 * records without a row are zeros; spec of the others.
 */
struct value_state {
	const struct value_spec *spec;
	uint64_t records;
	size_t n;
	const char *const *at;
	struct value_counts parts[];
};

/* What a check with a spec is made of; make() calls value_check_make(). */
void *value_check_make(const struct check_params *params,
		       const struct value_spec *spec);
int value_check_add(void *state, struct batch *batch, struct error *err);
int value_check_emit(void *state, uint32_t group, struct count_table *out,
		     struct error *err);

struct value_state *value_state_new(const struct check_params *params,
				    const char *const *at, size_t n);
void value_state_free(void *state);
int value_state_settle(void *state, struct error *err);
int value_state_merge(void *into, void *from, struct error *err);

/* Rows of every part under the name of a check. */
int value_state_emit(struct value_state *state, const char *check,
		     uint32_t group, struct count_table *out,
		     struct error *err);

/* The total row: how many records a sparse check saw. */
void value_emit_total(struct count_table *out, uint32_t group,
		      const char *check, const char *at, uint64_t records);

#endif
