/*
 * source.h - the bytes of a file or of stdin, unpacked.
 *
 * Plain, gzip (any number of members) and BGZF are told apart by content.
 * A cut or damaged file is an error, never a short one. gzip is unpacked by
 * the thread that reads; BGZF by others too.
 */
#ifndef GBQC_IO_SOURCE_H
#define GBQC_IO_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <htslib/hfile.h>

#include "base/attributes.h"

struct error;
struct source;

/*
 * Opens path, or stdin where path is NULL or "-". Returns NULL with err set
 * (naming the file) if it cannot be opened, is a directory, or begins like
 * bzip2, xz, zip, zstd or UTF-16.
 */
struct source *source_open(const char *path, struct error *err);

/*
 * The same of an open descriptor, which is taken over in any case. path names
 * it in messages, as above.
 */
struct source *source_open_fd(int fd, const char *path, struct error *err);
void source_close(struct source *source);	/* NULL is fine */

/* How messages name it: the path as given, or "(stdin)". */
const char *source_name(const struct source *source);

/*
 * Shows up to n first unpacked bytes, without reading them away; only before
 * the first source_read(). Returns how many, -1 with err set. There may be
 * more to read where it shows fewer than n, but not where it shows none.
 */
ssize_t source_peek(struct source *source, void *bytes, size_t n,
		    struct error *err);

/*
 * Reads until n bytes or the true end. Returns how many (0: the end), or -1
 * with err set. A member of gzip that is cut or whose checksum is wrong is
 * an error, though its bytes may have come before.
 */
ssize_t source_read(struct source *source, void *bytes, size_t n,
		    struct error *err);

/*
 * Unpacks some of what will be read, if that can be done beside the thread
 * that reads, unless `ahead` lots of about half a MB are there already.
 * Returns whether it did. Any number of threads at a time, once nobody will
 * peek or take the raw stream, and until source_close().
 */
bool source_help(struct source *source, size_t ahead);

/*
 * Hands the raw stream, nothing read from it, to who reads it by htslib
 * (SAM, BAM, CRAM). source then only keeps the name. Before the first read.
 * NULL where the stream cannot be had from its beginning any more (a pipe of
 * gzip with a header of many KB).
 */
hFILE *source_take_raw(struct source *source);

#endif
