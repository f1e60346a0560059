/* inflate_isal.c - gzip by ISA-L, twice as fast as zlib. */
#ifdef HAVE_ISAL

#include <limits.h>
#include <stdlib.h>

#include <isa-l/igzip_lib.h>

#include "base/mem.h"
#include "io/inflate.h"

struct inflater {
	struct inflate_state state;
};

struct inflater *
inflater_new(void)
{
	struct inflater *inflater = mem_zeroed(1, sizeof(*inflater));

	isal_inflate_init(&inflater->state);
	inflater->state.crc_flag = ISAL_GZIP;
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
	inflater->state.crc_flag = ISAL_GZIP;
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
