/*
 * bgunzip.c - a stream of BGZF, whose blocks are unpacked on a pool.
 *
 * The thread that reads takes some blocks at a time from the file as they
 * are, which makes a piece; a piece is unpacked by one job. Pieces come back
 * in their order, each with what was found behind it, so that an error waits
 * until all bytes before it were read.
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/bgunzip.h"
#include "io/gunzip.h"
#include "io/inflate_block.h"

/* Bytes that a block has at most, packed and unpacked. */
enum { BLOCK_MAX = 64 << 10 };

/*
 * Blocks of a piece: fewer are too little work for a job, more do not stay in
 * a second-level cache until they are read.
 */
enum { BLOCKS = 8 };

/* Pieces under way for each thread. Threads that unpack also count. */
enum { PIECES_AHEAD = 3 };

/* What stands behind the blocks of a piece. */
enum behind { BLOCK, END, GZIP, DAMAGE, FAILURE };

struct piece {
	enum behind behind;
	int number;		/* errno of FAILURE */
	size_t blocks;
	size_t sizes[BLOCKS];	/* of blocks, packed */
	bool ends_empty;	/* the last block holds nothing */
	size_t n_out;
	struct block_inflater *inflater;
	uint8_t in[BLOCKS * BLOCK_MAX];
	/* One more, since a block that fills its room is too large. */
	uint8_t out[BLOCKS * BLOCK_MAX + 1];
};

struct bgunzip {
	hFILE *raw;
	const char *name;
	hts_tpool *pool;
	hts_tpool_process *queue;	/* NULL without a pool */
	size_t n_pieces;
	struct piece **pieces;
	size_t under_way;	/* pieces in the queue */
	struct piece *piece;	/* that is being read; NULL at first */
	size_t at;		/* in its unpacked bytes */
	bool read_all;		/* no block follows those that were taken */
	bool ends_empty;	/* so does what was read so far */
	struct gunzip *gunzip;	/* once no more blocks follow, but gzip */
};

bool
bgunzip_begins(const void *bytes, size_t n)
{
	static const uint8_t extra[] = { 6, 0, 'B', 'C', 2, 0 };
	const uint8_t *header = bytes;

	return n >= BGUNZIP_HEADER && header[0] == 0x1f &&
	       header[1] == 0x8b && header[2] == 8 && (header[3] & 4) != 0 &&
	       memcmp(header + 10, extra, sizeof(extra)) == 0;
}

/* Bytes of a block with that header. */
static size_t
block_size(const uint8_t *header)
{
	return ((size_t)header[16] | (size_t)header[17] << 8) + 1;
}

struct bgunzip *
bgunzip_open(hFILE *raw, const char *name, hts_tpool *pool)
{
	struct bgunzip *bgunzip = mem_zeroed(1, sizeof(*bgunzip));
	const size_t threads = pool ? (size_t)hts_tpool_size(pool) : 0;

	bgunzip->raw = raw;
	bgunzip->name = name;
	bgunzip->pool = pool;
	/* One more, which is being read. */
	bgunzip->n_pieces = PIECES_AHEAD * threads + 1;
	bgunzip->pieces = mem_zeroed(bgunzip->n_pieces,
				     sizeof(*bgunzip->pieces));
	if (!pool)
		return bgunzip;
	/* A pool leaves jobs alone whose results might be too many. */
	bgunzip->queue = hts_tpool_process_init(
		pool, (int)(bgunzip->n_pieces + threads + 1), 0);
	if (!bgunzip->queue)
		mem_exhausted();
	return bgunzip;
}

static struct piece *
wait_for_piece(struct bgunzip *bgunzip)
{
	hts_tpool_result *result = hts_tpool_next_result_wait(bgunzip->queue);
	struct piece *piece = hts_tpool_result_data(result);

	hts_tpool_delete_result(result, 0);
	bgunzip->under_way--;
	return piece;
}

void
bgunzip_close(struct bgunzip *bgunzip)
{
	if (!bgunzip)
		return;
	while (bgunzip->under_way > 0)
		wait_for_piece(bgunzip);
	if (bgunzip->queue)
		hts_tpool_process_destroy(bgunzip->queue);
	for (size_t i = 0; i < bgunzip->n_pieces; i++) {
		if (bgunzip->pieces[i])
			block_inflater_free(bgunzip->pieces[i]->inflater);
		free(bgunzip->pieces[i]);
	}
	free(bgunzip->pieces);
	gunzip_close(bgunzip->gunzip);
	free(bgunzip);
}

static enum behind
fail_read(struct piece *piece)
{
	piece->number = errno;
	return FAILURE;
}

/* Reads one block, packed, to in. BLOCK, or what is there instead. */
static enum behind
take_block(hFILE *raw, struct piece *piece, uint8_t *in)
{
	uint8_t header[BGUNZIP_HEADER];
	const ssize_t shown = hpeek(raw, header, sizeof(header));

	if (shown < 0)
		return fail_read(piece);
	if (shown == 0)
		return END;
	if (!bgunzip_begins(header, (size_t)shown))
		return shown == BGUNZIP_HEADER && header[0] == 0x1f &&
		       header[1] == 0x8b ? GZIP : DAMAGE;

	const size_t size = block_size(header);
	const ssize_t got = hread(raw, in, size);

	if (got < 0)
		return fail_read(piece);
	if ((size_t)got < size)
		return DAMAGE;
	piece->sizes[piece->blocks++] = size;
	return BLOCK;
}

static void
take_blocks(struct bgunzip *bgunzip, struct piece *piece)
{
	size_t n = 0;

	piece->blocks = 0;
	piece->behind = BLOCK;
	while (piece->behind == BLOCK && piece->blocks < BLOCKS) {
		piece->behind = take_block(bgunzip->raw, piece, piece->in + n);
		if (piece->behind == BLOCK)
			n += piece->sizes[piece->blocks - 1];
	}
	bgunzip->read_all = piece->behind != BLOCK;
}

/* As far as it is sound. Any thread. */
static void *
unpack_piece(void *data)
{
	struct piece *piece = data;
	const uint8_t *in = piece->in;

	piece->n_out = 0;
	for (size_t i = 0; i < piece->blocks; i++) {
		size_t made;

		if (!block_inflater_run(piece->inflater, in, piece->sizes[i],
					piece->out + piece->n_out,
					BLOCK_MAX + 1, &made)) {
			piece->behind = DAMAGE;
			break;
		}
		in += piece->sizes[i];
		piece->n_out += made;
		piece->ends_empty = made == 0;
	}
	return piece;
}

/* Starts on the blocks that follow. */
static void
send_piece(struct bgunzip *bgunzip, struct piece *piece)
{
	take_blocks(bgunzip, piece);
	if (hts_tpool_dispatch(bgunzip->pool, bgunzip->queue, unpack_piece,
			       piece) < 0)
		mem_exhausted();
	bgunzip->under_way++;
}

static struct piece *
new_piece(struct bgunzip *bgunzip, size_t i)
{
	struct piece *piece = mem_array(1, sizeof(*piece));

	piece->inflater = block_inflater_new();
	bgunzip->pieces[i] = piece;
	return piece;
}

/* The next piece, unpacked; the last one that was read is used again. */
static struct piece *
next_piece(struct bgunzip *bgunzip)
{
	struct piece *piece = bgunzip->piece;

	if (!bgunzip->pool) {
		if (!piece)
			piece = new_piece(bgunzip, 0);
		take_blocks(bgunzip, piece);
		return unpack_piece(piece);
	}
	if (piece && !bgunzip->read_all)
		send_piece(bgunzip, piece);
	for (size_t i = 0; !piece && i < bgunzip->n_pieces &&
	     !bgunzip->read_all; i++)
		send_piece(bgunzip, new_piece(bgunzip, i));
	return wait_for_piece(bgunzip);
}

/* Behind the last piece. 1: there is more; 0: the end; -1 with err set. */
static int
go_behind(struct bgunzip *bgunzip, struct error *err)
{
	const struct piece *piece = bgunzip->piece;
	struct quote quote;

	switch (piece ? piece->behind : BLOCK) {
	case BLOCK:
		bgunzip->piece = next_piece(bgunzip);
		bgunzip->at = 0;
		if (bgunzip->piece->blocks > 0)
			bgunzip->ends_empty = bgunzip->piece->ends_empty;
		return 1;
	case GZIP:
		bgunzip->gunzip = gunzip_open(bgunzip->raw, bgunzip->name);
		return 1;
	case END:
		if (bgunzip->ends_empty)
			return 0;
		return error_at(err, bgunzip->name, 0, 0,
				"the BGZF file has no EOF marker: it is "
				"truncated");
	case FAILURE:
		error_quote(&quote, bgunzip->name, strlen(bgunzip->name));
		errno = piece->number;
		return error_errno(err, "%s", quote.text);
	case DAMAGE:
	default:
		return error_at(err, bgunzip->name, 0, 0,
				"the BGZF data are truncated or damaged");
	}
}

ssize_t
bgunzip_read(struct bgunzip *bgunzip, void *bytes, size_t n,
	     struct error *err)
{
	char *out = bytes;
	size_t done = 0;

	while (done < n && !bgunzip->gunzip) {
		const struct piece *piece = bgunzip->piece;
		size_t rest = piece ? piece->n_out - bgunzip->at : 0;

		if (rest > n - done)
			rest = n - done;
		if (rest > 0) {
			memcpy(out + done, piece->out + bgunzip->at, rest);
			bgunzip->at += rest;
			done += rest;
			continue;
		}

		const int more = go_behind(bgunzip, err);

		if (more < 0)
			return -1;
		if (more == 0)
			break;
	}
	if (!bgunzip->gunzip || done == n)
		return (ssize_t)done;

	const ssize_t got = gunzip_read(bgunzip->gunzip, out + done, n - done,
					err);

	return got < 0 ? -1 : (ssize_t)done + got;
}
