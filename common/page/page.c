/*
 * page.c - the report as one HTML page: the order of its parts.
 */
#include "page/page.h"

#include "io/output.h"
#include "page/document.h"
#include "page/forest.h"
#include "page/html.h"
#include "page/letters.h"
#include "page/model.h"
#include "page/parts.h"
#include "report/about.h"

static void
add_foot(const struct page *page, struct text *to)
{
	const struct about *about = page->about;
	struct text line = { 0 };

	about_add_command(&line, about, about->command, about->n_command);
	text_adds(to, "<footer class=\"foot\"><dl>\n<dt>Made by</dt><dd>"
		      "<code>");
	html_add_text(to, line.bytes ? line.bytes : "");
	text_adds(to, "</code>, gbqc " GBQC_VERSION "</dd>\n"
		  "<dt>Data</dt><dd>SHA-256 <code>");
	html_add_text(to, about->digest);
	text_adds(to, "</code> of the count table; the same data give this "
		  "same page, byte for byte</dd>\n<dt>Rows</dt><dd>");
	text_add_grouped(to, page->judged->list.n);
	text_adds(to, " in the verdict table, with the flagged parts of each "
		  "comparison; <code>--parts</code> prints every part</dd>\n"
		  "<dt>Note</dt><dd>Records are taken as independent: counts "
		  "do not show whether windows overlap</dd>\n</dl></footer>\n");
	text_release(&line);
}

static int
add_sections(const struct page *page, struct text *to, struct output *out,
	     struct error *err)
{
	for (size_t i = 0; i < page->n_sections; i++) {
		if (section_write(&page->sections[i], to, err) < 0)
			return -1;
		output_write(out, to->bytes, to->n);
		text_clear(to);
	}
	for (size_t i = 0; i < page->judged->n; i++)
		if (page_add_pool(page, &page->columns[i], to, err) < 0)
			return -1;
	return 0;
}

int
page_write(const struct judged *judged, const struct about *about,
	   const struct finding_list *findings, struct output *out,
	   struct error *err)
{
	struct page page;
	struct text to = { 0 };
	int status;

	page_init(&page, judged, about, findings);
	document_open(&to, about->name, "verdicts", "the verdicts");
	svg_define_open(&to);
	letters_define(&to);
	forest_define(&to, &judged->options.rule);
	svg_define_close(&to);
	text_adds(&to, "<main class=\"all\">\n");
	status = page_add_head(&page, &to, err);
	if (status == 0) {
		page_add_cards(&page, &to);
		page_add_verdicts(&page, &to);
		status = page_add_data(&page, &to, err);
	}
	if (status == 0)
		status = add_sections(&page, &to, out, err);
	if (status == 0) {
		add_foot(&page, &to);
		text_adds(&to, "</main>\n");
		document_close(&to);
		output_write(out, to.bytes, to.n);
	}
	text_release(&to);
	page_release(&page);
	return status;
}
