/* record_dataset.c - what a file is, and where label and split come from. */
#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>

#include "reading.h"

static const struct input_options plain = { 0 };

/* Expects the same records of n files for every size of block. */
static void
expect_files(const char *const *arguments, size_t n,
	     struct input_options options, const char *wanted)
{
	struct text out = { 0 };

	for (size_t i = 0; i < READING_BLOCKS; i++) {
		reading_files(arguments, n, options, reading_blocks[i], &out);
		EXPECT_TEXT(out.bytes, wanted);
	}
	text_release(&out);
}

static void
says_what_is_no_sequence(void)
{
	static const struct {
		const char *bytes, *wanted;
	} cases[] = {
		{ "<!DOCTYPE html>\n", "this is HTML or XML, not sequences" },
		{ "{\"a\": [1, 2]}", "this is JSON, not sequences" },
		{ "\n[1, 2]", "this is JSON, not sequences" },
		{ "; old\nACGT\n", "FASTA with ';' lines is not read" },
		{ "#gbqc-counts 1\n#split\tlabel\n",
		  "this is a table that gbqc wrote, not sequences (count "
		  "tables: gbqc-merge, gbqc-report)" },
		{ "ACGT\nAC\n", "neither FASTA, FASTQ, SAM, BAM, CRAM nor a "
				"table with a header line of names" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text wanted = { 0 };

		text_addf(&wanted, "unit_x: %s", cases[i].wanted);
		reading_expect("unit_x", cases[i].bytes, plain, wanted.bytes);
		text_release(&wanted);
	}
	reading_expect_bytes("unit_x", "ELF\0\1,x\n", 8, plain, "unit_x: this "
			     "is binary, and no format that is read here");
}

static void
knows_formats_by_content(void)
{
	reading_expect("unit.csv", ">a\nA\n", plain, "1 a . unit A|");
	reading_expect("unit.fa", "seq,label\nA,b\n", plain, "2  . b A|");
	reading_expect("unit.fa", "\"seq\"\nA\n",
		       (struct input_options){ .label = "b" }, "2  . b A|");
	/* A name that a read may have, and no line of a header of SAM. */
	reading_expect("unit.fq", "@HD\nA\n+\nI\n", plain, "1 HD . unit A|");
}

static void
takes_labels_from_names(void)
{
	static const struct {
		const char *path, *label;
	} cases[] = {
		{ "unit.a.b.fasta.gz", "unit.a.b" }, { "unit_FA.FA", "unit_FA" },
		{ "./unit.x", "unit.x" }, { "unit.fq.bgz", "unit" },
		{ "unit.fna", "unit" }, { "./.fa", "." },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text wanted = { 0 };

		text_addf(&wanted, "1 a . %s A|", cases[i].label);
		reading_expect(cases[i].path, ">a\nA\n", plain, wanted.bytes);
		text_release(&wanted);
	}
	reading_expect("unit\t.fa", ">a\nA\n", plain,
		       "unit\\x09.fa: its name makes no label; give one "
		       "(LABEL=FILE)");
}

static void
takes_splits_from_names_of_tables(void)
{
	static const char *const named[] = {
		"unit_test.csv", "unit.test.tsv.gz", "unit-TEST.csv", "test",
	};
	static const char *const other[] = {
		"contest.csv", "unit_test1.csv", "testing_unit.csv",
		"unit_test.x",
	};

	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		struct text wanted = { 0 };

		text_addf(&wanted, "2  test b A|split by file name: %s is "
			  "\"test\"|", named[i]);
		reading_expect(named[i], "seq,label\nA,b\n", plain,
			       wanted.bytes);
		text_release(&wanted);
	}
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		reading_expect(other[i], "seq,label\nA,b\n", plain,
			       "2  . b A|");
	reading_expect("unit_Train.csv", "seq,label,split\nA,b,x\nA,b,\n",
		       plain, "2  x b A|3  . b A|");
	reading_expect("unit_train.csv", "seq,label\nA,b\n",
		       (struct input_options){ .split = "s" }, "2  s b A|");
	reading_expect("unit_train.fa", ">a\nA\n", plain,
		       "1 a . unit_train A|");
}

static void
the_first_that_says_wins(void)
{
	static const char *const bare[] = { "unit_train.csv" };
	static const char *const both[] = { "test/pos=unit_train.csv" };
	static const char *const label[] = { "pos=unit_train.csv" };
	static const char *const split[] = { "test/=unit_train.csv" };
	static const char *const none[] = { "=unit_train.csv" };
	static const char *const dots[] = { "./.=unit_train.csv" };
	const struct input_options given = { .split = "s", .label = "l" };

	reading_write("unit_train.csv", "seq,label,split\nA,b,c\n", 22);
	expect_files(bare, 1, plain, "2  c b A|");
	expect_files(both, 1, plain, "2  test pos A|");
	expect_files(label, 1, plain, "2  c pos A|");
	expect_files(split, 1, plain, "2  test b A|");
	expect_files(none, 1, plain, "2  c b A|");
	expect_files(dots, 1, plain, "2  . . A|");
	expect_files(bare, 1, given, "2  s l A|");
	expect_files(both, 1, given, "2  test pos A|");
	expect_files(label, 1, given, "2  s pos A|");
	expect_files(none, 1, given, "2  s l A|");
	unlink("unit_train.csv");

	reading_write("unit.fa", ">a label=x split=y\nA\n", 21);
	static const char *const fasta[] = { "p=unit.fa" };

	expect_files(fasta, 1, plain, "1 a y p A|");
	expect_files(fasta, 1, given, "1 a s p A|");
	unlink("unit.fa");
}

static void
an_existing_file_is_that_file(void)
{
	static const char *const arguments[] = { "unit=x.fa" };
	static const char *const cut[] = { "q=unit=x.fa" };

	reading_write("unit=x.fa", ">a\nA\n", 5);
	expect_files(arguments, 1, plain, "1 a . unit=x A|");
	expect_files(cut, 1, plain, "1 a . q A|");
	unlink("unit=x.fa");
	expect_files(arguments, 1, plain, "x.fa: No such file or directory");
}

static void
refuses_bad_arguments(void)
{
	static const char *const empty[] = { "pos=" };
	static const char *const hash[] = { "#a/b=unit" };
	static const char *const twice[] = { "-", "a=-" };

	expect_files(empty, 1, plain,
		     "\"pos=\" names no file after its '='");
	expect_files(hash, 1, plain,
		     "\"#a\": a split may not begin with '#'");
	expect_files(twice, 2, plain, "standard input is named twice");
	expect_files(empty, 0, (struct input_options){ .label = "a\nb" },
		     "\"a\\x0ab\": a label may hold no tab, line feed or "
		     "other control byte");
}

static void
reads_files_in_turn(void)
{
	static const char *const files[] = {
		"unit_a.fa", "unit_b.csv", "unit_a.fa", "unit_empty",
		"unit_b.csv"
	};

	reading_write("unit_a.fa", ">a\nA\n>b\nC\n", 10);
	reading_write("unit_b.csv", "seq,label\nG,x\n", 14);
	reading_write("unit_empty", "", 0);
	expect_files(files, 5, plain,
		     "1 a . unit_a A|3 b . unit_a C|2  . x G|1 a . unit_a A|"
		     "3 b . unit_a C|2  . x G|unit_empty: no records|");
	unlink("unit_a.fa");
	unlink("unit_b.csv");
	unlink("unit_empty");
}

static void
reads_stdin(void)
{
	const int saved = dup(STDIN_FILENO);
	struct text out = { 0 };
	int file;

	reading_write("unit_stdin", ">a\nAC1\n", 7);
	file = open("unit_stdin", O_RDONLY);
	EXPECT(dup2(file, STDIN_FILENO) >= 0);
	close(file);
	reading_files(NULL, 0, plain, 0, &out);
	EXPECT(dup2(saved, STDIN_FILENO) >= 0);
	close(saved);
	unlink("unit_stdin");
	EXPECT_TEXT(out.bytes, "(stdin):2:3: byte 0x31 is not a letter of a "
			       "sequence");
	text_release(&out);
}

static void
makes_high_and_low(void)
{
	struct input_options options = {
		.regression = true, .has_threshold = true, .threshold = 2.5
	};

	reading_expect("unit.csv", "seq,label\nA,2.5\nC,-1e3\nG,3\n", options,
		       "2  . high A|3  . low C|4  . high G|");
	reading_expect("unit.csv", "seq,label\nA,2.5\nC,x\n", options,
		       "2  . high A|unit.csv:3: label \"x\" is not a finite "
		       "number (--regression)");
	options.has_threshold = false;
	reading_expect("unit.csv", "seq,label\nA,1\nC,-0\nG,3\nT,2\n", options,
		       "2  . low A|3  . low C|4  . high G|5  . high T|");
	reading_expect("unit.csv", "seq,label\nA,1\nC,nan\n", options,
		       "unit.csv:3: label \"nan\" is not a finite number "
		       "(--regression)");
	reading_expect("unit.csv", "seq,label\n", options,
		       "no record, so no median of the labels "
		       "(--label-threshold)");
}

static int
compare_numbers(const void *x, const void *y)
{
	const double a = *(const double *)x, b = *(const double *)y;

	return a < b ? -1 : a > b;
}

static void
expect_median(double *numbers, size_t n)
{
	static const char *const files[] = { "unit_numbers.csv" };
	const struct input_options options = {
		.regression = true, .files = files, .n_files = 1
	};
	struct error err = { { 0 } };
	struct dataset *set;
	FILE *file = fopen(files[0], "w");
	double median, wanted;

	fputs("seq,label\n", file);
	for (size_t i = 0; i < n; i++)
		fprintf(file, "A,%.17g\n", numbers[i]);
	fclose(file);
	qsort(numbers, n, sizeof(*numbers), compare_numbers);
	wanted = (numbers[(n - 1) / 2] + numbers[n / 2]) / 2;
	set = dataset_open_block(&options, 1, 1000, &err);
	EXPECT(set);
	EXPECT(dataset_threshold(set, &median));
	EXPECT(median == wanted);
	dataset_close(set);
	unlink(files[0]);
}

static void
finds_the_median(void)
{
	static double numbers[100003];
	uint32_t state = 7;

	for (size_t n = 1; n < 40; n++) {
		for (size_t i = 0; i < n; i++) {
			state = state * 1664525 + 1013904223;
			numbers[i] = ldexp((double)(int32_t)state,
					   (int)(state >> 20 & 63) - 40);
		}
		expect_median(numbers, n);
	}
	for (size_t i = 0; i < 100003; i++) {
		state = state * 1664525 + 1013904223;
		numbers[i] = (double)(int32_t)state / 1000;
	}
	expect_median(numbers, 100003);
	for (size_t i = 0; i < 100002; i++)
		numbers[i] = i % 3 ? -0.0 : 0.25;
	expect_median(numbers, 100002);
}

static void
reads_a_fifo_twice(void)
{
	static const char *const files[] = { "unit_fifo" };
	const struct input_options options = { .regression = true };
	struct text out = { 0 };

	unlink(files[0]);
	EXPECT(mkfifo(files[0], 0600) == 0);

	const pid_t child = fork();

	if (child == 0) {
		const int to = open(files[0], O_WRONLY);
		const char bytes[] = "seq,label\nA,1\nC,2\nG,9\n";

		_exit(write(to, bytes, strlen(bytes)) < 0);
	}
	reading_files(files, 1, options, 0, &out);
	unlink(files[0]);
	EXPECT_TEXT(out.bytes, "2  . low A|3  . high C|4  . high G|");
	text_release(&out);
}

int
main(void)
{
	unit_run("says what is no sequence", says_what_is_no_sequence);
	unit_run("knows formats by content", knows_formats_by_content);
	unit_run("takes labels from file names", takes_labels_from_names);
	unit_run("takes splits from names of tables",
		 takes_splits_from_names_of_tables);
	unit_run("the first that says wins", the_first_that_says_wins);
	unit_run("an existing file is that file",
		 an_existing_file_is_that_file);
	unit_run("refuses bad arguments", refuses_bad_arguments);
	unit_run("reads files in turn, and twice", reads_files_in_turn);
	unit_run("reads stdin", reads_stdin);
	unit_run("makes high and low of numbers", makes_high_and_low);
	unit_run("finds the median", finds_the_median);
	unit_run("reads a FIFO twice", reads_a_fifo_twice);
	return unit_end();
}
