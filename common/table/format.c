/*
 * format.c - the count table as text: headers, rows, lines.
 */
#include "table/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "io/output.h"
#include "io/source.h"
#include "table/count_table.h"

enum { BLOCK_SIZE = 1 << 18, LINE_MAX_BYTES = 1 << 28 };

static const char first_word[] = "#gbqc-counts ";
static const char first_line[] = "#gbqc-counts 1";
static const char columns_line[] =
	"#split\tlabel\tcolumn\tcheck\tat\tvalue\tof\tcount";
static const char threshold_word[] = "#label-threshold ";
static const char *const names[TABLE_FIELDS] = {
	"split", "label", "column", "check", "at", "value", "of", "count"
};

static bool
begins_with(const char *line, size_t n, const char *word)
{
	size_t length = strlen(word);

	return n >= length && memcmp(line, word, length) == 0;
}

static bool
is_line(const char *line, size_t n, const char *whole)
{
	return n == strlen(whole) && memcmp(line, whole, n) == 0;
}

bool
count_table_recognise(const char *bytes, size_t n)
{
	return begins_with(bytes, n, first_word);
}

/* The shortest text that reads as the same number. */
static const char *
threshold_text(char text[NUMBER_TEXT], double threshold)
{
	double back = 0;

	for (int digits = 1; digits <= 17; digits++) {
		int n = snprintf(text, NUMBER_TEXT, "%.*g", digits,
				 threshold);

		if (decimal_number(text, (size_t)n, &back)
		    && back >= threshold && back <= threshold)
			break;
	}
	return text;
}

bool
table_head_threshold(const struct table_head *head, double *threshold)
{
	if (!head->has_threshold || head->any_text)
		return false;
	*threshold = head->threshold;
	return true;
}

void
table_head_write(const struct table_head *head, struct output *out)
{
	char text[NUMBER_TEXT];
	double threshold;

	output_printf(out, "%s\n%s\n", first_line, columns_line);
	if (table_head_threshold(head, &threshold))
		output_printf(out, "%s%s\n", threshold_word,
			      threshold_text(text, threshold));
}

int
table_empty(const char *file, struct error *err)
{
	return error_at(err, file, 0, 0, "holds nothing, not even a header: "
			"what should have written it failed");
}

int
table_first_line(const char *line, size_t n, const char *file,
		 struct error *err)
{
	struct quote quote;

	if (is_line(line, n, first_line))
		return 0;
	if (n > 0 && line[n - 1] == '\r' && is_line(line, n - 1, first_line))
		return error_at(err, file, 1, 0, "a count table whose lines "
				"end in CR LF: they must end in LF alone");
	if (begins_with(line, n, first_word))
		return error_at(err, file, 1, 0, "a count table of version "
				"\"%s\", where this gbqc reads version 1: "
				"measure again, or merge with the gbqc that "
				"wrote it", error_quote(&quote,
				line + strlen(first_word),
				n - strlen(first_word)));
	return error_at(err, file, 1, 0, "not a count table: found \"%s\", "
			"expected \"%s\"", error_quote(&quote, line, n),
			first_line);
}

int
table_head_row(struct table_head *head, const char *file, uint64_t number,
	       struct error *err)
{
	char text[NUMBER_TEXT];

	if (head->rows)
		return 0;
	head->rows = true;
	if (head->here && head->any_text)
		return error_at(err, file, number, 0, "labels cut at %s, "
				"where a table before has them as they are: "
				"measure all with one --label-threshold",
				threshold_text(text, head->threshold));
	if (!head->here && head->any_cut)
		return error_at(err, file, number, 0, "labels as they are, "
				"where a table before has them cut at %s: "
				"measure all with one --label-threshold",
				threshold_text(text, head->threshold));
	head->any_cut |= head->here;
	head->any_text |= !head->here;
	return 0;
}

static int
take_threshold(struct table_head *head, const char *text, size_t n,
	       const char *file, uint64_t number, struct error *err)
{
	char one[NUMBER_TEXT], other[NUMBER_TEXT];
	double threshold;
	struct quote quote;

	if (!decimal_number(text, n, &threshold))
		return error_at(err, file, number, 0, "label threshold \"%s\" "
				"is not a number",
				error_quote(&quote, text, n));
	if (head->has_threshold && (head->threshold < threshold
				    || head->threshold > threshold))
		return error_at(err, file, number, 0, "label threshold %s, "
				"where a table before has %s: measure all "
				"with one --label-threshold",
				threshold_text(one, threshold),
				threshold_text(other, head->threshold));
	if (head->rows && !head->here && head->text_before)
		return error_at(err, file, number, 0, "label threshold %s, "
				"where a table before has labels as they are: "
				"measure all with one --label-threshold",
				threshold_text(one, threshold));
	if (head->rows) {	/* which this line would rather stand before */
		head->any_text = head->text_before;
		head->any_cut = true;
	}
	head->has_threshold = head->here = true;
	head->threshold = threshold;
	return 0;
}

int
table_head_line(struct table_head *head, const char *line, size_t n,
		const char *file, uint64_t number, struct error *err)
{
	size_t skip = strlen(threshold_word);
	struct quote quote;

	if (is_line(line, n, first_line)) {
		head->here = head->rows = false;
		head->text_before = head->any_text;
	}
	if (is_line(line, n, first_line) || is_line(line, n, columns_line))
		return 0;
	if (begins_with(line, n, threshold_word))
		return take_threshold(head, line + skip, n - skip, file,
				      number, err);
	if (begins_with(line, n, first_word)) {
		if (table_first_line(line, n, file, err) < 0 && number == 1)
			return -1;
		return error_at(err, file, number, 0, "a table of another "
				"version begins here: \"%s\"",
				error_quote(&quote, line, n));
	}
	return error_at(err, file, number, 0, "unknown header \"%s\"",
			error_quote(&quote, line, n));
}

/* -1 with err set where a byte below a blank is no tab. */
static int
check_bytes(const char *line, size_t n, const char *file, uint64_t number,
	    struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char byte = (unsigned char)line[i];

		if (byte < 0x20 && byte != '\t')
			return error_at(err, file, number, i + 1,
					"byte 0x%02x in a count table%s", byte,
					byte == '\r' && i + 1 == n
					? ": its lines must end in LF alone"
					: "");
	}
	return 0;
}

int
table_row_parse(struct table_row *row, const char *line, size_t n,
		const char *file, uint64_t number, struct error *err)
{
	const char *at = line, *end = line + n;
	size_t fields = 0;
	struct quote quote;

	for (;;) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		const char *stop = tab ? tab : end;

		if (fields < TABLE_FIELDS) {
			row->field[fields] = at;
			row->n[fields] = (size_t)(stop - at);
		}
		fields++;
		if (!tab)
			break;
		at = tab + 1;
	}
	if (check_bytes(line, n, file, number, err))
		return -1;
	if (fields != TABLE_FIELDS)
		return error_at(err, file, number, 0, "a row of %zu field%s, "
				"expected %d: split label column check at "
				"value of count", fields,
				fields == 1 ? "" : "s", TABLE_FIELDS);
	for (size_t i = 0; i < TABLE_FIELDS; i++)
		if (row->n[i] == 0)
			return error_at(err, file, number, 0, "field \"%s\" "
					"is empty (\".\" stands for none)",
					names[i]);
	if (row->field[7][0] == '0'
	    || !digits_u64(row->field[7], row->n[7], &row->count))
		return error_at(err, file, number, 0, "count \"%s\" is not a "
				"whole number from 1 to %ju",
				error_quote(&quote, row->field[7], row->n[7]),
				(uintmax_t)UINT64_MAX);
	return 0;
}

/* Reads more behind the bytes that are left, which move to the front. */
static int
read_more(struct table_lines *lines, struct error *err)
{
	size_t left = lines->end - lines->at;
	ssize_t got;

	if (left > 0 && lines->at > 0)
		memmove(lines->buffer, lines->buffer + lines->at, left);
	lines->at = 0;
	lines->end = left;
	if (left >= LINE_MAX_BYTES)
		return error_at(err, source_name(lines->source),
				lines->number + 1, 0,
				"a line of more than %d MB",
				LINE_MAX_BYTES >> 20);
	if (lines->room < BLOCK_SIZE || left > lines->room / 2) {
		lines->room = lines->room < BLOCK_SIZE ? BLOCK_SIZE
						       : 2 * lines->room;
		lines->buffer = mem_resize(lines->buffer, lines->room, 1);
	}
	got = source_read(lines->source, lines->buffer + left,
			  lines->room - left, err);
	if (got < 0)
		return -1;
	lines->end += (size_t)got;
	lines->ended = got == 0;
	return 0;
}

int
table_lines_next(struct table_lines *lines, const char **line, size_t *n,
		 struct error *err)
{
	size_t seen = 0;	/* bytes that are known to hold no newline */

	for (;;) {
		size_t left = lines->end - lines->at;
		const char *stop = NULL;

		if (left > seen)
			stop = memchr(lines->buffer + lines->at + seen, '\n',
				      left - seen);
		if (stop) {
			*line = lines->buffer + lines->at;
			*n = (size_t)(stop - *line);
			lines->at += *n + 1;
			lines->number++;
			return 1;
		}
		if (lines->ended)
			break;
		seen = left;
		if (read_more(lines, err))
			return -1;
	}
	if (lines->at == lines->end)
		return 0;
	return error_at(err, source_name(lines->source), lines->number + 1, 0,
			"the last line has no newline: the file may be cut");
}

void
table_lines_release(struct table_lines *lines)
{
	free(lines->buffer);
	lines->buffer = NULL;
}
