/*
 * gc.c - GC content: G, C and S among the letters that tell it.
 */
#include "base/text.h"
#include "checks/value_check.h"

static const char *const at[] = { "." };

static uint32_t
strong(const struct profile *p)
{
	return p->acgt[1] + p->acgt[2] + p->s;
}

/* Letters that are ambiguous in this do not dilute it. */
static uint32_t
telling(const struct profile *p)
{
	return p->acgt[0] + p->acgt[1] + p->acgt[2] + p->acgt[3] + p->u +
	       p->s + p->w;
}

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
	for (size_t i = 0; i < batch->n; i++) {
		const struct profile *p = &batch->profile[i];

		if (value_counts_add(&state->parts[0], strong(p), telling(p),
				     err) < 0)
			return -1;
	}
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	return value_state_emit(data, "gc", group, out, err);
}

static void
each_header(const struct check_params *params, struct text *line)
{
	(void)params;
	text_adds(line, "\tgc\tof");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	(void)params;
	batch_profile(batch, PROFILE_LETTERS);
	text_addc(line, '\t');
	text_add_u64(line, strong(&batch->profile[record]));
	text_addc(line, '\t');
	text_add_u64(line, telling(&batch->profile[record]));
}

const struct check check_gc = {
	.name = "gc",
	.about = "GC content",
	.cause = "promoters, exons and open chromatin are rich in GC, random "
		 "background is not",
	.mend = "choose negatives of the same GC content: subsample the "
		"classes to one GC distribution, or draw matched background",
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
