/*
 * multiqc.c - the report as files that MultiQC gathers.
 *
 * The ids are fixed: MultiQC joins the files of many datasets by them. So is
 * the list of columns, for of the headers of many files it keeps the last.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "export/json_text.h"
#include "export/multiqc.h"
#include "io/output.h"
#include "report/about.h"
#include "report/column.h"
#include "report/headline.h"
#include "report/verdicts.h"

/* Flags as the page has them. */
static const struct {
	enum flag flag;
	const char *rule, *colour;
} colours[] = {
	{ FLAG_PASS, "pass", "#00714f" },
	{ FLAG_INCONCLUSIVE, "inconclusive", "#56619b" },
	{ FLAG_WARNING, "warn", "#8f5f00" },
	{ FLAG_FAIL, "fail", "#b02a12" },
};
enum { COLOURS = sizeof(colours) / sizeof(*colours) };

/*
 * MultiQC puts names into its page as they are: a letter that could mean
 * anything there becomes `_`, and so does no name at all.
 */
static void
add_name(struct text *text, const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._ |-";
	size_t n = strlen(name);

	if (n == 0)
		text_addc(text, '_');
	for (size_t i = 0, length; i < n; i += length) {
		uint32_t code;

		length = utf8_decode(name + i, n - i, &code);
		length += length == 0;
		text_addc(text, length == 1 && strchr(plain, name[i]) ?
					name[i] : '_');
	}
}

static void
put_name(struct output *out, const char *name)
{
	struct text text = { 0 };

	add_name(&text, name);
	output_printf(out, "\"%s\":", text.bytes);
	text_release(&text);
}

/* A section below the common heading; the caller adds pconfig and data. */
static void
put_section(struct output *out, const char *id, const char *name,
	    const char *plot, const char *description)
{
	output_printf(out, "{\"id\":\"%s\",\"parent_id\":\"gbqc\","
		      "\"parent_name\":\"gbqc\",\n \"parent_description\":"
		      "\"What a model could learn from labelled sequences "
		      "that is not biology.\",\n \"section_name\":\"%s\","
		      "\"plot_type\":\"%s\",\n \"description\":\"%s\"",
		      id, name, plot, description);
}

/* The worst AUROC between labels; NULL where none was scored. */
static const struct verdict *
worst_auroc(const struct verdict_list *list)
{
	const struct verdict *worst = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];

		if (v->headline && v->kind == VERDICT_CLASS &&
		    v->measure == MEASURE_AUROC && !isnan(v->score) &&
		    (!worst || v->score > worst->score))
			worst = v;
	}
	return worst;
}

static int
write_general(const struct judged *judged, const struct about *about,
	      struct output *out, struct error *err)
{
	const struct verdict_list *list = &judged->list;
	const struct verdict *worst = worst_auroc(list);
	const struct verdict *leak = headline_leak(list);

	(void)err;
	output_puts(out, "{\"id\":\"gbqc_general\",\"plot_type\":"
		    "\"generalstats\",\n \"headers\":{\n"
		    "  \"gbqc_fail\":{\"title\":\"Fails\",\"description\":"
		    "\"Checks that a model could pass for skill\","
		    "\"namespace\":\"gbqc\",\"min\":0,\"scale\":\"Reds\","
		    "\"format\":\"{:,d}\"},\n"
		    "  \"gbqc_auroc\":{\"title\":\"Worst AUROC\","
		    "\"description\":\"Of the plain feature that tells the "
		    "classes apart best: .5 is chance\",\"namespace\":\"gbqc\","
		    "\"min\":0.5,\"max\":1,\"scale\":\"YlOrRd\","
		    "\"format\":\"{:,.4f}\"},\n"
		    "  \"gbqc_leaked\":{\"title\":\"Leaked\",\"description\":"
		    "\"Test records whose sequence is in train, too\","
		    "\"namespace\":\"gbqc\",\"min\":0,\"max\":100,"
		    "\"suffix\":\" %\",\"scale\":\"YlOrRd\","
		    "\"format\":\"{:,.2f}\"}},\n \"data\":{");
	put_name(out, about->name);
	output_printf(out, "{\"gbqc_fail\":%zu",
		      verdict_list_tally(list, FLAG_FAIL));
	if (worst) {
		output_puts(out, ",\"gbqc_auroc\":");
		json_put_number(out, worst->score, &judged->options.rule);
	}
	if (leak) {
		output_puts(out, ",\"gbqc_leaked\":");
		json_put_figure(out, 100 * leak->score);
	}
	output_puts(out, "}}}\n");
	return 0;
}

/* What a column of the verdicts is about. */
static const char *
describe(const char *subject)
{
	static const struct {
		const char *subject, *words;
	} others[] = {
		{ "alphabet", "letters that only one class has" },
		{ "copies", "whether a record has copies" },
		{ "leaked", "whether a record is in another split" },
		{ "drift", "any check, between splits of a class" },
		{ "label", "shares of the classes, between splits" },
		{ "repeats", "copies within a class" },
		{ "conflict", "one sequence under two labels" },
		{ "leak", "sequences of one split in another" },
	};
	const struct check *check = check_find(subject);

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(others[i].subject, subject) == 0)
			return others[i].words;
	return check ? check->about : subject;
}

static void
put_column(struct output *out, const char *subject)
{
	output_printf(out, "\"%s\":{\"title\":\"%s\",\"description\":",
		      subject, subject);
	json_put_string(out, describe(subject));
	output_puts(out, ",\"namespace\":\"gbqc\",\"scale\":false,"
		    "\"cond_formatting_rules\":{");
	for (size_t i = 0; i < COLOURS; i++)
		output_printf(out, "%s\"%s\":[{\"s_eq\":\"%s\"}]",
			      i ? "," : "", colours[i].rule,
			      flag_text(colours[i].flag));
	output_puts(out, "},\"cond_formatting_colours\":[");
	for (size_t i = 0; i < COLOURS; i++)
		output_printf(out, "%s{\"%s\":\"%s\"}", i ? "," : "",
			      colours[i].rule, colours[i].colour);
	output_puts(out, "]}");
}

static int
write_verdicts(const struct judged *judged, const struct about *about,
	       struct output *out, struct error *err)
{
	const char *subject, *comma = "";

	(void)err;
	put_section(out, "gbqc_verdicts", "Verdicts", "table",
		    "The worst verdict of each check. A flag says what a "
		    "model can learn, not that the data are wrong.");
	output_puts(out, ",\n \"pconfig\":{\"id\":\"gbqc_verdicts_table\","
		    "\"title\":\"gbqc: Verdicts\",\"col1_header\":"
		    "\"Dataset\"},\n \"headers\":{");
	for (size_t i = 0; (subject = headline_subject_at(i)); i++) {
		output_puts(out, i ? ",\n  " : "\n  ");
		put_column(out, subject);
	}
	output_puts(out, "},\n \"data\":{");
	put_name(out, about->name);
	output_puts(out, "{");
	for (size_t i = 0; (subject = headline_subject_at(i)); i++) {
		const struct verdict *v = headline_worst_of(&judged->list,
							    subject);

		if (!v)
			continue;
		output_printf(out, "%s\"%s\":\"%s\"", comma, subject,
			      flag_text(v->flag));
		comma = ",";
	}
	output_puts(out, "}}}\n");
	return 0;
}

/* The largest AUROC of a subject, whatever its flag; NAN if none. */
static double
largest_auroc(const struct verdict_list *list, const char *subject)
{
	double largest = NAN;

	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];

		if (v->headline && v->measure == MEASURE_AUROC &&
		    strcmp(headline_subject(v), subject) == 0 &&
		    (isnan(largest) || v->score > largest))
			largest = v->score;
	}
	return largest;
}

/* Steps of colour where flags change. */
static void
put_steps(struct output *out, const struct rule *rule)
{
	const double warn = (rule->warn - .5) / .5;
	const double fail = (rule->fail - .5) / .5;

	output_printf(out, "\"colstops\":[[0,\"#eef3f6\"],"
		      "[%.6g,\"#eef3f6\"],[%.6g,\"#fbe3a3\"],"
		      "[%.6g,\"#fbe3a3\"],[%.6g,\"#f0a58f\"],"
		      "[1,\"#b02a12\"]]", warn, warn, fail, fail);
}

static int
write_auroc(const struct judged *judged, const struct about *about,
	    struct output *out, struct error *err)
{
	const char *subject, *comma = "";

	(void)err;
	put_section(out, "gbqc_auroc", "AUROC", "heatmap",
		    "How well each plain feature alone tells the classes "
		    "apart: .5 is chance, 1 is perfect.");
	output_puts(out, ",\n \"pconfig\":{\"id\":\"gbqc_auroc_heatmap\","
		    "\"title\":\"gbqc: AUROC\",\"min\":0.5,\"max\":1,"
		    "\"square\":false,\"tt_decimals\":4,"
		    "\"xlab\":\"Check\",\"ylab\":\"Dataset\",\n  ");
	put_steps(out, &judged->options.rule);
	output_puts(out, "},\n \"data\":{");
	put_name(out, about->name);
	output_puts(out, "{");
	for (size_t i = 0; (subject = headline_subject_at(i)); i++) {
		double score = largest_auroc(&judged->list, subject);

		if (isnan(score))
			continue;
		output_printf(out, "%s\"%s\":", comma, subject);
		json_put_number(out, score, &judged->options.rule);
		comma = ",";
	}
	output_puts(out, "}}}\n");
	return 0;
}

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
	put_name(out, title.bytes);
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

static int
write_gc(const struct judged *judged, const struct about *about,
	 struct output *out, struct error *err)
{
	bool any = false;
	int status = 0;

	put_section(out, "gbqc_gc", "GC content", "linegraph",
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

int
multiqc_write(const struct judged *judged, const struct about *about,
	      const char *prefix, struct error *err)
{
	static const struct {
		const char *id;
		int (*write)(const struct judged *judged,
			     const struct about *about, struct output *out,
			     struct error *err);
	} files[] = { { "general", write_general },
		      { "verdicts", write_verdicts },
		      { "auroc", write_auroc },
		      { "gc", write_gc } };
	enum { FILES = sizeof(files) / sizeof(*files) };
	struct output *outs[FILES] = { 0 };
	int status = 0;

	for (size_t i = 0; i < FILES && status == 0; i++) {
		struct text path = { 0 };

		text_addf(&path, "%s.gbqc_%s_mqc.json", prefix, files[i].id);
		outs[i] = output_open(path.bytes, err);
		text_release(&path);
		status = outs[i] ? files[i].write(judged, about, outs[i],
						  err) : -1;
		if (status == 0)
			status = output_flush(outs[i], err);
	}
	/* All are whole: only now one of them gets its name. */
	for (size_t i = 0; i < FILES; i++)
		if (status == 0)
			status = output_close(outs[i], err);
		else
			output_discard(outs[i]);
	return status;
}
