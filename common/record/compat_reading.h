/*
 * compat_reading.h - what is read otherwise with input_options.compat: as the
 * reference implementation reads it. Rules: docs/compat.md.
 */
#ifndef GBQC_RECORD_COMPAT_READING_H
#define GBQC_RECORD_COMPAT_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "record/record.h"

struct error;
struct input_options;

/* Its columns where none are named; those that it ignores are forgotten. */
void compat_set_columns(struct input_options *options);

/* True if a whole field, quoted or not, says that there is no value. */
bool compat_is_missing(struct slice field);

/* True and the number (perhaps infinite), if a label is one. */
bool compat_number(struct slice label, double *number);

/* Takes the blanks out of n bytes in place. Returns how many are left. */
size_t compat_squeeze(char *bytes, size_t n);

/*
 * Letters may be any ASCII but NUL; what is beyond it would be counted in
 * bytes here and in characters there. A label may hold all but NUL. file:
 * for the message. Returns 0, or -1 with err set.
 */
MUST_USE int compat_check(const struct record *record, const char *file,
			  struct error *err);

#endif
