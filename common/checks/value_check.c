/*
 * value_check.c - what checks have alike whose features are values.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "checks/value_check.h"

struct value_state *
value_state_new(const struct check_params *params, const char *const *at,
		size_t n)
{
	struct value_state *state = mem_zeroed(
		1, sizeof(*state) + n * sizeof(state->parts[0]));

	state->n = n;
	state->at = at;
	for (size_t i = 0; i < n; i++)
		state->parts[i].budget = params->budget;
	return state;
}

void *
value_check_make(const struct check_params *params,
		 const struct value_spec *spec)
{
	struct value_state *state = value_state_new(params, spec->at,
						    spec->n);

	state->spec = spec;
	return state;
}

int
value_check_add(void *data, struct batch *batch, struct error *err)
{
	struct value_state *state = data;
	const struct value_spec *spec = state->spec;

	if (spec->reads)
		batch_profile(batch, spec->reads);
	for (size_t i = 0; i < batch->n; i++) {
		struct value values[VALUE_PARTS];

		spec->values(batch, i, values);
		for (size_t k = 0; k < spec->n; k++)
			if (value_counts_add(&state->parts[k],
					     values[k].value, values[k].of,
					     err) < 0)
				return -1;
	}
	return 0;
}

int
value_check_emit(void *data, uint32_t group, struct count_table *out,
		 struct error *err)
{
	struct value_state *state = data;

	return value_state_emit(state, state->spec->check, group, out, err);
}

void
value_state_free(void *data)
{
	struct value_state *state = data;

	for (size_t i = 0; i < state->n; i++)
		value_counts_release(&state->parts[i]);
	free(state);
}

int
value_state_settle(void *data, struct error *err)
{
	struct value_state *state = data;

	for (size_t i = 0; i < state->n; i++)
		if (value_counts_settle(&state->parts[i], err) < 0)
			return -1;
	return 0;
}

int
value_state_merge(void *to, void *other, struct error *err)
{
	struct value_state *into = to, *from = other;

	for (size_t i = 0; i < into->n; i++)
		if (value_counts_merge(&into->parts[i], &from->parts[i],
				       err) < 0)
			return -1;
	into->records += from->records;
	from->records = 0;
	return 0;
}

void
value_emit_total(struct count_table *out, uint32_t group, const char *check,
		 const char *at, uint64_t records)
{
	struct series *series = count_table_series(out, group, check, at,
						   SERIES_VALUES);
	struct tally *total = mem_array(1, sizeof(*total));

	*total = (struct tally){ TALLY_ABSENT, TALLY_ABSENT, records };
	run_list_take(&series->runs, total, 1);
}

int
value_state_emit(struct value_state *state, const char *check,
		 uint32_t group, struct count_table *out, struct error *err)
{
	for (size_t i = 0; i < state->n; i++) {
		struct series *series;

		if (!value_counts_any(&state->parts[i]))
			continue;
		series = count_table_series(out, group, check, state->at[i],
					    SERIES_VALUES);
		if (value_counts_emit(&state->parts[i], &series->runs, err) <
		    0)
			return -1;
	}
	return 0;
}
