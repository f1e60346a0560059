/*
 * pair_read.c - the lines of a pair table: what its head says, and its rows
 * one by one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "io/source.h"
#include "table/format.h"
#include "table/pair_format.h"

struct pair_reader {
	struct table_lines lines;
	const char *file;
	struct pair_head head;
	struct text columns;	/* the second line */
	struct text options;	/* what follows #options */
	struct text row;	/* the row, its tabs made NUL */
	const char *line;	/* a row that was read with the head */
	size_t n;
	const char *raw;	/* the row given last, in lines */
	uint64_t start, end;	/* bytes of the line given last, in the file */
};

bool
pair_table_recognise(const char *bytes, size_t n)
{
	size_t word = strlen(pair_first_word);

	return n >= word && memcmp(bytes, pair_first_word, word) == 0;
}

static int
next_line(struct pair_reader *reader, const char **line, size_t *n,
	  struct error *err)
{
	const int more = table_lines_next(&reader->lines, line, n, err);

	if (more > 0) {
		reader->start = reader->end;
		reader->end += *n + 1;
	}
	return more;
}

static bool
is_line(const char *line, size_t n, const char *whole, size_t length)
{
	return n == length && memcmp(line, whole, n) == 0;
}

static int
check_first(const struct pair_reader *reader, const char *line, size_t n,
	    struct error *err)
{
	struct quote quote;

	if (is_line(line, n, pair_first_line, strlen(pair_first_line)))
		return 0;
	if (n > 0 && line[n - 1] == '\r' &&
	    is_line(line, n - 1, pair_first_line, strlen(pair_first_line)))
		return error_at(err, reader->file, reader->lines.number, 0,
				"a pair table whose lines end in CR LF: they "
				"must end in LF alone");
	if (pair_table_recognise(line, n))
		return error_at(err, reader->file, reader->lines.number, 0,
				"a pair table of version \"%s\", where this "
				"gbqc reads version 1: search again, or use "
				"the gbqc that wrote it",
				error_quote(&quote,
					    line + strlen(pair_first_word),
					    n - strlen(pair_first_word)));
	return error_at(err, reader->file, reader->lines.number, 0,
			"not a pair table: found \"%s\", expected \"%s\"",
			error_quote(&quote, line, n), pair_first_line);
}

/* The form follows from the columns. */
static int
take_columns(struct pair_reader *reader, const char *line, size_t n,
	     struct error *err)
{
	struct quote quote;

	for (int form = PAIR_BEST_TARGET; form <= PAIR_BEST_QUERY; form++) {
		struct text *columns = &reader->columns;

		text_clear(columns);
		text_adds(columns, pair_columns);
		text_adds(columns, pair_last_column((enum pair_form)form));
		if (!is_line(line, n, columns->bytes, columns->n))
			continue;
		reader->head.form = (enum pair_form)form;
		return 0;
	}
	return error_at(err, reader->file, reader->lines.number, 0,
			"unknown columns \"%s\"",
			error_quote(&quote, line, n));
}

/* A number of one to nine digits; its end, or NULL. */
static const char *
small_number(const char *text, uint32_t *number)
{
	size_t n = strspn(text, "0123456789");
	uint64_t value;

	if (n > 9 || !digits_u64(text, n, &value))
		return NULL;
	*number = (uint32_t)value;
	return text + n;
}

/* 0.85 or 1.0 as thousandths; its end, or NULL. */
static const char *
thousandths(const char *text, uint32_t *share)
{
	uint32_t scale = 100;

	if ((text[0] != '0' && text[0] != '1') || text[1] != '.')
		return NULL;
	*share = text[0] == '1' ? 1000 : 0;
	for (text += 2; *text >= '0' && *text <= '9'; text++, scale /= 10)
		*share += scale * (uint32_t)(*text - '0');
	return text;
}

/* Moves *text behind a word that it begins with. */
static bool
pass_word(const char **text, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*text, word, n) != 0)
		return false;
	*text += n;
	return true;
}

/* One option at *text. False if there is none that is known. */
static bool
take_option(const char **text, struct pair_options *options)
{
	if (pass_word(text, " --identity "))
		*text = thousandths(*text, &options->identity);
	else if (pass_word(text, " --overlap "))
		*text = thousandths(*text, &options->overlap);
	else if (pass_word(text, " --min-score "))
		*text = small_number(*text, &options->min_score);
	else if (pass_word(text, " --strand plus"))
		options->plus_only = true;
	else if (pass_word(text, " --no-overlap"))
		options->no_overlap = true;
	else if (pass_word(text, " --none"))
		options->none = true;
	else
		return false;
	return *text != NULL;
}

/* What follows #options: as it would be written, and nothing else. */
static int
take_options(struct pair_reader *reader, struct error *err)
{
	struct pair_options *options = &reader->head.options;
	const char *at = reader->options.bytes;
	struct text back = { 0 };
	struct quote quote;
	bool fine = true;

	while (fine && *at)
		fine = take_option(&at, options);
	pair_options_text(options, &back);
	fine = fine && back.n > 0 &&
	       is_line(back.bytes, back.n, reader->options.bytes,
		       reader->options.n);
	text_release(&back);
	return fine ? 0 :
		error_at(err, reader->file, reader->lines.number, 0,
			 "unknown options \"%s\"",
			 error_quote(&quote, reader->options.bytes,
				     reader->options.n));
}

/* The length of #options where the line begins with it, else 0. */
static size_t
options_word(const char *line, size_t n)
{
	static const char word[] = "#options ";

	return n >= strlen(word) && memcmp(line, word, strlen(word)) == 0 ?
		strlen(word) - 1 : 0;
}

/* A line that begins with #, after the head. */
static int
check_header(const struct pair_reader *reader, const char *line, size_t n,
	     struct error *err)
{
	size_t word = options_word(line, n);
	struct quote quote;

	if (pair_table_recognise(line, n))
		return check_first(reader, line, n, err);
	if (is_line(line, n, reader->columns.bytes, reader->columns.n) ||
	    (word && reader->options.n > 0 &&
	     is_line(line + word, n - word, reader->options.bytes,
		     reader->options.n)))
		return 0;
	return error_at(err, reader->file, reader->lines.number, 0,
			"a header that does not fit those before: \"%s\"",
			error_quote(&quote, line, n));
}

static int
read_head(struct pair_reader *reader, struct error *err)
{
	const char *line;
	size_t n, word;
	int more = next_line(reader, &line, &n, err);

	if (more == 0)
		return table_empty(reader->file, err);
	if (more < 0 || check_first(reader, line, n, err) < 0)
		return -1;
	more = next_line(reader, &line, &n, err);
	if (more == 0)
		return error_at(err, reader->file, 1, 0,
				"a pair table without a line of columns");
	if (more < 0 || take_columns(reader, line, n, err) < 0)
		return -1;
	more = next_line(reader, &line, &n, err);
	if (more < 0)
		return -1;
	word = more ? options_word(line, n) : 0;
	if (word) {
		text_add(&reader->options, line + word, n - word);
		return take_options(reader, err);
	}
	if (more) {
		reader->line = line;
		reader->n = n;
	}
	return 0;
}

struct pair_reader *
pair_reader_new(struct source *source, struct error *err)
{
	struct pair_reader *reader = mem_zeroed(1, sizeof(*reader));

	reader->lines.source = source;
	reader->file = source_name(source);
	reader->head.options = pair_options_default;
	if (read_head(reader, err) == 0)
		return reader;
	pair_reader_free(reader);
	return NULL;
}

void
pair_reader_free(struct pair_reader *reader)
{
	if (!reader)
		return;
	table_lines_release(&reader->lines);
	text_release(&reader->columns);
	text_release(&reader->options);
	text_release(&reader->row);
	free(reader);
}

const struct pair_head *
pair_reader_head(const struct pair_reader *reader)
{
	return &reader->head;
}

const char *
pair_reader_bytes(const struct pair_reader *reader, uint64_t *start,
		  size_t *n)
{
	*start = reader->start;
	*n = (size_t)(reader->end - reader->start) - 1;
	return reader->raw;
}

int
pair_reader_next(struct pair_reader *reader, struct pair_row *pair,
		 struct error *err)
{
	const char *line = reader->line;
	size_t n = reader->n;
	int more = line ? 1 : next_line(reader, &line, &n, err);

	reader->line = NULL;
	for (; more > 0; more = next_line(reader, &line, &n, err)) {
		if (n > 0 && line[0] == '#') {
			if (check_header(reader, line, n, err) < 0)
				return -1;
			continue;
		}
		text_clear(&reader->row);
		text_add(&reader->row, line, n);
		reader->raw = line;
		return pair_row_parse(pair, &reader->row,
				      &(struct pair_place){
					      reader->file,
					      reader->lines.number,
					      reader->head.form },
				      err) < 0 ? -1 : 1;
	}
	return more;
}

int
pair_head_check(const struct pair_head *first, const struct pair_head *head,
		const char *file, struct error *err)
{
	static const char *const forms[] = {
		"the best target of each query", "all pairs",
		"the best query of each target"
	};
	struct text one = { 0 }, other = { 0 };
	int status = 0;

	if (head->form != first->form)
		return error_at(err, file, 0, 0, "holds %s, the table before "
				"%s: they do not merge", forms[head->form],
				forms[first->form]);
	text_adds(&one, "");
	text_adds(&other, "");
	pair_options_text(&first->options, &one);
	pair_options_text(&head->options, &other);
	if (strcmp(one.bytes, other.bytes) != 0)
		status = error_at(err, file, 0, 0, "made with \"%s\", the "
				  "table before with \"%s\": search with "
				  "equal options",
				  other.n ? other.bytes + 1 : "",
				  one.n ? one.bytes + 1 : "");
	text_release(&one);
	text_release(&other);
	return status;
}
