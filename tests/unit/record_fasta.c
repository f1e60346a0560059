/* record_fasta.c - FASTA and FASTQ, sound and broken. */
#include "reading.h"

static const struct input_options plain = { 0 };
static const char fa[] = "unit_fasta.fa", fq[] = "unit_fastq.fq";

static void
reads_fasta(void)
{
	reading_expect(fa, ">a\nACGT\n>b some words\nacgu\n", plain,
		       "1 a . unit_fasta ACGT|3 b . unit_fasta acgu|");
	reading_expect(fa, ">a\r\nAC\r\nGT\r\n\r\n>b\tx\r\nN*-\r\n", plain,
		       "1 a . unit_fasta ACGT|5 b . unit_fasta N*-|");
	reading_expect(fa, "\n\r\n>a\nAC\nG\n\nT", plain,
		       "3 a . unit_fasta ACGT|");
	reading_expect(fa, "\xef\xbb\xbf>a\nA\n>\nC\n", plain,
		       "1 a . unit_fasta A|3  . unit_fasta C|");
}

static void
reads_empty_sequences(void)
{
	reading_expect(fa, ">a\n>b\n\n>c", plain,
		       "1 a . unit_fasta |2 b . unit_fasta |"
		       "4 c . unit_fasta |");
}

static void
reads_words_of_descriptions(void)
{
	reading_expect(fa, ">a label=x split=train\nA\n"
			   ">b split=test\tlabel=y=z\nC\n"
			   ">c xlabel=q label= label=r\nG\n"
			   ">label=no\nT\n", plain,
		       "1 a train x A|3 b test y=z C|5 c . . G|"
		       "7 label=no . unit_fasta T|"
		       "1 empty label is read as \".\", none|");
}

/* One after another, and what is not so plain between them. */
static void
reads_plain_records(void)
{
	reading_expect(fa, ">a\nA\n>b\nC\n>c\nG\n>d\nT\n>e x\nAA\n"
			   ">f label=q\nCC\n>g\nG\nG\n>h\nTT\n>i\n\n"
			   ">j\nA\r\n>k\r\nC\n>l\nAC\n>m\nGT", plain,
		       "1 a . unit_fasta A|3 b . unit_fasta C|"
		       "5 c . unit_fasta G|7 d . unit_fasta T|"
		       "9 e . unit_fasta AA|11 f . q CC|"
		       "13 g . unit_fasta GG|16 h . unit_fasta TT|"
		       "18 i . unit_fasta |20 j . unit_fasta A|"
		       "22 k . unit_fasta C|24 l . unit_fasta AC|"
		       "26 m . unit_fasta GT|");
	reading_expect(fa, ">a\nA\n>b\nC\n>c\nG.\n>d\nT\n", plain,
		       "1 a . unit_fasta A|3 b . unit_fasta C|"
		       "unit_fasta.fa:6:2: byte 0x2e is not a letter of a "
		       "sequence");
	reading_expect(fa, ">a\nA\n>b\nC\n>c\nG\n",
		       (struct input_options){ .split = "s", .label = "l" },
		       "1 a s l A|3 b s l C|5 c s l G|");
}

static void
says_where_fasta_is_broken(void)
{
	reading_expect(fa, "\nhello\n>a\nACGT\n", plain,
		       "unit_fasta.fa:2:1: text before the first '>' of FASTA");
	reading_expect(fa, ">a\nACGT\n>b\nAC\nA1C\n", plain,
		       "1 a . unit_fasta ACGT|unit_fasta.fa:5:2: byte 0x31 is "
		       "not a letter of a sequence");
	reading_expect(fa, ">a\nAC>b\n", plain,
		       "unit_fasta.fa:2:3: byte 0x3e is not a letter of a "
		       "sequence");
	reading_expect(fa, ">a\nAC GT\n", plain,
		       "unit_fasta.fa:2:3: byte 0x20 is not a letter of a "
		       "sequence");
	reading_expect(fa, ">a\nAC\xc3\xa9\n", plain,
		       "unit_fasta.fa:2:3: byte 0xc3 is not a letter of a "
		       "sequence");
	reading_expect(fa, ">a\nAC\r\rGT\n", plain,
		       "unit_fasta.fa:2:3: byte 0x0d is not a letter of a "
		       "sequence");
	reading_expect(fa, ">a\rACGT\r>b\rAC\r", plain,
		       "unit_fasta.fa:1:3: a carriage return without a line "
		       "feed; convert the line ends first");
	reading_expect_bytes(fa, ">a\nAC\0GT\n", 9, plain,
			     "unit_fasta.fa:2:3: byte 0x00 is not a letter of "
			     "a sequence");
	reading_expect(fa, ">a label=x\ay\nA\n", plain,
		       "unit_fasta.fa:1: a label may hold no tab, line feed "
		       "or other control byte");
	reading_expect(fa, ">a split=#y\nA\n", plain,
		       "unit_fasta.fa:1: a split may not begin with '#'");
}

static void
reads_long_lines(void)
{
	const size_t n = 3000000;
	struct text text = { 0 }, out = { 0 };
	const char *path = fa;

	/* One line, then the same in lines of 70, larger than any block. */
	text_adds(&text, ">a\n");
	for (size_t i = 0; i < n; i++)
		text_addc(&text, "ACGT"[i % 4]);
	text_adds(&text, "\n>b\n");
	for (size_t i = 0; i < n; i++) {
		text_addc(&text, "ACGT"[i % 4]);
		if (i % 70 == 69)
			text_addc(&text, '\n');
	}
	reading_write(fa, text.bytes, text.n);
	for (size_t i = 0; i < 5; i++) {
		static const size_t blocks[] = { 0, 16, 1000, 65536, 9999999 };

		reading_files(&path, 1, plain, blocks[i], &out);

		const char *second = out.bytes + strlen("1 a . unit_fasta |") +
				     n;

		EXPECT_U64(out.n, 2 * (n + strlen("1 a . unit_fasta |")));
		EXPECT(strncmp(second, "3 b . unit_fasta ", 17) == 0);
		EXPECT(memcmp(second + 17, text.bytes + 3, n) == 0);
	}
	unlink(fa);
	text_release(&out);
	text_release(&text);
}

static void
reads_fastq(void)
{
	reading_expect(fq, "@a x\nACGT\n+\n@III\n@b\nAC\n+b\n+I\n", plain,
		       "1 a . unit_fastq ACGT|5 b . unit_fastq AC|");
	reading_expect(fq, "@a\r\nACGT\r\n+\r\n@III\r\n@b\r\n\r\n+\r\n", plain,
		       "1 a . unit_fastq ACGT|5 b . unit_fastq |");
	reading_expect(fq, "@a\n\n+\n\n@b\nA\n+\nI", plain,
		       "1 a . unit_fastq |5 b . unit_fastq A|");
	for (int blank = 1; blank < 11; blank++) {
		struct text text = { 0 };

		text_adds(&text, "@a\nA\n+\nI\n");
		for (int i = 0; i < blank; i++)
			text_adds(&text, i % 2 ? "\r\n" : "\n");
		reading_expect(fq, text.bytes, plain, "1 a . unit_fastq A|");
		text_release(&text);
	}
}

static void
says_where_fastq_is_broken(void)
{
	reading_expect(fq, "@a\nACGT\n+\nIII\n", plain,
		       "unit_fastq.fq:4: 3 qualities for 4 letters");
	reading_expect(fq, "@a\nACGT\n+\nIIII\n@b\nAC\n+\n", plain,
		       "1 a . unit_fastq ACGT|unit_fastq.fq:5: the last record "
		       "is cut: four lines belong to one of FASTQ");
	reading_expect(fq, "@a\nACGT\n+\nIIII\n@b\nAC", plain,
		       "1 a . unit_fastq ACGT|unit_fastq.fq:5: the last record "
		       "is cut: four lines belong to one of FASTQ");
	reading_expect(fq, "@a\nACGT\nACGT\n+\nIIIIIIII\n", plain,
		       "unit_fastq.fq:3: no '+' here: FASTQ of wrapped lines "
		       "is not read (seqtk seq -l 0 unwraps it)");
	reading_expect(fq, "@a\nA\n+\nI\n\n@b\nA\n+\nI\n", plain,
		       "1 a . unit_fastq A|unit_fastq.fq:5:1: a record of "
		       "FASTQ begins with '@'");
	reading_expect(fq, "@a\nA\n+\nI\nb\nA\n+\nI\n", plain,
		       "1 a . unit_fastq A|unit_fastq.fq:5:1: a record of "
		       "FASTQ begins with '@'");
	reading_expect(fq, "@a\nA.\n+\nII\n", plain,
		       "unit_fastq.fq:2:2: byte 0x2e is not a letter of a "
		       "sequence");
}

int
main(void)
{
	unit_run("reads FASTA", reads_fasta);
	unit_run("reads plain records together", reads_plain_records);
	unit_run("reads empty sequences", reads_empty_sequences);
	unit_run("reads label= and split=", reads_words_of_descriptions);
	unit_run("says where FASTA is broken", says_where_fasta_is_broken);
	unit_run("reads lines longer than a block", reads_long_lines);
	unit_run("reads FASTQ", reads_fastq);
	unit_run("says where FASTQ is broken", says_where_fastq_is_broken);
	return unit_end();
}
