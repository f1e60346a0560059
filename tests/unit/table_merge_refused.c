/*
 * table_merge_refused.c - tests that merging keeps what it does not know, and
 * refuses what is no count table.
 */
#include "unit.h"

#include "merging.h"

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
		{ HEAD ROW "1\n" HEAD ROW "1\n#label-threshold 1\n",
		  "file000:7: label threshold 1, where a table before" },
		{ HEAD "#label-threshold 1\n" ROW "1\n" HEAD ROW "1\n",
		  "file000:7: labels as they are" },
		{ HEAD ROW "1\n" HEAD "#label-threshold 1\n" ROW "1\n",
		  "file000:7: labels cut at 1" },
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

/* Behind some that are right, rows are looked at many at a time. */
static void
test_refusals_among_many(void)
{
	static const char *const starts[] = {
		"a\tb\tc\tgc\t.\t", "a long label\tb\tc\tof more letters\t.\t",
		"a\tb\tc\tgc\tan at that takes more than 32 bytes\t",
		("a\tb\tc\tgc\tan at that takes more than the 64 bytes "
		 "which are looked at together\t")
	};
	static const struct refusal rests[] = {
		{ "9\t.\t0", "count \"0\"" },
		{ "9\t.\t", "field \"count\" is" },
		{ "9\t.\t1x", "count \"1x\"" }, { "9\t.\t:", "count \":\"" },
		{ "9\t.\t/", "count \"/\"" }, { "9\t.\t01", "count \"01\"" },
		{ "9\t\t1", "field \"of\" is empty" },
		{ "\t9\t1", "field \"value\" is empty" },
		{ "9\t1", "a row of 7 fields" }, { "9\t.\t1\t1", "a row of 9" },
		{ "9\002\t.\t1", "byte 0x02" }, { "9\t.\t1\r", "byte 0x0d" },
		{ "9\t.\t1\n#", "file000:12: " },
		{ "9\t.\t1\n\n", "file000:12: " }
	};
	enum { STARTS = sizeof(starts) / sizeof(*starts),
	       RESTS = sizeof(rests) / sizeof(*rests) };

	for (size_t i = 0; i < STARTS * RESTS; i++) {
		const char *start = starts[i % STARTS];
		struct refusal refusal = rests[i / STARTS];
		struct text text = { 0 };

		text_adds(&text, HEAD);
		for (int row = 1; row < 9; row++)
			text_addf(&text, "%s%d\t.\t1\n", start, row);
		text_addf(&text, "%s%s\n", start, refusal.text);
		refusal.text = text.bytes;
		check_refused(&refusal);
		if (strncmp(refusal.words, "file", 4) != 0) {
			refusal.words = "file000:11:";
			check_refused(&refusal);
		}
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

	if (!merging_start(folder))
		return 1;
	unit_run("rows of unknown checks are kept", test_unknown_checks);
	unit_run("what is no count table is refused", test_refusals);
	unit_run("a wrong row among many is refused",
		 test_refusals_among_many);
	unit_run("a file that is missing is named", test_missing);
	return merging_end(folder);
}
