/*
 * table_merge.c - tests that merging files gives the sum of their rows,
 * however they come, and refuses what is no count table.
 */
#include "unit.h"
#include "rows.h"

#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/output.h"
#include "table/merge.h"

enum { FILES = 400 };

static const char *names[FILES];
static const uint64_t plenty = 1 << 28;

static void
put(const char *name, const char *text, size_t n)
{
	FILE *file = fopen(name, "w");

	EXPECT(file != NULL);
	EXPECT(fwrite(text, 1, n, file) == n && fclose(file) == 0);
}

static void
put_gzip(const char *name, const char *text, size_t n)
{
	gzFile file = gzopen(name, "w");

	EXPECT(file != NULL);
	EXPECT(gzwrite(file, text, (unsigned)n) == (int)n);
	EXPECT(gzclose(file) == Z_OK);
}

/* The merged files as text, to be freed. */
static char *
merged(size_t n, uint64_t memory)
{
	struct error err = { 0 };
	struct output *out = output_open("merged", &err);
	struct text text = { 0 };
	char block[4096];
	size_t got;
	FILE *file;

	EXPECT(out != NULL);
	if (merge_counts(names, n, NULL, memory, out, &err) != 0)
		EXPECT_TEXT(err.text, "");
	EXPECT(output_close(out, &err) == 0);
	file = fopen("merged", "r");
	EXPECT(file != NULL);
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		text_add(&text, block, got);
	fclose(file);
	unlink("merged");
	return text.bytes;
}

static void
remove_files(size_t n)
{
	for (size_t i = 0; i < n; i++)
		unlink(names[i]);
}

static struct counted *
make_rows(size_t n, uint64_t *seed)
{
	struct counted *rows = mem_array(n, sizeof(*rows));

	for (size_t i = 0; i < n; i++) {
		struct text key = { 0 };

		add_key(&key, seed);
		/* Counts of all lengths, such as are parsed differently. */
		rows[i] = (struct counted){
			key.bytes, (1 + next_random(seed))
				   << next_random(seed) % 12
				   >> next_random(seed) % 40
		};
		rows[i].count += rows[i].count == 0;
	}
	return rows;
}

static void
free_rows(struct counted *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(rows[i].key);
	free(rows);
}

/* How a part of the rows becomes a file. */
enum form { SORTED, REPEATED, UNSORTED, JOINED, PACKED, FORMS };

/*
 * Rows as text: REPEATED keeps equal keys as neighbours, JOINED cuts the rows
 * into seven tables.
 */
static void
write_part(const char *name, const struct counted *rows, size_t n,
	   enum form form)
{
	struct counted *copy = mem_array(n, sizeof(*copy));
	struct text text = { 0 };
	size_t tables = form == JOINED ? 7 : 1;

	memcpy(copy, rows, n * sizeof(*copy));
	if (form == REPEATED)
		qsort(copy, n, sizeof(*copy), compare_counted);
	for (size_t i = 0; i < tables; i++) {
		size_t from = n * i / tables, to = n * (i + 1) / tables;

		if (form == UNSORTED || form == REPEATED) {
			text_adds(&text, HEAD);
			for (size_t j = from; j < to; j++)
				text_addf(&text, "%s\t%" PRIu64 "\n",
					  copy[j].key, copy[j].count);
		} else {
			sum_rows(copy + from, to - from, &text);
		}
	}
	if (form == PACKED)
		put_gzip(name, text.bytes, text.n);
	else
		put(name, text.bytes, text.n);
	text_release(&text);
	free(copy);
}

/* n rows in some files, of one form or (-1) of all in turn. */
static void
check_rows(const struct counted *rows, size_t n, size_t files, int form,
	   uint64_t memory)
{
	struct counted *copy = mem_array(n, sizeof(*copy));
	struct text whole = { 0 };
	char *out;

	for (size_t i = 0; i < files; i++) {
		size_t from = n * i / files, to = n * (i + 1) / files;

		write_part(names[i], rows + from, to - from,
			   form < 0 ? (enum form)(i % FORMS) : (enum form)form);
	}
	memcpy(copy, rows, n * sizeof(*copy));
	sum_rows(copy, n, &whole);
	out = merged(files, memory);
	EXPECT_TEXT(out, whole.bytes);
	free(out);
	remove_files(files);
	text_release(&whole);
	free(copy);
}

/* The same of n random rows. */
static void
check_merge(size_t n, size_t files, int form, uint64_t memory, uint64_t seed)
{
	struct counted *rows = make_rows(n, &seed);

	check_rows(rows, n, files, form, memory);
	free_rows(rows, n);
}

static void
test_forms(void)
{
	for (int form = -1; form < FORMS; form++)
		for (size_t files = 1; files < 12; files += 1 + files / 2) {
			check_merge(2000, files, form, plenty, files);
			check_merge(2000, files, form, 0, files + 50);
		}
	check_merge(0, 1, SORTED, plenty, 1);
	check_merge(0, 3, -1, plenty, 1);
	check_merge(1, 1, SORTED, plenty, 1);
}

/* Files larger than a window, and rows larger than the memory. */
static void
test_large(void)
{
	check_merge(200000, 3, REPEATED, plenty, 5);
	check_merge(200000, 2, JOINED, plenty, 6);
	check_merge(200000, 5, -1, 1000, 7);
	check_merge(200000, 3, UNSORTED, 1 << 20, 8);
}

static void
test_many_files(void)
{
	struct rlimit limit;
	rlim_t before;

	check_merge(5000, FILES, -1, plenty, 1);
	EXPECT(getrlimit(RLIMIT_NOFILE, &limit) == 0);
	before = limit.rlim_cur;
	limit.rlim_cur = 32;
	EXPECT(setrlimit(RLIMIT_NOFILE, &limit) == 0);
	check_merge(5000, FILES, -1, plenty, 2);
	check_merge(5000, FILES, SORTED, plenty, 3);
	check_merge(50000, FILES, -1, 1000, 4);
	limit.rlim_cur = before;
	EXPECT(setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

static void
test_long_rows(void)
{
	struct text text = { 0 }, twice = { 0 };
	char *out;

	text_adds(&text, HEAD);
	text_adds(&twice, HEAD);
	for (char c = 'a'; c < 'e'; c++) {
		struct text key = { 0 };

		for (int i = 0; i < 300000; i++)
			text_addc(&key, 'x');
		text_addf(&key, "%c\tb\tc\tgc\t.\t1\t2\t", c);
		text_addf(&text, "%s7\n", key.bytes);
		text_addf(&twice, "%s14\n", key.bytes);
		text_release(&key);
	}
	put(names[0], text.bytes, text.n);
	put_gzip(names[1], text.bytes, text.n);
	out = merged(2, 1000);
	EXPECT_TEXT(out, twice.bytes);
	free(out);
	remove_files(2);
	text_release(&text);
	text_release(&twice);
}

/* Keys that differ at any byte, after beginnings of any length. */
static void
test_near_keys(void)
{
	uint64_t seed = 3;
	enum { ROWS = 3000 };
	struct counted *rows = mem_array(ROWS, sizeof(*rows));

	for (size_t i = 0; i < ROWS; i++) {
		struct text key = { 0 };
		size_t n = 1 + next_random(&seed) % 12;

		for (size_t j = 0; j < n; j++)
			text_addc(&key, "aab\xff"[next_random(&seed) % 4]);
		text_addf(&key, "\tb\tc\td\t.\t%s\t.",
			  next_random(&seed) % 2 ? "1" : "11");
		rows[i] = (struct counted){ key.bytes, 1 };
	}
	check_rows(rows, ROWS, 10, SORTED, plenty);
	free_rows(rows, ROWS);
}

/*
 * Rows around the 64 bytes that are looked at together, with much or little
 * in common, and counts around those of one word.
 */
static void
test_lengths(void)
{
	enum { LABELS = 90, EACH = 30, ROWS = LABELS * EACH };
	struct counted *rows = mem_array(ROWS, sizeof(*rows));
	uint64_t seed = 9;

	for (size_t i = 0; i < ROWS; i++) {
		struct text key = { 0 };
		size_t shift = next_random(&seed) % 64;

		for (size_t j = 0; j < i / EACH; j++)
			text_addc(&key, 'x');
		text_addf(&key, "y\tb\tc\t%s\t.\t%u\t.",
			  i % 5 ? "gc" : "a check of a longer name",
			  (unsigned)(next_random(&seed) % 2000));
		rows[i] = (struct counted){
			key.bytes, UINT64_C(1) + (UINT64_C(1) << shift >> 6)
		};
	}
	check_rows(rows, ROWS, 3, SORTED, plenty);
	free_rows(rows, ROWS);
}

/* No key twice and no order: what is merged early takes as much room. */
static void
test_shuffled(void)
{
	enum { ROWS = 40000 };
	struct counted *rows = mem_array(ROWS, sizeof(*rows));

	for (uint64_t i = 0; i < ROWS; i++) {
		struct text key = { 0 };

		text_addf(&key, "a\tb\tc\tgc\t.\t%" PRIu64 "\t.",
			  10000 + i * 7919 % ROWS);
		rows[i] = (struct counted){ key.bytes, 1 };
	}
	for (uint64_t memory = 0; memory < 3; memory++)
		check_rows(rows, ROWS, 1, UNSORTED, memory << 19);
	free_rows(rows, ROWS);
}

static void
test_unknown_checks(void)
{
	static const char in[] = HEAD "#label-threshold 2.50\n"
		".\ta\tb\tnew\tx y\t-1.5e3\t\xc3\xa9\t3\n"
		".\ta\tb\tnewer\t.\t007\t.\t99999999999999999999\n";
	static const char good[] = HEAD "#label-threshold 2.50\n"
		".\ta\tb\tnew\tx y\t-1.5e3\t\xc3\xa9\t3\n"
		".\ta\tb\tnewer\t.\t007\t.\t12345678901234567890\n";
	struct error err = { 0 };
	struct output *out = output_open("merged", &err);
	char *got;

	put(names[0], in, strlen(in));
	EXPECT(merge_counts(names, 1, NULL, plenty, out, &err) == -1);
	EXPECT(strncmp(err.text, "file000:5: count \"99999", 23) == 0);
	output_discard(out);
	put(names[0], good, strlen(good));
	got = merged(1, plenty);
	EXPECT_TEXT(got, HEAD "#label-threshold 2.5\n"
		    ".\ta\tb\tnew\tx y\t-1.5e3\t\xc3\xa9\t3\n"
		    ".\ta\tb\tnewer\t.\t007\t.\t12345678901234567890\n");
	free(got);
	remove_files(1);
}

struct refusal {
	const char *text, *words;	/* what the message holds */
};

/* As the only table, and joined to a good one, plain and packed. */
static void
check_refused(const struct refusal *refusal)
{
	for (int packed = 0; packed < 2; packed++) {
		struct error err = { 0 };
		struct output *out = output_open("merged", &err);

		if (packed)
			put_gzip(names[0], refusal->text,
				 strlen(refusal->text));
		else
			put(names[0], refusal->text, strlen(refusal->text));
		EXPECT(merge_counts(names, 1, NULL, plenty, out, &err) == -1);
		if (!strstr(err.text, refusal->words))
			EXPECT_TEXT(err.text, refusal->words);
		output_discard(out);
	}
	remove_files(1);
}

#define ROW "a\tb\tc\tgc\t.\t1\t2\t"

static void
test_refusals(void)
{
	static const struct refusal refusals[] = {
		{ "", "file000: holds nothing" },
		{ "x\n", "file000:1: not a count table" },
		{ "#gbqc-counts 2\n", "file000:1: a count table of version" },
		{ HEAD "#gbqc-counts 2\n", "file000:3: a table of another" },
		{ HEAD ROW "1\n#label-threshold 1\n#label-threshold 2\n",
		  "file000:5: label threshold 2" },
		{ HEAD "\n", "file000:3: a row of 1 field," },
		{ HEAD ROW "1\n\n", "file000:4: a row of 1 field," },
		{ HEAD ROW "1\na\tb\tc\tgc\t.\t1\t2\n", "file000:4: a row of "
							"7 fields" },
		{ HEAD ROW "1\na\tb\tc\tgc\t.\t1\t12\n", "file000:4: a row of "
							 "7 fields" },
		{ HEAD ROW "1\na\tb\tc\tgc\t.\t1\t2\t3\t4\n", "4: a row of 9" },
		{ HEAD ROW "1\na\tb\tc\tgc\t.\t\t2\t3\n", "4: field \"value\" "
							  "is empty" },
		{ HEAD ROW "1\na\t\tc\tgc\t.\t1\t2\t3\n", "4: field \"label\"" },
		{ HEAD ROW "1\n\tb\tc\tgc\t.\t1\t2\t3\n", "4: field \"split\"" },
		{ HEAD ROW "1\na\tb\tc\tgc\t.\t2\001\t2\t3\n", "4:13: byte "
							       "0x01" },
		{ HEAD ROW "1\r\n", "file000:3:17: byte 0x0d" },
		{ HEAD ROW "1\n" ROW "2\r\n", "file000:4:17: byte 0x0d" },
		{ HEAD ROW "12", "file000:3: the last line has no newline" },
		{ HEAD ROW "1\n" ROW "2", "file000:4: the last line" },
		{ HEAD ROW "18446744073709551615\n" ROW "1\n",
		  "the counts of \"a\\x09b\\x09c\\x09gc\\x09.\\x091\\x092\" add "
		  "up to 2^64 or more" },
	};
	static const char *const counts[] = { "0", "-1", "+1", "1.0", "0x1",
					      " 1", "1 ", "", "007", "1e3",
					      "1234567 ", "123456789x",
					      "18446744073709551616",
					      "99999999999999999999", "." };

	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		check_refused(&refusals[i]);
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		struct text text = { 0 };
		struct refusal refusal = { .words = "file000:3: " };

		text_addf(&text, HEAD ROW "%s\n", counts[i]);
		refusal.text = text.bytes;
		check_refused(&refusal);
		text_clear(&text);
		text_addf(&text, HEAD ROW "1\na\tb\tc\tgc\t.\t1\t3\t%s\n",
			  counts[i]);
		refusal.text = text.bytes;
		refusal.words = "file000:4: ";
		check_refused(&refusal);
		text_release(&text);
	}
}

static void
test_missing(void)
{
	struct error err = { 0 };
	struct output *out = output_open("merged", &err);

	put(names[0], HEAD, strlen(HEAD));
	EXPECT(merge_counts(names, 2, NULL, plenty, out, &err) == -1);
	EXPECT(strncmp(err.text, "file001: ", 9) == 0);
	output_discard(out);
	remove_files(1);
	EXPECT(access("merged", F_OK) != 0);
}

int
main(void)
{
	static char folder[] = "gbqc-unit-XXXXXX";
	static char text[FILES][16];

	for (int i = 0; i < FILES; i++) {
		snprintf(text[i], sizeof(text[i]), "file%03d", i);
		names[i] = text[i];
	}
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	unit_run("sorted or not, joined or packed, the sum is the same",
		 test_forms);
	unit_run("more rows than fit in a window or in memory", test_large);
	unit_run("more files than descriptors", test_many_files);
	unit_run("rows may be long", test_long_rows);
	unit_run("keys may differ anywhere", test_near_keys);
	unit_run("rows may have any length", test_lengths);
	unit_run("rows may be in any order, no key twice", test_shuffled);
	unit_run("rows of unknown checks are kept", test_unknown_checks);
	unit_run("what is no count table is refused", test_refusals);
	unit_run("a file that is missing is named", test_missing);
	if (chdir("..") != 0)
		return 1;
	rmdir(folder);
	return unit_end();
}
