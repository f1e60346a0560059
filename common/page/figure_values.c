/*
 * figure_values.c - a feature that nearly every record has in its own
 * measure, length or GC: histogram, and cumulative curves with the best cut.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "checks/check.h"
#include "page/curves.h"
#include "page/figure.h"

/* What the values of a check are called. */
static struct measure
measure_of(const char *check)
{
	if (strcmp(check, "length") == 0)
		return (struct measure){ 1, "length, nt", " nt" };
	return (struct measure){ .01, "GC content, %", " % GC" };
}

/* Thinning the classes out until they agree, as a caption. */
static void
add_overlap(struct text *caption, const struct sample *s)
{
	text_adds(caption, "Shaded: what is alike. Thinned out to agree in "
		  "every value, each class keeps at most ");
	html_add_share(caption, sample_overlap(s));
	text_adds(caption, " of its records.");
}

static void
write_pair(const struct figure_task *task, const struct figure_pair *pair,
	   const struct feature *feature, struct text *out)
{
	struct measure measure = measure_of(task->check->name);
	struct text caption = { 0 };
	struct sample s;

	sample_init(&s, feature, pair->c);
	if (s.a && s.b) {
		struct curves curves = { .pair = pair, .sample = &s,
					 .measure = measure, .shaded = true };

		curves_init(&curves);
		add_overlap(&caption, &s);
		figure_add_heading(out, task, pair);
		figure_row_open(out);
		figure_open(out, false);
		curves_draw_histogram(&curves, out);
		figure_close(out, caption.bytes);
		figure_open(out, false);
		curves_draw_cumulative(&curves, out);
		figure_close(out, NULL);
		figure_row_close(out);
		curves_add_numbers(&curves, out);
		text_release(&caption);
	}
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
