/*
 * complexity.c - windows of 64 letters with a DUST score above 2.
 *
 * Score: Morgulis, Gertz, Schaffer & Agarwala (2006) J. Comput. Biol.
 * 13:1028-1040. Profiles count the low windows.
 */
#include "base/text.h"
#include "checks/value_check.h"

static const char *const at[] = { "." };

static void
values(const struct batch *batch, size_t record, struct value *to)
{
	to[0] = (struct value){ batch->profile[record].low,
				batch->profile[record].windows };
}

static const struct value_spec spec = {
	.check = "complexity",
	.at = at,
	.n = 1,
	.reads = PROFILE_LETTERS | PROFILE_WINDOWS,
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
	text_adds(line, "\tlow\twindows");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	(void)params;
	batch_profile(batch, PROFILE_LETTERS | PROFILE_WINDOWS);
	text_add_column(line, batch->profile[record].low);
	text_add_column(line, batch->profile[record].windows);
}

const struct check check_complexity = {
	.name = "complexity",
	.about = "share of windows of low complexity (DUST)",
	.cause = "one class was filtered for repeats, or lies in them",
	.mend = "mask or drop low complexity in all classes alike",
	.scoring = SCORE_VALUES,
	.reads = PROFILE_LETTERS | PROFILE_WINDOWS,
	.make = make,
	.add = value_check_add,
	.settle = value_state_settle,
	.merge = value_state_merge,
	.emit = value_check_emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
