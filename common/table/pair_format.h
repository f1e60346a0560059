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

/* Ten-thousandths as 0.1234. */
void pair_share_text(char text[PAIR_SHARE_TEXT], uint32_t share_of);

#endif
