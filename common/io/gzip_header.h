/*
 * gzip_header.h - the header of a member of gzip (RFC 1952), in any pieces.
 */
#ifndef GBQC_IO_GZIP_HEADER_H
#define GBQC_IO_GZIP_HEADER_H

#include <stddef.h>
#include <stdint.h>

#include "io/inflate.h"

/* Start with { 0 } for each member. */
struct gzip_header {
	int part;		/* private: the field that is being read */
	size_t at;		/* private: bytes of it that were read */
	size_t extra;		/* private: bytes of the extra field */
	uint8_t flags;
	uint32_t crc;		/* of the bytes so far */
	uint32_t wanted_crc;
};

/*
 * Reads on in io->in. INFLATE_END: io->in is behind the header. INFLATE_MORE:
 * it is used up. INFLATE_DAMAGED: it is no header, or its checksum is wrong.
 */
enum inflate_result gzip_header_read(struct gzip_header *header,
				     struct inflate_io *io);

#endif
