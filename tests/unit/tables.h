/*
 * tables.h - a count table from text, for tests of what reads one.
 */
#ifndef GBQC_TESTS_TABLES_H
#define GBQC_TESTS_TABLES_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "io/source.h"
#include "table/count_table.h"
#include "unit.h"

/* Numbers without pattern, the same in every run. */
static inline uint64_t
tables_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* Rows without a header, tabs between fields, become a table. */
static inline struct count_table *
tables_read(const char *rows)
{
	struct text text = { 0 };
	struct error err = { 0 };
	struct count_table *table = count_table_new();
	FILE *file = tmpfile();
	struct source *source;

	EXPECT(file);
	text_adds(&text, "#gbqc-counts 1\n#split\tlabel\tcolumn\tcheck\tat\t"
			 "value\tof\tcount\n");
	text_adds(&text, rows);
	EXPECT(write(fileno(file), text.bytes, text.n) == (ssize_t)text.n);
	EXPECT(lseek(fileno(file), 0, SEEK_SET) == 0);
	source = source_open_fd(dup(fileno(file)), "rows", &err);
	EXPECT(source);
	EXPECT_TEXT(count_table_read(table, source, &err) == 0 ? "" : err.text,
		    "");
	source_close(source);
	fclose(file);
	text_release(&text);
	return table;
}

#endif
