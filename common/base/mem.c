/*
 * mem.c - the one place that asks for memory.
 */
#if defined(__linux__)
#define _GNU_SOURCE		/* program_invocation_short_name */
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE	/* getprogname() */
#endif
#include "base/mem.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
tool_name(void)
{
#if defined(__linux__)
	return program_invocation_short_name;
#elif defined(__APPLE__) || defined(__FreeBSD__) || defined(__NetBSD__) \
	|| defined(__OpenBSD__)
	return getprogname();
#else
	return "gbqc";
#endif
}

/* By write(2): stdio might want memory too. */
void
mem_exhausted(void)
{
	static const char what[] = ": out of memory\n";
	const char *name = tool_name();
	char line[128];
	size_t n = strlen(name);

	if (n > sizeof(line) - sizeof(what))
		n = sizeof(line) - sizeof(what);
	memcpy(line, name, n);
	memcpy(line + n, what, sizeof(what) - 1);
	/* There is nothing left to do if even this cannot be said. */
	if (write(STDERR_FILENO, line, n + sizeof(what) - 1) < 0)
		exit(1);
	exit(1);
}

static size_t
bytes_of(size_t n, size_t size)
{
	if (size > 0 && n > PTRDIFF_MAX / size)
		mem_exhausted();
	return n * size;
}

void *
mem_array(size_t n, size_t size)
{
	return mem_resize(NULL, n, size);
}

void *
mem_zeroed(size_t n, size_t size)
{
	size_t bytes = bytes_of(n, size);
	void *memory = calloc(1, bytes > 0 ? bytes : 1);

	if (!memory)
		mem_exhausted();
	return memory;
}

void *
mem_resize(void *memory, size_t n, size_t size)
{
	size_t bytes = bytes_of(n, size);

	memory = realloc(memory, bytes > 0 ? bytes : 1);
	if (!memory)
		mem_exhausted();
	return memory;
}

void *
mem_grow(void *memory, size_t *room, size_t need, size_t size)
{
	size_t more = *room;

	if (need <= more)
		return memory;
	more = more > SIZE_MAX / 2 ? need : more + more / 2;
	if (more < 16 && size <= 64)
		more = 16;
	*room = more < need ? need : more;
	return mem_resize(memory, *room, size);
}

char *
mem_text(const char *bytes, size_t n)
{
	char *text = mem_array(n < SIZE_MAX ? n + 1 : n, 1);

	if (n > 0)
		memcpy(text, bytes, n);
	text[n] = '\0';
	return text;
}
