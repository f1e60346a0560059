/*
 * said.h - names of labels and splits in sentences.
 *
 * A name that reads as a number ("0") gets what it is before it, for "24.5 %
 * of 0" is no sentence: "24.5 % of label 0". In tables and charts names stand
 * by themselves.
 */
#ifndef GBQC_REPORT_SAID_H
#define GBQC_REPORT_SAID_H

#include <stdbool.h>

#include "base/text.h"
#include "report/verdict.h"

/* What the sides a and b of a verdict are, and its scope: "label", "split". */
const char *said_side(enum verdict_kind kind);
const char *said_scope(enum verdict_kind kind);

/* True of a name that could be taken for a number. */
bool said_is_number(const char *name);

/* Adds "pos", or "label 0"; `*` is "the others". what: "label", "split". */
void said_add(struct text *text, const char *what, const char *name);

#endif
