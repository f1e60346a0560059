/* io_source.c - plain files and gzip, whole, cut and damaged. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "packed.h"

enum { INPUT_ROOM = 256 << 10 };	/* of io/gunzip.c */

static const char file_name[] = "unit_io_source.tmp";

static void
reads_plain(void)
{
	struct text content = make_content(300000);

	write_file(file_name, &content);
	expect_content(file_name, &content);
	text_release(&content);
}

static void
reads_gzip(void)
{
	struct text content = make_content(300000), packed = { 0 };

	add_member(&packed, content.bytes, content.n, NULL);
	write_file(file_name, &packed);
	expect_content(file_name, &content);
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
	write_file(file_name, &packed);
	expect_content(file_name, &content);
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
		write_file(file_name, &packed);
		expect_content(file_name, &content);
	}
	/* The buffer ends in the header of the first member itself. */
	for (size_t over = 0; over < 30; over++) {
		gz_header both = second;

		memset(comment, 'c', INPUT_ROOM - over);
		comment[INPUT_ROOM - over] = 0;
		both.comment = (Bytef *)comment;
		text_clear(&packed);
		add_member(&packed, content.bytes, content.n, &both);
		write_file(file_name, &packed);
		expect_content(file_name, &content);
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
		write_file(file_name, &packed);
		if (n != border)
			expect_failure(file_name, "truncated");
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
		write_file(file_name, &packed);
		/* Time, level and system say nothing about the content. */
		if (i >= packed.n - 8)
			expect_failure(file_name, "damaged");
		else if (read_file(file_name, 1000, &got, &err) == 0)
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
	write_file(file_name, &packed);
	expect_content(file_name, &content);
	text_adds(&packed, ">more\n");
	write_file(file_name, &packed);
	expect_failure(file_name, "follows");
	text_release(&packed);
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
		write_file(file_name, &bytes);
		expect_failure(file_name, cases[i].word);
		text_release(&bytes);
	}
}

static void
says_what_cannot_be_opened(void)
{
	struct error err = { { 0 } };

	EXPECT(!source_open("no such file", &err));
	EXPECT_TEXT(err.text, "no such file: No such file or directory");
	EXPECT(!source_open("/", &err));
	EXPECT_TEXT(err.text, "/: Is a directory");
	EXPECT(!source_open("http://localhost/x.fa", &err));
	EXPECT_TEXT(err.text, "http://localhost/x.fa: No such file or "
			      "directory");
	EXPECT(!source_open_fd(-1, "-", &err));
}

static void
reads_nothing_of_an_empty_file(void)
{
	struct text bytes = { 0 }, got = { 0 };
	struct error err = { { 0 } };
	char room[10];

	text_adds(&bytes, "");
	write_file(file_name, &bytes);
	EXPECT(read_file(file_name, 10, &got, &err) == 0);
	EXPECT_U64(got.n, 0);
	add_member(&bytes, "", 0, NULL);
	write_file(file_name, &bytes);

	struct source *source = source_open(file_name, &err);

	EXPECT(source_peek(source, room, sizeof(room), &err) == 0);
	EXPECT(source_read(source, room, sizeof(room), &err) == 0);
	source_close(source);
	text_release(&bytes);
	text_release(&got);
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
	unit_run("says what other packings are", says_what_is_refused);
	unit_run("says what cannot be opened", says_what_cannot_be_opened);
	unit_run("an empty file is no error",
		 reads_nothing_of_an_empty_file);
	unlink(file_name);
	return unit_end();
}
