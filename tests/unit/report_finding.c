/*
 * report_finding.c - tests of common/report/finding.c, price.c and about.c.
 */
#include <stdlib.h>

#include "report/about.h"
#include "checks/check.h"
#include "report/advice.h"
#include "report/finding.h"
#include "tables.h"

struct made {
	struct count_table *table;
	struct judged judged;
	struct finding_list findings;
};

static const struct verdict_options usual = {
	.rule = { .warn = .6, .fail = .7, .alpha = .005 }
};

static void
make(struct made *made, const char *rows)
{
	struct error err = { 0 };

	made->table = tables_read(rows);
	EXPECT(judged_init(&made->judged, made->table, &usual, &err) == 0);
	EXPECT(finding_list_init(&made->findings, &made->judged, &err) == 0);
}

static void
release(struct made *made)
{
	finding_list_release(&made->findings);
	judged_release(&made->judged);
	count_table_free(made->table);
}

static const struct finding *
find(const struct made *made, const char *cause)
{
	for (size_t i = 0; i < made->findings.n; i++)
		if (strcmp(made->findings.all[i].cause, cause) == 0)
			return &made->findings.all[i];
	return NULL;
}

/* Bases that follow from GC: one finding, its own row first. */
static const char gc_rows[] =
	".\ta\tsequence\tgc\t.\t10\t100\t100\n"
	".\ta\tsequence\tgc\t.\t50\t100\t100\n"
	".\tb\tsequence\tgc\t.\t50\t100\t100\n"
	".\tb\tsequence\tgc\t.\t90\t100\t300\n"
	".\ta\tsequence\tbase\t.\t.\t.\t200\n"
	".\ta\tsequence\tbase\tA\t90\t100\t100\n"
	".\ta\tsequence\tbase\tA\t50\t100\t100\n"
	".\ta\tsequence\tbase\tG\t10\t100\t100\n"
	".\ta\tsequence\tbase\tG\t50\t100\t100\n"
	".\tb\tsequence\tbase\t.\t.\t.\t400\n"
	".\tb\tsequence\tbase\tA\t50\t100\t100\n"
	".\tb\tsequence\tbase\tA\t10\t100\t300\n"
	".\tb\tsequence\tbase\tG\t50\t100\t100\n"
	".\tb\tsequence\tbase\tG\t90\t100\t300\n";

static void
one_cause(void)
{
	struct made made;
	const struct finding *f;

	make(&made, gc_rows);
	EXPECT_U64(made.findings.n, 1);
	f = find(&made, "gc");
	EXPECT(f && f->flag == FLAG_FAIL);
	EXPECT_U64(f->n_rows, 2);
	EXPECT_U64(f->n_own, 1);
	EXPECT_TEXT(made.judged.list.all[f->rows[0]].check, "gc");
	EXPECT_TEXT(made.judged.list.all[f->rows[1]].check, "base");
	EXPECT_TEXT(f->title, "GC content gives the label away");
	EXPECT(f->mend && strstr(f->text, "follow from it"));
	release(&made);
}

/* Of value 50 each class has 100 records, of others one class alone. */
static void
price_of_matching(void)
{
	struct made made;
	const struct finding *f;

	make(&made, gc_rows);
	f = find(&made, "gc");
	EXPECT(f && f->price.known);
	EXPECT_U64(f->price.keeps, 200);
	EXPECT_U64(f->price.of, 600);
	EXPECT_NEAR(f->price.after, .5, 1e-12);
	EXPECT_NEAR(f->price.before, made.judged.list.all[f->rows[0]].score,
		    0);
	EXPECT_TEXT(f->price_text, "Matching keeps 200 of 600 (33 %). AUROC "
		    "from .938 to .500.");
	release(&made);
}

#define HASH "0123456789abcdef0123456789abcde"

/* In train a holds one sequence five times, b has it too; test repeats it. */
static void
prices_of_copies(void)
{
	struct made made;
	const struct finding *f;

	make(&made,
	     "train\ta\tsequence\tdup\t+\t" HASH "0\t.\t4\n"
	     "train\ta\tsequence\tdup\t-\t" HASH "0\t.\t1\n"
	     "train\ta\tsequence\tdup\t+\t" HASH "1\t.\t1\n"
	     "train\tb\tsequence\tdup\t+\t" HASH "0\t.\t1\n"
	     "train\tb\tsequence\tdup\t+\t" HASH "2\t.\t1\n"
	     "test\ta\tsequence\tdup\t+\t" HASH "0\t.\t3\n"
	     "test\ta\tsequence\tdup\t+\t" HASH "4\t.\t1\n");
	f = find(&made, "repeats");
	EXPECT(f && f->flag == FLAG_FAIL && f->price.known);
	EXPECT_U64(f->price.of, 12);
	EXPECT_U64(f->price.keeps, 6);
	EXPECT_TEXT(f->title, "6 records repeat another of their label");
	f = find(&made, "conflict");
	EXPECT(f && f->price.known);
	EXPECT_U64(f->price.of, 12);
	EXPECT_U64(f->price.keeps, 6);
	EXPECT_TEXT(f->title, "6 records have a sequence of another label");
	f = find(&made, "leak");
	EXPECT(f && f->price.known);
	EXPECT_U64(f->price.of, 4);
	EXPECT_U64(f->price.keeps, 1);
	EXPECT_TEXT(f->title, "3 test records are in train too");
	EXPECT_TEXT(f->price_text, "Drops 3 of 4 test records; train stays "
		    "as it is.");
	EXPECT_TEXT(f->commands[0].words[0], "gbqc-dup");
	release(&made);
}

/*
 * What leaked is said of the whole split, though of one label more did; of a
 * label only where that alone is a Fail.
 */
static void
leak_of_the_whole(void)
{
	struct made made;
	const struct finding *f;

	make(&made,
	     "train\ta\tsequence\tdup\t+\t" HASH "0\t.\t50\n"
	     "train\tb\tsequence\tdup\t+\t" HASH "1\t.\t50\n"
	     "test\ta\tsequence\tdup\t+\t" HASH "0\t.\t9\n"
	     "test\ta\tsequence\tdup\t+\t" HASH "2\t.\t1\n"
	     "test\tb\tsequence\tdup\t+\t" HASH "1\t.\t4\n"
	     "test\tb\tsequence\tdup\t+\t" HASH "3\t.\t16\n");
	f = find(&made, "leak");
	EXPECT(f && f->flag == FLAG_FAIL);
	EXPECT_U64(f->n_rows, 3);
	EXPECT_TEXT(f->title, "13 test records are in train too");
	EXPECT_TEXT(f->price_text, "Drops 13 of 30 test records; train stays "
		    "as it is.");
	EXPECT_TEXT(f->text, "13 of 30 records of test are in train too. "
		    "2 other comparisons are flagged, too.");
	release(&made);
	make(&made,
	     "train\ta\tsequence\tdup\t+\t" HASH "0\t.\t50\n"
	     "train\tb\tsequence\tdup\t+\t" HASH "1\t.\t50\n"
	     "test\ta\tsequence\tdup\t+\t" HASH "0\t.\t3\n"
	     "test\ta\tsequence\tdup\t+\t" HASH "2\t.\t97\n"
	     "test\tb\tsequence\tdup\t+\t" HASH "3\t.\t200\n");
	f = find(&made, "leak");
	EXPECT(f && f->flag == FLAG_FAIL);
	EXPECT_U64(f->n_rows, 2);
	EXPECT_TEXT(f->title, "3 test records of a are in train too");
	EXPECT_TEXT(f->price_text, "Drops 3 of 100 test records of a; train "
		    "stays as it is.");
	EXPECT_TEXT(f->text, "a: 3 of 100 records of test are in train too. "
		    "1 other comparison is flagged, too.");
	release(&made);
}

/* What mends N is no matching on GC content. */
static void
advice_on_n(void)
{
	struct verdict v = { .check = "base", .part = "N", .a = "a",
			     .b = "b" };

	EXPECT_TEXT(advice_of(&v), check_n.mend);
	EXPECT_TEXT(cause_of(&v), check_n.cause);
	v.part = "G";
	EXPECT_TEXT(advice_of(&v), check_find("base")->mend);
	v.check = "dinuc";
	v.part = "AN";
	EXPECT_TEXT(advice_of(&v), check_n.mend);
	v.check = "end";
	v.part = "1N";
	EXPECT_TEXT(advice_of(&v), check_n.mend);
}

static void
nothing_flagged(void)
{
	struct made made;

	make(&made, ".\ta\tsequence\tgc\t.\t50\t100\t100\n"
		    ".\tb\tsequence\tgc\t.\t50\t100\t100\n");
	EXPECT_U64(made.findings.n, 0);
	release(&made);
	make(&made, "");
	EXPECT_U64(made.findings.n, 0);
	release(&made);
}

/* The digest is that of the text; so is that of a table given in parts. */
static void
digest_of_the_text(void)
{
	struct count_table *table = tables_read("");
	struct error err = { 0 };
	struct about about;

	EXPECT(about_init(&about, "x", "INPUT", &usual, NULL, 0, table,
			  &err) == 0);
	/* printf '#gbqc-counts 1\n#split\tlabel...\n' | sha256sum */
	EXPECT_TEXT(about.digest, "74286a2e3d73baab201e6cfcf1984a45"
		    "29b99c0f066587ac275646015c7ed381");
	about_release(&about);
	count_table_free(table);
}

static void
expect_command(const char *input, const char *const *words,
	       const char *wanted)
{
	struct about about = { .input = input };
	struct text text = { 0 };
	size_t n = 0;

	while (words[n])
		n++;
	about_add_command(&text, &about, words, n);
	EXPECT_TEXT(text.bytes, wanted);
	text_release(&text);
}

static void
commands_are_quoted(void)
{
	const char *const words[] = { "gbqc-dup", "it's", "", ABOUT_INPUT,
				      NULL };

	expect_command("INPUT", words, "gbqc-dup 'it'\\''s' '' INPUT");
	expect_command("train/a=x.fa  b.fa; rm -rf ~", words,
		       "gbqc-dup 'it'\\''s' '' train/a=x.fa 'b.fa;' rm -rf "
		       "'~'");
	expect_command("$(ls)\n`x`", words,
		       "gbqc-dup 'it'\\''s' '' '$(ls)\n`x`'");
}

static void
defaults_are_spelled_out(void)
{
	static const char *const reading[] = { "--label-column", "a b" };
	struct verdict_options options = usual;
	struct count_table *table = tables_read("");
	struct error err = { 0 };
	struct text text = { 0 };
	struct about about;

	options.all_parts = true;
	options.rule.alpha = 1. / 3;
	EXPECT(about_init(&about, "x", "in put", &options, reading, 2, table,
			  &err) == 0);
	about_add_command(&text, &about, about.command, about.n_command);
	EXPECT_TEXT(text.bytes, "gbqc-report --label-column 'a b' --warn 0.6 "
		    "--fail 0.7 --alpha 0.3333333333333333 --compare auto "
		    "--parts in put");
	about_release(&about);
	text_release(&text);
	count_table_free(table);
}

int
main(void)
{
	unit_run("rows of one cause are one finding", one_cause);
	unit_run("the price of matching", price_of_matching);
	unit_run("the prices of copies", prices_of_copies);
	unit_run("leaks are those of the whole split", leak_of_the_whole);
	unit_run("letters that are N have the advice of N", advice_on_n);
	unit_run("nothing flagged, nothing found", nothing_flagged);
	unit_run("the digest is that of the text", digest_of_the_text);
	unit_run("commands are quoted", commands_are_quoted);
	unit_run("defaults are spelled out", defaults_are_spelled_out);
	return unit_end();
}
