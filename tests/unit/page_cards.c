/*
 * page_cards.c - tests of common/page/cards.c.
 */
#include "page/parts.h"
#include "report/about.h"
#include "report/finding.h"
#include "unit.h"

static struct finding findings[] = {
	{ .flag = FLAG_FAIL, .title = "One", .text = "found; more",
	  .commands = { { { "gbqc-match", "--on", "gc", ABOUT_INPUT, "-o",
			    "matched" } } },
	  .n_commands = 1 },
	{ .flag = FLAG_WARNING, .title = "Two", .text = "copies",
	  .mend = "drop them",
	  .commands = { { { "gbqc-dedup", ABOUT_INPUT } },
			{ { "head", NULL } } },
	  .n_commands = 2 },
	{ .flag = FLAG_WARNING, .title = "Three", .text = "t" },
	{ .flag = FLAG_WARNING, .title = "Four", .text = "t" },
	{ .flag = FLAG_WARNING, .title = "Five", .text = "t" },
	{ .flag = FLAG_WARNING, .title = "Six", .text = "t" },
};

/* The cards of the first n findings. */
static void
make_cards(struct text *to, size_t n)
{
	struct judged judged = { 0 };
	const struct about about = { .name = "x", .input = "a&b.csv" };
	const struct finding_list list = { .all = findings, .n = n };
	const struct page page = { .judged = &judged, .about = &about,
				   .findings = &list };

	page_add_cards(&page, to);
}

static size_t
count(const char *in, const char *what)
{
	size_t n = 0;

	for (in = strstr(in, what); in; in = strstr(in + 1, what))
		n++;
	return n;
}

static void
filters_become_a_pipe(void)
{
	struct text to = { 0 };

	make_cards(&to, 2);
	EXPECT(strstr(to.bytes,
		      "gbqc-dedup &#39;a&amp;b.csv&#39; | gbqc-match --on gc "
		      "| tee cleaned | gbqc-report --html cleaned.html"));
	EXPECT(strstr(to.bytes, ">gbqc-match --on gc &#39;a&amp;b.csv&#39; "
				"-o matched</pre>"));
	EXPECT(strstr(to.bytes, "<p>Drop them.</p>"));
	text_release(&to);
}

static void
no_filter_no_pipe(void)
{
	struct text to = { 0 };

	findings[0].n_commands = findings[1].n_commands = 0;
	make_cards(&to, 2);
	EXPECT(!strstr(to.bytes, "gbqc-report"));
	text_release(&to);
}

static void
five_cards_and_a_list(void)
{
	struct text to = { 0 };

	make_cards(&to, 6);
	EXPECT_U64(count(to.bytes, "<h3>"), 5);
	EXPECT(strstr(to.bytes, "<summary>1 more</summary>"));
	EXPECT(strstr(to.bytes, "Six"));
	text_release(&to);
	make_cards(&to, 0);
	EXPECT_U64(to.n, 0);
	text_release(&to);
}

int
main(void)
{
	unit_run("filters become one pipe, in working order",
		 filters_become_a_pipe);
	unit_run("without filters there is no pipe", no_filter_no_pipe);
	unit_run("five cards at most, the rest a list",
		 five_cards_and_a_list);
	return unit_end();
}
