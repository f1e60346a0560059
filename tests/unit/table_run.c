/*
 * table_run.c - tests that runs add up the same in memory and from files.
 */
#include "unit.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "table/run.h"

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

union entry {
	struct tally tally;
	struct position_count position;
	struct hash_count hash;
};

static const struct entry_kind *const kinds[] = { &entry_tally,
						  &entry_position,
						  &entry_hash };
enum { KINDS = 3 };

/* An entry with one of about many keys and a count of 1 to 3. */
static void
make_entry(size_t kind, uint32_t many, uint64_t *seed, void *to)
{
	uint32_t key = (uint32_t)(next_random(seed) % many);
	uint32_t count = 1 + (uint32_t)(next_random(seed) % 3);
	union entry entry = { 0 };

	if (kind == 0)
		entry.tally = (struct tally){ key, key % 7 ? TALLY_ABSENT : key,
					      count };
	else if (kind == 1)
		entry.position = (struct position_count){
			(int32_t)key - (int32_t)(many / 2), 'A' + key % 3,
			count };
	else
		entry.hash = (struct hash_count){ key % 5, key, count,
						  3 - count };
	memcpy(to, &entry, kinds[kind]->size);
}

static char *
make_entries(size_t kind, size_t n, uint32_t many, uint64_t *seed)
{
	char *entries = mem_array(n, kinds[kind]->size);

	for (size_t i = 0; i < n; i++)
		make_entry(kind, many, seed, entries + i * kinds[kind]->size);
	return entries;
}

/* Sorts by qsort() and adds up, slowly. Returns how many are left. */
static size_t
sort_slowly(const struct entry_kind *kind, char *entries, size_t n)
{
	size_t kept = 0, size = kind->size;

	qsort(entries, n, size, kind->compare);
	for (size_t i = 0; i < n; i++) {
		char *entry = entries + i * size;
		char *last = kept > 0 ? entries + (kept - 1) * size : NULL;

		if (last && kind->compare(last, entry) == 0)
			EXPECT(kind->add(last, entry));
		else
			memmove(entries + kept++ * size, entry, size);
	}
	return kept;
}

static void
test_sort(void)
{
	uint64_t seed = 1;

	for (size_t kind = 0; kind < KINDS; kind++)
		for (size_t n = 0; n < 3000; n = 2 * n + 1) {
			size_t size = kinds[kind]->size, left;
			char *fast = make_entries(kind, n, 500, &seed);
			char *slow = mem_array(n, size);

			memcpy(slow, fast, n * size);
			left = entry_sort(kinds[kind], fast, n);
			EXPECT_U64(left, sort_slowly(kinds[kind], slow, n));
			EXPECT(memcmp(fast, slow, left * size) == 0);
			EXPECT_U64(entry_sort(kinds[kind], fast, left), left);
			EXPECT(memcmp(fast, slow, left * size) == 0);
			free(fast);
			free(slow);
		}
}

static int
compare_position_text(int32_t x, int32_t y)
{
	char p[16], q[16];

	snprintf(p, sizeof(p), "%" PRId32, x);
	snprintf(q, sizeof(q), "%" PRId32, y);
	return strcmp(p, q);
}

static void
test_positions(void)
{
	static const int32_t places[] = { INT32_MIN, -100, -10, -9, -1, 0, 1,
					  9, 10, 11, 99, 100, INT32_MAX };
	size_t n = sizeof(places) / sizeof(*places);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			struct position_count x = { places[i], 'A', 1 };
			struct position_count y = { places[j], 'A', 1 };
			int got = entry_position.compare(&x, &y);
			int wanted = compare_position_text(x.at, y.at);

			EXPECT((got > 0) == (wanted > 0)
			       && (got < 0) == (wanted < 0));
		}
}

/* Some lists, all of one content: that of slow, sorted. */
static void
check_list(const struct run_list *list, size_t kind, const char *slow,
	   size_t n)
{
	struct error err = { 0 };
	size_t size = kinds[kind]->size, got;
	union entry entry;
	void *all;
	struct run_walk *walk = run_walk_open(list, kinds[kind]);

	for (size_t i = 0; i < n; i++) {
		EXPECT(run_walk_next(walk, &entry, &err) == 1);
		EXPECT(memcmp(&entry, slow + i * size, size) == 0);
	}
	EXPECT(run_walk_next(walk, &entry, &err) == 0);
	EXPECT(run_walk_next(walk, &entry, &err) == 0);
	run_walk_close(walk);
	EXPECT(run_list_gather(list, kinds[kind], &all, &got, &err) == 0);
	EXPECT_U64(got, n);
	EXPECT(memcmp(all, slow, n * size) == 0);
	free(all);
}

/* The same by stretches that need no walk, after some steps of one. */
static void
check_rest(const struct run_list *list, size_t kind, const char *slow,
	   size_t n, size_t steps)
{
	struct error err = { 0 };
	const size_t size = kinds[kind]->size;
	union entry entry;
	const void *rest = NULL;
	size_t i = 0, got;
	struct run_walk *walk = run_walk_open(list, kinds[kind]);

	EXPECT_U64(run_walk_rest(walk, &rest), 0);	/* not begun */
	while (i < n) {
		EXPECT(run_walk_next(walk, &entry, &err) == 1);
		EXPECT(memcmp(&entry, slow + i++ * size, size) == 0);
		if (i < steps)
			continue;
		got = run_walk_rest(walk, &rest);
		if (list->n == 1 && list->runs[0].file < 0)
			EXPECT_U64(got, n - i);
		EXPECT(got <= n - i);
		EXPECT(got == 0 || memcmp(rest, slow + i * size,
					  got * size) == 0);
		i += got;
	}
	EXPECT(run_walk_next(walk, &entry, &err) == 0);
	EXPECT_U64(run_walk_rest(walk, &rest), 0);
	run_walk_close(walk);
}

/* Random runs, as many as said, every spill-th of them in a file. */
static void
check_runs(size_t kind, size_t runs, size_t spill, uint64_t seed)
{
	struct run_list list = { 0 }, other = { 0 };
	struct error err = { 0 };
	size_t size = kinds[kind]->size, n = 0, room = 0;
	char *slow = mem_array(0, size);

	for (size_t i = 0; i < runs; i++) {
		size_t some = next_random(&seed) % 3000;
		char *entries = make_entries(kind, some, 5000, &seed);
		struct run_list *to = i % 3 ? &list : &other;

		slow = mem_grow(slow, &room, n + some, size);
		memcpy(slow + n * size, entries, some * size);
		n += some;
		some = entry_sort(kinds[kind], entries, some);
		if (spill > 0 && i % spill == 0) {
			EXPECT(run_list_spill(to, kinds[kind], entries, some,
					      &err) == 0);
			free(entries);
		} else {
			run_list_take(to, entries, some);
		}
	}
	n = n > 0 ? sort_slowly(kinds[kind], slow, n) : 0;
	run_list_move(&list, &other);
	EXPECT(other.n == 0 && other.runs == NULL);
	check_list(&list, kind, slow, n);
	for (size_t steps = 1; steps < 3000; steps *= 50)
		check_rest(&list, kind, slow, n, steps);
	EXPECT(run_list_settle(&list, kinds[kind], &err) == 0);
	check_list(&list, kind, slow, n);
	EXPECT(spill > 0 || list.n < 16);
	run_list_release(&list);
	free(slow);
}

static void
test_runs(void)
{
	for (size_t kind = 0; kind < KINDS; kind++)
		for (size_t runs = 0; runs < 20; runs = 2 * runs + 1)
			for (size_t spill = 0; spill < 4; spill++)
				check_runs(kind, runs, spill, runs + spill);
}

static void
test_spill_fails(void)
{
	struct run_list list = { 0 };
	struct error err = { 0 };
	struct tally one = { 1, 2, 3 };
	char *before = getenv("TMPDIR");
	char *copy = before ? mem_text(before, strlen(before)) : NULL;

	setenv("TMPDIR", "/none", 1);
	EXPECT(run_list_spill(&list, &entry_tally, &one, 1, &err) == -1);
	EXPECT(strstr(err.text, "/none") && strstr(err.text, "TMPDIR"));
	EXPECT(run_list_spill(&list, &entry_tally, &one, 0, &err) == 0);
	EXPECT_U64(list.n, 0);
	if (copy)
		setenv("TMPDIR", copy, 1);
	else
		unsetenv("TMPDIR");
	free(copy);
}

static void
test_overflow(void)
{
	struct run_list list = { 0 };
	struct error err = { 0 };
	struct hash_count all[3] = { { 1, 2, UINT32_MAX, 0 },
				     { 1, 1, 0, 0 }, { 1, 2, 1, 0 } };
	struct hash_count *one;
	void *entries;
	size_t n;

	EXPECT(entry_sort(&entry_hash, all, 3) == SIZE_MAX);
	for (uint32_t i = 0; i < 2; i++) {
		one = mem_zeroed(1, sizeof(*one));
		one->plus = i ? UINT32_MAX : 1;
		run_list_take(&list, one, 1);
	}
	EXPECT(run_list_gather(&list, &entry_hash, &entries, &n, &err) == -1);
	EXPECT(strstr(err.text, "2^32") != NULL);
	EXPECT(run_list_settle(&list, &entry_hash, &err) == -1);
	EXPECT_U64(list.n, 2);
	run_list_release(&list);
}

static void
test_budget(void)
{
	struct memory_budget budget = { .limit = 100 };

	EXPECT(memory_budget_take(&budget, 60));
	EXPECT(!memory_budget_take(&budget, 41));
	EXPECT(memory_budget_take(&budget, 40));
	memory_budget_give(&budget, 100);
	EXPECT(memory_budget_take(&budget, 100));
	EXPECT(!memory_budget_take(&budget, SIZE_MAX));
	budget.limit = 0;
	EXPECT(memory_budget_take(&budget, 1000));
}

int
main(void)
{
	unit_run("entries sort and add up", test_sort);
	unit_run("positions compare as their text", test_positions);
	unit_run("runs in memory and in files give the same", test_runs);
	unit_run("a folder that is not there is named", test_spill_fails);
	unit_run("an overflow is told", test_overflow);
	unit_run("the budget is kept", test_budget);
	return unit_end();
}
