/* inflate_zlib.c - gzip by zlib. */
#ifndef HAVE_ISAL

#include <limits.h>
#include <stdlib.h>

#include <zlib.h>

#include "base/mem.h"
#include "io/inflate.h"

enum { GZIP_ONLY = 16 };	/* added to the window bits: zlib.h */

struct inflater {
	z_stream stream;
};

struct inflater *
inflater_new(void)
{
	struct inflater *inflater = mem_zeroed(1, sizeof(*inflater));

	if (inflateInit2(&inflater->stream, GZIP_ONLY + MAX_WBITS) != Z_OK)
		mem_exhausted();
	return inflater;
}

void
inflater_free(struct inflater *inflater)
{
	if (!inflater)
		return;
	inflateEnd(&inflater->stream);
	free(inflater);
}

void
inflater_reset(struct inflater *inflater)
{
	inflateReset(&inflater->stream);
}

static uInt
at_most(size_t n)
{
	return n < UINT_MAX ? (uInt)n : UINT_MAX;
}

enum inflate_result
inflater_run(struct inflater *inflater, struct inflate_io *io)
{
	z_stream *stream = &inflater->stream;
	const uInt n_in = at_most(io->n_in), n_out = at_most(io->n_out);

	stream->next_in = (z_const Bytef *)io->in;
	stream->avail_in = n_in;
	stream->next_out = io->out;
	stream->avail_out = n_out;

	const int result = inflate(stream, Z_NO_FLUSH);

	io->in = stream->next_in;
	io->n_in -= n_in - stream->avail_in;
	io->out = stream->next_out;
	io->n_out -= n_out - stream->avail_out;
	if (result == Z_MEM_ERROR)
		mem_exhausted();
	if (result == Z_STREAM_END)
		return INFLATE_END;
	/* Z_BUF_ERROR: nothing could be done without input or room. */
	return result == Z_OK || result == Z_BUF_ERROR ? INFLATE_MORE :
							 INFLATE_DAMAGED;
}

#else

/* C wants a translation unit to hold something. */
typedef int inflate_zlib_is_not_built;

#endif
