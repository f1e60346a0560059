/*
 * inflate.h - one member of gzip at a time: header, data, checksum, size.
 *
 * By ISA-L where the build found it (inflate_isal.c), else by zlib
 * (inflate_zlib.c); both keep the same promises.
 */
#ifndef GBQC_IO_INFLATE_H
#define GBQC_IO_INFLATE_H

#include <stddef.h>
#include <stdint.h>

enum inflate_result {
	INFLATE_MORE,		/* wants input, or room for output */
	INFLATE_END,		/* the member ended; its checksum agreed */
	INFLATE_DAMAGED
};

/* What there is to read and where to write; moved on by inflater_run(). */
struct inflate_io {
	const uint8_t *in;
	size_t n_in;
	uint8_t *out;
	size_t n_out;
};

struct inflater;

struct inflater *inflater_new(void);
void inflater_free(struct inflater *inflater);	/* NULL is fine */

/* Makes ready for the next member. */
void inflater_reset(struct inflater *inflater);

/*
 * Goes on until the member ends, the input is used up or the output is full.
 * At INFLATE_END io->in is the first byte after the member.
 */
enum inflate_result inflater_run(struct inflater *inflater,
				 struct inflate_io *io);

#endif
