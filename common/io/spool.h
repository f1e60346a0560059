/*
 * spool.h - a temporary file that has no name any more.
 */
#ifndef GBQC_IO_SPOOL_H
#define GBQC_IO_SPOOL_H

#include <stddef.h>

#include "base/attributes.h"

struct error;

/*
 * Makes a file in TMPDIR (or /tmp) and removes its name at once, so that it
 * goes when the process does. Returns its descriptor, to be closed by the
 * caller, or -1 with err set.
 */
MUST_USE int spool_open(struct error *err);

/* Writes all n bytes. Returns 0, or -1 with err set. */
MUST_USE int spool_write(int fd, const void *bytes, size_t n,
			 struct error *err);

/* Reads n bytes that are there. Returns 0, or -1 with err set. */
MUST_USE int spool_read(int fd, void *bytes, size_t n, struct error *err);

/* Copies all that from still holds to fd. name: from, for messages. */
MUST_USE int spool_copy(int fd, int from, const char *name,
			struct error *err);

#endif
