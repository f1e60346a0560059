/*
 * output.h - a file or stdout that is written whole, or not at all.
 *
 * A regular file is written under a temporary name beside it and renamed by
 * output_close(); a device, a FIFO or /dev/stdout is written directly. The
 * first error of a write is kept and returned by every later call. The
 * temporary file goes when the process ends, by error or signal, before
 * output_close().
 */
#ifndef GBQC_IO_OUTPUT_H
#define GBQC_IO_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct error;
struct output;

/*
 * How many bytes who has many should hand over at a time: a pipe is made to
 * hold two of these, so that one is read while the next comes.
 */
enum { OUTPUT_PIECE = 1 << 18 };

/* path NULL or "-": stdout. NULL with err set if it cannot be made. */
struct output *output_open(const char *path, struct error *err);

/*
 * Takes over an open descriptor and writes where it stands. name: for
 * messages, copied.
 */
struct output *output_open_fd(int file, const char *name);

/*
 * Hands all that is written to sink, in pieces, in order; the last ones come
 * with output_close().
 */
struct output *
output_open_sink(void (*sink)(void *to, const void *bytes, size_t n), void *to);

/* Appends n bytes. They may wait in a buffer until output_close(). */
void output_write(struct output *out, const void *bytes, size_t n);
void output_puts(struct output *out, const char *string);
void output_u64(struct output *out, uint64_t n);
void output_printf(struct output *out, const char *format, ...)
	PRINTF_LIKE(2, 3);

/* True once a write has failed: a producer of much output may stop. */
int output_failed(const struct output *out);

/*
 * Writes what waits, so that little is left to fail in output_close(): where
 * several files shall be there together, or none. -1 with err set to the
 * first thing that failed.
 */
MUST_USE int output_flush(struct output *out, struct error *err);

/*
 * Writes what waits and gives the file its name. Frees out in any case.
 * Returns 0, or -1 with err set to the first thing that failed; then nothing
 * stands under the name (stdout and devices may hold a beginning).
 */
MUST_USE int output_close(struct output *out, struct error *err);

/* Gives up: removes the temporary file, frees out. NULL is fine. */
void output_discard(struct output *out);

#endif
