/*
 * figures.c - which figures a section has, by its kind and check.
 */
#include <string.h>

#include "checks/check.h"
#include "page/figure.h"

/* Who draws the figures of a check. */
struct drawer {
	const char *check;
	figure_writer *write;
};

static figure_writer *
writer_of(const char *check)
{
	static const struct drawer drawers[] = {
		{ "length", figure_values }, { "gc", figure_values },
		{ "base", figure_parts }, { "dinuc", figure_parts },
		{ "kmer", figure_parts }, { "alphabet", figure_alphabet },
		{ "start", figure_positions }, { "end", figure_positions },
		{ "centre", figure_positions }, { "n", figure_sparse },
		{ "case", figure_sparse }, { "complexity", figure_sparse },
		{ "skew", figure_strand }
	};

	for (size_t i = 0; i < sizeof(drawers) / sizeof(*drawers); i++)
		if (strcmp(drawers[i].check, check) == 0)
			return drawers[i].write;
	return NULL;	/* copies, label: their rows say all */
}

/* True where a pair of the task is the same two classes, in another split. */
static bool
has_pair(const struct figure_task *task, const struct verdict *v)
{
	for (size_t i = 0; i < task->n; i++)
		if (strcmp(task->pairs[i].v->a, v->a) == 0 &&
		    strcmp(task->pairs[i].v->b, v->b) == 0)
			return true;
	return false;
}

/*
 * The worst pairs of classes: those that are flagged, or the worst alone; one
 * that shows the same in several splits is drawn once.
 */
static void
choose_pairs(struct figure_task *task)
{
	const struct verdict *pairs[SECTION_PAIRS];
	size_t n = section_pairs(task->section, pairs);

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && pairs[i]->flag < FLAG_WARNING)
			break;
		if (!has_pair(task, pairs[i]) &&
		    figure_pair_init(&task->pairs[task->n], task->section,
				     pairs[i], task->n + 1))
			task->n++;
	}
}

static int
write_check(const struct section *section, struct text *out,
	    struct error *err)
{
	figure_writer *write = writer_of(section->check);
	struct figure_task task = {
		.section = section,
		.check = check_find(section->check),
	};

	if (!write || section->worst->flag == FLAG_PASS)
		return 0;
	choose_pairs(&task);
	return task.n ? write(&task, out, err) : 0;
}

/* All checks as marks; figures of those that are flagged, or of the worst. */
static int
write_drift(const struct section *section, struct text *out,
	    struct error *err)
{
	const struct verdict *worst[SECTION_PAIRS];
	size_t n;

	if (section->worst->flag == FLAG_PASS)
		return 0;
	figure_drift_marks(section, out);
	n = section_pairs(section, worst);
	for (size_t i = 0; i < n; i++) {
		figure_writer *write = writer_of(worst[i]->check);
		struct figure_task task = {
			.section = section,
			.check = check_find(worst[i]->check), .n = 1,
		};

		if (i > 0 && worst[i]->flag < FLAG_WARNING)
			break;
		if (!write ||
		    !figure_pair_init(&task.pairs[0], section, worst[i],
				      i + 1))
			continue;
		if (write(&task, out, err) < 0)
			return -1;
	}
	return 0;
}

int
section_write_figures(const struct section *section, struct text *out,
		      struct error *err)
{
	switch (section->kind) {
	case SECTION_CHECK:
		return write_check(section, out, err);
	case SECTION_DRIFT:
		return write_drift(section, out, err);
	case SECTION_LEAK:
		figure_leaks(section, out);
		figure_copies(section, out);
		break;
	case SECTION_COPIES:
	case SECTION_CONFLICT:
		figure_copies(section, out);
		break;
	case SECTION_NOTE:
		break;
	}
	return 0;
}
