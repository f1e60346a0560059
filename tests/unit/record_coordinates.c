/* record_coordinates.c - tables of coordinates, and a genome that may lie. */
#include <sys/stat.h>

#include "reading.h"

static const char csv[] = "unit_coordinates.csv";
static const char fasta[] = "unit_genome.fa";
static const char fai[] = "unit_genome.fa.fai";

/* chr1 in lines of 4, 2 in one line, chrM in lower case. */
static const char genome[] = ">chr1 first\nACGT\nNNRA\nGa\n>2\nTTACG\n"
			     ">chrM\nacgu\n";
static const char index_of_it[] = "chr1\t10\t12\t4\t5\n2\t5\t28\t5\t6\n"
				  "chrM\t4\t40\t4\t5\n";

static void
write_text(const char *path, const char *text)
{
	reading_write(path, text, strlen(text));
}

static void
expect(const char *rows, const char *wanted)
{
	struct text whole = { 0 };
	struct input_options options = { .label = "x", .reference = fasta };

	text_adds(&whole, "id,region,start,end,strand\n");
	text_adds(&whole, rows);
	reading_expect(csv, whole.bytes, options, wanted);
	text_release(&whole);
}

static void
reads_half_open_from_zero_on_both_strands(void)
{
	write_text(fasta, genome);
	write_text(fai, index_of_it);
	expect("a,chr1,0,4,+\nb,chr1,3,9,\nc,chr1,3,9,-\nd,chr1,0,10,.\n"
	       "e,chr1,10,10,-\nf,2,4,5,-\n",
	       "2 a . x ACGT|3 b . x TNNRAG|4 c . x CTYNNA|"
	       "5 d . x ACGTNNRAGa|6 e . x |7 f . x C|");
	expect("a,chrM,0,4,-\n\nb,chrM,1,2,+", "2 a . x acgt|4 b . x c|"
	       "1 blank line of tables was passed over|");
}

static void
matches_names_with_and_without_chr(void)
{
	expect("a,1,0,2,+\nb,chr2,0,2,+\nc,MT,0,2,+\nd,M,0,2,+\n"
	       "e,chrMT,0,2,+\n",
	       "2 a . x AC|3 b . x TT|4 c . x ac|5 d . x ac|6 e . x ac|");
	expect("a,3,0,2,+\n", "unit_coordinates.csv:2: no \"3\" in "
	       "unit_genome.fa; there are \"chr1\", \"2\", \"chrM\"");
	expect("a,,0,2,+\n", "unit_coordinates.csv:2: no \"\" in "
	       "unit_genome.fa; there are \"chr1\", \"2\", \"chrM\"");
	write_text(fasta, ">MT\nAC\n>chrMT\nGT\n");
	unlink(fai);
	expect("a,M,0,2,+\n",
	       "unit_coordinates.csv:2: \"M\" is not in the genome, and which "
	       "of its mitochondrial sequences is meant is not clear");
}

/* Of the table's own columns what is there; the rest as of any table. */
static void
takes_label_and_split_from_columns(void)
{
	static const struct input_options options = { .reference = fasta };

	write_text(fasta, genome);
	write_text(fai, index_of_it);
	reading_expect(csv, "Chrom\tchromStart\tchromEnd\tclass\tset\n"
			    "2\t1\t4\tp q\ttest\nchr1\t0\t1\t\t\n", options,
		       "2  test p q TAC|3  . . A|"
		       "1 empty label is read as \".\", none|");
	reading_expect(csv, "region,start,end,sequence,label\n?,?,?,AC,x\n",
		       options, "2  . x AC|");
	reading_expect(csv, "region,start,label\nchr1,1,x\n", options,
		       "unit_coordinates.csv: no sequence column; there are "
		       "\"region\", \"start\", \"label\" (--seq-column)");
	reading_expect(csv, "region,start,end,label\nchr1,0,2,\"a\tb\"\n",
		       options, "unit_coordinates.csv:2: a label may hold no "
		       "tab, line feed or other control byte");
	reading_expect(csv, "region,start,end,label\nchr1,0,2,1\n2,0,1,2\n",
		       (struct input_options){ .reference = fasta,
					       .regression = true },
		       "2  . low AC|3  . high T|");
	reading_expect(csv, "region,start,end,label\nchr1,0,2,1\n",
		       (struct input_options){ 0 }, "unit_coordinates.csv: a "
		       "table of coordinates, which needs the genome "
		       "(--reference)");
}

static void
says_where_coordinates_are_wrong(void)
{
	expect("a,chr1,0,11,+\n", "unit_coordinates.csv:2: end 11 is outside "
	       "\"chr1\" of 10 letters");
	expect("a,chr1,5,4,+\n",
	       "unit_coordinates.csv:2: start 5 is behind end 4");
	expect("a,chr1,-1,4,+\n", "unit_coordinates.csv:2: start \"-1\" is "
	       "not a whole number from 0 on");
	expect("a,chr1,1,4.0,+\n", "unit_coordinates.csv:2: end \"4.0\" is "
	       "not a whole number from 0 on");
	expect("a,chr1,1,4294967296,+\n", "unit_coordinates.csv:2: end "
	       "4294967296 is outside \"chr1\" of 10 letters");
	expect("a,chr1,1,99999999999999999999,+\n", "unit_coordinates.csv:2: "
	       "end \"99999999999999999999\" is not a whole number from 0 on");
	expect("a,chr1,1,2,1\n",
	       "unit_coordinates.csv:2: strand \"1\" is neither + nor -");
}

/* As expect(), of the row 0 to 2 of contig chr1, with another index. */
static void
expect_index(const char *index, const char *wanted)
{
	write_text(fai, index);
	expect("a,chr1,0,2,+\n", wanted);
}

static void
an_index_that_lies_is_an_error(void)
{
	static const char lies[] = "unit_genome.fa.fai:1: \"chr1\" is not in "
		"the genome as this line has it: the index is of another "
		"file (samtools faidx makes it anew)";

	write_text(fasta, genome);
	expect_index("chr1\t10\t12\t4\t5\n", "2 a . x AC|");
	expect_index("chr1\t9\t12\t4\t5\n", lies);
	expect_index("chr1\t8\t12\t4\t5\n", lies);
	expect_index("chr1\t11\t12\t4\t5\n", lies);
	expect_index("chr1\t10\t13\t4\t5\n", lies);
	expect_index("chr1\t9\t13\t3\t5\n", lies);
	expect_index("chr1\t10\t12\t5\t6\n", lies);
	expect_index("chr1\t10\t12\t4\t6\n", lies);
	expect_index("chr1\t10\t12\t10\t11\n", lies);
	expect_index("chr1\t5\t28\t5\t6\n", lies);
	expect_index("chr1\t0\t12\t4\t5\n", lies);
	expect_index("chr1\t10\t12\t4\t4\n",
		     "unit_genome.fa.fai:1: lines without line ends");
	expect_index("chr1\t10\t12\t0\t0\n", "unit_genome.fa.fai:1: a line "
		     "must hold letters and one line end");
	expect_index("chr1\t1000\t12\t4\t5\n", "unit_genome.fa.fai:1: the "
		     "sequence would end behind the end of the genome");
	expect_index("chr1\t10\t18446744073709551615\t4\t5\n",
		     "unit_genome.fa.fai:1: numbers too large for any file");
	expect_index("chr1\t10\t12\t4\n", "unit_genome.fa.fai:1: not a line "
		     "of an index of FASTA: a name and four numbers");
	expect_index("chr1\t10\t12\t4\t5\t6\n", "unit_genome.fa.fai:1: not a "
		     "line of an index of FASTA: a name and four numbers");
	expect_index("chr1\t10\t12\t4\t5\nchr1\t10\t12\t4\t5\n",
		     "unit_genome.fa.fai:2: a second sequence of this name");
	expect_index("chr1\t10\t12\t4\t5", "unit_genome.fa.fai:1: the last "
		     "line has no end: the index is truncated");
	expect_index("", "unit_genome.fa.fai: an index of no sequence");
}

/* Of ends of lines and of the file what FASTA may have. */
static void
an_index_may_be_of_any_fasta(void)
{
	write_text(fasta, ">x\r\nTT\r\n>chr1\tz\r\nACG\r\nTA\r\n\r\n>y\r\nA");
	expect_index("x\t2\t4\t2\t4\nchr1\t5\t17\t3\t5\ny\t1\t32\t1\t2\n",
		     "2 a . x AC|");
	expect("a,y,0,1,-\n", "2 a . x T|");
	write_text(fasta, ">chr1\nACGT\nA\n\n\n");
	expect_index("chr1\t5\t6\t4\t5\n", "2 a . x AC|");
	write_text(fasta, ">chr1\nACGT\nA\nG\n");
	expect_index("chr1\t5\t6\t4\t5\n", "unit_genome.fa.fai:1: \"chr1\" is "
		     "not in the genome as this line has it: the index is of "
		     "another file (samtools faidx makes it anew)");
	unlink(fai);
	expect("a,chr1,0,2,+\n", "unit_genome.fa: cannot be indexed: it is "
	       "damaged, or the lines of a sequence are not of one length");
	write_text(fasta, ">chr1\nACGT\nA");
	expect("a,chr1,3,5,+\n", "2 a . x TA|unit_genome.fa was read through "
	       "to index it; a plain one with its .fai (samtools faidx) spares "
	       "that|");
}

static void
what_is_no_genome_is_an_error(void)
{
	unlink(fai);
	unlink(fasta);
	expect("a,chr1,0,2,+\n", "unit_genome.fa: No such file or directory");
	write_text(fasta, "");
	expect("a,chr1,0,2,+\n", "unit_genome.fa: this is not FASTA: it does "
	       "not begin with \">\"");
	write_text(fasta, "@chr1\nACGT\n+\nIIII\n");
	expect("a,chr1,0,2,+\n", "unit_genome.fa: this is not FASTA: it does "
	       "not begin with \">\"");
	write_text(fasta, ">chr1\nAC.T\n");
	expect("a,chr1,0,4,+\n", "unit_coordinates.csv:2: the genome holds a "
	       "byte there that is not a letter of a sequence");
	unlink(fasta);
	EXPECT(mkdir(fasta, 0777) == 0);
	expect("a,chr1,0,2,+\n", "unit_genome.fa: a genome is read at any "
	       "place, so it must be a file");
	EXPECT(rmdir(fasta) == 0);
}

int
main(void)
{
	unit_run("reads half open from zero on both strands",
		 reads_half_open_from_zero_on_both_strands);
	unit_run("matches names with and without chr",
		 matches_names_with_and_without_chr);
	unit_run("takes label and split from columns",
		 takes_label_and_split_from_columns);
	unit_run("says where coordinates are wrong",
		 says_where_coordinates_are_wrong);
	unit_run("an index that lies is an error",
		 an_index_that_lies_is_an_error);
	unit_run("an index may be of any fasta", an_index_may_be_of_any_fasta);
	unit_run("what is no genome is an error",
		 what_is_no_genome_is_an_error);
	unlink(fai);
	unlink(fasta);
	return unit_end();
}
