/* Path forms: safe, and each different. */
#include "compat/slug.h"
#include "unit.h"

static const char *
slug_text(const char *name)
{
	static struct slug slug;

	slug_make(&slug, name, "unnamed");
	return slug.text;
}

static void
a_name_becomes_a_path_component(void)
{
	char xs[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

	EXPECT_TEXT(slug_text("5' UTR"), "5-utr");
	EXPECT_TEXT(slug_text("intron/exon"), "intron-exon");
	EXPECT_TEXT(slug_text(" hg38.chr1_a "), "hg38.chr1_a");
	EXPECT_TEXT(slug_text("a -- b"), "a-b");
	EXPECT_TEXT(slug_text("a\tb\nc"), "a-b-c");
	EXPECT_TEXT(slug_text("-._a._-"), "a");
	EXPECT_TEXT(slug_text("\xc3\x84rger"), "rger");
	/* Two letters beyond ASCII whose lower case begins in it. */
	EXPECT_TEXT(slug_text("\xe2\x84\xaa"), "k");
	EXPECT_TEXT(slug_text("\xc4\xb0x"), "i-x");
	EXPECT_U64(strlen(slug_text(xs)), SLUG_MAX);
	xs[SLUG_MAX - 1] = ' ';
	EXPECT_U64(strlen(slug_text(xs)), SLUG_MAX - 1);
}

static void
what_cannot_stand_in_a_path_is_unnamed(void)
{
	static const char *const names[] = {
		"", " ", ".", "..", "/", "../..", "con", "CON", "nul", "lpt9",
		"Com1", "\xc3\xa9", "-"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		EXPECT_TEXT(slug_text(names[i]), "unnamed");
	EXPECT_TEXT(slug_text("com0"), "com0");
	EXPECT_TEXT(slug_text("com10"), "com10");
	EXPECT_TEXT(slug_text("con.txt"), "con.txt");
}

static void
equal_ones_are_numbered_in_the_order_of_the_names(void)
{
	const struct slug_name names[] = {
		{ "a/b", NULL }, { "a b", NULL }, { "a-b-2", NULL },
		{ "A-b", NULL }, { "other", NULL }
	};
	struct slug slugs[5];

	slugs_make(slugs, names, 5, 0);
	EXPECT_TEXT(slugs[3].text, "a-b");	/* "A-b" < "a b" < "a/b" */
	EXPECT_TEXT(slugs[2].text, "a-b-2");	/* alone: it stays */
	EXPECT_TEXT(slugs[1].text, "a-b-3");
	EXPECT_TEXT(slugs[0].text, "a-b-4");
	EXPECT_TEXT(slugs[4].text, "other");
}

static void
files_that_collide_take_their_folders(void)
{
	const struct slug_name names[] = {
		{ "pos", "x" }, { "pos", "Y" }, { "pos", "" }, { "neg", "x" },
		{ "pos", "x" }, { "x-pos", "z" }
	};
	struct slug slugs[6];

	slugs_make(slugs, names, 6, 0);
	EXPECT_TEXT(slugs[0].text, "x-pos-2");
	EXPECT_TEXT(slugs[1].text, "y-pos");
	EXPECT_TEXT(slugs[2].text, "pos");
	EXPECT_TEXT(slugs[3].text, "neg");
	EXPECT_TEXT(slugs[4].text, "x-pos-3");
	EXPECT_TEXT(slugs[5].text, "x-pos");
}

static void
merged_gives_way_to_a_column(void)
{
	const struct slug_name names[] = {
		{ "zz", NULL }, { "merged", NULL }, { "Merged", NULL },
		{ "merged", NULL }
	};
	struct slug slugs[4];

	slugs_make(slugs, names, 4, 1);
	EXPECT_TEXT(slugs[2].text, "merged");
	EXPECT_TEXT(slugs[1].text, "merged-2");
	EXPECT_TEXT(slugs[3].text, "merged-3");
}

static void
numbers_do_not_make_names_longer(void)
{
	char name[100];
	const struct slug_name names[] = { { name, NULL }, { name, NULL } };
	struct slug slugs[2];

	memset(name, 'x', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	slugs_make(slugs, names, 2, 0);
	EXPECT_U64(strlen(slugs[1].text), SLUG_MAX);
	EXPECT_TEXT(slugs[1].text + SLUG_MAX - 3, "x-2");
}

int
main(void)
{
	unit_run("a name becomes a path component",
		 a_name_becomes_a_path_component);
	unit_run("what cannot stand in a path is unnamed",
		 what_cannot_stand_in_a_path_is_unnamed);
	unit_run("equal ones are numbered in the order of the names",
		 equal_ones_are_numbered_in_the_order_of_the_names);
	unit_run("files that collide take their folders",
		 files_that_collide_take_their_folders);
	unit_run("merged gives way to a column", merged_gives_way_to_a_column);
	unit_run("numbers do not make names longer",
		 numbers_do_not_make_names_longer);
	return unit_end();
}
