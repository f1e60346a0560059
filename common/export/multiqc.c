/*
 * multiqc.c - the report as files that MultiQC gathers.
 *
 * The ids are fixed: MultiQC joins the files of many datasets by them. So is
 * the list of columns, for of the headers of many files it keeps the last.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "export/json_text.h"
#include "export/multiqc.h"
#include "export/multiqc_gc.h"
#include "export/multiqc_text.h"
#include "io/output.h"
#include "report/about.h"
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
	multiqc_put_name(out, about->name);
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

static void
put_column(struct output *out, const char *subject)
{
	output_printf(out, "\"%s\":{\"title\":\"%s\",\"description\":",
		      subject, subject);
	json_put_string(out, headline_about(subject));
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
	multiqc_put_section(out, "gbqc_verdicts", "Verdicts", "table",
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
	multiqc_put_name(out, about->name);
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
	multiqc_put_section(out, "gbqc_auroc", "AUROC", "heatmap",
		    "How well each plain feature alone tells the classes "
		    "apart: .5 is chance, 1 is perfect.");
	output_puts(out, ",\n \"pconfig\":{\"id\":\"gbqc_auroc_heatmap\","
		    "\"title\":\"gbqc: AUROC\",\"min\":0.5,\"max\":1,"
		    "\"square\":false,\"tt_decimals\":4,"
		    "\"xlab\":\"Check\",\"ylab\":\"Dataset\",\n  ");
	put_steps(out, &judged->options.rule);
	output_puts(out, "},\n \"data\":{");
	multiqc_put_name(out, about->name);
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
		      { "gc", multiqc_write_gc } };
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
