/* record_compat.c - reading as the reference does, for --compat. */
#include "reading.h"

static const struct input_options compat = { .compat = true };
static const char csv[] = "unit_compat.csv";
static const char fasta[] = "unit_compat.x.FA";

static void
takes_columns_by_their_exact_names(void)
{
	reading_expect(csv, "id,seq,sequence,split,label\nx,C,A,train,p\n",
		       compat, "2  . p A|");
	reading_expect(csv, "seq,label\nA,p\n", compat,
		       "unit_compat.csv: no column \"sequence\"; there are "
		       "\"seq\", \"label\" (--seq-column)");
	reading_expect(csv, "sequence,Label\nA,p\n", compat,
		       "unit_compat.csv: no column \"label\"; there are "
		       "\"sequence\", \"Label\" (--label-column)");
	reading_expect(csv, "id,id,sequence,label\nx,C,A,p\n", compat,
		       "2  . p A|");
}

static void
trims_nothing(void)
{
	reading_expect(csv, "sequence,label\n A ,p\nA, p\nA,1\nA,1.0\nA,.\n",
		       compat,
		       "2  . p  A |3  .  p A|4  . 1 A|5  . 1.0 A|6  . . A|");
}

static void
knows_what_is_missing(void)
{
	static const char *const words[] = {
		"", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN",
		"-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
		"NaN", "None", "n/a", "nan", "null"
	};
	static const char *const others[] = {
		"na", "Na", "nAn", "NAN", "none", "Null", " NA", "NA ", "N/a",
		"-", ".", "#", "-NAN", "1.#INF", "n/d"
	};
	struct text in = { 0 }, wanted = { 0 };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		text_clear(&in);
		text_addf(&in, "sequence,label\nA,%s\nC,\"%s\"\n%s,p\n"
			       "\"%s\",q\n",
			  words[i], words[i], words[i], words[i]);
		reading_expect(csv, in.bytes, compat,
			       "4  . p |5  . q |"
			       "2 rows without a label were dropped|");
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		text_clear(&in);
		text_clear(&wanted);
		text_addf(&in, "sequence,label\n%s,%s\n", others[i],
			  others[i]);
		text_addf(&wanted, "2  . %s %s|", others[i], others[i]);
		reading_expect(csv, in.bytes, compat, wanted.bytes);
	}
	text_release(&in);
	text_release(&wanted);
}

static void
takes_any_ascii_as_letters(void)
{
	reading_expect(csv, "sequence,label\n\"A,\"\"\n\t9@\",p\nN1,\x7f\n",
		       compat, "2  . p A,\"\n\t9@|4  . \x7f N1|");
	reading_expect(csv, "sequence,label\nA\xc3\xa9,p\n", compat,
		       "unit_compat.csv:2: byte 0xc3 in a sequence: --compat "
		       "reads any ASCII as letters, but nothing else");
	reading_expect_bytes(fasta, ">a\nA\0\n", 6, compat,
			     "unit_compat.x.FA:1: byte 0x00 in a sequence: "
			     "--compat reads any ASCII as letters, but "
			     "nothing else");
}

/* Where a NUL comes late, the file does not look binary. */
static void
refuses_nul_in_a_label(void)
{
	struct text in = { 0 };

	text_adds(&in, "sequence,label\n");
	for (int i = 0; i < 5000; i++)
		text_addc(&in, 'A');
	text_add(&in, ",\nA,p\0\n", 8);
	reading_expect_bytes(csv, in.bytes, in.n, compat,
			     "unit_compat.csv:3: a label may hold no NUL "
			     "byte");
	text_release(&in);
}

static void
joins_what_is_there(void)
{
	static const char *const columns[] = { "merged", "a b" };
	struct input_options options = compat;

	options.seq_columns = columns;
	options.n_seq_columns = 2;
	options.label_column = "y";
	reading_expect(csv, "y,a b,merged\n1,AC,G\n1,NA,null\n1, ,-\n",
		       options, "2  . 1 G AC GAC|3  . 1   |4  . 1 -   - |");
}

static void
takes_blanks_out_of_fasta(void)
{
	reading_expect(fasta, ">a label=x split=y\n AC G\t\n\n\rT 1\r\n>b\n>c\n"
			      " \n>d\nAC>G",
		       compat,
		       "1 a . unit_compat.x ACGT1|5 b . unit_compat.x |"
		       "6 c . unit_compat.x |8 d . unit_compat.x AC>G|");
}

static void
makes_high_and_low_of_numbers(void)
{
	struct input_options options = compat;

	options.regression = true;
	reading_expect(csv, "sequence,label\nA,1e0\nA,n/d\nA,NA\nA, 3 \nA,inf\n"
			    "A,-Infinity\nA,0x1\nA,1_0\n",
		       options,
		       "2  . low A|5  . high A|6  . high A|7  . low A|"
		       "1 row without a label was dropped|"
		       "3 rows whose label is not a number were dropped|");
	reading_expect(csv, "sequence,label\nA,x\n", options,
		       "no label is a number, so no median of the labels "
		       "(--label-threshold)");
}

/* The name of the class of a FASTA file of that name. */
static void
expect_class(const char *path, const char *wanted)
{
	const struct slice stem = naming_compat_stem(path);

	EXPECT_U64(stem.n, strlen(wanted));
	EXPECT(memcmp(stem.bytes, wanted, stem.n) == 0);
}

static void
names_classes_by_files(void)
{
	expect_class("a/b.c/pos.fa", "pos");
	expect_class("pos.site.Fasta.GZ", "pos.site");
	expect_class("pos.csv.gz", "pos");
	expect_class("pos.fa.fa", "pos.fa");
	expect_class("pos.fna", "pos.fna");
	expect_class("pos.fa.bgz", "pos.fa.bgz");
	expect_class("x/.fa", "");
}

static void
tells_classes_of_one_name_apart(void)
{
	const char *const files[] = { fasta, fasta, csv };
	struct input_options options = compat;
	const char *paths[3] = { NULL };
	struct error err = { { 0 } };
	struct dataset *set;
	struct chunk *chunk;
	size_t n = 0;

	reading_write(fasta, ">a\nA\n", 5);
	reading_write(csv, "sequence,label\nA,p\n", 19);
	options.files = files;
	options.n_files = 3;
	set = dataset_open(&options, 1, &err);
	EXPECT(set);
	while (dataset_next_chunk(set, &chunk, &err) > 0) {
		EXPECT(n < 3);
		paths[n++] = chunk_class_path(chunk);
		chunk_release(chunk);
	}
	EXPECT_U64(n, 3);
	EXPECT(paths[0] == files[0] && paths[1] == files[1] && !paths[2]);
	dataset_close(set);
	unlink(fasta);
	unlink(csv);
}

int
main(void)
{
	unit_run("takes columns by their exact names",
		 takes_columns_by_their_exact_names);
	unit_run("trims nothing", trims_nothing);
	unit_run("knows what is missing", knows_what_is_missing);
	unit_run("takes any ASCII as letters", takes_any_ascii_as_letters);
	unit_run("refuses NUL in a label", refuses_nul_in_a_label);
	unit_run("joins what is there", joins_what_is_there);
	unit_run("takes blanks out of FASTA", takes_blanks_out_of_fasta);
	unit_run("makes high and low of numbers",
		 makes_high_and_low_of_numbers);
	unit_run("names classes by files", names_classes_by_files);
	unit_run("tells classes of one name apart",
		 tells_classes_of_one_name_apart);
	return unit_end();
}
