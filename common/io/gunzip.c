/* gunzip.c - a stream of gzip: any number of members, whole or an error. */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/gunzip.h"
#include "io/inflate.h"

enum { INPUT_ROOM = 256 << 10 };

struct gunzip {
	hFILE *raw;
	const char *name;
	struct inflater *inflater;
	bool inside;		/* a member has begun and not ended */
	bool finished;		/* the last member ended well */
	const uint8_t *in;	/* what is left of input */
	size_t n_in;
	uint8_t input[INPUT_ROOM];
};

struct gunzip *
gunzip_open(hFILE *raw, const char *name)
{
	struct gunzip *gunzip = mem_zeroed(1, sizeof(*gunzip));

	gunzip->raw = raw;
	gunzip->name = name;
	gunzip->inflater = inflater_new();
	gunzip->inside = true;
	return gunzip;
}

void
gunzip_close(struct gunzip *gunzip)
{
	if (!gunzip)
		return;
	inflater_free(gunzip->inflater);
	free(gunzip);
}

/* Returns 1; 0 at the end of the file; -1 with err set. */
static int
refill(struct gunzip *gunzip, struct error *err)
{
	struct quote quote;
	const ssize_t n = hread(gunzip->raw, gunzip->input, INPUT_ROOM);

	if (n < 0) {
		error_quote(&quote, gunzip->name, strlen(gunzip->name));
		return error_errno(err, "%s", quote.text);
	}
	gunzip->in = gunzip->input;
	gunzip->n_in = (size_t)n;
	return n > 0;
}

/*
 * Between members: zeros are the padding of tapes and disks, and nothing but
 * the magic of another member may follow. Its first byte is enough here: the
 * inflater looks at the others.
 */
static int
next_member(struct gunzip *gunzip, struct error *err)
{
	for (;;) {
		while (gunzip->n_in > 0 && *gunzip->in == 0) {
			gunzip->in++;
			gunzip->n_in--;
		}
		if (gunzip->n_in > 0)
			break;
		const int more = refill(gunzip, err);

		if (more <= 0) {
			gunzip->finished = more == 0;
			return more;
		}
	}
	if (*gunzip->in != 0x1f)
		return error_at(err, gunzip->name, 0, 0,
				"something that is not gzip follows the gzip "
				"stream (unpack it by hand and see)");
	inflater_reset(gunzip->inflater);
	gunzip->inside = true;
	return 0;
}

ssize_t
gunzip_read(struct gunzip *gunzip, void *bytes, size_t n, struct error *err)
{
	struct inflate_io io = { .out = bytes, .n_out = n };

	while (io.n_out > 0 && !gunzip->finished) {
		if (!gunzip->inside) {
			if (next_member(gunzip, err) < 0)
				return -1;
			continue;
		}
		io.in = gunzip->in;
		io.n_in = gunzip->n_in;
		const size_t room = io.n_out;
		const enum inflate_result result =
			inflater_run(gunzip->inflater, &io);
		const bool stuck = io.n_in == 0 && io.n_out == room;

		gunzip->in = io.in;
		gunzip->n_in = io.n_in;
		if (result == INFLATE_DAMAGED)
			return error_at(err, gunzip->name, 0, 0,
					"the gzip data are damaged");
		if (result == INFLATE_END) {
			gunzip->inside = false;
		} else if (stuck) {
			const int more = refill(gunzip, err);

			if (more < 0)
				return -1;
			if (more == 0)
				return error_at(err, gunzip->name, 0, 0,
						"the gzip data are truncated");
		}
	}
	return (ssize_t)(n - io.n_out);
}

size_t
gunzip_glimpse(const void *in, size_t n_in, void *bytes, size_t n)
{
	struct inflater *inflater = inflater_new();
	struct inflate_io io = {
		.in = in, .n_in = n_in, .out = bytes, .n_out = n
	};

	for (;;) {
		const size_t left = io.n_in, room = io.n_out;
		const enum inflate_result result = inflater_run(inflater, &io);

		if (result == INFLATE_DAMAGED || io.n_out == 0)
			break;
		if (result == INFLATE_END && io.n_in > 0)
			inflater_reset(inflater);
		else if (io.n_in == left && io.n_out == room)
			break;
	}
	inflater_free(inflater);
	return n - io.n_out;
}
