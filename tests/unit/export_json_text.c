/*
 * export_json_text.c - tests of common/export/json_text.c.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/text.h"
#include "export/json_text.h"
#include "io/output.h"
#include "stats/rule.h"
#include "unit.h"

static const struct rule usual = { .6, .7, .005 };

static void
collect(void *to, const void *bytes, size_t n)
{
	text_add(to, bytes, n);
}

static void
expect_string(const char *text, const char *wanted)
{
	struct text got = { 0 };
	struct error err = { 0 };
	struct output *out = output_open_sink(collect, &got);

	json_put_string(out, text);
	EXPECT(output_close(out, &err) == 0);
	EXPECT_TEXT(got.bytes, wanted);
	text_release(&got);
}

static void
test_strings(void)
{
	expect_string("", "\"\"");
	expect_string("pos", "\"pos\"");
	expect_string("a\"b\\c/", "\"a\\\"b\\\\c/\"");
	expect_string("<&>'", "\"\\u003c\\u0026\\u003e'\"");
	expect_string("\t\n\x1b\x7f", "\"\\u0009\\u000a\\u001b\\u007f\"");
	expect_string("\xc3\xa9 \xe4\xb8\xad \xf0\x9f\x98\x80",
		      "\"\xc3\xa9 \xe4\xb8\xad \xf0\x9f\x98\x80\"");
	/* U+202E, U+2028, U+FEFF, and U+E0001 as two halves. */
	expect_string("\xe2\x80\xae\xe2\x80\xa8\xef\xbb\xbf",
		      "\"\\u202e\\u2028\\ufeff\"");
	expect_string("\xf3\xa0\x80\x81", "\"\\udb40\\udc01\"");
	/* No UTF-8: visible, and two bytes stay two. */
	expect_string("caf\xe9", "\"caf\\\\xE9\"");
	expect_string("\xff\xfe", "\"\\\\xFF\\\\xFE\"");
	expect_string("\xe2\x80", "\"\\\\xE2\\\\x80\"");
	expect_string("\xed\xa0\x80", "\"\\\\xED\\\\xA0\\\\x80\"");
}

static void
expect_number(double n, const char *wanted)
{
	struct text got = { 0 };
	struct error err = { 0 };
	struct output *out = output_open_sink(collect, &got);

	json_put_number(out, n, &usual);
	EXPECT(output_close(out, &err) == 0);
	EXPECT_TEXT(got.bytes, wanted);
	text_release(&got);
}

static void
test_numbers(void)
{
	expect_number(.5, "0.5");
	expect_number(NAN, "null");
	expect_number(1e-300, "1e-300");
	expect_number(1.0 / 3, "0.333333");
	/* Six digits would say that the threshold was not passed. */
	expect_number(.6000001, "0.6000001");
	expect_number(.69999999, "0.69999999");
}

static void
test_names(void)
{
	static const char *const names[] = { ".", NULL, "..", "*" };
	struct text got = { 0 };
	struct error err = { 0 };
	struct output *out = output_open_sink(collect, &got);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		json_put_name(out, names[i]);
		output_puts(out, " ");
	}
	json_put_bytes(out, "abc", 2);
	EXPECT(output_close(out, &err) == 0);
	EXPECT_TEXT(got.bytes, "null null \"..\" \"*\" \"ab\"");
	text_release(&got);
}

int
main(void)
{
	unit_run("strings come back, and are safe to show", test_strings);
	unit_run("numbers are those of the table", test_numbers);
	unit_run("a point is null", test_names);
	return unit_end();
}
