/*
 * inflate_isal.c - gzip by ISA-L, twice as fast as zlib.
 *
 * The header is read here: ISA-L (2.30) loses its place where a header goes
 * on in the next piece of input.
 */
#ifdef HAVE_ISAL

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>

#include <isa-l/igzip_lib.h>

#include "base/mem.h"
#include "io/gzip_header.h"
#include "io/inflate.h"

struct inflater {
	struct gzip_header header;
	bool behind_header;
	struct inflate_state state;
};

struct inflater *
inflater_new(void)
{
	struct inflater *inflater = mem_zeroed(1, sizeof(*inflater));

	isal_inflate_init(&inflater->state);
	inflater->state.crc_flag = ISAL_GZIP_NO_HDR_VER;
	return inflater;
}

void
inflater_free(struct inflater *inflater)
{
	free(inflater);
}

void
inflater_reset(struct inflater *inflater)
{
	isal_inflate_reset(&inflater->state);
	inflater->state.crc_flag = ISAL_GZIP_NO_HDR_VER;
	inflater->header = (struct gzip_header){ 0 };
	inflater->behind_header = false;
}

static uint32_t
at_most(size_t n)
{
	return n < INT_MAX ? (uint32_t)n : INT_MAX;
}

enum inflate_result
inflater_run(struct inflater *inflater, struct inflate_io *io)
{
	struct inflate_state *state = &inflater->state;

	if (!inflater->behind_header) {
		const enum inflate_result header =
			gzip_header_read(&inflater->header, io);

		if (header != INFLATE_END)
			return header;
		inflater->behind_header = true;
	}

	const uint32_t n_in = at_most(io->n_in), n_out = at_most(io->n_out);

	state->next_in = (uint8_t *)io->in;
	state->avail_in = n_in;
	state->next_out = io->out;
	state->avail_out = n_out;

	const int result = isal_inflate(state);

	io->in = state->next_in;
	io->n_in -= n_in - state->avail_in;
	io->out = state->next_out;
	io->n_out -= n_out - state->avail_out;
	if (result != ISAL_DECOMP_OK && result != ISAL_END_INPUT)
		return INFLATE_DAMAGED;
	return state->block_state == ISAL_BLOCK_FINISH ? INFLATE_END :
							 INFLATE_MORE;
}

#else

/* C wants a translation unit to hold something. */
typedef int inflate_isal_is_not_built;

#endif
