/*
 * skew.c - strand skew: G among G and C, A among A and T.
 */
#include "checks/value_check.h"

enum { AT, GC, PARTS };
static const char *const at[PARTS] = { "AT", "GC" };

/* x of x and y; where there is neither, the middle. */
static struct value
share(uint32_t x, uint32_t y)
{
	return x + y ? (struct value){ x, x + y } : (struct value){ 1, 2 };
}

static void
values(const struct batch *batch, size_t record, struct value *to)
{
	const struct profile *p = &batch->profile[record];

	to[AT] = share(p->acgt[0], p->acgt[3] + p->u);
	to[GC] = share(p->acgt[2], p->acgt[1]);
}

static const struct value_spec spec = {
	.check = "skew",
	.at = at,
	.n = PARTS,
	.reads = PROFILE_LETTERS,
	.values = values,
};

static void *
make(const struct check_params *params)
{
	return value_check_make(params, &spec);
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
	.add = value_check_add,
	.settle = value_state_settle,
	.merge = value_state_merge,
	.emit = value_check_emit,
	.free = value_state_free,
};
