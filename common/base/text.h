/*
 * text.h - a piece of text that grows.
 */
#ifndef GBQC_BASE_TEXT_H
#define GBQC_BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

/* Start with { 0 }. bytes is NUL-terminated once anything was added. */
struct text {
	char *bytes;
	size_t n, room;
};

void text_add(struct text *text, const char *bytes, size_t n);
void text_adds(struct text *text, const char *string);
void text_addc(struct text *text, char c);
void text_addf(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_add_u64(struct text *text, uint64_t n);
void text_add_column(struct text *text, uint64_t n);	/* after a tab */

/*
 * Outside text as a field of a table: control bytes (tab and newline too) as
 * \\xNN, `.` for none.
 */
void text_add_field(struct text *text, const char *bytes, size_t n);

/* n with commas: 1,234,567. */
void text_add_grouped(struct text *text, uint64_t n);
void text_clear(struct text *text);	/* empty, keeps its room */
void text_release(struct text *text);

/* Texts that live as long as what points to them. Start with { 0 }. */
struct text_store {
	char **all;
	size_t n, room;
};

/* A copy of string, kept. */
const char *text_store_keep(struct text_store *store, const char *string);

/* Keeps what text holds, and empties it; NULL where it holds nothing. */
const char *text_store_take(struct text_store *store, struct text *text);
void text_store_release(struct text_store *store);

/* Of two const char *, for qsort() and bsearch(): bytewise. */
int text_compare(const void *x, const void *y);

#endif
