/* compat_slug.c - path forms of names, and what tells equal ones apart. */
#include "compat/slug.h"
#include "unit.h"

static void
expect_slug(const char *name, const char *wanted)
{
	struct slug slug;

	slug_make(&slug, name, "unnamed");
	EXPECT_TEXT(slug.text, wanted);
}

static void
reduces_to_letters(void)
{
	expect_slug("Pos", "pos");
	expect_slug("5' UTR", "5-utr");
	expect_slug("  non-coding RNA ", "non-coding-rna");
	expect_slug("a/b\\c:d", "a-b-c-d");
	expect_slug("a -- b", "a-b");
	expect_slug("a._.b", "a._.b");
	expect_slug("gene_expression.v2", "gene_expression.v2");
	expect_slug("=1+1", "1-1");
	expect_slug("caf\xc3\xa9 1", "caf-1");
	expect_slug("\xc3\xa9", "unnamed");
}

/* Two letters beyond ASCII are within it in lower case. */
static void
lowers_as_unicode_does(void)
{
	expect_slug("\xe2\x84\xaa", "k");
	expect_slug("\xc4\xb0", "i");
	expect_slug("\xc4\xb0x", "i-x");
	expect_slug("a\xe2\x84\xabz", "a-z");
	expect_slug("\xe2\x84", "unnamed");
	expect_slug("\xc4", "unnamed");
}

static void
is_never_a_place(void)
{
	static const char *const names[] = {
		"", ".", "..", "/", "../..", " ", "-._", "___", "con", "CON",
		"Prn", "aux", "nul", "com1", "COM9", "lpt1", "LPT5", "con."
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		expect_slug(names[i], "unnamed");
	expect_slug("../etc/passwd", "etc-passwd");
	expect_slug(".hidden.", "hidden");
	expect_slug("com0", "com0");
	expect_slug("com10", "com10");
	expect_slug("lpt", "lpt");
	expect_slug("con.txt", "con.txt");
}

static void
ends_after_80_letters(void)
{
	char name[200], wanted[SLUG_MAX + 1];

	memset(name, 'x', sizeof(name));
	name[199] = '\0';
	memset(wanted, 'x', SLUG_MAX);
	wanted[SLUG_MAX] = '\0';
	expect_slug(name, wanted);
	/* What is left at the cut goes as well, and no more. */
	memcpy(name + SLUG_MAX - 2, ".-", 2);
	wanted[SLUG_MAX - 2] = '\0';
	expect_slug(name, wanted);
	/* What is dropped at the front does not count. */
	memset(name, '-', 100);
	name[180] = '\0';
	memset(wanted, 'x', SLUG_MAX);
	expect_slug(name, wanted);
}

enum { NAMES = 4 };

/* Names with their folders, and what they become. */
struct alike {
	struct slug_name names[NAMES];
	int last_last;
	const char *wanted[NAMES + 1];
};

static void
expect_all(const struct alike *cases, size_t n_cases)
{
	for (size_t i = 0; i < n_cases; i++) {
		const struct alike *at = &cases[i];
		struct slug slugs[NAMES];
		size_t n = 0;

		while (at->wanted[n])
			n++;
		slugs_make(slugs, at->names, n, at->last_last);
		for (size_t j = 0; j < n; j++)
			EXPECT_TEXT(slugs[j].text, at->wanted[j]);
	}
}

static void
numbers_equal_ones(void)
{
	static const struct alike cases[] = {
		{ { { "b", NULL }, { "a", NULL } }, 0, { "b", "a" } },
		/* In the order of the names, whatever order they are in. */
		{ { { "x y", NULL }, { "X/Y", NULL }, { "x-y", NULL } }, 0,
		  { "x-y-2", "x-y", "x-y-3" } },
		/* A slug of one name stays with it. */
		{ { { "A", NULL }, { "a", NULL }, { "a-2", NULL } }, 0,
		  { "a", "a-3", "a-2" } },
		{ { { "/", NULL }, { "..", NULL }, { "unnamed", NULL } }, 0,
		  { "unnamed-2", "unnamed", "unnamed-3" } },
		/* One after the other: the first that is free. */
		{ { { " x", NULL }, { "x", NULL }, { "x 2", NULL },
		    { "x-2", NULL } }, 0, { "x", "x-2", "x-2-2", "x-2-3" } },
	};

	expect_all(cases, sizeof(cases) / sizeof(*cases));
}

static void
serves_the_last_last(void)
{
	static const struct alike cases[] = {
		{ { { "s", NULL }, { "merged", NULL } }, 1,
		  { "s", "merged" } },
		{ { { "Merged", NULL }, { "merged", NULL } }, 1,
		  { "merged", "merged-2" } },
		{ { { "x", NULL }, { "merged", NULL }, { "merged", NULL } },
		  1, { "x", "merged", "merged-2" } },
		{ { { "merged ", NULL }, { "merged", NULL } }, 1,
		  { "merged", "merged-2" } },
	};

	expect_all(cases, sizeof(cases) / sizeof(*cases));
}

static void
puts_folders_before(void)
{
	static const struct alike cases[] = {
		{ { { "pos", "train" }, { "pos", "test" } }, 0,
		  { "train-pos", "test-pos" } },
		{ { { "pos", "d" }, { "pos", "d" } }, 0,
		  { "d-pos", "d-pos-2" } },
		{ { { "pos", "d" }, { "Pos", "d" } }, 0,
		  { "d-pos-2", "d-pos" } },
		{ { { "pos", "" }, { "pos", ".." }, { "pos", "con" } }, 0,
		  { "pos", "pos-2", "pos-3" } },
		/* What only one has is not touched, and not taken. */
		{ { { "pos", "a" }, { "pos", "b" }, { "a-pos", "c" } }, 0,
		  { "a-pos-2", "b-pos", "a-pos" } },
		{ { { "pos", "a" }, { "neg", "b" } }, 0, { "pos", "neg" } },
	};

	expect_all(cases, sizeof(cases) / sizeof(*cases));
}

static void
keeps_numbered_ones_short(void)
{
	char name[100], wanted[SLUG_MAX + 1];
	struct slug_name names[2] = { { name, NULL }, { name, NULL } };
	struct slug slugs[2];

	memset(name, 'x', 99);
	name[99] = '\0';
	slugs_make(slugs, names, 2, 0);
	memset(wanted, 'x', SLUG_MAX);
	wanted[SLUG_MAX] = '\0';
	EXPECT_TEXT(slugs[0].text, wanted);
	memcpy(wanted + SLUG_MAX - 2, "-2", 2);
	EXPECT_TEXT(slugs[1].text, wanted);
	/* With a folder as well: it is what stays whole. */
	names[0].folder = names[1].folder = "d";
	slugs_make(slugs, names, 2, 0);
	wanted[0] = 'd';
	wanted[1] = '-';
	EXPECT_TEXT(slugs[1].text, wanted);
}

int
main(void)
{
	unit_run("reduces names to letters", reduces_to_letters);
	unit_run("lowers as Unicode does", lowers_as_unicode_does);
	unit_run("is never empty, a place or a device", is_never_a_place);
	unit_run("ends after 80 letters", ends_after_80_letters);
	unit_run("numbers equal ones", numbers_equal_ones);
	unit_run("serves the last name last", serves_the_last_last);
	unit_run("puts folders before equal ones", puts_folders_before);
	unit_run("keeps numbered ones short", keeps_numbered_ones_short);
	return unit_end();
}
