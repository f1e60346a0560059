/*
 * n.c - N: its share, and its runs.
 */
#include "base/text.h"
#include "checks/value_check.h"

enum { LEAD, LONGEST, SHARE, TRAIL, PARTS };
static const char *const at[PARTS] = { "lead", "longest", "share", "trail" };

static void *
make(const struct check_params *params)
{
	return value_state_new(params, at, PARTS);
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct value_counts *parts = ((struct value_state *)data)->parts;

	batch_profile(batch, PROFILE_LETTERS);
	for (size_t i = 0; i < batch->n; i++) {
		const struct profile *p = &batch->profile[i];

		if (value_counts_add(&parts[LEAD], p->lead, TALLY_ABSENT,
				     err) < 0 ||
		    value_counts_add(&parts[LONGEST], p->longest,
				     TALLY_ABSENT, err) < 0 ||
		    value_counts_add(&parts[SHARE], p->n, batch->length[i],
				     err) < 0 ||
		    value_counts_add(&parts[TRAIL], p->trail, TALLY_ABSENT,
				     err) < 0)
			return -1;
	}
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	return value_state_emit(data, "n", group, out, err);
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
	batch_profile(batch, PROFILE_LETTERS);
	text_addc(line, '\t');
	text_add_u64(line, p->lead);
	text_addc(line, '\t');
	text_add_u64(line, p->trail);
	text_addc(line, '\t');
	text_add_u64(line, p->longest);
}

const struct check check_n = {
	.name = "n",
	.about = "share of N, and its leading, trailing and longest run",
	.cause = "one class was padded, or reaches into gaps of the assembly",
	.mend = "drop records with runs of N, or mask and pad all classes "
		"in the same way",
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
