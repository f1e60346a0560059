/*
 * bgunzip.h - a stream of BGZF, whose blocks any thread may unpack ahead, some
 * at a time; whole or an error.
 */
#ifndef GBQC_IO_BGUNZIP_H
#define GBQC_IO_BGUNZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <htslib/hfile.h>

struct bgunzip;
struct error;

/* What is asked of the first bytes of a block. */
enum { BGUNZIP_HEADER = 18 };

/* True if n bytes begin with the header of a block. */
bool bgunzip_begins(const void *bytes, size_t n);

/* Borrows raw and name (for messages) until bgunzip_close(). */
struct bgunzip *bgunzip_open(hFILE *raw, const char *name);
void bgunzip_close(struct bgunzip *bgunzip);	/* NULL is fine */

/*
 * Reads until n bytes or the end of the last block. Returns how many, or -1
 * with err set where that reaches a block that is cut or whose checksum or
 * size is wrong, something that is no block, or the end of a file that does
 * not end with an empty block. Other members of gzip may follow blocks; from
 * there on it is a stream of gzip (gunzip.h). By one thread at a time.
 */
ssize_t bgunzip_read(struct bgunzip *bgunzip, void *bytes, size_t n,
		     struct error *err);

/*
 * Unpacks some blocks (half a MB) that were not read yet, unless `ahead` such
 * lots are unpacked already, or are being so. Returns whether it did. Any
 * number of threads at a time, beside the one that reads.
 */
bool bgunzip_help(struct bgunzip *bgunzip, size_t ahead);

#endif
