/*
 * notices.h - what was counted while reading, said at the end.
 */
#ifndef GBQC_RECORD_NOTICES_H
#define GBQC_RECORD_NOTICES_H

#include <stddef.h>

struct dataset;
struct notices;

struct notices *notices_new(void);
void notices_free(struct notices *notices);	/* NULL is fine */

/* The n-th line, or NULL; all are made when first asked for. */
const char *notices_at(struct notices *notices, const struct dataset *set,
		       size_t n);

#endif
