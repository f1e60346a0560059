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

static void
values(const struct batch *batch, size_t record, struct value *to)
{
	const struct profile *p = &batch->profile[record];

	to[0] = (struct value){ strong(p), telling(p) };
}

static const struct value_spec spec = {
	.check = "gc",
	.at = at,
	.n = 1,
	.reads = PROFILE_LETTERS,
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
	text_adds(line, "\tgc\tof");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	(void)params;
	batch_profile(batch, PROFILE_LETTERS);
	text_add_column(line, strong(&batch->profile[record]));
	text_add_column(line, telling(&batch->profile[record]));
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
	.add = value_check_add,
	.settle = value_state_settle,
	.merge = value_state_merge,
	.emit = value_check_emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
