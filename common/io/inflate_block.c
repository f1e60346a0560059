/*
 * inflate_block.c - a member of gzip that lies in memory as a whole.
 *
 * libdeflate is twice as fast as zlib, but wants the whole of a member, so a
 * stream of gzip cannot have it.
 */
#include "io/inflate_block.h"

#include <stdlib.h>

#include "base/mem.h"

#ifdef HAVE_LIBDEFLATE

#include <libdeflate.h>

struct block_inflater {
	struct libdeflate_decompressor *library;
};

struct block_inflater *
block_inflater_new(void)
{
	struct block_inflater *inflater = mem_zeroed(1, sizeof(*inflater));

	inflater->library = libdeflate_alloc_decompressor();
	if (!inflater->library)
		mem_exhausted();
	return inflater;
}

void
block_inflater_free(struct block_inflater *inflater)
{
	if (!inflater)
		return;
	libdeflate_free_decompressor(inflater->library);
	free(inflater);
}

bool
block_inflater_run(struct block_inflater *inflater, const uint8_t *in,
		   size_t n_in, uint8_t *out, size_t room, size_t *n_out)
{
	size_t used, made;

	*n_out = 0;
	if (libdeflate_gzip_decompress_ex(inflater->library, in, n_in, out,
					  room, &used, &made) !=
		    LIBDEFLATE_SUCCESS ||
	    used < n_in || made >= room)
		return false;
	*n_out = made;
	return true;
}

#else

#include "io/inflate.h"

struct block_inflater {
	struct inflater *stream;
};

struct block_inflater *
block_inflater_new(void)
{
	struct block_inflater *inflater = mem_zeroed(1, sizeof(*inflater));

	inflater->stream = inflater_new();
	return inflater;
}

void
block_inflater_free(struct block_inflater *inflater)
{
	if (!inflater)
		return;
	inflater_free(inflater->stream);
	free(inflater);
}

/* A stream that has room left needs no second call to see its end. */
bool
block_inflater_run(struct block_inflater *inflater, const uint8_t *in,
		   size_t n_in, uint8_t *out, size_t room, size_t *n_out)
{
	struct inflate_io io = {
		.in = in, .n_in = n_in, .out = out, .n_out = room
	};

	*n_out = 0;
	inflater_reset(inflater->stream);
	if (inflater_run(inflater->stream, &io) != INFLATE_END ||
	    io.n_in > 0 || io.n_out == 0)
		return false;
	*n_out = room - io.n_out;
	return true;
}

#endif
