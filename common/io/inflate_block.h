/*
 * inflate_block.h - a member of gzip that lies in memory as a whole, as the
 * blocks of BGZF do.
 *
 * By ISA-L where the build found it, else by libdeflate, else by zlib; all
 * keep the same promises.
 */
#ifndef GBQC_IO_INFLATE_BLOCK_H
#define GBQC_IO_INFLATE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One for each thread. */
struct block_inflater;

struct block_inflater *block_inflater_new(void);
void block_inflater_free(struct block_inflater *inflater);	/* NULL is fine */

/*
 * Unpacks n_in bytes to out, and tells in *n_out how many that made. False,
 * and *n_out 0, where they are not one whole member with the right checksum
 * and size, or hold as many as room bytes or more.
 */
bool block_inflater_run(struct block_inflater *inflater, const uint8_t *in,
			size_t n_in, uint8_t *out, size_t room,
			size_t *n_out);

#endif
