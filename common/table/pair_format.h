/*
 * pair_format.h - what writing and reading a pair table share. Private to
 * this room.
 */
#ifndef GBQC_TABLE_PAIR_FORMAT_H
#define GBQC_TABLE_PAIR_FORMAT_H

#include "base/text.h"
#include "table/pair_table.h"

/* Fields of a row; one more where the form counts related records. */
enum { PAIR_FIELDS = 16, PAIR_SHARE_TEXT = 7 };

extern const char pair_first_word[], pair_first_line[], pair_columns[];

/* What follows pair_columns, with its tab. */
const char *pair_last_column(enum pair_form form);

/* Options that differ from the default, each after a blank. */
void pair_options_text(const struct pair_options *options, struct text *text);

/* Where a row stands, for messages, and what kind it is. */
struct pair_place {
	const char *file;
	uint64_t line;
	enum pair_form form;
};

/*
 * Takes a row apart, whose text (no newline) is changed and stays borrowed.
 * -1 with err set, as pair_reader_next().
 */
MUST_USE int pair_row_parse(struct pair_row *pair, struct text *row,
			    const struct pair_place *place, struct error *err);

/* The same of a row that was checked before: it cannot fail. */
struct pair_row pair_row_known(enum pair_form form, struct text *text);

/*
 * The text of the row given last, n bytes without its newline, until the
 * next call; *start: where it begins in the unpacked file.
 */
const char *pair_reader_bytes(const struct pair_reader *reader,
			      uint64_t *start, size_t *n);

/* Ten-thousandths as 0.1234. */
void pair_share_text(char text[PAIR_SHARE_TEXT], uint32_t share_of);

#endif
