/*
 * base_utf8.c - tests of common/base/utf8.c.
 */
#include "base/utf8.h"
#include "unit.h"

/* Every code of a letter, written by the rules of UTF-8, is read back. */
static size_t
encode(uint32_t code, char *to)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xe0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3f));
		to[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3f));
	to[2] = (char)(0x80 | (code >> 6 & 0x3f));
	to[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

static void
test_all(void)
{
	for (uint32_t code = 0; code <= 0x110000; code++) {
		char bytes[4];
		size_t n = encode(code, bytes);
		uint32_t got = 0;
		bool letter = code < 0x110000 &&
			      !(code >= 0xd800 && code < 0xe000);

		EXPECT_U64(utf8_decode(bytes, n, &got), letter ? n : 0);
		EXPECT(!letter || got == code);
		/* A letter that is cut short is none. */
		EXPECT(n == 1 || utf8_decode(bytes, n - 1, &got) == 0);
	}
}

static void
test_malformed(void)
{
	static const char *const bad[] = {
		"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80",
		"\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80", "\xff", "\xc3(", "\xe2\x82(", "\xed\xa0\x80",
	};
	uint32_t code;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		EXPECT_U64(utf8_decode(bad[i], strlen(bad[i]), &code), 0);
	EXPECT_U64(utf8_decode("", 0, &code), 0);
}

static void
test_shows(void)
{
	static const uint32_t yes[] = { ' ', 'a', '~', 0xa0, 0xe9, 0x4e2d,
					0x1f600 };
	static const uint32_t no[] = { 0, '\n', 0x1b, 0x7f, 0x85, 0xad,
				       0x200b, 0x200f, 0x2028, 0x202e, 0x2066,
				       0xe000, 0xfe0f, 0xfeff, 0xffff,
				       0x1ffff, 0xe0001 };

	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		EXPECT(utf8_shows(yes[i]));
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		EXPECT(!utf8_shows(no[i]));
}

int
main(void)
{
	unit_run("every letter is read back", test_all);
	unit_run("what is not well formed is no letter", test_malformed);
	unit_run("what a reader would not see does not show", test_shows);
	return unit_end();
}
