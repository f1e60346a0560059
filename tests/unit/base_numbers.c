/*
 * base_numbers.c - tests of errors, numbers, text and names.
 */
#include "unit.h"

#include <errno.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/number.h"
#include "base/text.h"

static const char *
quoted(struct quote *quote, const char *string)
{
	return error_quote(quote, string, strlen(string));
}

static void
test_quote(void)
{
	struct quote q;
	char long_text[201];

	EXPECT_TEXT(quoted(&q, "abc \"d\""), "abc \"d\"");
	EXPECT_TEXT(quoted(&q, ""), "");
	EXPECT_TEXT(error_quote(&q, "a\0b", 3), "a\\x00b");
	EXPECT_TEXT(quoted(&q, "a\tb\\c\x7f\n\033["),
		    "a\\x09b\\x5cc\\x7f\\x0a\\x1b[");
	EXPECT_TEXT(quoted(&q, "caf\xc3\xa9 \xe2\x82\xac"),
		    "caf\xc3\xa9 \xe2\x82\xac");
	EXPECT_TEXT(quoted(&q, "\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80");
	/* Overlong, cut, a surrogate, C1, a turn of direction, past the end. */
	EXPECT_TEXT(quoted(&q, "\xc0\xaf"), "\\xc0\\xaf");
	EXPECT_TEXT(quoted(&q, "\xe2\x82"), "\\xe2\\x82");
	EXPECT_TEXT(quoted(&q, "\xed\xa0\x80"), "\\xed\\xa0\\x80");
	EXPECT_TEXT(quoted(&q, "\xc2\x9b"), "\\xc2\\x9b");
	EXPECT_TEXT(quoted(&q, "\xe2\x80\xae"), "\\xe2\\x80\\xae");
	EXPECT_TEXT(quoted(&q, "\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
	memset(long_text, 'x', 200);
	long_text[200] = '\0';
	EXPECT_U64(strlen(quoted(&q, long_text)), 83);
	EXPECT_TEXT(q.text + 79, "x...");
	memset(long_text, 1, 200);
	EXPECT_U64(strlen(quoted(&q, long_text)), 4 * 80 + 3);
	long_text[80] = '\0';
	EXPECT_U64(strlen(quoted(&q, long_text)), 4 * 80);
}

static void
test_error(void)
{
	struct error err = { 0 };
	char path[301];

	EXPECT(error_set(&err, "%d %s", 7, "x") == -1);
	EXPECT_TEXT(err.text, "7 x");
	EXPECT(error_at(&err, "a\nb", 3, 4, "bad %s", "x") == -1);
	EXPECT_TEXT(err.text, "a\\x0ab:3:4: bad x");
	EXPECT(error_at(&err, "f", 3, 0, "bad") == -1);
	EXPECT_TEXT(err.text, "f:3: bad");
	EXPECT(error_at(&err, "f", 0, 0, "bad") == -1);
	EXPECT_TEXT(err.text, "f: bad");
	errno = ENOENT;
	EXPECT(error_errno(&err, "f") == -1);
	EXPECT_TEXT(err.text, "f: No such file or directory");
	memset(path, 1, 300);
	memcpy(path + 296, "/end", 5);
	EXPECT(error_at(&err, path, UINT64_MAX, UINT64_MAX, "%0900d", 1) == -1);
	EXPECT(strncmp(err.text, "...\\x01", 7) == 0);
	EXPECT(strstr(err.text, "/end:18446744073709551615:") != NULL);
	EXPECT_U64(strlen(err.text), ERROR_TEXT - 1);
}

static void
test_u64(void)
{
	struct error err = { 0 };
	uint64_t n = 5;
	static const char *const bad[] = { "", "-1", "+1", " 1", "1 ", "0x1",
					   "1.0", "1e3",
					   "18446744073709551616",
					   "99999999999999999999" };

	EXPECT(parse_u64("18446744073709551615", 0, UINT64_MAX, &n, &err) == 0);
	EXPECT_U64(n, UINT64_MAX);
	EXPECT(parse_u64("0", 0, 9, &n, &err) == 0);
	EXPECT_U64(n, 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		n = 5;
		EXPECT(parse_u64(bad[i], 0, UINT64_MAX, &n, &err) == -1);
		EXPECT_U64(n, 5);
	}
	EXPECT(parse_u64("10", 1, 9, &n, &err) == -1);
	EXPECT_TEXT(err.text, "\"10\" is not a whole number from 1 to 9");
	n = UINT64_MAX - 1;
	EXPECT(add_u64(&n, 1) && n == UINT64_MAX);
	EXPECT(!add_u64(&n, 1) && n == UINT64_MAX);
}

static void
test_size(void)
{
	struct error err = { 0 };
	uint64_t n;

	EXPECT(parse_size("512M", &n, &err) == 0 && n == 512ull << 20);
	EXPECT(parse_size("1T", &n, &err) == 0 && n == 1ull << 40);
	EXPECT(parse_size("1000", &n, &err) == 0 && n == 1000);
	EXPECT(parse_size("0", &n, &err) == 0 && n == 0);
	EXPECT(parse_size("16777215T", &n, &err) == 0
	       && n == 16777215ull << 40);
	EXPECT(parse_size("16777216T", &n, &err) == -1);
	EXPECT(parse_size("M", &n, &err) == -1);
	EXPECT(parse_size("1.5G", &n, &err) == -1);
	EXPECT(parse_size("", &n, &err) == -1);
	EXPECT(parse_size("1MB", &n, &err) == -1);
}

static void
test_decimal(void)
{
	static const char *const good[] = { "1", "-1.5", "+.5", "5.", "1e3",
					    "1E-3", "0.1e+2" };
	static const double values[] = { 1, -1.5, .5, 5, 1000, .001, 10 };
	static const char *const bad[] = { "", "-", ".", "e3", "1e", "1e+",
					   "0x10", "inf", "nan", " 1", "1 ",
					   "1e999", "1,5", "1.5.2" };
	char many[301];
	double x = 9;
	struct error err = { 0 };

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		EXPECT(decimal_number(good[i], strlen(good[i]), &x));
		EXPECT(x == values[i]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		EXPECT(!decimal_number(bad[i], strlen(bad[i]), &x));
	EXPECT(decimal_number("1234", 2, &x) && x == 12);
	memset(many, '0', 300);
	many[299] = '7';
	many[300] = '\0';
	EXPECT(decimal_number(many, 300, &x) && x == 7);
	EXPECT(parse_double("0.7", .5, 1, &x, &err) == 0 && x == .7);
	EXPECT(parse_double("2", .5, 1, &x, &err) == -1);
	EXPECT_TEXT(err.text, "\"2\" is not a number from 0.5 to 1");
}

static void
test_write(void)
{
	static const uint64_t values[] = { 0, 9, 10, 11, 99, 100, 101, 999,
					   1000, 9999, 10000, 123456789,
					   UINT32_MAX, UINT64_MAX };
	char got[NUMBER_TEXT], wanted[NUMBER_TEXT];
	struct text text = { 0 };

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		got[write_u64(got, values[i])] = '\0';
		snprintf(wanted, sizeof(wanted), "%" PRIu64, values[i]);
		EXPECT_TEXT(got, wanted);
	}
	text_add_grouped(&text, 7);
	text_addc(&text, ' ');
	text_add_grouped(&text, 1234567);
	text_adds(&text, " ");
	text_add_grouped(&text, 123456);
	text_addf(&text, " %s%d ", "x", 5);
	text_add_u64(&text, 42);
	EXPECT_TEXT(text.bytes, "7 1,234,567 123,456 x5 42");
	EXPECT_U64(text.n, strlen(text.bytes));
	text_clear(&text);
	EXPECT_TEXT(text.bytes, "");
	for (int i = 0; i < 100000; i++)
		text_addf(&text, "%d", i % 10);
	EXPECT_U64(text.n, 100000);
	EXPECT(text.bytes[99999] == '9' && text.bytes[100000] == '\0');
	text_release(&text);
	EXPECT(text.bytes == NULL && text.n == 0);
}

static void
test_names(void)
{
	struct names *names = names_new();
	char name[32];
	const char *first;

	EXPECT_U64(names_add(names, "a", 1), 0);
	EXPECT_U64(names_add(names, "", 0), 1);
	EXPECT_U64(names_add(names, "a\0b", 3), 2);
	EXPECT_U64(names_add(names, "ab", 1), 0);
	EXPECT_U64(names_find(names, "ab", 2), UINT32_MAX);
	first = names_text(names, 0);
	for (uint32_t i = 0; i < 50000; i++) {
		int n = snprintf(name, sizeof(name), "name%" PRIu32, i);

		EXPECT_U64(names_add(names, name, (size_t)n), i + 3);
	}
	for (uint32_t i = 0; i < 50000; i++) {
		int n = snprintf(name, sizeof(name), "name%" PRIu32, i);

		EXPECT_U64(names_find(names, name, (size_t)n), i + 3);
		EXPECT_TEXT(names_text(names, i + 3), name);
	}
	EXPECT_U64(names_count(names), 50003);
	EXPECT_U64(names_length(names, 2), 3);
	EXPECT(first == names_text(names, 0));
	names_free(names);
	names_free(NULL);
}

static void
test_grow(void)
{
	size_t room = 0;
	int *numbers = mem_grow(NULL, &room, 1, sizeof(*numbers));

	EXPECT(room >= 1);
	for (int i = 0; i < 1000; i++) {
		numbers = mem_grow(numbers, &room, (size_t)i + 1,
				   sizeof(*numbers));
		numbers[i] = i;
	}
	EXPECT(room >= 1000 && room < 2000 && numbers[999] == 999);
	free(numbers);
}

int
main(void)
{
	unit_run("outside text is escaped and cut", test_quote);
	unit_run("errors name their place", test_error);
	unit_run("whole numbers are digits in range", test_u64);
	unit_run("sizes have units", test_size);
	unit_run("decimal numbers are finite and plain", test_decimal);
	unit_run("numbers are written as printf does", test_write);
	unit_run("names keep their numbers", test_names);
	unit_run("arrays grow by half", test_grow);
	return unit_end();
}
