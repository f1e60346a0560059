/*
 * fuzz_reports.c - reports in JSON: whatever is read becomes a table and a
 * page, and no name becomes markup.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "export/report_file.h"
#include "export/summary_table.h"
#include "io/output.h"
#include "page/index.h"

#include "fuzz.h"

static void
collect(void *to, const void *bytes, size_t n)
{
	text_add(to, bytes, n);
}

static size_t
count_byte(const struct text *text, char byte)
{
	size_t n = 0;

	for (size_t i = 0; i < text->n; i++)
		n += text->bytes[i] == byte;
	return n;
}

/* A row a dataset below two lines of header, ten fields in each. */
static void
check_table(const struct report_file_list *list)
{
	struct text text = { 0 };
	struct error err = { 0 };
	struct output *out = output_open_sink(collect, &text);

	summary_table_write(list, out);
	if (output_close(out, &err) < 0 ||
	    count_byte(&text, '\n') != list->n + 2 ||
	    count_byte(&text, '\t') != 9 * (list->n + 1))
		abort();
	text_release(&text);
}

/* Control bytes of names are shown and not written. */
static void
check_page(const struct report_file_list *list)
{
	struct text text = { 0 };
	struct error err = { 0 };
	struct output *out = output_open_sink(collect, &text);

	if (index_write(list, "index.html", out, &err) < 0 ||
	    output_close(out, &err) < 0 || strstr(text.bytes, "<script") ||
	    count_byte(&text, '\0') || count_byte(&text, '\t') ||
	    count_byte(&text, '\033'))
		abort();
	text_release(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *path = fuzz_file(0, bytes, n);
	struct report_file_list list = { 0 };
	struct error err = { 0 };

	if (report_file_list_add(&list, path, &err) == 0 &&
	    report_file_list_add(&list, "failed=", &err) == 0) {
		check_table(&list);
		check_page(&list);
	} else if (!err.text[0] || strchr(err.text, '\n')) {
		fprintf(stderr, "no line: %s\n", err.text);
		abort();
	}
	report_file_list_release(&list);
	return 0;
}
