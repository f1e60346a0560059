/*
 * index.c - one page for many datasets: a row each, checks as columns.
 */
#include "page/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "export/report_file.h"
#include "io/output.h"
#include "page/document.h"
#include "page/html.h"
#include "page/link.h"
#include "page/words.h"
#include "report/headline.h"

/* The subjects that some dataset has a verdict of. */
enum { SUBJECTS = 64 };

struct columns {
	const char *subjects[SUBJECTS];
	size_t n;
};

/* What a column is called; words.h names checks of sequences. */
static const char *
title_of(const char *subject)
{
	const char *title = headline_title(subject);

	return title ? title : words_check(subject);
}

static struct columns
find_columns(const struct report_file_list *list)
{
	struct columns columns = { .n = 0 };
	const char *subject;

	for (size_t s = 0; (subject = headline_subject_at(s)); s++) {
		bool any = false;

		for (size_t i = 0; i < list->n && !any; i++)
			any = headline_worst_of(&list->all[i].list, subject);
		if (any && columns.n < SUBJECTS)
			columns.subjects[columns.n++] = subject;
	}
	return columns;
}

/* True of a dataset that needs no attention. */
static bool
is_calm(const struct report_file *file)
{
	return file->path && words_calm(verdict_list_worst(&file->list));
}

/* How many datasets have each flag as their worst; [FLAG_NONE]: no report. */
static void
count_flags(const struct report_file_list *list, size_t counts[FLAG_FAIL + 1])
{
	for (size_t i = 0; i < list->n; i++) {
		const struct report_file *file = &list->all[i];
		enum flag flag = verdict_list_worst(&file->list);

		if (!file->path)
			counts[FLAG_NONE]++;
		else
			counts[flag == FLAG_NONE ? FLAG_INCONCLUSIVE : flag]++;
	}
}

static void
add_head(const struct report_file_list *list, struct text *to)
{
	static const struct {
		enum flag flag;
		const char *words;
	} sayings[] = { { FLAG_NONE, "without a report" },
			{ FLAG_FAIL, "to fix before training" },
			{ FLAG_WARNING, "usable with care" },
			{ FLAG_INCONCLUSIVE, "too small to tell" },
			{ FLAG_PASS, "in which no shortcut was found" } };
	size_t counts[FLAG_FAIL + 1] = { 0 };
	const char *comma = "";

	count_flags(list, counts);
	text_adds(to, "<header class=\"head\"><h1>");
	words_add_count(to, list->n, "dataset", "datasets");
	text_adds(to, "</h1></header>\n<p class=\"say\">");
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++) {
		if (!counts[sayings[i].flag])
			continue;
		text_adds(to, comma);
		text_add_grouped(to, counts[sayings[i].flag]);
		text_addf(to, " %s", sayings[i].words);
		comma = ", ";
	}
	text_adds(to, ".</p>\n<p class=\"faint\">The worst verdict of each "
		  "check. AUROC: how well one plain feature alone tells two "
		  "classes apart; .5 is chance, 1 is perfect. A flag says "
		  "what a model can learn, not that the data are wrong.</p>\n");
}

/* Two radio buttons that the style sheet looks at. */
static void
add_filter(const struct report_file_list *list, struct text *to)
{
	size_t calm = 0;

	for (size_t i = 0; i < list->n; i++)
		calm += is_calm(&list->all[i]);
	if (calm == 0 || calm == list->n)
		return;
	text_addf(to, "<fieldset class=\"filter\"><legend class=\"skip\">Show"
		  "</legend><label><input type=\"radio\" name=\"show\" "
		  "checked=\"checked\"/> all %zu datasets</label>"
		  "<label><input type=\"radio\" name=\"show\" "
		  "class=\"attention\"/> needs attention, %zu</label>"
		  "</fieldset>\n", list->n, list->n - calm);
}

static void
add_table_head(const struct columns *columns, struct text *to)
{
	text_adds(to, "<thead><tr><th scope=\"col\">Dataset</th>"
		  "<th scope=\"col\">Verdict</th>"
		  "<th scope=\"col\" class=\"number\">Sequences</th>"
		  "<th scope=\"col\">What to fix first</th>");
	for (size_t i = 0; i < columns->n; i++)
		text_addf(to, "<th scope=\"col\">%s</th>",
			  title_of(columns->subjects[i]));
	text_adds(to, "</tr></thead>\n");
}

/* The flag and the score of the worst verdict of a subject. */
static void
add_cell(const struct report_file *file, const char *subject, struct text *to)
{
	const struct verdict *v = headline_worst_of(&file->list, subject);

	if (!v) {
		text_adds(to, "<td></td>");
		return;
	}
	text_addf(to, "<td%s%s%s>",
		  words_calm(v->flag) ? "" : " class=\"on-",
		  words_calm(v->flag) ? "" : words_flag_class(v->flag),
		  words_calm(v->flag) ? "" : "\"");
	words_add_flag(to, v->flag);
	text_adds(to, "<br/>");
	html_add_score(to, v, &file->rule);
	text_adds(to, "</td>");
}

/* What to fix first; names in it are cut where they are long. */
static void
add_title(const struct report_file *file, struct text *to)
{
	const struct verdict_list *list = &file->list;
	const char **names = mem_array(3 * list->n_groups + 1,
				       sizeof(*names));
	size_t n = 0;

	for (size_t i = 0; i < list->n_groups; i++) {
		names[n++] = list->groups[i].label;
		names[n++] = list->groups[i].split;
		names[n++] = list->groups[i].column;
	}
	if (file->title)
		html_add_prose(to, file->title, names, n);
	free(names);
}

/* The name, as a link where there is a page beside the report. */
static int
add_name(const struct report_file *file, const char *path, struct text *to,
	 struct error *err)
{
	struct text page = { 0 };
	int status = 0;

	text_adds(to, "<th scope=\"row\">");
	if (!file->path || strcmp(file->path, "-") == 0) {
		html_add_name(to, file->dataset);
	} else {
		link_add_page_path(&page, file->path);
		text_adds(to, "<a href=\"");
		status = link_add_relative(to, path, page.bytes, err);
		text_adds(to, "\">");
		html_add_name(to, file->dataset);
		text_adds(to, "</a>");
	}
	text_adds(to, "</th>");
	text_release(&page);
	return status;
}

static int
add_row(const struct report_file *file, const struct columns *columns,
	const char *path, struct text *to, struct error *err)
{
	text_adds(to, is_calm(file) ? "<tr class=\"calm\">" : "<tr>");
	if (add_name(file, path, to, err) < 0)
		return -1;
	text_adds(to, "<td>");
	if (!file->path) {
		text_addf(to, "<span class=\"flag fail\">! Error</span></td>"
			  "<td></td><td colspan=\"%zu\">no report: the run "
			  "that makes it failed</td></tr>\n", columns->n + 1);
		return 0;
	}
	words_add_flag(to, verdict_list_worst(&file->list));
	text_adds(to, "</td><td class=\"number\">");
	text_add_grouped(to, headline_records(&file->list));
	text_adds(to, "</td><td class=\"first\">");
	add_title(file, to);
	text_adds(to, "</td>");
	for (size_t i = 0; i < columns->n; i++)
		add_cell(file, columns->subjects[i], to);
	text_adds(to, "</tr>\n");
	return 0;
}

int
index_write(const struct report_file_list *list, const char *path,
	    struct output *out, struct error *err)
{
	const struct columns columns = find_columns(list);
	struct text to = { 0 };
	int status = 0;

	document_open(&to, "Datasets", "datasets", "the datasets");
	text_adds(&to, "<main class=\"all\">\n");
	add_head(list, &to);
	add_filter(list, &to);
	text_adds(&to, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		  "aria-label=\"Datasets\"><table id=\"datasets\" "
		  "class=\"index\">\n");
	add_table_head(&columns, &to);
	text_adds(&to, "<tbody>\n");
	for (size_t i = 0; i < list->n && status == 0; i++) {
		status = add_row(&list->all[i], &columns, path, &to, err);
		output_write(out, to.bytes, to.n);
		text_clear(&to);
	}
	text_adds(&to, "</tbody></table></div>\n<footer class=\"foot\">"
		  "gbqc " GBQC_VERSION "</footer>\n</main>\n");
	document_close(&to);
	output_write(out, to.bytes, to.n);
	text_release(&to);
	return status;
}
