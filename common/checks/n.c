/*
 * n.c - N: its share, and its runs.
 */
#include "base/text.h"
#include "checks/value_check.h"

enum { LEAD, LONGEST, SHARE, TRAIL, PARTS };
static const char *const at[PARTS] = { "lead", "longest", "share", "trail" };

static void
values(const struct batch *batch, size_t record, struct value *to)
{
	const struct profile *p = &batch->profile[record];

	to[LEAD] = (struct value){ p->lead, TALLY_ABSENT };
	to[LONGEST] = (struct value){ p->longest, TALLY_ABSENT };
	to[SHARE] = (struct value){ p->n, batch->length[record] };
	to[TRAIL] = (struct value){ p->trail, TALLY_ABSENT };
}

static const struct value_spec spec = {
	.check = "n",
	.at = at,
	.n = PARTS,
	.reads = PROFILE_LETTERS | PROFILE_RUNS,
	.values = values,
};

static void *
make(const struct check_params *params)
{
	return value_check_make(params, &spec);
}

static void
each_header(const struct check_params *params, struct text *line)
{
	(void)params;
	text_adds(line, "\tlead\ttrail\tlongest");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	const struct profile *p = &batch->profile[record];

	(void)params;
	batch_profile(batch, PROFILE_LETTERS | PROFILE_RUNS);
	text_add_column(line, p->lead);
	text_add_column(line, p->trail);
	text_add_column(line, p->longest);
}

const struct check check_n = {
	.name = "n",
	.about = "share of N, and its leading, trailing and longest run",
	.cause = "one class was padded, or reaches into gaps of the assembly",
	.mend = "drop records with runs of N, or mask and pad all classes "
		"in the same way",
	.scoring = SCORE_VALUES,
	.reads = PROFILE_LETTERS | PROFILE_RUNS,
	.make = make,
	.add = value_check_add,
	.settle = value_state_settle,
	.merge = value_state_merge,
	.emit = value_check_emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
