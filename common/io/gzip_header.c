/* gzip_header.c - the header of a member of gzip, in any pieces. */
#include <stdbool.h>

#include <zlib.h>

#include "io/gzip_header.h"

/* In the order of the file; all but the first need their flag. */
enum { FIXED, EXTRA_LENGTH, EXTRA, NAME, COMMENT, CHECKSUM, DONE };

enum {
	FLAG_CHECKSUM = 2, FLAG_EXTRA = 4, FLAG_NAME = 8, FLAG_COMMENT = 16,
	FLAGS_UNKNOWN = 0xe0
};

enum { FIXED_BYTES = 10, FLAGS_AT = 3 };

static bool
is_there(const struct gzip_header *header)
{
	switch (header->part) {
	case EXTRA_LENGTH:
		return header->flags & FLAG_EXTRA;
	case EXTRA:
		return header->extra > 0;
	case NAME:
		return header->flags & FLAG_NAME;
	case COMMENT:
		return header->flags & FLAG_COMMENT;
	case CHECKSUM:
		return header->flags & FLAG_CHECKSUM;
	default:
		return true;
	}
}

static bool
fixed_byte(struct gzip_header *header, uint8_t byte)
{
	static const uint8_t magic[FLAGS_AT] = { 0x1f, 0x8b, Z_DEFLATED };

	if (header->at < FLAGS_AT)
		return byte == magic[header->at];
	if (header->at == FLAGS_AT) {
		header->flags = byte;
		return (byte & FLAGS_UNKNOWN) == 0;
	}
	return true;
}

/* Takes one byte. *last: it ends its field. False if it cannot be there. */
static bool
take(struct gzip_header *header, uint8_t byte, bool *last)
{
	const unsigned shift = 8 * (unsigned)(header->at & 1);

	*last = header->at == 1;
	switch (header->part) {
	case FIXED:
		*last = header->at == FIXED_BYTES - 1;
		return fixed_byte(header, byte);
	case EXTRA_LENGTH:
		header->extra |= (size_t)byte << shift;
		return true;
	case EXTRA:
		*last = header->at == header->extra - 1;
		return true;
	case CHECKSUM:
		header->wanted_crc |= (uint32_t)byte << shift;
		return !*last || header->wanted_crc == (header->crc & 0xffff);
	default:		/* a string */
		*last = byte == 0;
		return true;
	}
}

enum inflate_result
gzip_header_read(struct gzip_header *header, struct inflate_io *io)
{
	if (header->part == FIXED && header->at == 0)
		header->crc = (uint32_t)crc32(0, NULL, 0);
	while (header->part != DONE) {
		bool last;

		if (!is_there(header)) {
			header->part++;
			continue;
		}
		if (io->n_in == 0)
			return INFLATE_MORE;
		if (!take(header, *io->in, &last))
			return INFLATE_DAMAGED;
		if (header->part != CHECKSUM)
			header->crc = (uint32_t)crc32(header->crc, io->in, 1);
		io->in++;
		io->n_in--;
		header->at++;
		if (last) {
			header->at = 0;
			header->part++;
		}
	}
	return INFLATE_END;
}
