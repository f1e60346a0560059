/*
 * page_leaks.c - tests of common/page/figure_leaks.c: what it says of
 * findings, and how it writes two sequences one above the other.
 */
#include <stdlib.h>

#include "page/figure.h"
#include "report/leak_findings.h"
#include "unit.h"

static struct verdict_list *
make_list(struct verdict_list *list, struct leak_findings *f)
{
	*list = (struct verdict_list){ .leaks = f, .n_leaks = 1 };
	*f = (struct leak_findings){
		.tested = "test", .in = "train", .column = "sequence",
		.kinds = { 5, 2, 0 },
		.floor = { .known = true, .n = 40, .right = 30,
			   .majority = "p", .majority_right = 20 },
		.n_examples = 1,
	};
	f->best[PAIR_COPY][1][LEAK_SAME] = 3;
	f->best[PAIR_NEAR][0][LEAK_OTHER] = 2;
	f->best_low[PAIR_OVERLAP][0][LEAK_SAME] = 2;
	f->floor.bins[0] = (struct leak_bin){ 1, 3, 3, .3, 1 };
	f->floor.bins[6] = (struct leak_bin){ -1, 37, 27, .6, .9 };
	f->examples[0] = (struct leak_example){
		.pair = { .query = "q<1>", .target = "t", .relation = PAIR_NEAR,
			  .strand = '-', .edits = 2, .length = 62,
			  .qlabel = "p", .tlabel = ".", },
		.query = "ACGTACGTAC" "ACGTACGTAC" "ACGTACGTAC" "ACGTACGTAC"
			 "ACGTACGTAC" "ACGTACGTAC" "A-G",
		.target = "ACGTACGTAC" "ACGTACGTAC" "ACGTACGTAC" "ACGTACGTAC"
			  "ACGTACGTAC" "ACGTACGTAT" "ACG",
		.query_at = 1, .target_at = 11,
	};
	return list;
}

/* The text of a section of these; freed by the caller. */
static void
write_section(struct text *out, bool other_column)
{
	struct judged judged = { .options = { .rule = { .6, .7, .005 } } };
	struct leak_findings f;
	struct column column = { 0 };
	const char *labels[] = { "n", "p" };
	struct page_column of = { .column = &column, .labels = labels,
				  .n_labels = 2 };
	struct page page = { .judged = &judged };
	struct section section = { .page = &page, .column = &of,
				   .kind = SECTION_LEAK };

	make_list(&judged.list, &f);
	column.view.column = other_column ? "merged" : "sequence";
	figure_leaks(&section, out);
}

static void
expect_says(const struct text *text, const char *words)
{
	if (!strstr(text->bytes, words))
		printf("# no \"%s\"\n", words);
	EXPECT(strstr(text->bytes, words));
}

static void
findings_are_said(void)
{
	struct text out = { 0 };

	write_section(&out, false);
	expect_says(&out, "<th scope=\"row\">copy</th><td>3</td>"
		    "<td>0</td><td>0</td><td>3</td><td>3</td>");
	expect_says(&out, "<th scope=\"row\">overlap, low complexity</th>");
	EXPECT(!strstr(out.bytes, "contained"));
	expect_says(&out, "<b>75\xc2\xa0%</b> of 40 records");
	expect_says(&out, "is right for 50\xc2\xa0%");
	text_release(&out);
	write_section(&out, true);
	EXPECT_U64(out.n, 0);
	text_release(&out);
}

static void
sequences_are_aligned(void)
{
	struct text out = { 0 };

	write_section(&out, false);
	expect_says(&out, "<b>near</b> on the other strand: "
		    "<bdi>q&lt;1&gt;</bdi>");
	/* 60 letters a line; a gap is no letter of its sequence. */
	expect_says(&out, "<pre>       1 ACGT");
	expect_says(&out, "GTAC 60\n");
	expect_says(&out, "||| \n      11 ACGT");
	expect_says(&out, "GTAT 70\n\n");
	expect_says(&out, "      61 A-G 62\n         | |\n      71 ACG 73\n"
		    "</pre>");
	text_release(&out);
}

int
main(void)
{
	unit_run("relations, labels and what looking up scores are said",
		 findings_are_said);
	unit_run("two sequences stand one above the other",
		 sequences_are_aligned);
	return unit_end();
}
