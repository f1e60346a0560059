/*
 * bgunzip.h - a stream of BGZF, whose blocks are unpacked on the threads of a
 * pool, several in one job; whole or an error.
 */
#ifndef GBQC_IO_BGUNZIP_H
#define GBQC_IO_BGUNZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <htslib/hfile.h>
#include <htslib/thread_pool.h>

struct bgunzip;
struct error;

/* What is asked of the first bytes of a block. */
enum { BGUNZIP_HEADER = 18 };

/* True if n bytes begin with the header of a block. */
bool bgunzip_begins(const void *bytes, size_t n);

/*
 * Borrows raw, name (for messages) and pool until bgunzip_close(). pool NULL:
 * the calling thread unpacks. Nothing is read before bgunzip_read(), and then
 * some MB ahead, by that thread alone.
 */
struct bgunzip *bgunzip_open(hFILE *raw, const char *name, hts_tpool *pool);

/* At any time; waits for blocks that are being unpacked. NULL is fine. */
void bgunzip_close(struct bgunzip *bgunzip);

/*
 * Reads until n bytes or the end of the last block. Returns how many, or -1
 * with err set where that reaches a block that is cut or whose checksum or
 * size is wrong, something that is no block, or the end of a file that does
 * not end with an empty block. Other members of gzip may follow blocks; from
 * there on it is a stream of gzip (gunzip.h).
 */
ssize_t bgunzip_read(struct bgunzip *bgunzip, void *bytes, size_t n,
		     struct error *err);

#endif
