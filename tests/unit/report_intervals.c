/*
 * report_intervals.c - tests of common/report/intervals.c.
 */
#include <stdlib.h>

#include "report/column.h"
#include "report/intervals.h"
#include "tables.h"

enum { RECORDS = 200, LENGTH = 30 };

/*
 * Two groups of records of 30 letters, A everywhere. In p so many have T at
 * the places of planted.
 */
struct planted {
	int at;
	uint64_t in_p;
};

static void
add_rows(struct text *rows, const char *label, uint64_t records,
	 const struct planted *planted, size_t n)
{
	text_addf(rows, ".\t%s\tsequence\tlength\t.\t%d\t.\t%" PRIu64 "\n",
		  label, LENGTH, records);
	for (int at = 1; at <= LENGTH; at++) {
		uint64_t t = 0;

		for (size_t i = 0; i < n; i++)
			if (planted[i].at == at)
				t = planted[i].in_p;
		text_addf(rows, ".\t%s\tsequence\tstart\t%d\t", label, at);
		if (t < records)
			text_addf(rows, "A\t.\t%" PRIu64 "\n", records - t);
		if (t && t < records)
			text_addf(rows, ".\t%s\tsequence\tstart\t%d\t", label,
				  at);
		if (t)
			text_addf(rows, "T\t.\t%" PRIu64 "\n", t);
	}
}

static struct judged judged;
static struct interval_list list;
static struct count_table *table;

static void
make(const struct planted *planted, size_t n, bool all_parts)
{
	const struct verdict_options options = {
		.rule = { .6, .7, .005 }, .all_parts = all_parts,
	};
	struct text rows = { 0 };
	struct error err = { 0 };

	add_rows(&rows, "n", RECORDS, NULL, 0);
	add_rows(&rows, "p", RECORDS, planted, n);
	table = tables_read(rows.bytes);
	EXPECT(judged_init(&judged, table, &options, &err) == 0);
	EXPECT(interval_list_init(&list, &judged, &err) == 0);
	text_release(&rows);
}

static void
end(void)
{
	interval_list_release(&list);
	judged_release(&judged);
	count_table_free(table);
}

static const struct planted few[] = {
	{ 5, 120 }, { 7, 80 }, { 8, 40 }, { 10, 190 }, { 20, 200 }
};

static void
neighbours_are_joined(void)
{
	make(few, 5, false);
	/* 8 is not flagged: 7 and 10 are three apart. */
	EXPECT_U64(list.n, 3);
	EXPECT(list.all[0].from == 5 && list.all[0].to == 7);
	EXPECT(list.all[1].from == 10 && list.all[1].to == 10);
	EXPECT(list.all[2].from == 20 && list.all[2].to == 20);
	EXPECT(list.all[0].at == 5);
	EXPECT(judged.list.all[list.all[0].row].headline);
	EXPECT_NEAR(judged.list.all[list.all[0].worst].score, .8, 1e-12);
	EXPECT_U64(list.all[0].reach_a, RECORDS);
	end();
}

static void
consensus_shows_what_stands_there(void)
{
	make(few, 5, false);
	EXPECT_TEXT(list.all[0].consensus_a, "AAA");
	/* 60 % T; all A; 60 % A. */
	EXPECT_TEXT(list.all[0].consensus_b, "TAA");
	EXPECT_TEXT(list.all[2].consensus_b, "T");
	end();
}

static void
parts_that_pass_are_no_interval(void)
{
	make(few, 5, true);
	EXPECT_U64(list.n, 3);
	end();
	make(NULL, 0, true);
	EXPECT_U64(list.n, 0);
	end();
}

static void
letters_by_their_share(void)
{
	const uint64_t half[] = { 50, 50 }, more[] = { 51, 49 };
	const uint64_t third[] = { 35, 36, 29 }, few_of[] = { 35, 35, 30 };

	EXPECT(consensus_letter("AC", half, 2, 100) == 'a');
	EXPECT(consensus_letter("AC", more, 2, 100) == 'A');
	EXPECT(consensus_letter("ACG", third, 3, 100) == 'c');
	EXPECT(consensus_letter("ACG", few_of, 3, 100) == '.');
	EXPECT(consensus_letter("AC", half, 2, 0) == '.');
}

static void
parts_are_read(void)
{
	int32_t position;
	char letter;

	EXPECT(interval_part("17A", &position, &letter));
	EXPECT(position == 17 && letter == 'A');
	EXPECT(interval_part("-3T", &position, &letter));
	EXPECT(position == -3 && letter == 'T');
	EXPECT(interval_part("0-", &position, &letter));
	EXPECT(position == 0 && letter == '-');
	EXPECT(!interval_part(".", &position, &letter));
	EXPECT(!interval_part("-T", &position, &letter));
	EXPECT(!interval_part("CG", &position, &letter));
}

int
main(void)
{
	unit_run("flagged positions two apart are of one interval",
		 neighbours_are_joined);
	unit_run("a consensus shows what stands there",
		 consensus_shows_what_stands_there);
	unit_run("parts that pass are in no interval",
		 parts_that_pass_are_no_interval);
	unit_run("a letter by its share: half, 35 %", letters_by_their_share);
	unit_run("positions are read from a part's name", parts_are_read);
	return unit_end();
}
