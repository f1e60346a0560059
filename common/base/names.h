/*
 * names.h - a set of names, each with a small number.
 *
 * Numbers count from 0 in the order of first sight. The hash is keyed by a
 * seed of the process, so that no file of chosen names can slow it down; no
 * order of it ever shows, since whoever writes sorts by name.
 */
#ifndef GBQC_BASE_NAMES_H
#define GBQC_BASE_NAMES_H

#include <stddef.h>
#include <stdint.h>

struct names;

struct names *names_new(void);
void names_free(struct names *names);	/* NULL is fine */

/* No name is in the set after it; numbers begin anew. */
void names_clear(struct names *names);

/* The number of a name of n bytes, added if it is new. */
uint32_t names_add(struct names *names, const char *bytes, size_t n);

/* The same, or UINT32_MAX if it is not there. */
uint32_t names_find(const struct names *names, const char *bytes, size_t n);

/* NUL-terminated, at a fixed address until the set is cleared or freed. */
const char *names_text(const struct names *names, uint32_t number);
size_t names_length(const struct names *names, uint32_t number);
size_t names_count(const struct names *names);

#endif
