/*
 * strings.h - the distinct sequences of a column, and which classes have
 * which.
 *
 * Every distinct sequence is kept once, as its bytes, whatever class it is
 * in: the report lists those that two classes share. Found by XXH3-64 and
 * compared byte for byte.
 */
#ifndef GBQC_COMPAT_STRINGS_H
#define GBQC_COMPAT_STRINGS_H

#include <stddef.h>
#include <stdint.h>

enum { STRINGS_CLASSES = 64 };	/* as many as a mask has bits */

/* A distinct sequence. bytes stay where they are until strings_free(). */
struct distinct {
	uint64_t hash;
	uint64_t classes;	/* bit c: class c has it */
	const char *bytes;
	size_t n;
};

struct strings;

struct strings *strings_new(void);
void strings_free(struct strings *strings);	/* NULL is fine */

/* Adds a sequence of class c. Returns its bytes as they are kept. */
const char *strings_add(struct strings *strings, unsigned c,
			const char *bytes, size_t n);

/* How many distinct sequences class c has. */
uint64_t strings_count(const struct strings *strings, unsigned c);

/*
 * The sequences that more than one class has, bytewise sorted: *shared (from
 * malloc()), to be called when all are added. Returns how many.
 */
size_t strings_shared(const struct strings *strings,
		      const struct distinct ***shared);

#endif
