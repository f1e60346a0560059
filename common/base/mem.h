/*
 * mem.h - memory that is there, or the end of the process.
 *
 * Out of memory ends the process here, with one line on stderr and status 1;
 * no caller checks for NULL. Sizes are checked for overflow.
 */
#ifndef GBQC_BASE_MEM_H
#define GBQC_BASE_MEM_H

#include <stddef.h>

/* n objects of size bytes, not set; freed with free(). Never NULL. */
void *mem_array(size_t n, size_t size);

/* The same, all zero. */
void *mem_zeroed(size_t n, size_t size);

/* memory (or NULL) grown or shrunk to n objects of size bytes. */
void *mem_resize(void *memory, size_t n, size_t size);

/*
 * Makes an array of *room objects hold at least need of them, growing by half
 * so that appending stays linear. Returns it, moved if it had to; *room is
 * what it holds now.
 */
void *mem_grow(void *memory, size_t *room, size_t need, size_t size);

/* A NUL-terminated copy of n bytes; freed with free(). */
char *mem_text(const char *bytes, size_t n);

/* Says that memory ran out, and ends the process with status 1. */
_Noreturn void mem_exhausted(void);

#endif
