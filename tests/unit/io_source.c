/* io_source.c - every packing, whole, cut and damaged. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <htslib/bgzf.h>
#include <zlib.h>

#include "base/error.h"
#include "base/text.h"
#include "io/source.h"
#include "unit.h"

enum { INPUT_ROOM = 256 << 10 };	/* of io/gunzip.c */

/*
 * A worker of htslib (1.16) that is still unpacking a block while a broken
 * file is closed leaves its result behind: 32 bytes, that are not ours.
 */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libhts";
}

static const char file_name[] = "unit_io_source.tmp";

static void
write_file(const struct text *bytes)
{
	FILE *file = fopen(file_name, "wb");

	EXPECT(file);
	EXPECT(fwrite(bytes->bytes, 1, bytes->n, file) == bytes->n);
	EXPECT(fclose(file) == 0);
}

/* Lines of letters that do not pack to nothing. */
static struct text
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

/* Adds a member of gzip, with a header of any fields. */
static void
add_member(struct text *out, const char *bytes, size_t n, gz_header *header)
{
	z_stream stream = { 0 };
	unsigned char room[4096];

	EXPECT(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8,
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

static void
write_bgzf(const struct text *content)
{
	BGZF *file = bgzf_open(file_name, "w");

	EXPECT(file);
	EXPECT(bgzf_write(file, content->bytes, content->n) ==
	       (ssize_t)content->n);
	EXPECT(bgzf_close(file) == 0);
}

static struct text
slurp(void)
{
	struct text bytes = { 0 };
	FILE *file = fopen(file_name, "rb");
	char room[4096];
	size_t n;

	EXPECT(file);
	while ((n = fread(room, 1, sizeof(room), file)) > 0)
		text_add(&bytes, room, n);
	fclose(file);
	return bytes;
}

/* Reads all, step bytes at a time. Returns 0, or -1 with err set. */
static int
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

static int
read_file(size_t step, hts_tpool *pool, struct text *got, struct error *err)
{
	struct source *source = source_open(file_name, pool, err);
	int result;

	if (!source)
		return -1;
	result = read_all(source, step, got, err);
	source_close(source);
	return result;
}

static void
expect_content(const struct text *content, hts_tpool *pool)
{
	static const size_t steps[] = { 1, 7, 4096, 1 << 20 };
	struct text got = { 0 };
	struct error err = { { 0 } };
	char peeked[100];

	for (size_t i = content->n > 100000; i < 4; i++) {
		EXPECT(read_file(steps[i], pool, &got, &err) == 0);
		EXPECT_U64(got.n, content->n);
		EXPECT(memcmp(got.bytes, content->bytes, got.n) == 0);
	}

	struct source *source = source_open(file_name, pool, &err);
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

static void
expect_failure(hts_tpool *pool, const char *word)
{
	struct text got = { 0 };
	struct error err = { { 0 } };

	EXPECT(read_file(1000, pool, &got, &err) < 0);
	EXPECT(strncmp(err.text, file_name, strlen(file_name)) == 0);
	if (!strstr(err.text, word))
		EXPECT_TEXT(err.text, word);
	text_release(&got);
}

static void
reads_plain(void)
{
	struct text content = make_content(300000);

	write_file(&content);
	expect_content(&content, NULL);
	text_release(&content);
}

static void
reads_gzip(void)
{
	struct text content = make_content(300000), packed = { 0 };

	add_member(&packed, content.bytes, content.n, NULL);
	write_file(&packed);
	expect_content(&content, NULL);
	text_release(&packed);
	text_release(&content);
}

static void
reads_many_members(void)
{
	struct text content = make_content(5000), packed = { 0 };

	add_member(&packed, "", 0, NULL);
	for (size_t at = 0; at < content.n; at += 50)
		add_member(&packed, content.bytes + at, 50, NULL);
	add_member(&packed, "", 0, NULL);
	write_file(&packed);
	expect_content(&content, NULL);
	text_release(&packed);
	text_release(&content);
}

/*
 * All fields of a header, where the reader's buffer ends in any of them: the
 * comment of the first member moves the second along.
 */
static void
reads_every_header_field(void)
{
	struct text content = make_content(1000), packed = { 0 };
	unsigned char extra[] = "XX\3\0abc";
	char *comment = calloc(INPUT_ROOM + 64, 1);
	gz_header first = { .comment = (Bytef *)comment, .hcrc = 1 };
	gz_header second = {
		.extra = extra, .extra_len = 7, .name = (Bytef *)"a name",
		.comment = (Bytef *)"words", .hcrc = 1, .text = 1, .time = 5,
	};
	size_t base;

	add_member(&packed, content.bytes, 500, &first);
	base = packed.n;
	for (size_t into = 0; into < 90; into++) {
		const size_t end = INPUT_ROOM + 30 - into;

		memset(comment, 'c', end - base);
		comment[end - base] = 0;
		text_clear(&packed);
		add_member(&packed, content.bytes, 500, &first);
		EXPECT_U64(packed.n, end);
		add_member(&packed, content.bytes + 500, 500, &second);
		write_file(&packed);
		expect_content(&content, NULL);
	}
	/* The buffer ends in the header of the first member itself. */
	for (size_t over = 0; over < 30; over++) {
		gz_header both = second;

		memset(comment, 'c', INPUT_ROOM - over);
		comment[INPUT_ROOM - over] = 0;
		both.comment = (Bytef *)comment;
		text_clear(&packed);
		add_member(&packed, content.bytes, content.n, &both);
		write_file(&packed);
		expect_content(&content, NULL);
	}
	free(comment);
	text_release(&packed);
	text_release(&content);
}

static void
refuses_gzip_cut_anywhere(void)
{
	struct text content = make_content(400), packed = { 0 };
	unsigned char extra[] = "XX\3\0abc";
	gz_header header = {
		.extra = extra, .extra_len = 7, .name = (Bytef *)"a name",
		.comment = (Bytef *)"words", .hcrc = 1,
	};

	add_member(&packed, content.bytes, 200, &header);
	const size_t border = packed.n;

	add_member(&packed, content.bytes + 200, 200, NULL);
	for (size_t n = packed.n - 1; n > 0; n--) {
		packed.n = n;
		write_file(&packed);
		if (n != border)
			expect_failure(NULL, "truncated");
	}
	text_release(&packed);
	text_release(&content);
}

static void
refuses_damage(void)
{
	struct text content = make_content(400), packed = { 0 };
	struct text got = { 0 };
	struct error err = { { 0 } };

	add_member(&packed, content.bytes, content.n, NULL);
	for (size_t i = 2; i < packed.n; i++) {
		packed.bytes[i] ^= 0x10;
		write_file(&packed);
		/* Time, level and system say nothing about the content. */
		if (i >= packed.n - 8)
			expect_failure(NULL, "damaged");
		else if (read_file(1000, NULL, &got, &err) == 0)
			EXPECT(got.n == content.n &&
			       memcmp(got.bytes, content.bytes, got.n) == 0);
		packed.bytes[i] ^= 0x10;
	}
	text_release(&got);
	text_release(&packed);
	text_release(&content);
}

static void
looks_behind_the_last_member(void)
{
	struct text content = make_content(400), packed = { 0 };

	add_member(&packed, content.bytes, content.n, NULL);
	for (int i = 0; i < 600; i++)
		text_addc(&packed, 0);
	write_file(&packed);
	expect_content(&content, NULL);
	text_adds(&packed, ">more\n");
	write_file(&packed);
	expect_failure(NULL, "follows");
	text_release(&packed);
	text_release(&content);
}

static void
reads_bgzf(void)
{
	struct text content = make_content(300000);
	hts_tpool *pool = hts_tpool_init(2);

	write_bgzf(&content);
	expect_content(&content, NULL);
	expect_content(&content, pool);
	hts_tpool_destroy(pool);
	text_release(&content);
}

static void
refuses_bgzf_without_its_end(void)
{
	struct text content = make_content(300000);
	hts_tpool *pool = hts_tpool_init(2);

	write_bgzf(&content);

	struct text packed = slurp();

	packed.n -= 28;		/* the marker */
	write_file(&packed);
	expect_failure(NULL, "EOF");
	expect_failure(pool, "EOF");
	for (size_t cut = 1; cut < 200; cut++) {
		packed.n--;
		write_file(&packed);
		expect_failure(cut % 2 ? pool : NULL, "truncated");
	}
	for (size_t n = 40; n > 0; n--) {
		packed.n = n;
		write_file(&packed);
		expect_failure(NULL, "truncated");
	}
	hts_tpool_destroy(pool);
	text_release(&packed);
	text_release(&content);
}

static void
refuses_damaged_bgzf(void)
{
	struct text content = make_content(3000);

	write_bgzf(&content);

	struct text packed = slurp();

	packed.bytes[packed.n - 28 - 8] ^= 1;	/* the checksum */
	write_file(&packed);
	expect_failure(NULL, "damaged");
	text_release(&packed);
	text_release(&content);
}

/* In the pipe there is no end to look at beforehand, nor a way back. */
static void
reads_a_pipe(void)
{
	struct text content = make_content(3000), packed = { 0 };
	struct text got = { 0 };
	struct error err = { { 0 } };

	for (int whole = 1; whole >= 0; whole--) {
		int ends[2];

		write_bgzf(&content);
		packed = slurp();
		packed.n -= whole ? 0 : 28;
		EXPECT(pipe(ends) == 0);
		EXPECT(write(ends[1], packed.bytes, packed.n) ==
		       (ssize_t)packed.n);
		close(ends[1]);

		struct source *source = source_open_fd(ends[0], NULL, NULL,
						       &err);

		EXPECT(source);
		EXPECT_TEXT(source_name(source), "(stdin)");
		EXPECT((read_all(source, 500, &got, &err) == 0) == whole);
		if (whole)
			EXPECT_U64(got.n, content.n);
		source_close(source);
		text_release(&packed);
	}
	EXPECT_TEXT(err.text, "(stdin): the BGZF file has no EOF marker: it "
			      "is truncated");
	text_release(&got);
	text_release(&content);
}

static void
says_what_is_refused(void)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *word;
	} cases[] = {
		{ "BZh91AY&SY", 10, "bzip2 -dc" },
		{ "\xfd" "7zXZ\0\0", 7, "xz -dc" },
		{ "PK\3\4\24\0", 6, "unzip" },
		{ "\x28\xb5\x2f\xfd\4", 5, "zstd -dc" },
		{ "\xff\xfe>\0a\0", 6, "UTF-16" },
		{ "\xfe\xff\0>\0a", 6, "UTF-16" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text bytes = { 0 };

		text_add(&bytes, cases[i].bytes, cases[i].n);
		write_file(&bytes);
		expect_failure(NULL, cases[i].word);
		text_release(&bytes);
	}
}

static void
says_what_cannot_be_opened(void)
{
	struct error err = { { 0 } };

	EXPECT(!source_open("no such file", NULL, &err));
	EXPECT_TEXT(err.text, "no such file: No such file or directory");
	EXPECT(!source_open("/", NULL, &err));
	EXPECT_TEXT(err.text, "/: Is a directory");
	EXPECT(!source_open("http://localhost/x.fa", NULL, &err));
	EXPECT_TEXT(err.text, "http://localhost/x.fa: No such file or "
			      "directory");
	EXPECT(!source_open_fd(-1, "-", NULL, &err));
}

static void
reads_nothing_of_an_empty_file(void)
{
	struct text bytes = { 0 }, got = { 0 };
	struct error err = { { 0 } };
	char room[10];

	text_adds(&bytes, "");
	write_file(&bytes);
	EXPECT(read_file(10, NULL, &got, &err) == 0);
	EXPECT_U64(got.n, 0);
	add_member(&bytes, "", 0, NULL);
	write_file(&bytes);

	struct source *source = source_open(file_name, NULL, &err);

	EXPECT(source_peek(source, room, sizeof(room), &err) == 0);
	EXPECT(source_read(source, room, sizeof(room), &err) == 0);
	source_close(source);
	text_release(&bytes);
	text_release(&got);
}

static void
hands_over_the_raw_stream(void)
{
	struct text content = make_content(100000);
	struct error err = { { 0 } };
	char room[100];

	write_bgzf(&content);

	struct text packed = slurp();
	struct source *source = source_open(file_name, NULL, &err);
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

int
main(void)
{
	unit_run("reads plain files in steps of any size", reads_plain);
	unit_run("reads gzip", reads_gzip);
	unit_run("reads many members, empty ones too", reads_many_members);
	unit_run("reads every header field across buffers",
		 reads_every_header_field);
	unit_run("refuses gzip cut at any byte", refuses_gzip_cut_anywhere);
	unit_run("refuses damaged gzip", refuses_damage);
	unit_run("zeros may follow gzip, nothing else",
		 looks_behind_the_last_member);
	unit_run("reads BGZF, on a pool too", reads_bgzf);
	unit_run("refuses BGZF that is cut", refuses_bgzf_without_its_end);
	unit_run("refuses damaged BGZF", refuses_damaged_bgzf);
	unit_run("reads a pipe", reads_a_pipe);
	unit_run("says what other packings are", says_what_is_refused);
	unit_run("says what cannot be opened", says_what_cannot_be_opened);
	unit_run("an empty file is no error",
		 reads_nothing_of_an_empty_file);
	unit_run("hands over the raw stream", hands_over_the_raw_stream);
	unlink(file_name);
	return unit_end();
}
