/*
 * case.c - lower case: soft masking, as a rule.
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

	batch_profile(batch, PROFILE_LETTERS);
	for (size_t i = 0; i < batch->n; i++)
		if (value_counts_add(&state->parts[0],
				     batch->profile[i].lower,
				     batch->length[i], err) < 0)
			return -1;
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	return value_state_emit(data, "case", group, out, err);
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
	batch_profile(batch, PROFILE_LETTERS);
	text_addc(line, '\t');
	text_add_u64(line, batch->profile[record].lower);
}

const struct check check_case = {
	.name = "case",
	.about = "share of lower-case letters",
	.cause = "repeats are in lower case in one source and not in another",
	.mend = "write all sequences in upper case, or give the model no "
		"case",
	.scoring = SCORE_VALUES,
	.reads = PROFILE_LETTERS,
	.make = make,
	.add = add,
	.merge = value_state_merge,
	.emit = emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
