/*
 * figure_values.c - a feature that nearly every record has in its own
 * measure, length or GC: histogram, and cumulative curves with the best cut.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/check.h"
#include "page/curves.h"
#include "page/figure.h"
#include "report/said.h"

/* What the values of a check are called. */
static struct measure
measure_of(const char *check)
{
	if (strcmp(check, "length") == 0)
		return (struct measure){ 1, "length, nt", " nt" };
	return (struct measure){ .01, "GC content, %", " % GC" };
}

/* What matching keeps, as a caption. */
static void
add_matched(struct text *caption, const struct figure_pair *pair,
	    const struct sample *s, uint64_t left)
{
	text_adds(caption, "Shaded: what matching on it keeps of ");
	html_say_name(caption, said_side(pair->c->kind),
		      figure_side(s->b < s->a ? &pair->c->b : &pair->c->a));
	text_adds(caption, "; of both ");
	text_add_grouped(caption, left);
	text_adds(caption, " of ");
	text_add_grouped(caption, s->a + s->b);
	text_adds(caption, " records.");
}

static void
write_figures(const struct figure_task *task, struct curves *curves,
	      const char *caption, struct text *out)
{
	struct text cut = { 0 };

	curves_init(curves);
	curves_add_cut(curves, &cut);
	figure_add_heading(out, task, curves->pair);
	figure_row_open(out);
	figure_open(out, false);
	curves_draw_histogram(curves, out);
	figure_close(out, caption);
	figure_open(out, false);
	curves_draw_cumulative(curves, out);
	figure_close(out, cut.bytes);
	figure_row_close(out);
	curves_add_numbers(curves, out);
	text_release(&cut);
}

static void
write_pair(const struct figure_task *task, const struct figure_pair *pair,
	   const struct feature *feature, struct text *out)
{
	struct text caption = { 0 };
	struct sample s;
	struct curves curves = { .pair = pair, .sample = &s,
				 .measure = measure_of(task->check->name) };
	double *kept;

	sample_init(&s, feature, pair->c);
	kept = mem_array(s.n + 1, sizeof(*kept));
	if (s.a && s.b) {
		/* Splits are not matched: what differs there is told. */
		if (pair->v->kind == VERDICT_CLASS) {
			add_matched(&caption, pair, &s,
				    sample_matched(&s, feature, pair->c,
						   kept));
			curves.kept = kept;
		}
		write_figures(task, &curves, caption.bytes, out);
	}
	text_release(&caption);
	free(kept);
	sample_release(&s);
}

int
figure_values(const struct figure_task *task, struct text *out,
	      struct error *err)
{
	const struct view *view = &task->section->column->column->view;
	struct feature_list features;

	if (feature_list_init(&features, view, task->check, err) < 0)
		return -1;
	for (size_t i = 0; i < task->n && features.n; i++)
		write_pair(task, &task->pairs[i], &features.all[0], out);
	feature_list_release(&features);
	return 0;
}
