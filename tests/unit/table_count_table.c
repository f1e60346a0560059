/*
 * table_count_table.c - tests that count tables are read and written byte
 * for byte, add up, and refuse what is no count table.
 */
#include "unit.h"
#include "rows.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "io/output.h"
#include "io/source.h"
#include "table/count_table.h"

/* Reads text, n bytes, as the table of a file that is called "counts". */
static int
read_bytes(struct count_table *table, const char *text, size_t n,
	   struct error *err)
{
	FILE *file = fopen("counts", "w");
	struct source *source;
	int status;

	EXPECT(file != NULL);
	EXPECT(fwrite(text, 1, n, file) == n && fclose(file) == 0);
	source = source_open("counts", err);
	EXPECT(source != NULL);
	status = count_table_read(table, source, err);
	source_close(source);
	unlink("counts");
	return status;
}

static int
read_text(struct count_table *table, const char *text, struct error *err)
{
	return read_bytes(table, text, strlen(text), err);
}

/* The table as text, to be freed. */
static char *
written(const struct count_table *table)
{
	struct error err = { 0 };
	struct output *out = output_open("written", &err);

	EXPECT(out != NULL);
	EXPECT(count_table_write(table, 2, out, &err) == 0);
	EXPECT(output_close(out, &err) == 0);
	return rows_take("written");
}

static void
expect_same(const char *in, const char *wanted)
{
	struct count_table *table = count_table_new();
	struct error err = { 0 };
	char *out;

	if (read_text(table, in, &err) != 0)
		EXPECT_TEXT(err.text, "");
	out = written(table);
	EXPECT_TEXT(out, wanted);
	free(out);
	count_table_free(table);
}

static const char every_kind[] = HEAD
	"#label-threshold 0.1\n"
	".\t.\tsequence\tgc\t.\t0\t0\t1\n"
	".\tneg\tsequence\tbase\t*\t1\t9\t1\n"
	".\tneg\tsequence\tbase\t-\t1\t9\t1\n"
	".\tneg\tsequence\tbase\t.\t.\t.\t18446744073709551615\n"
	".\tneg\tsequence\tbase\tA\t10\t100\t1\n"
	".\tneg\tsequence\tbase\tA\t10\t99\t1\n"
	".\tneg\tsequence\tbase\tA\t9\t100\t1\n"
	".\tneg\tsequence\tcentre\t-1\tA\t.\t12\n"
	".\tneg\tsequence\tcentre\t-10\tC\t.\t3\n"
	".\tneg\tsequence\tcentre\t-2\t*\t.\t3\n"
	".\tneg\tsequence\tcentre\t-2\t-\t.\t3\n"
	".\tneg\tsequence\tcentre\t.\t.\t.\t12\n"
	".\tneg\tsequence\tcentre\t0\tA\t.\t1\n"
	".\tneg\tsequence\tcentre\t1\t*\t.\t1\n"
	".\tneg\tsequence\tcentre\t1\t.\t.\t1\n"
	".\tneg\tsequence\tcentre\t1\t5\t.\t1\n"
	".\tneg\tsequence\tcentre\t1\tZ\t.\t1\n"
	".\tneg\tsequence\tcentre\t10\tA\t.\t123456789012\n"
	".\tneg\tsequence\tcentre\t2\tA\t.\t1\n"
	".\tneg\tsequence\tdup\t+\t0123456789abcdef0123456789abcdef\t.\t1\n"
	".\tneg\tsequence\tdup\t+\tffffffffffffffffffffffffffffffff\t.\t"
	"4294967295\n"
	".\tneg\tsequence\tdup\t-\t0000000000000000000000000000000a\t.\t2\n"
	".\tneg\tsequence\tdup\t-\t0123456789abcdef0123456789abcdef\t.\t7\n"
	".\tneg\tsequence\tkmer\t3\t.\t.\t12\n"
	".\tneg\tsequence\tkmer\tACG\t1\t98\t2\n"
	".\tneg\tsequence\tpool\t5\t.\t.\t10\n"
	".\tneg\tsequence\tpool\t5\twindows\t.\t1000\n"
	".\tneg\tsequence\tpool\tAAAAA\t.\t.\t3\n"
	".\tneg\tsequence\tpool\tAAAAAA\t.\t.\t2\n"
	".\tneg\tsequence\tpool\tAAAAC\t.\t.\t3\n"
	".\tpos a=1 \xc3\xa9\tmerged\tlength\t.\t4294967294\t.\t1\n"
	"train\tneg\tsequence\tlength\t.\t0\t.\t1\n"
	"train\tneg\tsequence\tlength\t.\t1\t.\t1\n"
	"train\tneg\tsequence\tlength\t.\t10\t.\t1\n"
	"train\tneg\tsequence\tlength\t.\t9\t.\t1\n";

static void
test_identity(void)
{
	expect_same(every_kind, every_kind);
	expect_same(HEAD, HEAD);
	expect_same("#gbqc-counts 1\n", HEAD);
}

/* Cuts text at its newlines, in place. Returns the lines, to be freed. */
static char **
cut_lines(char *text, size_t *n)
{
	size_t room = 0;
	char **lines = NULL;

	*n = 0;
	for (char *line = strtok(text, "\n"); line;
	     line = strtok(NULL, "\n")) {
		lines = mem_grow(lines, &room, *n + 1, sizeof(*lines));
		lines[(*n)++] = line;
	}
	return lines;
}

static void
test_any_order(void)
{
	char *copy = mem_text(every_kind, strlen(every_kind));
	size_t n;
	char **lines = cut_lines(copy, &n);
	struct text text = { 0 };
	uint64_t seed = 5;

	for (int round = 0; round < 20; round++) {
		for (size_t i = n - 1; i > 1; i--) {	/* not the first */
			size_t j = 1 + next_random(&seed) % i;
			char *swap = lines[i];

			lines[i] = lines[j];
			lines[j] = swap;
		}
		text_clear(&text);
		for (size_t i = 0; i < n; i++)
			text_addf(&text, "%s\n", lines[i]);
		expect_same(text.bytes, every_kind);
	}
	text_release(&text);
	free(lines);
	free(copy);
}

/* n random rows in parts: read one after another, or joined as by cat. */
static void
check_parts(size_t n, size_t parts, int joined, uint64_t seed)
{
	struct counted *rows = mem_array(n, sizeof(*rows));
	struct count_table *table = count_table_new();
	struct text text = { 0 }, whole = { 0 };
	struct error err = { 0 };
	char *out;

	for (size_t i = 0; i < n; i++) {
		struct text key = { 0 };

		add_key(&key, &seed);
		rows[i] = (struct counted){ key.bytes,
					    1 + next_random(&seed) % 1000 };
	}
	for (size_t part = 0; part < parts; part++) {
		size_t from = n * part / parts, to = n * (part + 1) / parts;

		if (!joined)
			text_clear(&text);
		if (part % 2 == 0)
			text_adds(&text, HEAD);
		else
			text_adds(&text, "#gbqc-counts 1\n");
		for (size_t i = from; i < to; i++)
			text_addf(&text, "%s\t%" PRIu64 "\n", rows[i].key,
				  rows[i].count);
		if (!joined || part + 1 == parts)
			EXPECT(read_text(table, text.bytes, &err) == 0);
	}
	sum_rows(rows, n, &whole);
	out = written(table);
	EXPECT_TEXT(out, whole.bytes);
	free(out);
	for (size_t i = 0; i < n; i++)
		free(rows[i].key);
	free(rows);
	text_release(&text);
	text_release(&whole);
	count_table_free(table);
}

static void
test_addition(void)
{
	for (uint64_t seed = 0; seed < 8; seed++) {
		check_parts(3000, 1 + seed, 0, seed);
		check_parts(3000, 1 + seed, 1, seed);
	}
	check_parts(1000, 50, 0, 99);
	/* More than the reader collects before it sorts. */
	check_parts(300000, 2, 0, 100);
}

static void
test_long_names(void)
{
	struct text text = { 0 };

	text_adds(&text, HEAD);
	for (int i = 0; i < 700000; i++)
		text_addc(&text, 'x');
	text_adds(&text, "\tb\tc\tgc\t.\t1\t2\t3\n");
	expect_same(text.bytes, text.bytes);
	text_release(&text);
}

static void
test_unknown(void)
{
	struct count_table *table = count_table_new();
	struct error err = { 0 };
	const char *check;
	char *out;

	EXPECT(read_text(table, HEAD ".\ta\tb\tnew\t.\tword\t.\t3\n"
			 ".\ta\tb\tnewer\tx\tQQ\t7\t3\n"
			 ".\ta\tb\tgc\t.\t1\t2\t3\n", &err) == 0);
	EXPECT_U64(count_table_unknown(table, &check), 2);
	EXPECT_TEXT(check, "new");
	out = written(table);
	EXPECT_TEXT(out, HEAD ".\ta\tb\tgc\t.\t1\t2\t3\n");
	free(out);
	count_table_free(table);
}

static void
test_series(void)
{
	struct count_table *table = count_table_new();
	struct error err = { 0 };
	uint32_t group;
	double cut = 0;
	const char *check;
	size_t n = 0;

	EXPECT(!count_table_threshold(table, &cut));
	EXPECT(read_text(table, every_kind, &err) == 0);
	EXPECT_U64(count_table_groups(table), 4);
	group = count_table_group(table, ".", "neg", "sequence");
	EXPECT_U64(count_table_groups(table), 4);
	EXPECT_TEXT(count_table_group_at(table, group)->label, "neg");
	EXPECT(count_table_find(table, group, "centre", "",
				SERIES_POSITIONS) != NULL);
	EXPECT(count_table_find(table, group, "pool", "5",
				SERIES_WINDOWS) != NULL);
	EXPECT(count_table_find(table, group, "pool", "6",
				SERIES_WINDOWS) == NULL);
	EXPECT(count_table_find(table, group, "dup", "",
				SERIES_HASHES)->runs.n == 1);
	while (count_table_at(table, n))
		n++;
	EXPECT_U64(n, 18);
	EXPECT(count_table_threshold(table, &cut) && cut == .1);
	EXPECT_U64(count_table_unknown(table, &check), 0);
	count_table_free(table);
	count_table_free(NULL);
}

static void
test_zero_counts(void)
{
	struct count_table *table = count_table_new();
	uint32_t group = count_table_group(table, ".", "a", "sequence");
	struct tally *tallies = mem_array(2, sizeof(*tallies));
	char *out;

	tallies[0] = (struct tally){ 1, 2, 0 };
	tallies[1] = (struct tally){ 2, 2, 1 };
	run_list_take(&count_table_series(table, group, "gc", ".",
					  SERIES_VALUES)->runs, tallies, 2);
	count_table_series(table, group, "length", ".", SERIES_VALUES);
	out = written(table);
	EXPECT_TEXT(out, HEAD ".\ta\tsequence\tgc\t.\t2\t2\t1\n");
	free(out);
	count_table_free(table);
}

struct refusal {
	const char *text, *words;	/* what the message holds */
};

static void
test_refusals(void)
{
	static const struct refusal refusals[] = {
		{ "", "counts: holds nothing" },
		{ "a\tb\n", "counts:1: not a count table" },
		{ "\n", "counts:1: not a count table" },
		{ "#gbqc-counts 2\n", "counts:1: a count table of version "
				      "\"2\"" },
		{ "#gbqc-counts 10\n", "version \"10\"" },
		{ "#gbqc-counts 1\r\n", "counts:1: a count table whose "
					"lines end in CR LF" },
		{ HEAD "#gbqc-counts 2\n", "counts:3: a table of another" },
		{ HEAD "#note\n", "counts:3: unknown header \"#note\"" },
		{ HEAD "#label-threshold x\n", "counts:3: label threshold" },
		{ HEAD "#label-threshold 1\n#label-threshold 1.5\n",
		  "counts:4: label threshold 1.5, where" },
		{ HEAD "\n", "counts:3: a row of 1 field," },
		{ HEAD "a\tb\tc\tgc\t.\t1\t2\n", "a row of 7 fields," },
		{ HEAD "a\tb\tc\tgc\t.\t1\t2\t3\t4\n", "a row of 9 fields," },
		{ HEAD "a\tb\tc\tgc\t.\t1\t2\t12", "counts:3: the last line "
						   "has no newline" },
		{ HEAD "a\tb\tc\tgc\t.\t1\t2\t3\na\tb\tc\tgc\t.\t1\t2\t3",
		  "counts:4: the last line" },
		{ HEAD "a\t\tc\tgc\t.\t1\t2\t3\n", "\"label\" is empty" },
		{ HEAD "a\tb\tc\tgc\t.\t1\t2\t3\r\n", "counts:3:17: byte "
						      "0x0d" },
		{ HEAD "a\tb\001\tc\tgc\t.\t1\t2\t3\n", "counts:3:4: byte "
							"0x01" },
		{ HEAD "a\tb\tc\tgc\t.\t1\t4294967295\t3\n", "\"4294967295\" "
							     "is not" },
		{ HEAD "a\tb\tc\tgc\t.\t1\t99999999999999999999\t3\n",
		  "is not a number up to" },
		{ HEAD "a\tb\tc\tgc\t.\t01\t2\t3\n", "\"01\" is not" },
		{ HEAD "a\tb\tc\tdup\t+\t0123456789abcdef0123456789abcdef"
		       "\t.\t4294967296\n", "2^32 copies" },
		{ HEAD "a\tb\tc\tgc\t.\t1\t2\t18446744073709551615\n"
		       "a\tb\tc\tgc\t.\t1\t2\t1\n", "2^64" },
	};

	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		struct count_table *table = count_table_new();
		struct error err = { 0 };

		EXPECT(read_text(table, refusals[i].text, &err) == -1);
		if (!strstr(err.text, refusals[i].words))
			EXPECT_TEXT(err.text, refusals[i].words);
		count_table_free(table);
	}
}

static void
test_no_counts(void)
{
	static const char *const counts[] = { "0", "-1", "+1", "1.0", "0x1",
					      " 1", "1 ", "", "007", "1e3",
					      "18446744073709551616",
					      "99999999999999999999", "." };

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		struct count_table *table = count_table_new();
		struct error err = { 0 };
		struct text text = { 0 };

		/* The first row is read with care, the second quickly. */
		text_addf(&text, HEAD "a\tb\tc\tgc\t.\t1\t2\t3\n"
			  "a\tb\tc\tgc\t.\t1\t3\t%s\n", counts[i]);
		EXPECT(read_text(table, text.bytes, &err) == -1);
		EXPECT(strncmp(err.text, "counts:4: ", 10) == 0);
		text_release(&text);
		count_table_free(table);
	}
}

static void
test_nul(void)
{
	static const char text[] = HEAD "a\tb\0\tc\tgc\t.\t1\t2\t3\n";
	struct count_table *table = count_table_new();
	struct error err = { 0 };

	EXPECT(read_bytes(table, text, sizeof(text) - 1, &err) == -1);
	EXPECT(strstr(err.text, "byte 0x00") != NULL);
	count_table_free(table);
}

static void
test_recognise(void)
{
	EXPECT(count_table_recognise("#gbqc-counts 1\n", 15));
	EXPECT(count_table_recognise("#gbqc-counts 7", 14));
	EXPECT(!count_table_recognise("#gbqc-count", 11));
	EXPECT(!count_table_recognise("#gbqc-pairs 1\n", 14));
	EXPECT(!count_table_recognise("", 0));
}

int
main(void)
{
	static char folder[] = "gbqc-unit-XXXXXX";

	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	unit_run("what was written is read and written the same",
		 test_identity);
	unit_run("rows may come in any order", test_any_order);
	unit_run("tables add up, in parts or joined", test_addition);
	unit_run("names may be long", test_long_names);
	unit_run("rows of unknown kinds are counted", test_unknown);
	unit_run("series are found", test_series);
	unit_run("a count of zero has no row", test_zero_counts);
	unit_run("what is no count table is refused", test_refusals);
	unit_run("what is no count is refused", test_no_counts);
	unit_run("a NUL is refused", test_nul);
	unit_run("a count table is known by its beginning", test_recognise);
	if (chdir("..") != 0)
		return 1;
	rmdir(folder);
	return unit_end();
}
