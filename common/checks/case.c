/*
 * case.c - lower case: soft masking, as a rule.
 */
#include "base/text.h"
#include "checks/value_check.h"

static const char *const at[] = { "." };

static void
values(const struct batch *batch, size_t record, struct value *to)
{
	to[0] = (struct value){ batch->profile[record].lower,
				batch->length[record] };
}

static const struct value_spec spec = {
	.check = "case",
	.at = at,
	.n = 1,
	.reads = PROFILE_LOWER,
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
	text_adds(line, "\tlower");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	(void)params;
	batch_profile(batch, PROFILE_LOWER);
	text_add_column(line, batch->profile[record].lower);
}

const struct check check_case = {
	.name = "case",
	.about = "share of lower-case letters",
	.cause = "repeats are in lower case in one source and not in another",
	.mend = "write all sequences in upper case, or give the model no "
		"case",
	.scoring = SCORE_VALUES,
	.reads = PROFILE_LOWER,
	.make = make,
	.add = value_check_add,
	.settle = value_state_settle,
	.merge = value_state_merge,
	.emit = value_check_emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
