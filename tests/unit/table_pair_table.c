/* table_pair_table.c - tests of the pair table: its order, and text and back. */
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "io/output.h"
#include "io/source.h"
#include "table/pair_table.h"
#include "unit.h"

#define COLUMNS                                                              \
	"#query\ttarget\trelation\tstrand\tedits\tlength\tqlen\ttlen\t"       \
	"identity\tqcov\ttcov\tqlabel\ttlabel\tqsplit\ttsplit\ttags"
#define HEAD "#gbqc-pairs 1\n" COLUMNS
#define NEAR "q\tt\tnear\t-\t3\t200\t200\t210\t0.9850\t1.0000\t0.9523\ta\tb" \
	     "\ttest\ttrain\tlow"

/* Text as an open source; the file goes when it is closed. */
static struct source *
open_text(const char *text)
{
	struct error err = { 0 };
	FILE *file = tmpfile();
	struct source *source;

	EXPECT(file);
	EXPECT(write(fileno(file), text, strlen(text)) ==
	       (ssize_t)strlen(text));
	EXPECT(lseek(fileno(file), 0, SEEK_SET) == 0);
	source = source_open_fd(dup(fileno(file)), "t", &err);
	EXPECT(source);
	fclose(file);
	return source;
}

/* Reads a table and writes it again. err.text is empty where it worked. */
static void
read_and_write(const char *table, char *back, size_t room, struct error *err)
{
	struct source *source = open_text(table);
	struct pair_reader *reader = pair_reader_new(source, err);
	FILE *file = tmpfile();
	struct output *out = output_open_fd(dup(fileno(file)), "back");
	struct pair_row pair;
	int more = -1;

	if (reader) {
		pair_head_write(pair_reader_head(reader), out);
		while ((more = pair_reader_next(reader, &pair, err)) > 0)
			pair_row_write(pair_reader_head(reader)->form, &pair, out);
	}
	EXPECT((more < 0) == (err->text[0] != '\0'));
	EXPECT(output_close(out, &(struct error){ 0 }) == 0);
	rewind(file);
	back[fread(back, 1, room - 1, file)] = '\0';
	fclose(file);
	pair_reader_free(reader);
	source_close(source);
}

static void
expect_same(const char *table)
{
	struct error err = { 0 };
	char back[4096];

	read_and_write(table, back, sizeof(back), &err);
	EXPECT_TEXT(err.text, "");
	EXPECT_TEXT(back, table);
}

static void
expect_refused(const char *table, const char *why)
{
	struct error err = { 0 };
	char back[4096];

	read_and_write(table, back, sizeof(back), &err);
	if (!strstr(err.text, why))
		EXPECT_TEXT(err.text, why);
}

static void
test_round_trip(void)
{
	expect_same(HEAD "\n");
	expect_same(HEAD "\n" NEAR "\n");
	expect_same(HEAD "\ttargets\n" NEAR "\t12\n");
	expect_same(HEAD "\tqueries\n" NEAR "\t1\n");
	expect_same(HEAD "\n#options --identity 0.85 --overlap 0.255 "
		    "--min-score 25 --strand plus --no-overlap --none\n" NEAR
		    "\n");
	expect_same(HEAD "\n#options --identity 1.0\n");
	expect_same(HEAD "\ttargets\n#options --none\n"
		    "q\t.\tnone\t.\t.\t.\t7\t.\t.\t.\t.\ta\t.\ttest\ttrain\t.\t"
		    "0\n");
	expect_same(HEAD "\tqueries\n#options --none\n"
		    ".\tt\tnone\t.\t.\t.\t.\t7\t.\t.\t.\t.\tb\ttest\ttrain\t.\t"
		    "0\n");
	expect_same(HEAD "\ne\tf\tcopy\t+\t0\t0\t0\t0\t1.0000\t1.0000\t1.0000"
		    "\t.\t.\t.\t.\t.\n");
}

static void
test_refusals(void)
{
	expect_refused("", "t: holds nothing");
	expect_refused("#gbqc-pairs 2\n", "t:1: a pair table of version \"2\"");
	expect_refused("#gbqc-pairs 1\r\n", "t:1: a pair table whose lines end "
		       "in CR LF");
	expect_refused("#gbqc-counts 1\n", "t:1: not a pair table");
	expect_refused("#gbqc-pairs 1\n", "t:1: a pair table without");
	expect_refused("#gbqc-pairs 1\nx\n", "t:2: unknown columns");
	expect_refused(HEAD "\n#options --none --none\n", "t:3: unknown opt");
	expect_refused(HEAD "\n#options --identity 0.9\n", "t:3: unknown opt");
	expect_refused(HEAD "\n" NEAR, "t:3: the last line has no newline");
	expect_refused(HEAD "\n" NEAR "\t7\n", "t:3: a row of 17 fields, exp");
	expect_refused(HEAD "\ttargets\n" NEAR "\t0\n", "t:3: targets");
	expect_refused(HEAD "\ttargets\n" NEAR "\t01\n", "t:3: targets");
	expect_refused(HEAD "\n" NEAR "\r\n", "t:3:65: byte 0x0d");
	expect_refused(HEAD "\n" NEAR "\n" HEAD "\ttargets\n",
		       "t:5: a header that does not fit");
	expect_refused(HEAD "\nq\tt\tnear\t+\t3\t200\t200\t210\t0.9851\t1.0000"
		       "\t0.9523\ta\tb\ttest\ttrain\t.\n",
		       "t:3: identity \"0.9851\", expected 0.9850");
	expect_refused(HEAD "\nq\tt\tclose\t+\t3\t200\t200\t210\t0.9850\t1.0000"
		       "\t0.9523\ta\tb\ttest\ttrain\t.\n",
		       "t:3: relation \"close\"");
	expect_refused(HEAD "\nq\tt\tnear\t.\t3\t200\t200\t210\t0.9850\t1.0000"
		       "\t0.9523\ta\tb\ttest\ttrain\t.\n", "t:3: strand");
	expect_refused(HEAD "\nq\tt\tnear\t+\t3\t\t200\t210\t0.9850\t1.0000"
		       "\t0.9523\ta\tb\ttest\ttrain\t.\n",
		       "t:3: field \"length\" is empty");
}

static void
test_headers_after_cat(void)
{
	struct error err = { 0 };
	char back[4096];

	read_and_write(HEAD "\n" NEAR "\n" HEAD "\n" NEAR "\n", back,
		       sizeof(back), &err);
	EXPECT_TEXT(err.text, "");
	EXPECT_TEXT(back, HEAD "\n" NEAR "\n" NEAR "\n");
}

/* Each row is before all that follow it. */
static void
test_order(void)
{
	const struct pair_row near = { .query = "q", .target = "t",
				   .relation = PAIR_NEAR, .strand = '+',
				   .edits = 5, .length = 100, .qlen = 100,
				   .tlen = 100, .qlabel = "a", .tlabel = "b",
				   .qsplit = "test", .tsplit = "train" };
	struct pair_row rows[] = { near, near, near, near, near, near, near, near,
			       near };
	const size_t n = sizeof(rows) / sizeof(*rows);

	rows[0].query = "p";
	rows[0].relation = PAIR_OVERLAP;
	rows[1].relation = PAIR_COPY;
	rows[2].length = 101;
	rows[3].length = 99;
	rows[3].edits = 4;
	rows[5].target = "u";
	rows[6].strand = '-';
	rows[6].target = "a";
	rows[7].relation = PAIR_CONTAINED;
	rows[7].target = "s";
	rows[8].relation = PAIR_CONTAINS;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			int order = pair_compare(PAIR_ALL, &rows[i], &rows[j]);

			EXPECT(i < j ? order < 0 : i > j ? order > 0 :
			       order == 0);
		}
	EXPECT(pair_compare(PAIR_BEST_QUERY, &rows[6], &rows[1]) < 0);
	EXPECT(pair_same_record(PAIR_ALL, &rows[1], &rows[5]));
	EXPECT(!pair_same_record(PAIR_BEST_QUERY, &rows[1], &rows[5]));
}

int
main(void)
{
	unit_run("a table that is read and written is the same",
		 test_round_trip);
	unit_run("what is wrong is refused by line", test_refusals);
	unit_run("headers may come again", test_headers_after_cat);
	unit_run("rows have one order", test_order);
	return unit_end();
}
