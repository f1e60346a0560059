/*
 * length.c - how long records are.
 */
#include "base/text.h"
#include "checks/value_check.h"

static const char *const at[] = { "." };

static void
values(const struct batch *batch, size_t record, struct value *to)
{
	to[0] = (struct value){ batch->length[record], TALLY_ABSENT };
}

static const struct value_spec spec = {
	.check = "length",
	.at = at,
	.n = 1,
	.reads = 0,
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
	text_adds(line, "\tlength");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	(void)params;
	text_add_column(line, batch->length[record]);
}

const struct check check_length = {
	.name = "length",
	.about = "length of the sequence",
	.cause = "positives were cut by an assay, negatives by a fixed window",
	.mend = "cut all classes to one length around their centres, or "
		"choose negatives with the lengths of the positives",
	.scoring = SCORE_VALUES,
	.make = make,
	.add = value_check_add,
	.settle = value_state_settle,
	.merge = value_state_merge,
	.emit = value_check_emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
