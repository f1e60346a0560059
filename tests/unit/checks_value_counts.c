/*
 * checks_value_counts.c - counts of values against a plain list of them.
 */
#include "base/error.h"
#include "base/mem.h"
#include "checks/value_counts.h"
#include "checks/value_grid.h"

#include "unit.h"

#include <stdlib.h>

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* How values come about; each is a way through value_counts.c. */
enum kind {
	SMALL,			/* of less than 60: a list, then arrays */
	NEAR,			/* of about 100: a list that is a table */
	ONE,			/* all of 200: one array */
	WIDE,			/* of 50 to 2,000: sorted runs */
	LARGE,			/* of up to 2^32 - 2 */
	WHOLE,			/* whole numbers, small and large */
	MIXED,			/* all of these */
	KINDS
};

static struct tally
next_value(enum kind kind, uint64_t *seed)
{
	struct tally t = { 0, TALLY_ABSENT, 1 };

	if (kind == MIXED)
		kind = (enum kind)(next_random(seed) % MIXED);
	switch (kind) {
	case SMALL:
		t.of = (uint32_t)(next_random(seed) % 60);
		break;
	case NEAR:
		t.of = (uint32_t)(85 + next_random(seed) % 30);
		t.value = t.of / 2 - (uint32_t)(next_random(seed) % 20);
		return t;
	case ONE:
		t.of = 200;
		break;
	case WIDE:
		t.of = (uint32_t)(50 + next_random(seed) % 1951);
		break;
	case LARGE:
		t.of = UINT32_MAX - 1 - (uint32_t)(next_random(seed) % 50);
		t.value = t.of - (uint32_t)(next_random(seed) % 50);
		return t;
	default:
		t.value = (uint32_t)(next_random(seed) %
				     (next_random(seed) % 9 ? 500 : 100000));
		return t;
	}
	t.value = (uint32_t)(next_random(seed) % (t.of + 1));
	return t;
}

/* Counts n values in counts, and puts them into all. */
static void
count_values(struct value_counts *counts, enum kind kind, size_t n,
	     struct tally *all, uint64_t *seed)
{
	struct error err = { 0 };

	for (size_t i = 0; i < n; i++) {
		all[i] = next_value(kind, seed);
		EXPECT(value_counts_add(counts, all[i].value, all[i].of,
					&err) == 0);
	}
}

static int
compare(const void *x, const void *y)
{
	return tally_compare(x, y);
}

/* The same as the list of runs says, by sorting and comparing. */
static void
expect_counts(struct run_list *runs, struct tally *all, size_t n)
{
	struct error err = { 0 };
	struct tally *got;
	void *entries;
	size_t k = 0, n_got;

	qsort(all, n, sizeof(*all), compare);
	for (size_t i = 0; i < n; i++) {
		if (k && tally_compare(&all[k - 1], &all[i]) == 0)
			all[k - 1].count += all[i].count;
		else
			all[k++] = all[i];
	}
	EXPECT(run_list_gather(runs, &entry_tally, &entries, &n_got, &err) ==
	       0);
	got = entries;
	EXPECT_U64(n_got, k);
	for (size_t i = 0; i < k; i++) {
		EXPECT_U64(got[i].value, all[i].value);
		EXPECT_U64(got[i].of, all[i].of);
		EXPECT_U64(got[i].count, all[i].count);
	}
	free(entries);
	run_list_release(runs);
}

enum { MOST = 60000 };

static void
every_kind(void)
{
	static const size_t many[] = { 0,    1,    2,    63,	 64,  65,
					 1000, 4096, 4097, 4200, MOST };
	struct tally *all = mem_array(MOST, sizeof(*all));
	uint64_t seed = 1;

	for (int kind = 0; kind < KINDS; kind++)
		for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
			struct value_counts counts = { .budget = NULL };
			struct run_list runs = { 0 };
			struct error err = { 0 };

			count_values(&counts, (enum kind)kind, many[i], all,
				     &seed);
			EXPECT(value_counts_any(&counts) == (many[i] > 0));
			EXPECT(value_counts_emit(&counts, &runs, &err) == 0);
			EXPECT(!value_counts_any(&counts));
			expect_counts(&runs, all, many[i]);
			value_counts_release(&counts);
		}
	free(all);
}

/* Whatever two counts were made of, together they are as one. */
static void
merged_is_as_one(void)
{
	enum { HALF = MOST / 2 };
	struct tally *all = mem_array(MOST, sizeof(*all));
	uint64_t seed = 2;

	for (int x = 0; x < KINDS; x++)
		for (int y = 0; y < KINDS; y++) {
			struct value_counts into = { .budget = NULL };
			struct value_counts from = { .budget = NULL };
			struct run_list runs = { 0 };
			struct error err = { 0 };
			size_t n = 500 + next_random(&seed) % (HALF - 500);

			count_values(&into, (enum kind)x, HALF, all, &seed);
			count_values(&from, (enum kind)y, n / 2, all + HALF,
				     &seed);
			EXPECT(value_counts_merge(&into, &from, &err) == 0);
			EXPECT(!value_counts_any(&from));
			/* It may go on counting after a merge. */
			count_values(&into, (enum kind)y, n - n / 2,
				     all + HALF + n / 2, &seed);
			EXPECT(value_counts_emit(&into, &runs, &err) == 0);
			expect_counts(&runs, all, HALF + n);
			value_counts_release(&into);
			value_counts_release(&from);
		}
	free(all);
}

/* A budget that no run fits into sends all to files, and changes nothing. */
static void
tiny_budget(void)
{
	struct memory_budget budget = { .limit = 1000 };
	struct tally *all = mem_array(MOST, sizeof(*all));
	struct value_counts counts = { .budget = &budget };
	struct value_counts more = { .budget = &budget };
	struct run_list runs = { 0 };
	struct error err = { 0 };
	uint64_t seed = 3;

	count_values(&counts, WIDE, MOST / 2, all, &seed);
	EXPECT(counts.spilled.n > 1);
	count_values(&more, MIXED, MOST / 2, all + MOST / 2, &seed);
	EXPECT(value_counts_merge(&counts, &more, &err) == 0);
	EXPECT(value_counts_emit(&counts, &runs, &err) == 0);
	expect_counts(&runs, all, MOST);
	value_counts_release(&counts);
	value_counts_release(&more);
	EXPECT_U64(budget.used, 0);
	free(all);
}

/* Arrays stay in proportion to what was counted. */
static void
few_values_take_little(void)
{
	struct value_counts counts = { .budget = NULL };
	struct error err = { 0 };

	for (uint32_t i = 0; i < 200; i++) {
		EXPECT(value_counts_add(&counts, i, 511 - i, &err) == 0 ||
		       i > 511 - i);
		EXPECT(counts.cells <= 2048 + 4 * counts.added);
	}
	EXPECT(counts.room <= 512);
	value_counts_release(&counts);
}

/* A cell that holds 2^32 - 1 records and meets two more. */
static void
overflow(uint32_t *cell, struct value_counts *counts, uint32_t value,
	 uint32_t of)
{
	const uint64_t sum = (uint64_t)UINT32_MAX + 2;
	struct run_list runs = { 0 };
	struct error err = { 0 };
	void *entries;
	size_t n;

	*cell = UINT32_MAX;
	for (int i = 0; i < 2; i++)
		EXPECT(value_counts_add(counts, value, of, &err) == 0);
	EXPECT(value_counts_emit(counts, &runs, &err) == 0);
	EXPECT(run_list_gather(&runs, &entry_tally, &entries, &n, &err) == 0);
	EXPECT_U64(n, 1);
	if (n == 1) {
		const struct tally *tally = entries;

		EXPECT_U64(tally->value, value);
		EXPECT_U64(tally->of, of);
		EXPECT_U64(tally->count, sum);
	}
	free(entries);
	run_list_release(&runs);
}

static void
cells_carry_over(void)
{
	struct value_counts counts = { .budget = NULL };
	struct error err = { 0 };

	EXPECT(value_counts_add(&counts, 7, 9, &err) == 0);
	overflow(&counts.rows[9 - counts.first_row][7], &counts, 7, 9);
	EXPECT(value_counts_add(&counts, 200, TALLY_ABSENT, &err) == 0);
	overflow(&counts.whole[200], &counts, 200, TALLY_ABSENT);
	value_counts_release(&counts);
}

/* One value of each of two parts, in the grid or beside it. */
static void
count_pair(struct value_grid *grid, struct value_counts *const counts[],
	   uint32_t of, struct tally *const all[], size_t i, uint64_t *seed)
{
	struct error err = { 0 };
	const bool takes = value_grid_takes(grid, of);

	for (size_t k = 0; k < grid->parts; k++) {
		uint32_t value = (uint32_t)(1 + next_random(seed) % of);

		all[k][i] = (struct tally){ value, of, 1 };
		if (takes)
			grid->cells[k * (of + 1) + value]++;
		else
			EXPECT(value_counts_add(counts[k], value, of, &err) ==
			       0);
	}
	grid->records += takes;
}

/* n pairs, most of them of 100; more than a cell of 16 bits may hold. */
static void
grid_is_poured(void)
{
	enum { PARTS = 2, N = 3 * UINT16_MAX };
	struct value_counts first = { 0 }, second = { 0 };
	struct value_counts *const counts[PARTS] = { &first, &second };
	struct tally *const all[PARTS] = { mem_array(N, sizeof(struct tally)),
					   mem_array(N,
						     sizeof(struct tally)) };
	struct value_grid grid = { .parts = PARTS };
	struct error err = { 0 };
	uint64_t seed = 4;

	EXPECT(!value_grid_takes(&grid, 100));
	value_grid_meet(&grid, EARLY_OF);
	EXPECT(!value_grid_takes(&grid, EARLY_OF));
	value_grid_meet(&grid, 100);
	value_grid_meet(&grid, 90);
	EXPECT(value_grid_takes(&grid, 100) && !value_grid_takes(&grid, 90));
	for (size_t i = 0; i < N; i++) {
		if (!value_grid_has_room(&grid, 1))
			EXPECT(value_grid_pour(&grid, counts, &err) == 0);
		count_pair(&grid, counts, i % 9 ? 100 : 90, all, i, &seed);
	}
	EXPECT(value_grid_pour(&grid, counts, &err) == 0);
	EXPECT(value_grid_pour(&grid, counts, &err) == 0);	/* adds none */
	for (size_t k = 0; k < PARTS; k++) {
		struct run_list runs = { 0 };

		EXPECT(value_counts_emit(counts[k], &runs, &err) == 0);
		expect_counts(&runs, all[k], N);
		value_counts_release(counts[k]);
		free(all[k]);
	}
	value_grid_release(&grid);
}

int
main(void)
{
	unit_run("every kind of value, few and many", every_kind);
	unit_run("two counts merged are as one", merged_is_as_one);
	unit_run("a tiny budget spills and changes nothing", tiny_budget);
	unit_run("few values take little memory", few_values_take_little);
	unit_run("cells of 32 bits carry over", cells_carry_over);
	unit_run("a grid is poured into the counts of its parts",
		 grid_is_poured);
	return unit_end();
}
