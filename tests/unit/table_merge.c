/*
 * table_merge.c - tests that merging files gives the sum of their rows,
 * however they come.
 */
#include "unit.h"

#include <sys/resource.h>

#include "base/mem.h"
#include "merging.h"

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

/*
 * The rest of a row, behind fields that it shares or not, around the 32 and 64
 * bytes that are looked at together.
 */
static void
test_rests(void)
{
	static const size_t labels[] = { 1, 23, 24, 25, 55, 56, 57, 100 };
	enum { LABELS = sizeof(labels) / sizeof(*labels), LONGEST = 70,
	       EACH = 6, ROWS = LABELS * LONGEST * EACH };
	struct counted *rows = mem_array(ROWS, sizeof(*rows));
	uint64_t seed = 11;

	for (size_t i = 0; i < ROWS; i++) {
		struct text key = { 0 };
		size_t n = labels[i % LABELS];
		size_t rest = 1 + i / LABELS % LONGEST;
		size_t differs = next_random(&seed) % rest;

		text_adds(&key, "a\t");
		while (n-- > 0)
			text_addc(&key, 'x');
		text_adds(&key, "\tc\td\t");
		for (size_t j = 0; j < rest; j++)
			text_addc(&key, j == differs ? 'b' : 'a');
		text_addf(&key, "\t%u\t.", (unsigned)(i % 7));
		rows[i] = (struct counted){
			key.bytes, 1 + next_random(&seed) % 30
		};
	}
	check_rows(rows, ROWS, 3, SORTED, plenty);
	check_rows(rows, ROWS, 2, PACKED, plenty);
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

int
main(void)
{
	static char folder[] = "gbqc-unit-XXXXXX";

	if (!merging_start(folder))
		return 1;
	unit_run("sorted or not, joined or packed, the sum is the same",
		 test_forms);
	unit_run("more rows than fit in a window or in memory", test_large);
	unit_run("more files than descriptors", test_many_files);
	unit_run("rows may be long", test_long_rows);
	unit_run("keys may differ anywhere", test_near_keys);
	unit_run("rows may have any length", test_lengths);
	unit_run("what rows do not share may have any length", test_rests);
	unit_run("rows may be in any order, no key twice", test_shuffled);
	return merging_end(folder);
}
