/*
 * error.h - what went wrong, in one line for a person.
 *
 * What can fail takes a struct error last, and says so by
 * return error_set(err, ...), which is -1. Only cli/ prints it, after the
 * tool's name. Text from data or file names goes in by error_quote().
 */
#ifndef GBQC_BASE_ERROR_H
#define GBQC_BASE_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

enum { ERROR_TEXT = 1024, QUOTE_TEXT = 328 };

/* Start with { 0 }; empty text means that nothing went wrong. */
struct error {
	char text[ERROR_TEXT];
};

/* Sets the text (cut where it is full). Returns -1, always. */
int error_set(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

/*
 * As error_set(), after "FILE:LINE:COLUMN: ". line and column count from 1;
 * 0 leaves out the column, or both. file is escaped here.
 */
int error_at(struct error *err, const char *file, uint64_t line,
	     uint64_t column, const char *format, ...) PRINTF_LIKE(5, 6);

/* As error_set(), then ": " and the words for errno. Returns -1. */
int error_errno(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* Room for one escaped piece of outside text. */
struct quote {
	char text[QUOTE_TEXT];
};

/*
 * Writes n bytes of outside text into quote so that a terminal shows them as
 * they are: control bytes, backslashes and bytes from 0x7f on that are not
 * part of well-formed printable UTF-8 as \xNN, and "..." where it was cut at
 * 80 bytes. Returns quote->text.
 */
const char *error_quote(struct quote *quote, const char *bytes, size_t n);

#endif
