/*
 * malloc.c - let the n-th allocation of a process fail.
 *
 * Preloaded into a tool, with GBQC_FAIL_AT=N in its environment: the N-th
 * call of malloc, calloc or realloc from the tool itself returns NULL, every
 * other works. Allocations of libraries are not counted: what they do
 * without memory is theirs. With GBQC_FAIL_AT=0 nothing fails, and the
 * number of allocations goes to the file GBQC_FAIL_COUNT names.
 *
 * Calls come from the tool if they return into its program; the first
 * mapping of the process is that.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_ulong calls;
static unsigned long fail_at;
static uintptr_t program_low, program_high;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

/* The first object is the program. */
static int
note_program(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size;
	(void)unused;
	program_low = UINTPTR_MAX;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		uintptr_t low = info->dlpi_addr + part->p_vaddr;

		if (part->p_type != PT_LOAD)
			continue;
		if (low < program_low)
			program_low = low;
		if (low + part->p_memsz > program_high)
			program_high = low + part->p_memsz;
	}
	return 1;
}

__attribute__((constructor)) static void
begin(void)
{
	const char *text = getenv("GBQC_FAIL_AT");

	fail_at = text ? strtoul(text, NULL, 10) : 0;
	dl_iterate_phdr(note_program, NULL);
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("GBQC_FAIL_COUNT");
	char text[32];
	int file, n;

	if (!path)
		return;
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	n = snprintf(text, sizeof(text), "%lu\n", atomic_load(&calls));
	if (file >= 0 && write(file, text, (size_t)n) == n)
		close(file);
}

/* True if this allocation, which returns to caller, shall fail. */
static int
fails(const void *caller)
{
	uintptr_t at = (uintptr_t)caller;

	if (at < program_low || at >= program_high)
		return 0;
	return atomic_fetch_add(&calls, 1) + 1 == fail_at;
}

void *
malloc(size_t size)
{
	if (fails(__builtin_return_address(0))) {
		errno = ENOMEM;
		return NULL;
	}
	return __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	if (fails(__builtin_return_address(0))) {
		errno = ENOMEM;
		return NULL;
	}
	return __libc_calloc(n, size);
}

void *
realloc(void *memory, size_t size)
{
	if (fails(__builtin_return_address(0))) {
		errno = ENOMEM;
		return NULL;
	}
	return __libc_realloc(memory, size);
}
