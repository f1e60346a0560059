/*
 * fuzz_counts.c - count tables: what is read and written again is the same,
 * and whatever is read can be judged.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "io/source.h"
#include "report/verdicts.h"
#include "table/count_table.h"

#include "fuzz.h"

static void
judge(const struct count_table *table)
{
	static const struct verdict_options options = {
		.rule = { .6, .7, .005 }
	};
	struct judged judged;
	struct error err = { 0 };
	volatile size_t rows;

	if (judged_init(&judged, table, &options, &err) < 0 &&
	    (!err.text[0] || strchr(err.text, '\n')))
		abort();
	rows = judged.list.n;
	(void)rows;
	judged_release(&judged);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct error err = { 0 };
	struct source *source = source_open(fuzz_file(0, bytes, n), &err);
	struct count_table *table, *again;
	const char *path;

	if (!source)
		return 0;
	table = count_table_new();
	if (count_table_read(table, source, &err) == 0) {
		path = fuzz_write(1, table);
		again = count_table_new();
		fuzz_read(again, path);
		fuzz_same(path, fuzz_write(2, again));
		judge(again);
		count_table_free(again);
	} else if (!err.text[0] || strchr(err.text, '\n')) {
		fprintf(stderr, "no line: %s\n", err.text);
		abort();
	}
	count_table_free(table);
	source_close(source);
	return 0;
}
