/*
 * plain.h - files that can be read twice, and what they begin with.
 */
#ifndef GBQC_IO_PLAIN_H
#define GBQC_IO_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* True if name is a file on a disk: no device, no pipe, and not "-". */
bool plain_is_file(const char *name);

/*
 * True if it is, and recognise() knows its first bytes (at most 32) as they
 * stand there, not unpacked.
 */
bool plain_begins(const char *name,
		  bool (*recognise)(const char *bytes, size_t n));

#endif
