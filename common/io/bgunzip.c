/*
 * bgunzip.c - a stream of BGZF, whose blocks any thread may unpack ahead.
 *
 * Some blocks at a time are taken from the file as they are, which makes a
 * piece; whoever took it unpacks it. Pieces are read in their order, each
 * with what was found behind it, so that an error waits until all bytes
 * before it were read.
 */
#include <errno.h>
#include <pthread.h>
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

/* Of a piece: as many as a second-level cache holds until they are read. */
enum { BLOCKS = 8 };

/* What stands behind the blocks of a piece. */
enum behind { BLOCK, END, GZIP, DAMAGE, FAILURE };

struct piece {
	struct piece *next;
	bool ready;		/* it is unpacked */
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
	struct piece *piece;	/* that is being read; NULL at first */
	size_t at;		/* in its unpacked bytes */
	bool ends_empty;	/* so does what was read so far */
	struct gunzip *gunzip;	/* once no more blocks follow, but gzip */
	pthread_mutex_t lock;	/* of raw and the rest, and of piece->ready */
	pthread_cond_t unpacked;
	struct piece *first, *last;	/* not read yet, in their order */
	size_t n_ahead;		/* how many */
	struct piece *spare;
	bool took_all;		/* no block follows those that were taken */
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
bgunzip_open(hFILE *raw, const char *name)
{
	struct bgunzip *bgunzip = mem_zeroed(1, sizeof(*bgunzip));

	bgunzip->raw = raw;
	bgunzip->name = name;
	pthread_mutex_init(&bgunzip->lock, NULL);
	pthread_cond_init(&bgunzip->unpacked, NULL);
	return bgunzip;
}

static void
free_pieces(struct piece *piece)
{
	while (piece) {
		struct piece *next = piece->next;

		block_inflater_free(piece->inflater);
		free(piece);
		piece = next;
	}
}

void
bgunzip_close(struct bgunzip *bgunzip)
{
	if (!bgunzip)
		return;
	free_pieces(bgunzip->piece);
	free_pieces(bgunzip->first);
	free_pieces(bgunzip->spare);
	gunzip_close(bgunzip->gunzip);
	pthread_cond_destroy(&bgunzip->unpacked);
	pthread_mutex_destroy(&bgunzip->lock);
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

/* Under the lock. */
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
	bgunzip->took_all = piece->behind != BLOCK;
}

/* As far as it is sound. */
static void
unpack(struct piece *piece)
{
	const uint8_t *in = piece->in;

	piece->n_out = 0;
	piece->ends_empty = false;
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
}

/* An empty piece behind the others. Under the lock. */
static struct piece *
add_piece(struct bgunzip *bgunzip)
{
	struct piece *piece = bgunzip->spare;

	if (piece) {
		bgunzip->spare = piece->next;
	} else {
		piece = mem_array(1, sizeof(*piece));
		piece->inflater = block_inflater_new();
	}
	piece->next = NULL;
	piece->ready = false;
	if (bgunzip->first)
		bgunzip->last->next = piece;
	else
		bgunzip->first = piece;
	bgunzip->last = piece;
	bgunzip->n_ahead++;
	return piece;
}

bool
bgunzip_help(struct bgunzip *bgunzip, size_t ahead)
{
	struct piece *piece = NULL;

	pthread_mutex_lock(&bgunzip->lock);
	if (!bgunzip->took_all && bgunzip->n_ahead < ahead) {
		piece = add_piece(bgunzip);
		take_blocks(bgunzip, piece);
	}
	pthread_mutex_unlock(&bgunzip->lock);
	if (!piece)
		return false;
	unpack(piece);
	pthread_mutex_lock(&bgunzip->lock);
	piece->ready = true;
	pthread_cond_broadcast(&bgunzip->unpacked);
	pthread_mutex_unlock(&bgunzip->lock);
	return true;
}

/* The next piece, unpacked; the one that was read may be used again. */
static struct piece *
next_piece(struct bgunzip *bgunzip)
{
	struct piece *piece = bgunzip->piece;

	pthread_mutex_lock(&bgunzip->lock);
	if (piece) {
		piece->next = bgunzip->spare;
		bgunzip->spare = piece;
	}
	pthread_mutex_unlock(&bgunzip->lock);
	/* Does nothing where somebody else has begun it. */
	bgunzip_help(bgunzip, 1);
	pthread_mutex_lock(&bgunzip->lock);
	piece = bgunzip->first;
	while (!piece->ready)
		pthread_cond_wait(&bgunzip->unpacked, &bgunzip->lock);
	bgunzip->first = piece->next;
	bgunzip->n_ahead--;
	pthread_mutex_unlock(&bgunzip->lock);
	piece->next = NULL;
	return piece;
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
