/*
 * page_html.c - tests of common/page/html.c.
 */
#include <stdlib.h>

#include "page/html.h"
#include "report/verdict.h"
#include "unit.h"

static const struct rule rule = { .6, .7, .005 };
static struct text text;

static const char *
shown(void)
{
	return text.bytes ? text.bytes : "";
}

static const char *
escaped(const char *from)
{
	text_clear(&text);
	html_add_text(&text, from);
	return shown();
}

static void
escapes_markup(void)
{
	EXPECT_TEXT(escaped("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
	EXPECT_TEXT(escaped("\xc3\xa4\xe4\xb8\xad"), "\xc3\xa4\xe4\xb8\xad");
	EXPECT_TEXT(escaped(""), "");
}

static void
shows_what_does_not_show(void)
{
	EXPECT_TEXT(escaped("a\xe2\x80\xae" "b"), "a\\u{202E}b");
	EXPECT_TEXT(escaped("\x01\t\n\x7f"), "\\u{1}\\u{9}\\u{A}\\u{7F}");
	EXPECT_TEXT(escaped("\xc2\x9f"), "\\u{9F}");
	EXPECT_TEXT(escaped("\x9f"), "\\x9F");
	EXPECT_TEXT(escaped("\xe2\x80"), "\\xE2\\x80");
	EXPECT_TEXT(escaped("\xed\xa0\x80"), "\\xED\\xA0\\x80");
	EXPECT_TEXT(escaped("\xef\xbf\xbf"), "\\u{FFFF}");
	EXPECT_TEXT(escaped("\xef\xbb\xbf"), "\\u{FEFF}");
}

/* 39 letters of two bytes, then one, or two of one byte. */
static void
cuts_names_by_letters(void)
{
	char name[128] = "";

	for (int i = 0; i < HTML_NAME - 1; i++)
		strcat(name, "\xc3\xa4");
	strcat(name, "b");
	text_clear(&text);
	EXPECT(!html_add_cut(&text, name, HTML_NAME));
	EXPECT_TEXT(shown(), name);
	strcat(name, "c");
	text_clear(&text);
	EXPECT(html_add_cut(&text, name, HTML_NAME));
	EXPECT_U64(text.n, 2 * (HTML_NAME - 1) + 3);
	text_clear(&text);
	html_add_name(&text, name);
	EXPECT(strstr(shown(), name) == shown() + strlen("<bdi title=\""));
	text_clear(&text);
	html_add_name(&text, "<");
	EXPECT_TEXT(shown(), "<bdi>&lt;</bdi>");
}

/* A title has no more than it must, but for the one of the whole name. */
static void
cuts_titles(void)
{
	char name[1001];

	memset(name, 'x', 1000);
	name[500] = '"';
	name[1000] = '\0';
	text_clear(&text);
	html_add_name(&text, name);
	EXPECT_U64(text.n, strlen("<bdi title=\"\"></bdi>") + HTML_TITLE +
				   HTML_NAME + 2 * 2);
	text_clear(&text);
	html_add_whole_name(&text, name);
	EXPECT_U64(text.n, strlen("<bdi title=\"\"></bdi>") + 1000 +
				   strlen("&quot;") - 1 + HTML_NAME + 2);
}

static void
cuts_long_names_in_sentences(void)
{
	char name[64], sentence[256];
	const char *const names[] = { "a", name };

	memset(name, 'x', 50);
	name[50] = '\0';
	snprintf(sentence, sizeof(sentence), "1 in a, 2 in %s, 3", name);
	text_clear(&text);
	html_add_prose(&text, sentence, names, 2);
	EXPECT(strncmp(shown(), "1 in a, 2 in <bdi title=\"xx", 27) == 0);
	EXPECT_TEXT(shown() + text.n - 9, "</bdi>, 3");
}

static const char *
auroc(double x)
{
	text_clear(&text);
	html_add_auroc(&text, x, &rule);
	return shown();
}

static const char *
share(double x)
{
	text_clear(&text);
	html_add_share(&text, x);
	return shown();
}

static const char *
probability(double x)
{
	text_clear(&text);
	html_add_p(&text, x, &rule);
	return shown();
}

static void
never_rounds_over_a_threshold(void)
{
	EXPECT_TEXT(auroc(.7961), ".796");
	EXPECT_TEXT(auroc(.5), ".500");
	EXPECT_TEXT(auroc(.6), ".600");
	EXPECT_TEXT(auroc(.60004), ".60004");
	EXPECT_TEXT(auroc(.5999999), ".5999999");
	EXPECT_TEXT(auroc(.70000001), ".70000001");
	EXPECT_TEXT(auroc(.99996), ".99996");
	EXPECT_TEXT(auroc(1), "1");
	EXPECT_TEXT(auroc(NAN), "\xe2\x80\x93");
	EXPECT_TEXT(share(.041), "4.1\xc2\xa0%");
	EXPECT_TEXT(share(0), "0\xc2\xa0%");
	EXPECT_TEXT(share(1), "100\xc2\xa0%");
	EXPECT_TEXT(share(.99999), "99.999\xc2\xa0%");
	EXPECT_TEXT(share(.019999), "1.9999\xc2\xa0%");
	EXPECT_TEXT(share(.0000012), "under 0.001\xc2\xa0%");
	EXPECT_TEXT(share(.000012), "0.0012\xc2\xa0%");
	EXPECT_TEXT(probability(.0049999), ".0049999");
	EXPECT_TEXT(probability(.12345), ".12");
	EXPECT_TEXT(probability(1.5e-20), "1.5e-20");
	EXPECT_TEXT(probability(0), "&lt;1e-300");
}

static void
says_intervals(void)
{
	const struct verdict v = { .measure = MEASURE_AUROC, .score = .8,
				   .low = .7, .high = .90001 };
	const struct verdict s = { .measure = MEASURE_SHARE, .score = .04,
				   .low = 0, .high = .05 };

	text_clear(&text);
	html_add_interval(&text, &v, &rule);
	EXPECT_TEXT(shown(), "[.700, .900]");
	text_clear(&text);
	html_add_interval(&text, &s, &rule);
	EXPECT_TEXT(shown(), "[0, 5\xc2\xa0%]");
}

int
main(void)
{
	unit_run("markup is escaped", escapes_markup);
	unit_run("what does not show is shown", shows_what_does_not_show);
	unit_run("names are cut by letters", cuts_names_by_letters);
	unit_run("titles are cut, but for the whole name", cuts_titles);
	unit_run("long names in sentences are cut",
		 cuts_long_names_in_sentences);
	unit_run("no number is rounded over a threshold",
		 never_rounds_over_a_threshold);
	unit_run("intervals", says_intervals);
	text_release(&text);
	return unit_end();
}
