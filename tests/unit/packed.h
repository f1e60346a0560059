/*
 * packed.h - what the tests of packed files share: content, members of gzip,
 * and what a reader should make of a file.
 */
#ifndef GBQC_TESTS_PACKED_H
#define GBQC_TESTS_PACKED_H

#include <stdlib.h>

#include <zlib.h>

#include "base/error.h"
#include "base/text.h"
#include "io/source.h"
#include "unit.h"

static inline void
write_file(const char *name, const struct text *bytes)
{
	FILE *file = fopen(name, "wb");

	EXPECT(file);
	EXPECT(fwrite(bytes->bytes, 1, bytes->n, file) == bytes->n);
	EXPECT(fclose(file) == 0);
}

/* Lines of letters that do not pack to nothing. */
static inline struct text
make_content(size_t n)
{
	struct text content = { 0 };
	uint32_t state = 1;

	while (content.n < n) {
		state = state * 1664525 + 1013904223;
		text_addc(&content, content.n % 61 == 60 ? '\n' :
			  "ACGTNacgt"[state >> 24 & 7]);
	}
	return content;
}

/*
 * Adds what n bytes pack to: a member of gzip, with a header of any fields,
 * or, of window -15, the bare data.
 */
static inline void
pack(struct text *out, const char *bytes, size_t n, int window,
     gz_header *header)
{
	z_stream stream = { 0 };
	unsigned char room[4096];

	EXPECT(deflateInit2(&stream, 6, Z_DEFLATED, window, 8,
			    Z_DEFAULT_STRATEGY) == Z_OK);
	if (header)
		EXPECT(deflateSetHeader(&stream, header) == Z_OK);
	stream.next_in = (z_const Bytef *)bytes;
	stream.avail_in = (uInt)n;
	do {
		stream.next_out = room;
		stream.avail_out = sizeof(room);
		EXPECT(deflate(&stream, Z_FINISH) != Z_STREAM_ERROR);
		text_add(out, (char *)room, sizeof(room) - stream.avail_out);
	} while (stream.avail_out == 0);
	deflateEnd(&stream);
}

static inline void
add_member(struct text *out, const char *bytes, size_t n, gz_header *header)
{
	pack(out, bytes, n, 16 + MAX_WBITS, header);
}

/* Reads all, step bytes at a time. Returns 0, or -1 with err set. */
static inline int
read_all(struct source *source, size_t step, struct text *got,
	 struct error *err)
{
	char *room = malloc(step);
	ssize_t n;

	EXPECT(room);
	text_clear(got);
	while ((n = source_read(source, room, step, err)) > 0) {
		text_add(got, room, (size_t)n);
		if ((size_t)n < step)	/* only at the end */
			EXPECT(source_read(source, room, step, err) == 0);
	}
	free(room);
	return n < 0 ? -1 : 0;
}

static inline int
read_file(const char *name, size_t step, struct text *got, struct error *err)
{
	struct source *source = source_open(name, err);
	int result;

	if (!source)
		return -1;
	result = read_all(source, step, got, err);
	source_close(source);
	return result;
}

static inline void
expect_content(const char *name, const struct text *content)
{
	static const size_t steps[] = { 1, 7, 4096, 1 << 20 };
	struct text got = { 0 };
	struct error err = { { 0 } };
	char peeked[100];

	for (size_t i = content->n > 100000; i < 4; i++) {
		EXPECT(read_file(name, steps[i], &got, &err) == 0);
		EXPECT_U64(got.n, content->n);
		EXPECT(memcmp(got.bytes, content->bytes, got.n) == 0);
	}

	struct source *source = source_open(name, &err);
	const ssize_t n = source_peek(source, peeked, sizeof(peeked), &err);

	EXPECT(n > 0);
	EXPECT(memcmp(peeked, content->bytes, (size_t)n) == 0);
	EXPECT(source_peek(source, peeked, sizeof(peeked), &err) == n);
	EXPECT(read_all(source, 1000, &got, &err) == 0);
	EXPECT_U64(got.n, content->n);
	EXPECT(memcmp(got.bytes, content->bytes, got.n) == 0);
	source_close(source);
	text_release(&got);
}

static inline void
expect_failure(const char *name, const char *word)
{
	struct text got = { 0 };
	struct error err = { { 0 } };

	EXPECT(read_file(name, 1000, &got, &err) < 0);
	EXPECT(strncmp(err.text, name, strlen(name)) == 0);
	if (!strstr(err.text, word))
		EXPECT_TEXT(err.text, word);
	text_release(&got);
}

#endif
