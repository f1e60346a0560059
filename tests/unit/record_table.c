/* record_table.c - CSV and TSV, sound and broken. */
#include "reading.h"

static const struct input_options plain = { 0 };
static const char csv[] = "unit_table.csv";

static void
reads_csv(void)
{
	reading_expect(csv, "sequence,label\nACGT,a\nAC,b\n", plain,
		       "2  . a ACGT|3  . b AC|");
	reading_expect(csv, "id,Class,SEQ,split\r\nx,a,ACGT,train\r\n"
			    "y,,AC,\r\n", plain,
		       "2 x train a ACGT|3 y . . AC|"
		       "1 empty label is read as \".\", none|");
	reading_expect(csv, "sequence\tlabel\nACGT\ta,b\nA\t\"q\"", plain,
		       "2  . a,b ACGT|3  . q A|");
	reading_expect(csv, "\xef\xbb\xbfsequence,label\n,a", plain,
		       "2  . a |");
}

static void
reads_quoted_fields(void)
{
	reading_expect(csv, "\"sequence\",\"label\",note\n"
			    "\"ACGT\",\"a \"\"b\"\", c\",\"x\ny\"\n"
			    "AC,\"\",\"\"\"\"\r\n"
			    "A,d\"e,\"\r\n,\n\"\"\n\"\n"
			    "G,\"=1+1\",z", plain,
		       "2  . a \"b\", c ACGT|4  . . AC|5  . d\"e A|9  . =1+1 G|"
		       "1 empty label is read as \".\", none|");
}

static void
passes_over_blank_lines(void)
{
	reading_expect(csv, "\nsequence,label\n\r\n\nA,a\n\n", plain,
		       "5  . a A|4 blank lines of tables were passed over|");
	reading_expect(csv, "sequence\nA\n\n\"\"\n",
		       (struct input_options){ .label = "x" },
		       "2  . x A|4  . x |"
		       "1 blank line of tables was passed over|");
}

static void
keeps_labels_as_they_are(void)
{
	reading_expect(csv, "label,seq\nNA,A\n01,A\n 1,A\n\xc3\xa9,A\n.,A\n"
			    "#x,A\nnan,A\n\\t,A\n", plain,
		       "2  . NA A|3  . 01 A|4  .  1 A|5  . \xc3\xa9 A|6  . . A|"
		       "7  . #x A|8  . nan A|9  . \\t A|");
}

static void
says_where_csv_is_broken(void)
{
	reading_expect(csv, "sequence,label\nA,a\nA\n", plain,
		       "2  . a A|unit_table.csv:3: a row of 1 field, where "
		       "the header has 2");
	reading_expect(csv, "sequence,label\nA,a\nA,b,c\n", plain,
		       "2  . a A|unit_table.csv:3: a row of more fields than "
		       "the 2 of the header");
	reading_expect(csv, "sequence,label\nA,a\nC,\"b\nG,c\n", plain,
		       "2  . a A|unit_table.csv:3:3: an open quote: what "
		       "begins here is never closed");
	reading_expect(csv, "sequence,label,n\nA,a,\"x\ny\"\"\nz", plain,
		       "unit_table.csv:2:5: an open quote: what begins here "
		       "is never closed");
	reading_expect(csv, "sequence,label\nA,\"a\" b\n\"\n", plain,
		       "unit_table.csv:2:6: something follows the closing "
		       "quote of a field");
	reading_expect(csv, "note,sequence,label\n\"a\nb\",AC1T,x\n", plain,
		       "unit_table.csv:3:6: byte 0x31 is not a letter of a "
		       "sequence");
	reading_expect(csv, "note,sequence,label\nn,\"A\nC\",x\n", plain,
		       "unit_table.csv:2:5: byte 0x0a is not a letter of a "
		       "sequence");
	reading_expect(csv, "sequence,label\nA,\"b\tc\"\n", plain,
		       "unit_table.csv:2: a label may hold no tab, line feed "
		       "or other control byte");
	reading_expect(csv, "sequence,label,split\nA,b,#c\n", plain,
		       "unit_table.csv:2: a split may not begin with '#'");
	reading_expect(csv, "sequence,label\rA,b\rC,d\r", plain,
		       "unit_table.csv:1:15: a carriage return without a line "
		       "feed; convert the line ends first");
	reading_expect(csv, "sequence,label\nA,b\rC,d\r", plain,
		       "unit_table.csv:2: a row of more fields than the 2 of "
		       "the header");
	reading_expect(csv, "label,sequence\nb,A\rd,C", plain,
		       "unit_table.csv:2:4: byte 0x0d is not a letter of a "
		       "sequence");
}

static void
names_the_columns_there_are(void)
{
	reading_expect(csv, "id,seq,y2\na,A,b\n", plain,
		       "unit_table.csv: no label column; there are \"id\", "
		       "\"seq\", \"y2\" (--label-column, or --label . for "
		       "none)");
	reading_expect(csv, "id,s,y\na,A,b\n", plain,
		       "unit_table.csv: no sequence column; there are \"id\", "
		       "\"s\", \"y\" (--seq-column)");
	reading_expect(csv, "seq,label\nA,b\n",
		       (struct input_options){ .split_column = "fold" },
		       "unit_table.csv: no column \"fold\"; there are \"seq\", "
		       "\"label\" (--split-column)");
	reading_expect(csv, "seq,label,Label\nA,b,c\n", plain,
		       "unit_table.csv: there are two columns \"Label\"");
	reading_expect(csv, "seq,id,id,class\nA,,,c\n", plain,
		       "unit_table.csv: there are two columns \"id\"");
	reading_expect(csv, "seq,x,x,class\nA,,,c\n", plain, "2  . c A|");
}

static void
takes_columns_by_name(void)
{
	const char *const one[] = { "s" }, *const two[] = { "s2", "s" };

	reading_expect(csv, "seq,s,y,label,k\nA,C,1,2,3\n",
		       (struct input_options){
				.seq_columns = one, .n_seq_columns = 1,
				.label_column = "y", .split_column = "k",
				.id_column = "seq" },
		       "2 A 3 1 C|");
	reading_expect(csv, "s,s2,label\nAC,GT,b\n,GG,c\n",
		       (struct input_options){
				.seq_columns = two, .n_seq_columns = 2 },
		       "2  . b GT AC GTAC|3  . c GG  GG|");
	reading_expect(csv, "seq,label,class\nA,b,c\n", plain, "2  . b A|");
	reading_expect(csv, "seq,label\nA,b\n",
		       (struct input_options){ .label = "." }, "2  . . A|");
	reading_expect(csv, "seq\nA\n",
		       (struct input_options){ .labels_optional = true },
		       "2  . . A|");
}

static void
keeps_names_of_several_columns(void)
{
	const char *const seqs[] = { "r1", "r2" };
	const char *const merged[] = { "r1", "merged" };
	const char *const twice[] = { "r1", "r1" };
	struct input_options options = {
		.seq_columns = seqs, .n_seq_columns = 2
	};
	struct error err = { { 0 } };
	struct dataset *set = dataset_open(&options, 1, &err);

	EXPECT(set);
	EXPECT_U64(dataset_columns(set), 3);
	EXPECT_TEXT(dataset_column_name(set, 0), "r1");
	EXPECT_TEXT(dataset_column_name(set, 1), "r2");
	EXPECT_TEXT(dataset_column_name(set, 2), "merged");
	dataset_close(set);
	options.n_seq_columns = 1;
	set = dataset_open(&options, 1, &err);
	EXPECT_U64(dataset_columns(set), 1);
	EXPECT_TEXT(dataset_column_name(set, 0), "sequence");
	dataset_close(set);
	options.n_seq_columns = 2;
	options.seq_columns = merged;
	EXPECT(!dataset_open(&options, 1, &err));
	EXPECT(strstr(err.text, "may not be called \"merged\""));
	options.seq_columns = twice;
	EXPECT(!dataset_open(&options, 1, &err));
	EXPECT_TEXT(err.text, "sequence column \"r1\" is named twice");
	options.seq_columns = seqs;
	reading_expect("unit_table.fa", ">a\nA\n", options,
		       "unit_table.fa: this is FASTA, of one sequence a "
		       "record, and several columns were asked for");
}

static void
reads_wide_tables(void)
{
	struct text text = { 0 };

	for (int row = 0; row < 2; row++) {
		for (int i = 0; i < 30000; i++)
			text_addf(&text, "%s%d,", row ? "" : "column", i);
		text_adds(&text, row ? "ACGT,pos\n" : "sequence,label\n");
	}
	reading_expect(csv, text.bytes, plain, "2  . pos ACGT|");
	text_release(&text);
}

static void
reads_only_a_header(void)
{
	reading_expect(csv, "sequence,label\n", plain,
		       "unit_table.csv: no records|");
	reading_expect(csv, "sequence,label", plain,
		       "unit_table.csv: no records|");
	reading_expect(csv, "", plain, "unit_table.csv: no records|");
	reading_expect(csv, "\n\n", plain, "unit_table.csv: no records|");
}

int
main(void)
{
	unit_run("reads CSV and TSV", reads_csv);
	unit_run("reads quoted fields", reads_quoted_fields);
	unit_run("passes over blank lines", passes_over_blank_lines);
	unit_run("keeps labels as they are", keeps_labels_as_they_are);
	unit_run("says where a table is broken", says_where_csv_is_broken);
	unit_run("names the columns that are there",
		 names_the_columns_there_are);
	unit_run("takes columns by name", takes_columns_by_name);
	unit_run("keeps the names of several columns",
		 keeps_names_of_several_columns);
	unit_run("reads 30,000 columns", reads_wide_tables);
	unit_run("a header alone is no records", reads_only_a_header);
	return unit_end();
}
