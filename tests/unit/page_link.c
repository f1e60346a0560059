/*
 * page_link.c - tests of common/page/link.c.
 */
#include "page/link.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "unit.h"

static void
expect_link(const char *from, const char *to, const char *wanted)
{
	struct text link = { 0 };
	struct error err = { 0 };

	EXPECT_U64((uint64_t)link_add_relative(&link, from, to, &err), 0);
	EXPECT_TEXT(link.bytes, wanted);
	text_release(&link);
}

static void
test_relative(void)
{
	expect_link("index.html", "a/report.html", "a/report.html");
	expect_link(NULL, "a/report.html", "a/report.html");
	expect_link("-", "report.html", "report.html");
	expect_link("out/index.html", "out/a/report.html", "a/report.html");
	expect_link("out/index.html", "a/report.html", "../a/report.html");
	expect_link("x/y/index.html", "x/z/report.html", "../z/report.html");
	expect_link("./out//index.html", "out/./a/b/../report.html",
		    "a/report.html");
	expect_link("/a/b/index.html", "/a/c/report.html",
		    "../c/report.html");
	expect_link("/index.html", "/c/report.html", "c/report.html");
	/* Names that begin alike are not one folder. */
	expect_link("ab/index.html", "abc/r.html", "../abc/r.html");
	expect_link("a", "ab", "ab");
	expect_link("a/b", "a/b", "b");
}

static void
test_escapes(void)
{
	expect_link(NULL, "a b/\"q\"&'<x>'.html",
		    "a%20b/%22q%22%26%27%3Cx%3E%27.html");
	expect_link(NULL, "javascript:alert(1)", "javascript%3Aalert%281%29");
	expect_link(NULL, "100%/#1?.html", "100%25/%231%3F.html");
	expect_link(NULL, "\xc3\xa9\xff.html", "%C3%A9%FF.html");
}

static void
test_current_folder(void)
{
	char folder[] = "/tmp/gbqc-link-XXXXXX", index[64], wanted[64];

	EXPECT(mkdtemp(folder));
	EXPECT(chdir(folder) == 0);
	snprintf(index, sizeof(index), "%s/index.html", folder);
	expect_link(index, "a/report.html", "a/report.html");
	snprintf(wanted, sizeof(wanted), "%s/a.html",
		 strrchr(folder, '/') + 1);
	expect_link("../index.html", "a.html", wanted);
	EXPECT(chdir("/") == 0 && rmdir(folder) == 0);
	expect_link("../../index.html", "a/report.html", "a/report.html");
}

static void
test_page(void)
{
	static const char *const cases[][2] = {
		{ "a/report.json", "a/report.html" },
		{ "report.json.gz", "report.html" },
		{ "x", "x.html" },
		{ "x.JSON", "x.JSON.html" },
		{ "a.json/x", "a.json/x.html" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text path = { 0 };

		link_add_page_path(&path, cases[i][0]);
		EXPECT_TEXT(path.bytes, cases[i][1]);
		text_release(&path);
	}
}

int
main(void)
{
	unit_run("links lead from folder to folder", test_relative);
	unit_run("what means something in a link is escaped", test_escapes);
	unit_run("the current folder is used where it is needed",
		 test_current_folder);
	unit_run("the page stands beside the report", test_page);
	return unit_end();
}
