/*
 * checks_laws.c - what holds for every check: counts do not depend on how
 * records are cut into batches and states; and positions against a plain
 * loop.
 */
#include <ctype.h>

#include "base/error.h"
#include "checks/check.h"

#include "records.h"
#include "unit.h"

enum { ROUNDS = 12 };

static void *
measured(const struct check *check, const struct check_params *params,
	 struct records *const *all, size_t from, size_t to)
{
	void *state = check->make(params);
	struct error err = { 0 };

	for (size_t i = from; i < to; i++) {
		all[i]->batch.have = 0;
		all[i]->batch.wanted = check->reads;
		EXPECT(check->add(state, &all[i]->batch, &err) == 0);
	}
	return state;
}

static const struct entry_kind *
entries_of(const struct series *series)
{
	switch (series->kind) {
	case SERIES_POSITIONS:
		return &entry_position;
	case SERIES_HASHES:
		return &entry_hash;
	default:
		return &entry_tally;
	}
}

static size_t
count_series(const struct count_table *table)
{
	size_t n = 0;

	while (count_table_at(table, n))
		n++;
	return n;
}

/* Every run is sorted and has each entry once. */
static void
expect_sorted(const struct series *series)
{
	const struct entry_kind *kind = entries_of(series);

	for (size_t r = 0; r < series->runs.n; r++) {
		const struct run *run = &series->runs.runs[r];
		const char *entries = run->entries;

		for (size_t i = 1; entries && i < run->n; i++)
			EXPECT(kind->compare(entries + (i - 1) * kind->size,
					     entries + i * kind->size) < 0);
	}
}

static void
expect_same_entries(const struct series *x, const struct series *y)
{
	struct error err = { 0 };
	void *of_x, *of_y;
	size_t n, m;

	expect_sorted(x);
	EXPECT(run_list_gather(&x->runs, entries_of(x), &of_x, &n, &err) == 0);
	EXPECT(run_list_gather(&y->runs, entries_of(y), &of_y, &m, &err) == 0);
	EXPECT_U64(n, m);
	EXPECT(n == 0 || memcmp(of_x, of_y, n * entries_of(x)->size) == 0);
	free(of_x);
	free(of_y);
}

static void
expect_same_table(const struct count_table *x, const struct count_table *y)
{
	const struct series *series;

	EXPECT_U64(count_series(x), count_series(y));
	for (size_t i = 0; (series = count_table_at(x, i)); i++) {
		const struct series *other = count_table_find(
			y, series->group, series->check, series->at,
			series->kind);

		EXPECT(other != NULL);
		expect_same_entries(series, other);
	}
}

/* One state for all, against three that are merged, the last one empty. */
static void
expect_law(const struct check *check, const struct check_params *params,
	   struct records *const *all)
{
	struct count_table *whole = count_table_new();
	struct count_table *parts = count_table_new();
	uint32_t group = count_table_group(whole, "s", "l", "c");
	void *one = measured(check, params, all, 0, ROUNDS);
	void *left = measured(check, params, all, 0, ROUNDS / 3);
	void *right = measured(check, params, all, ROUNDS / 3, ROUNDS);
	void *none = check->make(params);
	struct error err = { 0 };

	EXPECT(group == count_table_group(parts, "s", "l", "c"));
	EXPECT(check->merge(right, none, &err) == 0);
	EXPECT(check->merge(left, right, &err) == 0);
	EXPECT(check->emit(one, group, whole, &err) == 0);
	EXPECT(check->emit(left, group, parts, &err) == 0);
	expect_same_table(whole, parts);
	check->free(one);
	check->free(left);
	check->free(right);
	check->free(none);
	count_table_free(whole);
	count_table_free(parts);
}

static void
try_law(const struct check_params *params, uint64_t seed)
{
	struct records *all[ROUNDS];

	for (size_t i = 0; i < ROUNDS; i++)
		all[i] = records_new(1 + record_random(&seed) % BATCH_MAX,
				     &seed);
	for (size_t k = 0; check_list[k]; k++)
		expect_law(check_list[k], params, all);
	for (size_t i = 0; i < ROUNDS; i++)
		records_free(all[i]);
}

static void
parts_add_up(void)
{
	const struct check_params params = { .kmers = 0x1f8,
					     .positions = 10000 };

	for (uint64_t seed = 1; seed < 4; seed++)
		try_law(&params, seed);
}

static void
parts_add_up_in_little_memory(void)
{
	struct memory_budget budget = { .limit = 1 };
	const struct check_params params = { .kmers = 0x18,
					     .positions = 50,
					     .budget = &budget };

	try_law(&params, 7);
}

/* Counts of letters at positions -MOST to MOST. */
enum { MOST = RECORD_MOST + 1 };
struct positions {
	uint64_t at[2 * MOST + 1][128];
};

static void
count_position(struct positions *counts, int64_t at, uint32_t limit,
	       uint8_t letter)
{
	if (limit == 0 || (at <= (int64_t)limit && at >= -(int64_t)limit))
		counts->at[at + MOST][toupper(letter)]++;
}

static int64_t
position_of(const struct check *check, size_t i, size_t n)
{
	if (check == &check_start)
		return (int64_t)i + 1;
	if (check == &check_end)
		return (int64_t)(n - i);
	return (int64_t)i - (int64_t)(n / 2);
}

static void
expect_positions(const struct check *check, const struct positions *wanted,
		 const struct count_table *table)
{
	const struct series *series = count_table_find(
		table, 0, check->name, "", SERIES_POSITIONS);
	struct run_walk *walk;
	struct position_count got;
	struct error err = { 0 };
	size_t n = 0;

	EXPECT(series != NULL);
	expect_sorted(series);
	walk = run_walk_open(&series->runs, &entry_position);
	while (run_walk_next(walk, &got, &err) > 0) {
		EXPECT(got.at >= -MOST && got.at <= MOST && got.count > 0);
		EXPECT_U64(got.count,
			   wanted->at[got.at + MOST][got.letter]);
		n++;
	}
	run_walk_close(walk);
	for (size_t i = 0; i <= 2 * MOST; i++)
		for (size_t letter = 0; letter < 128; letter++)
			n -= wanted->at[i][letter] > 0;
	EXPECT_U64(n, 0);
}

/* Records of one length, without the letters that are counted one by one. */
static void
make_alike(struct records *records)
{
	struct batch *batch = &records->batch;

	for (size_t r = 0; r < batch->n; r++) {
		batch->length[r] = batch->length[0];
		for (size_t i = 0; i < sizeof(records->letters[r]); i++)
			if (!strchr("ACGTUN",
				    toupper(records->letters[r][i])))
				records->letters[r][i] = 'N';
	}
}

static void
try_positions(const struct check *check, uint32_t limit, bool alike,
	      uint64_t seed)
{
	const struct check_params params = { .positions = limit };
	struct count_table *table = count_table_new();
	struct positions *wanted = mem_zeroed(1, sizeof(*wanted));
	uint32_t group = count_table_group(table, "s", "l", "c");
	struct records *all[ROUNDS];
	struct error err = { 0 };
	void *state;

	for (size_t i = 0; i < ROUNDS; i++) {
		const struct batch *batch = &(all[i] = records_new(
			1 + record_random(&seed) % BATCH_MAX, &seed))->batch;

		if (alike)
			make_alike(all[i]);
		for (size_t r = 0; r < batch->n; r++)
			for (size_t k = 0; k < batch->length[r]; k++)
				count_position(
					wanted,
					position_of(check, k,
						    batch->length[r]),
					limit, batch->seq[r][k]);
	}
	state = measured(check, &params, all, 0, ROUNDS);
	EXPECT(check->emit(state, group, table, &err) == 0);
	expect_positions(check, wanted, table);
	check->free(state);
	count_table_free(table);
	free(wanted);
	for (size_t i = 0; i < ROUNDS; i++)
		records_free(all[i]);
}

static void
positions_as_by_loop(void)
{
	static const struct check *const checks[] = { &check_start,
						      &check_end,
						      &check_centre };
	static const uint32_t limits[] = { 0, 1, 2, 63, 100, 10000 };

	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
			for (int alike = 0; alike < 2; alike++)
				try_positions(checks[k], limits[i], alike,
					      k + 3 * i + 1);
}

/* One letter at one place, more often than a byte holds, in each batch size. */
static void
positions_past_a_byte(void)
{
	const struct check_params params = { .positions = 10 };
	struct records *records = mem_zeroed(1, sizeof(*records));
	struct batch *batch = &records->batch;

	for (size_t r = 0; r < BATCH_MAX; r++) {
		memset(records->letters[r], 'G', sizeof(records->letters[r]));
		batch->seq[r] = records->letters[r] + RECORD_PAD;
		batch->length[r] = 7;
	}
	for (batch->n = 1; batch->n <= BATCH_MAX; batch->n += 127) {
		struct count_table *table = count_table_new();
		uint32_t group = count_table_group(table, "s", "l", "c");
		struct positions *wanted = mem_zeroed(1, sizeof(*wanted));
		void *state = check_start.make(&params);
		struct error err = { 0 };

		for (size_t round = 0; round < 600; round++) {
			batch->have = 0;
			EXPECT(check_start.add(state, batch, &err) == 0);
			for (int64_t at = 1; at <= 7; at++)
				wanted->at[at + MOST]['G'] += batch->n;
		}
		EXPECT(check_start.emit(state, group, table, &err) == 0);
		expect_positions(&check_start, wanted, table);
		check_start.free(state);
		count_table_free(table);
		free(wanted);
	}
	records_free(records);
}

/* Every check has words for a person, and its own name. */
static void
list_is_whole(void)
{
	for (size_t k = 0; check_list[k]; k++) {
		const struct check *check = check_list[k];

		EXPECT(check_find(check->name) == check);
		EXPECT(*check->about && *check->cause && *check->mend);
	}
	EXPECT(check_find("") == NULL && check_find("gcc") == NULL);
}

int
main(void)
{
	unit_run("three states merged are as one", parts_add_up);
	unit_run("so they are where all goes to files",
		 parts_add_up_in_little_memory);
	unit_run("positions are counted as by a loop", positions_as_by_loop);
	unit_run("positions are counted past a byte", positions_past_a_byte);
	unit_run("the list of checks is whole", list_is_whole);
	return unit_end();
}
