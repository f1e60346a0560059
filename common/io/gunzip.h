/*
 * gunzip.h - a stream of gzip: any number of members, whole or an error.
 */
#ifndef GBQC_IO_GUNZIP_H
#define GBQC_IO_GUNZIP_H

#include <stddef.h>
#include <sys/types.h>

#include <htslib/hfile.h>

struct error;
struct gunzip;

/* Borrows raw and name (for messages) until gunzip_close(). */
struct gunzip *gunzip_open(hFILE *raw, const char *name);
void gunzip_close(struct gunzip *gunzip);	/* NULL is fine */

/*
 * Reads until n bytes or the end of the last member. Returns how many, or -1
 * with err set where the stream is cut, damaged, or followed by something
 * that is neither a member nor zeros.
 */
ssize_t gunzip_read(struct gunzip *gunzip, void *bytes, size_t n,
		    struct error *err);

/*
 * Unpacks what n_in first bytes of a stream hold, as far as n bytes, and
 * passes over what is wrong with them. Returns how many.
 */
size_t gunzip_glimpse(const void *in, size_t n_in, void *bytes, size_t n);

#endif
