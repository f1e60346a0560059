/*
 * table_hash_part.c - the parts of hashes, one after another, are all of them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "table/hash_part.h"

#include "unit.h"

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* One of `many` hashes, spread over all that there are, or close together. */
static struct hash_count
make_hash(uint64_t many, bool spread, uint64_t *seed)
{
	uint64_t key = next_random(seed) % many;

	return (struct hash_count){
		spread ? key * UINT64_C(0x9e3779b97f4a7c15) : key % 3,
		key * 7, 1 + key % 2, (uint32_t)(next_random(seed) % 2)
	};
}

/* A list of up to four runs, some of them in a file. */
static void
fill(struct run_list *list, bool spread, uint64_t *seed)
{
	size_t runs = next_random(seed) % 5;
	struct error err = { 0 };

	for (size_t i = 0; i < runs; i++) {
		size_t n = next_random(seed) % 300;
		struct hash_count *all = mem_array(n + 1, sizeof(*all));

		for (size_t k = 0; k < n; k++)
			all[k] = make_hash(400, spread, seed);
		n = entry_sort(&entry_hash, all, n);
		if (next_random(seed) % 3) {
			run_list_take(list, all, n);
			continue;
		}
		EXPECT(run_list_spill(list, &entry_hash, all, n, &err) == 0);
		free(all);
	}
}

static void
compare_parts(const struct run_list *list, unsigned bits)
{
	struct hash_part part = { 0 };
	struct error err = { 0 };
	struct hash_count *wanted;
	void *entries;
	size_t n, at = 0;

	EXPECT(run_list_gather(list, &entry_hash, &entries, &n, &err) == 0);
	wanted = entries;
	for (size_t number = 0; number < (size_t)1 << bits; number++) {
		EXPECT(hash_part_find(&part, list, bits, number, &err) == 0);
		EXPECT(at + part.n <= n);
		for (size_t i = 0; i < part.n; i++) {
			EXPECT(bits == 0 || part.hashes[i].high >>
					    (64 - bits) == number);
			EXPECT(memcmp(&part.hashes[i], &wanted[at++],
				      sizeof(*wanted)) == 0);
		}
	}
	EXPECT_U64(at, n);
	hash_part_release(&part);
	free(entries);
}

static void
parts_are_all(void)
{
	uint64_t seed = 1;

	for (int round = 0; round < 60; round++) {
		struct run_list list = { 0 };

		fill(&list, round % 4 > 0, &seed);
		for (unsigned bits = 0; bits < 8; bits += 1 + bits / 2)
			compare_parts(&list, bits);
		run_list_release(&list);
	}
}

static void
an_overflow_is_told(void)
{
	struct hash_part part = { 0 };
	struct run_list list = { 0 };
	struct error err = { 0 };

	for (uint32_t i = 0; i < 2; i++) {
		struct hash_count *one = mem_zeroed(1, sizeof(*one));

		one->plus = i ? UINT32_MAX : 1;
		run_list_take(&list, one, 1);
	}
	EXPECT(hash_part_find(&part, &list, 0, 0, &err) == -1);
	EXPECT(strstr(err.text, "2^32"));
	hash_part_release(&part);
	run_list_release(&list);
}

/* About 16,000 a part, and a number of them that a shift can make. */
static void
parts_are_small(void)
{
	EXPECT_U64(hash_part_bits(0), 0);
	EXPECT_U64(hash_part_bits(10000), 0);
	EXPECT_U64(hash_part_bits(1000000), 6);
	EXPECT(hash_part_bits(UINT64_MAX) < 64);
}

int
main(void)
{
	unit_run("parts in order are all hashes, added up", parts_are_all);
	unit_run("an overflow is told", an_overflow_is_told);
	unit_run("parts are small", parts_are_small);
	return unit_end();
}
