/*
 * skew.c - strand skew: G among G and C, A among A and T.
 */
#include "checks/value_check.h"

enum { AT, GC, PARTS };
static const char *const at[PARTS] = { "AT", "GC" };

static void *
make(const struct check_params *params)
{
	return value_state_new(params, at, PARTS);
}

/* x of x and y; where there is neither, the middle. */
static int
add_share(struct value_counts *counts, uint32_t x, uint32_t y,
	  struct error *err)
{
	return x + y ? value_counts_add(counts, x, x + y, err) :
		       value_counts_add(counts, 1, 2, err);
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct value_state *state = data;

	batch_profile(batch, PROFILE_LETTERS);
	for (size_t i = 0; i < batch->n; i++) {
		const struct profile *p = &batch->profile[i];

		if (add_share(&state->parts[AT], p->acgt[0],
			      p->acgt[3] + p->u, err) < 0 ||
		    add_share(&state->parts[GC], p->acgt[2], p->acgt[1],
			      err) < 0)
			return -1;
	}
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	return value_state_emit(data, "skew", group, out, err);
}

const struct check check_skew = {
	.name = "skew",
	.about = "strand skew: G against C, A against T",
	.cause = "one class is oriented by strand (transcripts), the other "
		 "is not",
	.mend = "give every class the strand in the same way, or train on "
		"both strands of every record",
	.scoring = SCORE_VALUES,
	.reads = PROFILE_LETTERS,
	.make = make,
	.add = add,
	.merge = value_state_merge,
	.emit = emit,
	.free = value_state_free,
};
