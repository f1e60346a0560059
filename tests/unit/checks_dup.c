/*
 * checks_dup.c - the canonical strand and the set of hashes against plain
 * ways to the same.
 */
#include <ctype.h>

#include <xxhash.h>

#include "base/error.h"
#include "checks/canonical.h"
#include "checks/check.h"
#include "checks/hash_set.h"

#include "records.h"
#include "unit.h"

/* IUPAC codes and their complements; others are their own. */
static char
complement(char letter)
{
	static const char *const pairs[] = { "AT", "CG", "RY", "KM", "BV",
					     "DH" };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (letter == pairs[i][0])
			return pairs[i][1];
		if (letter == pairs[i][1])
			return pairs[i][0];
	}
	return letter;
}

static bool
plain_hash(const uint8_t *seq, size_t n, struct hash_count *hash)
{
	char forward[RECORD_MOST + 1] = "", reverse[RECORD_MOST + 1] = "";
	XXH128_hash_t h;
	bool plus;

	for (size_t i = 0; i < n; i++) {
		forward[i] = (char)toupper(seq[i]);
		if (forward[i] == 'U')
			forward[i] = 'T';
		reverse[n - 1 - i] = complement(forward[i]);
	}
	plus = strcmp(forward, reverse) <= 0;
	h = XXH3_128bits(plus ? forward : reverse, n);
	*hash = (struct hash_count){ h.high64, h.low64, plus, !plus };
	return plus;
}

static void
canonical_strand(bool wide)
{
	uint64_t seed = 1;
	struct canonical space = { 0 };
	size_t plus = 0;

	for (int round = 0; round < 20; round++) {
		struct records *records = records_new(BATCH_MAX, &seed);
		const struct batch *batch = &records->batch;

		for (size_t r = 0; r < batch->n; r++) {
			struct hash_count wanted;
			uint64_t high, low;
			bool same = canonical_hash(&space, batch->seq[r],
						   batch->length[r], wide,
						   &high, &low);

			EXPECT(same == plain_hash(batch->seq[r],
						  batch->length[r], &wanted));
			EXPECT_U64(high, wanted.high);
			EXPECT_U64(low, wanted.low);
			plus += same;
		}
		records_free(records);
	}
	EXPECT(plus > 1500 && plus < 4500);
	canonical_release(&space);
}

static void
plain_strand(void)
{
	canonical_strand(false);
}

/* The same where there is no AVX2. */
static void
wide_strand(void)
{
	canonical_strand(canonical_has_wide());
}

/* Of n letters in a padded buffer. */
static bool
hash_text(struct canonical *space, const char *seq, uint64_t *high,
	  uint64_t *low)
{
	uint8_t padded[RECORD_PAD + 8 + RECORD_PAD] = { 0 };
	uint32_t n = (uint32_t)strlen(seq);
	uint64_t wide_high, wide_low;
	bool plus;

	memcpy(padded + RECORD_PAD, seq, n);
	plus = canonical_hash(space, padded + RECORD_PAD, n, false, high, low);
	EXPECT(canonical_hash(space, padded + RECORD_PAD, n,
			      canonical_has_wide(), &wide_high, &wide_low) ==
	       plus);
	EXPECT_U64(wide_high, *high);
	EXPECT_U64(wide_low, *low);
	return plus;
}

/* Both strands, any case, U or T: one hash; a palindrome is its own. */
static void
strands_share_a_hash(void)
{
	static const struct {
		const char *seq;
		bool plus;
	} same[] = { { "AACGR", true }, { "ycgtt", false }, { "YCGUU", false } },
	  own[] = { { "ACGU", true }, { "NNNN", true }, { "", true } };
	struct canonical space = { 0 };
	uint64_t first_high = 0, first_low = 0, high, low;

	for (size_t i = 0; i < 3; i++) {
		EXPECT(hash_text(&space, same[i].seq, &high, &low) ==
		       same[i].plus);
		if (i == 0) {
			first_high = high;
			first_low = low;
		}
		EXPECT_U64(high, first_high);
		EXPECT_U64(low, first_low);
		EXPECT(hash_text(&space, own[i].seq, &high, &low) ==
		       own[i].plus);
	}
	/* XXH3-128 of nothing: the format says so for empty records. */
	EXPECT_U64(high, UINT64_C(0x99aa06d3014798d8));
	EXPECT_U64(low, UINT64_C(0x6001c324468d497f));
	canonical_release(&space);
}

static int
compare_hashes(const void *x, const void *y)
{
	return entry_hash.compare(x, y);
}

/* Sorts all and adds up equal ones; how many are left. */
static size_t
add_up(struct hash_count *all, size_t n)
{
	size_t k = 0;

	qsort(all, n, sizeof(*all), compare_hashes);
	for (size_t i = 0; i < n; i++) {
		if (k && compare_hashes(&all[k - 1], &all[i]) == 0)
			EXPECT(entry_hash.add(&all[k - 1], &all[i]));
		else
			all[k++] = all[i];
	}
	return k;
}

static void
expect_hashes(const struct hash_count *got, size_t n_got,
	      struct hash_count *all, size_t n)
{
	size_t k = add_up(all, n);

	EXPECT_U64(n_got, k);
	for (size_t i = 0; i < k; i++) {
		EXPECT_U64(got[i].high, all[i].high);
		EXPECT_U64(got[i].low, all[i].low);
		EXPECT_U64(got[i].plus, all[i].plus);
		EXPECT_U64(got[i].minus, all[i].minus);
	}
}

/* top 0: all of 64 bits; else the high words are the top ones alone. */
static struct hash_count
next_hash(uint64_t *seed, uint64_t many, uint64_t top)
{
	uint64_t key = record_random(seed) % many;
	struct hash_count h = {
		.high = top ? UINT64_MAX - key % top :
			      key * UINT64_C(0x9e3779b97f4a7c15),
		.low = key % 7 ? key : UINT64_MAX - key,
		.plus = record_random(seed) % 2 == 0,
	};

	h.minus = !h.plus;
	return h;
}

static void
make_room(struct hash_set *set)
{
	size_t after;

	EXPECT(hash_set_settle(set));
	after = hash_set_grown_bytes(set);
	hash_set_grow(set);
	EXPECT_U64(hash_set_bytes(set), after);
	if (set->n > 100000)
		EXPECT(after <= 36 * set->n);
}

static void
fill_set(size_t n, uint64_t many, uint64_t top)
{
	struct hash_count *all = mem_array(n + 1, sizeof(*all));
	struct hash_set set = { 0 };
	uint64_t seed = n + many;

	for (size_t i = 0; i < n; i++) {
		all[i] = next_hash(&seed, many, top);
		while (hash_set_is_full(&set))
			make_room(&set);
		hash_set_add(&set, all[i].high, all[i].low, all[i].plus > 0);
	}
	EXPECT(hash_set_settle(&set));
	expect_hashes(set.run, set.n, all, n);
	hash_set_release(&set);
	free(all);
}

static void
set_is_sorted_and_exact(void)
{
	static const size_t many[] = { 0, 1, 2, 60, 1000, 20000 };

	for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
		fill_set(many[i], UINT32_MAX, 0);
		fill_set(many[i], many[i] / 3 + 1, 0);
	}
	fill_set(300000, UINT32_MAX, 0);
}

/* Hashes that the highest bits do not tell apart. */
static void
set_of_hashes_close_together(void)
{
	fill_set(500, UINT32_MAX, 3);
	fill_set(100000, UINT32_MAX, 1);
	fill_set(100000, UINT32_MAX, UINT64_C(1) << 40);
}

/* One of them waits, or both. */
static void
set_counts_do_not_wrap(void)
{
	struct hash_set set = { 0 };

	hash_set_grow(&set);
	hash_set_add(&set, 5, 6, true);
	EXPECT(hash_set_settle(&set));
	set.run[0].plus = UINT32_MAX;
	hash_set_add(&set, 5, 6, false);
	EXPECT(hash_set_settle(&set));
	EXPECT_U64(set.run[0].minus, 1);
	hash_set_add(&set, 5, 6, true);
	EXPECT(!hash_set_settle(&set));
	hash_set_release(&set);

	hash_set_grow(&set);
	for (int i = 0; i < 2; i++) {
		hash_set_add(&set, 5, 6, false);
		set.waiting[i].minus = UINT32_MAX;
	}
	EXPECT(!hash_set_settle(&set));
	hash_set_release(&set);
}

/* As many records as make a set spill, some of them twice. */
static void
spilled_is_as_in_memory(void)
{
	enum { ROUNDS = 120 };
	struct memory_budget budget = { .limit = 50000 };
	struct check_params params = { .budget = &budget };
	struct count_table *table = count_table_new();
	uint32_t group = count_table_group(table, ".", "x", "sequence");
	void *state = check_dup.make(&params);
	struct hash_count *all = mem_array((size_t)2 * ROUNDS * BATCH_MAX,
					   sizeof(*all));
	const struct series *series;
	struct error err = { 0 };
	uint64_t seed = 6;
	size_t n = 0, n_got;
	void *got;

	for (int round = 0; round < ROUNDS; round++) {
		struct records *records = records_new(BATCH_MAX, &seed);
		struct batch *batch = &records->batch;
		int twice = round % 3 == 0;

		for (int again = 0; again <= twice; again++) {
			batch->have = 0;
			EXPECT(check_dup.add(state, batch, &err) == 0);
			for (size_t r = 0; r < batch->n; r++)
				plain_hash(batch->seq[r], batch->length[r],
					   &all[n++]);
		}
		records_free(records);
	}
	EXPECT(check_dup.emit(state, group, table, &err) == 0);
	series = count_table_find(table, group, "dup", "", SERIES_HASHES);
	EXPECT(series && series->runs.n > 2);
	EXPECT(run_list_gather(&series->runs, &entry_hash, &got, &n_got,
			       &err) == 0);
	expect_hashes(got, n_got, all, n);
	check_dup.free(state);
	EXPECT_U64(budget.used, 0);
	count_table_free(table);
	free(got);
	free(all);
}

int
main(void)
{
	unit_run("a hash is that of the smaller strand", plain_strand);
	unit_run("AVX2, where there is any, makes the same hash", wide_strand);
	unit_run("strands, cases and U share a hash", strands_share_a_hash);
	unit_run("a set of hashes is sorted and exact",
		 set_is_sorted_and_exact);
	unit_run("a set of hashes that are close together",
		 set_of_hashes_close_together);
	unit_run("counts of a hash do not wrap", set_counts_do_not_wrap);
	unit_run("a set that spills counts as one in memory",
		 spilled_is_as_in_memory);
	return unit_end();
}
