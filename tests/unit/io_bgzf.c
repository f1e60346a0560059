/* io_bgzf.c - BGZF, whole, cut and damaged, alone and with helpers. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

#include "packed.h"

static const char file_name[] = "unit_io_bgzf.tmp";

enum { BLOCK_MAX = 64 << 10, USUAL = 0xff00, HEADER = 18, SIZE_AT = 16 };

static void
add_u16(struct text *out, size_t n)
{
	text_addc(out, (char)(n & 0xff));
	text_addc(out, (char)(n >> 8 & 0xff));
}

/* Adds a block; returns how many bytes that were. */
static size_t
add_block(struct text *out, const char *bytes, size_t n)
{
	const size_t start = out->n;
	const uLong sum = crc32(crc32(0, NULL, 0), (const Bytef *)bytes,
				(uInt)n);
	size_t size;

	text_add(out, "\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0\0\0",
		 HEADER);
	pack(out, bytes, n, -15, NULL);
	add_u16(out, sum & 0xffff);
	add_u16(out, sum >> 16);
	add_u16(out, n & 0xffff);
	add_u16(out, n >> 16);
	size = out->n - start;
	out->bytes[start + SIZE_AT] = (char)((size - 1) & 0xff);
	out->bytes[start + SIZE_AT + 1] = (char)((size - 1) >> 8);
	return size;
}

/* All of content in blocks of `each` bytes, and the marker of the end. */
static struct text
make_blocks(const struct text *content, size_t each)
{
	struct text packed = { 0 };

	for (size_t at = 0; at < content->n; at += each)
		add_block(&packed, content->bytes + at,
			  content->n - at < each ? content->n - at : each);
	add_block(&packed, "", 0);
	return packed;
}

struct helpers {
	struct source *source;
	pthread_t ids[2];
	_Atomic bool stopped;
};

static void *
help(void *data)
{
	struct helpers *helpers = data;

	while (!helpers->stopped)
		source_help(helpers->source, 3);
	return NULL;
}

static void
start_helpers(struct helpers *helpers, struct source *source)
{
	helpers->source = source;
	helpers->stopped = false;
	for (int i = 0; i < 2; i++)
		EXPECT(pthread_create(&helpers->ids[i], NULL, help,
				      helpers) == 0);
}

static void
stop_helpers(struct helpers *helpers)
{
	helpers->stopped = true;
	for (int i = 0; i < 2; i++)
		pthread_join(helpers->ids[i], NULL);
}

/*
 * Reads one byte after another as far as it goes, with or without helpers.
 * Returns 0 at the end, or -1 with err set.
 */
static int
read_bytes(bool helped, struct text *got, struct error *err)
{
	struct source *source = source_open(file_name, err);
	struct helpers helpers;
	ssize_t n;
	char byte;

	EXPECT(source);
	text_clear(got);
	if (helped)
		start_helpers(&helpers, source);
	while ((n = source_read(source, &byte, 1, err)) > 0)
		text_addc(got, byte);
	if (helped)
		stop_helpers(&helpers);
	source_close(source);
	return n < 0 ? -1 : 0;
}

/* Both ways there are the first n bytes of content, then an error. */
static void
expect_error_after(const struct text *content, size_t n, const char *word)
{
	struct text got = { 0 };

	for (int helped = 0; helped < 2; helped++) {
		struct error err = { { 0 } };

		EXPECT(read_bytes(helped, &got, &err) < 0);
		if (!strstr(err.text, word))
			EXPECT_TEXT(err.text, word);
		EXPECT_U64(got.n, n);
		EXPECT(n == 0 || memcmp(got.bytes, content->bytes, n) == 0);
	}
	text_release(&got);
}

static void
expect_all(const struct text *content)
{
	struct text got = { 0 };
	struct error err = { { 0 } };

	EXPECT(read_bytes(true, &got, &err) == 0);
	EXPECT_U64(got.n, content->n);
	EXPECT(memcmp(got.bytes, content->bytes, got.n) == 0);
	expect_content(file_name, content);
	text_release(&got);
}

static void
reads_blocks_of_any_size(void)
{
	static const size_t sizes[] = { 7, 1000, USUAL, BLOCK_MAX };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct text content = make_content(i < 2 ? 5000 : 1200000);
		struct text packed = make_blocks(&content, sizes[i]);

		write_file(file_name, &packed);
		expect_all(&content);
		text_release(&packed);
		text_release(&content);
	}
}

static void
reads_empty_blocks(void)
{
	struct text content = make_content(3000), packed = { 0 };

	for (int i = 0; i < 20; i++)
		add_block(&packed, "", 0);
	for (size_t at = 0; at < content.n; at += 1000) {
		add_block(&packed, content.bytes + at, 1000);
		for (int i = 0; i < 9; i++)
			add_block(&packed, "", 0);
	}
	write_file(file_name, &packed);
	expect_all(&content);
	text_release(&packed);
	text_release(&content);
}

static void
refuses_large_blocks(void)
{
	struct text content = make_content(BLOCK_MAX + 200), packed = { 0 };

	add_block(&packed, content.bytes, 100);
	add_block(&packed, content.bytes + 100, BLOCK_MAX + 1);
	add_block(&packed, "", 0);
	write_file(file_name, &packed);
	expect_error_after(&content, 100, "truncated or damaged");
	text_release(&packed);
	text_release(&content);
}

static void
refuses_a_missing_end(void)
{
	struct text content = make_content(1200000);
	struct text packed = make_blocks(&content, USUAL);
	const size_t last = content.n % USUAL;

	packed.n -= 28;		/* the marker */
	write_file(file_name, &packed);
	expect_error_after(&content, content.n, "EOF");
	for (size_t cut = 1; cut < 60; cut++) {
		packed.n--;
		write_file(file_name, &packed);
		expect_failure(file_name, "truncated");
	}
	expect_error_after(&content, content.n - last, "truncated");
	for (size_t n = 40; n > 0; n--) {
		packed.n = n;
		write_file(file_name, &packed);
		expect_failure(file_name, "truncated");
	}
	text_release(&packed);
	text_release(&content);
}

/*
 * Every byte of the third of four blocks. Its time, level and system say
 * nothing, and without the mark of a block it is still a member of gzip, that
 * holds the same.
 */
static void
refuses_damage(void)
{
	enum { FLAGS = 3, LENGTH = 10, MARK = 12 };
	struct text content = make_content(400), packed = { 0 };
	size_t start = 0, end = 0;

	content.n = 400;
	for (size_t i = 0; i < 4; i++) {
		add_block(&packed, content.bytes + 100 * i, 100);
		start = i == 1 ? packed.n : start;
		end = i == 2 ? packed.n : end;
	}
	add_block(&packed, "", 0);
	for (size_t at = 0; at < end - start; at++) {
		packed.bytes[start + at] ^= 0x55;
		write_file(file_name, &packed);
		if (at <= FLAGS || (at >= LENGTH && at < MARK))
			expect_failure(file_name, "data are");
		else if (at < SIZE_AT)
			expect_all(&content);
		else
			expect_error_after(&content, 200, "damaged");
		packed.bytes[start + at] ^= 0x55;
	}
	text_release(&packed);
	text_release(&content);
}

static void
refuses_a_block_with_more_behind_it(void)
{
	struct text content = make_content(400), packed = { 0 };
	size_t size;

	size = add_block(&packed, content.bytes, 200);
	text_adds(&packed, "more");
	packed.bytes[SIZE_AT] = (char)(size + 3);
	add_block(&packed, "", 0);
	write_file(file_name, &packed);
	expect_error_after(&content, 0, "damaged");
	text_release(&packed);
	text_release(&content);
}

static void
reads_members_of_gzip_behind_blocks(void)
{
	struct text content = make_content(300000), packed = { 0 };

	add_block(&packed, content.bytes, 50000);
	add_block(&packed, content.bytes + 50000, 50000);
	add_member(&packed, content.bytes + 100000, 100000, NULL);
	add_block(&packed, content.bytes + 200000, 50000);
	add_member(&packed, content.bytes + 250000, content.n - 250000, NULL);
	write_file(file_name, &packed);
	expect_all(&content);
	packed.n--;
	write_file(file_name, &packed);
	expect_failure(file_name, "the gzip data are truncated");
	text_release(&packed);
	text_release(&content);
}

static void
refuses_what_is_no_block(void)
{
	struct text content = make_content(1000), packed;

	packed = make_blocks(&content, 100);
	text_adds(&packed, ">more\nACGTACGTACGTACGTACGT\n");
	write_file(file_name, &packed);
	expect_error_after(&content, content.n, "damaged");
	text_release(&packed);
	text_release(&content);
}

/* While others still unpack what will not be read any more. */
static void
closes_at_any_time(void)
{
	struct text content = make_content(3000000);
	struct text packed = make_blocks(&content, USUAL);
	struct error err = { { 0 } };
	char room[1000];

	write_file(file_name, &packed);
	for (size_t n = 1; n < 300; n += 50) {
		struct source *source = source_open(file_name, &err);
		struct helpers helpers;

		start_helpers(&helpers, source);
		for (size_t i = 0; i < n; i++)
			EXPECT(source_read(source, room, sizeof(room),
					   &err) == sizeof(room));
		EXPECT(memcmp(room, content.bytes + (n - 1) * sizeof(room),
			      sizeof(room)) == 0);
		stop_helpers(&helpers);
		source_close(source);
	}
	text_release(&packed);
	text_release(&content);
}

/* In the pipe there is no end to look at beforehand, nor a way back. */
static void
reads_a_pipe(void)
{
	struct text content = make_content(3000), got = { 0 };
	struct text packed = make_blocks(&content, 1000);
	struct error err = { { 0 } };

	for (int whole = 1; whole >= 0; whole--) {
		const size_t n = packed.n - (whole ? 0 : 28);
		int ends[2];

		EXPECT(pipe(ends) == 0);
		EXPECT(write(ends[1], packed.bytes, n) == (ssize_t)n);
		close(ends[1]);

		struct source *source = source_open_fd(ends[0], NULL, &err);

		EXPECT(source);
		EXPECT_TEXT(source_name(source), "(stdin)");
		EXPECT((read_all(source, 500, &got, &err) == 0) == whole);
		if (whole)
			EXPECT_U64(got.n, content.n);
		source_close(source);
	}
	EXPECT_TEXT(err.text, "(stdin): the BGZF file has no EOF marker: it "
			      "is truncated");
	text_release(&packed);
	text_release(&got);
	text_release(&content);
}

/* Also where nothing could be shown before some was unpacked. */
static void
hands_over_the_raw_stream(void)
{
	for (int empty = 0; empty < 2; empty++) {
		struct text content = make_content(100000), packed = { 0 };
		struct error err = { { 0 } };
		char room[100];

		for (int i = 0; empty && i < 200; i++)
			add_block(&packed, "", 0);
		add_block(&packed, content.bytes, 50000);
		add_block(&packed, "", 0);
		write_file(file_name, &packed);

		struct source *source = source_open(file_name, &err);
		hFILE *raw;

		EXPECT(source_peek(source, room, sizeof(room), &err) > 0);
		raw = source_take_raw(source);
		EXPECT(raw);
		source_close(source);
		EXPECT(hread(raw, room, sizeof(room)) == sizeof(room));
		EXPECT(memcmp(room, packed.bytes, sizeof(room)) == 0);
		EXPECT(hclose(raw) == 0);
		text_release(&packed);
		text_release(&content);
	}
}

int
main(void)
{
	unit_run("reads blocks of any size", reads_blocks_of_any_size);
	unit_run("reads empty blocks", reads_empty_blocks);
	unit_run("refuses blocks of more than 64 KB", refuses_large_blocks);
	unit_run("refuses a file without its end", refuses_a_missing_end);
	unit_run("refuses damage, behind all that is before it",
		 refuses_damage);
	unit_run("refuses a block with more behind it",
		 refuses_a_block_with_more_behind_it);
	unit_run("reads members of gzip behind blocks",
		 reads_members_of_gzip_behind_blocks);
	unit_run("refuses what is no block", refuses_what_is_no_block);
	unit_run("closes at any time", closes_at_any_time);
	unit_run("reads a pipe", reads_a_pipe);
	unit_run("hands over the raw stream", hands_over_the_raw_stream);
	unlink(file_name);
	return unit_end();
}
