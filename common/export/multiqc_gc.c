/*
 * multiqc_gc.c - records of each class by GC content, as lines for MultiQC.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "checks/check.h"
#include "export/multiqc_gc.h"
#include "export/multiqc_text.h"
#include "io/output.h"
#include "report/about.h"
#include "report/column.h"

/* Steps of GC content: of 2 %, so that short sequences have no gaps. */
enum { STEP = 2, STEPS = 100 / STEP + 1 };

/* How many records of a label have a GC content nearest to each step. */
struct gc_line {
	const char *label;
	uint64_t records[STEPS], n;
};

/* Records of all splits of a label are one line; 0 of 0 is left out. */
static void
add_group(struct gc_line *line, const struct feature *feature, size_t place)
{
	const struct feature_group *group = &feature->groups[place];

	for (size_t i = 0; i < group->n; i++) {
		double share = feature->value[group->counts[i].value];
		uint64_t count = group->counts[i].count;

		if (group->counts[i].value == 0 && share <= 0)
			count -= group->undefined;
		line->records[(size_t)(share * 100 / STEP + .5)] += count;
		line->n += count;
	}
}

static int
compare_line(const void *label, const void *line)
{
	return strcmp(label, ((const struct gc_line *)line)->label);
}

static void
put_line(struct output *out, const struct gc_line *line, const char *name,
	 const char *column)
{
	struct text title = { 0 };
	size_t first = 0, last = STEPS - 1;

	text_adds(&title, name);
	if (column)
		text_addf(&title, " | %s", column);
	text_addf(&title, " | %s", line->label);
	multiqc_put_name(out, title.bytes);
	text_release(&title);
	while (first < last && !line->records[first])
		first++;
	while (last > first && !line->records[last])
		last--;
	output_puts(out, "{");
	for (size_t i = first; i <= last; i++)
		output_printf(out, "%s\"%zu\":%.6g", i > first ? "," : "",
			      STEP * i, 100 * (double)line->records[i] /
				      (double)line->n);
	output_puts(out, "}");
}

/* The lines of a column, by label; *any says whether one stands before. */
static void
put_lines(struct output *out, const struct column *column,
	  const struct feature *feature, const char *name,
	  const char *column_name, bool *any)
{
	const struct view *view = &column->view;
	struct gc_line *lines = mem_zeroed(view->n + 1, sizeof(*lines));
	const char **labels = mem_array(view->n + 1, sizeof(*labels));
	size_t n = 0;

	for (size_t i = 0; i < view->n; i++)
		labels[i] = view_group(view, i)->label;
	qsort(labels, view->n, sizeof(*labels), text_compare);
	for (size_t i = 0; i < view->n; i++)
		if (!n || strcmp(lines[n - 1].label, labels[i]) != 0)
			lines[n++].label = labels[i];
	for (size_t i = 0; i < view->n; i++) {
		struct gc_line *line = bsearch(view_group(view, i)->label,
					       lines, n, sizeof(*lines),
					       compare_line);

		if (line)
			add_group(line, feature, i);
	}
	for (size_t j = 0; j < n; j++) {
		if (!lines[j].n)
			continue;
		output_puts(out, *any ? ",\n  " : "\n  ");
		put_line(out, &lines[j], name, column_name);
		*any = true;
	}
	free(labels);
	free(lines);
}

int
multiqc_write_gc(const struct judged *judged, const struct about *about,
		 struct output *out, struct error *err)
{
	bool any = false;
	int status = 0;

	multiqc_put_section(out, "gbqc_gc", "GC content", "linegraph",
		    "Records of each class by their GC content.");
	output_puts(out, ",\n \"pconfig\":{\"id\":\"gbqc_gc_lines\","
		    "\"title\":\"gbqc: GC content\",\"xlab\":\"GC, %\","
		    "\"ylab\":\"Records of the class, %\",\"xmin\":0,"
		    "\"xmax\":100,\"ymin\":0},\n \"data\":{");
	for (size_t i = 0; i < judged->n && status == 0; i++) {
		const struct column *column = &judged->columns[i];
		struct feature_list list = { 0 };

		status = feature_list_init(&list, &column->view, &check_gc,
					   err);
		if (status == 0 && list.n > 0)
			put_lines(out, column, &list.all[0], about->name,
				  judged->n > 1 ? column->view.column : NULL,
				  &any);
		feature_list_release(&list);
	}
	output_puts(out, "}}\n");
	return status;
}
