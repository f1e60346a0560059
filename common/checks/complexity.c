/*
 * complexity.c - windows of 64 letters with a DUST score above 2.
 *
 * Score: Morgulis, Gertz, Schaffer & Agarwala (2006) J. Comput. Biol.
 * 13:1028-1040. Profiles count the low windows.
 */
#include "base/text.h"
#include "checks/value_check.h"

static const char *const at[] = { "." };

static void *
make(const struct check_params *params)
{
	return value_state_new(params, at, 1);
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct value_state *state = data;

	batch_profile(batch, PROFILE_LETTERS | PROFILE_WINDOWS);
	for (size_t i = 0; i < batch->n; i++)
		if (value_counts_add(&state->parts[0], batch->profile[i].low,
				     batch->profile[i].windows, err) < 0)
			return -1;
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	return value_state_emit(data, "complexity", group, out, err);
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
	text_addc(line, '\t');
	text_add_u64(line, batch->profile[record].low);
	text_addc(line, '\t');
	text_add_u64(line, batch->profile[record].windows);
}

const struct check check_complexity = {
	.name = "complexity",
	.about = "share of windows of low complexity (DUST)",
	.cause = "one class was filtered for repeats, or lies in them",
	.mend = "mask or drop low complexity in all classes alike",
	.scoring = SCORE_VALUES,
	.reads = PROFILE_LETTERS | PROFILE_WINDOWS,
	.make = make,
	.add = add,
	.merge = value_state_merge,
	.emit = emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
