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

/*
 * A state: parts[i] is counted at at[i]. records is of a sparse check, whose
 * records without a row are zeros.
 */
struct value_state {
	uint64_t records;
	size_t n;
	const char *const *at;
	struct value_counts parts[];
};

struct value_state *value_state_new(const struct check_params *params,
				    const char *const *at, size_t n);
void value_state_free(void *state);
int value_state_merge(void *into, void *from, struct error *err);

/* Rows of every part under the name of a check. */
int value_state_emit(struct value_state *state, const char *check,
		     uint32_t group, struct count_table *out,
		     struct error *err);

/* The total row: how many records a sparse check saw. */
void value_emit_total(struct count_table *out, uint32_t group,
		      const char *check, const char *at, uint64_t records);

#endif
