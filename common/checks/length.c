/*
 * length.c - how long records are.
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

	for (size_t i = 0; i < batch->n; i++)
		if (value_counts_add(&state->parts[0], batch->length[i],
				     TALLY_ABSENT, err) < 0)
			return -1;
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	return value_state_emit(data, "length", group, out, err);
}

static void
each_header(const struct check_params *params, struct text *line)
{
	(void)params;
	text_adds(line, "\tlength");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	(void)params;
	text_addc(line, '\t');
	text_add_u64(line, batch->length[record]);
}

const struct check check_length = {
	.name = "length",
	.about = "length of the sequence",
	.cause = "positives were cut by an assay, negatives by a fixed window",
	.mend = "cut all classes to one length around their centres, or "
		"choose negatives with the lengths of the positives",
	.scoring = SCORE_VALUES,
	.make = make,
	.add = add,
	.merge = value_state_merge,
	.emit = emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
