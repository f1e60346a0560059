/*
 * report_copy_groups.c - tests of common/report/copy_groups.c against a naive
 * count.
 */
#include <stdlib.h>

#include <xxhash.h>

#include "report/copy_groups.h"
#include "tables.h"

enum { RECORDS = 150, HASHES = 30, SPLITS = 2, LABELS = 3 };

static const char *const splits[SPLITS] = { "test", "train" };
static const char *const labels[LABELS] = { ".", "a", "b" };

/* count[hash][split][label]; hash 0 is the empty sequence. */
struct counts {
	uint64_t n[HASHES][SPLITS][LABELS];
};

static struct count_table *
make_table(struct counts *counts, uint64_t seed)
{
	XXH128_hash_t none = XXH3_128bits("", 0);
	struct text rows = { 0 };
	struct count_table *table;

	*counts = (struct counts){ 0 };
	for (size_t i = 0; i < RECORDS; i++) {
		/* Some are there often. */
		size_t h = tables_random(&seed) % HASHES *
			   (tables_random(&seed) % HASHES) / HASHES;
		size_t s = tables_random(&seed) % SPLITS;
		size_t l = tables_random(&seed) % LABELS;

		counts->n[h][s][l]++;
		text_addf(&rows, "%s\t%s\tsequence\tdup\t%c\t", splits[s],
			  labels[l], tables_random(&seed) % 2 ? '+' : '-');
		text_addf(&rows, "%016" PRIx64 "%016" PRIx64 "\t.\t1\n",
			  h ? (uint64_t)h / 4 : none.high64,
			  h ? (uint64_t)h : none.low64);
	}
	table = tables_read(rows.bytes);
	text_release(&rows);
	return table;
}

/* The three sizes of one hash; 0: it is none of that kind. */
static void
sizes_of(const struct counts *counts, size_t h, uint64_t sizes[3])
{
	uint64_t all = 0, within = 0, conflict = 0;
	size_t in = 0;

	for (size_t s = 0; s < SPLITS; s++) {
		const uint64_t *n = counts->n[h][s];

		all += n[0] + n[1] + n[2];
		in += n[0] + n[1] + n[2] > 0;
		for (size_t l = 0; l < LABELS; l++)
			within = n[l] > within ? n[l] : within;
		if (n[1] && n[2] && n[1] + n[2] > conflict)
			conflict = n[1] + n[2];
	}
	sizes[0] = within > 1 ? within : 0;
	sizes[1] = conflict;
	sizes[2] = in > 1 ? all : 0;
}

/* How many hashes stand before h, by size, then by hash. */
static size_t
rank_of(const struct counts *counts, size_t h, int kind)
{
	uint64_t mine[3], other[3];
	size_t before = 0;

	sizes_of(counts, h, mine);
	for (size_t i = 1; i < HASHES; i++) {
		sizes_of(counts, i, other);
		before += other[kind] > mine[kind] ||
			  (other[kind] == mine[kind] && i < h);
	}
	return before;
}

static void
check_top(const struct counts *counts, const struct copy_top *top, int kind)
{
	uint64_t in_all = 0, sizes[3];

	for (size_t h = 1; h < HASHES; h++) {
		sizes_of(counts, h, sizes);
		in_all += sizes[kind] > 0;
	}
	EXPECT_U64(top->in_all, in_all);
	EXPECT_U64(top->n, in_all < COPY_GROUPS ? in_all : COPY_GROUPS);
	for (size_t i = 0; i < top->n; i++) {
		const struct copy_group *g = &top->all[i];
		uint64_t records = 0, wanted = 0;

		EXPECT(g->low > 0 && g->low < HASHES);
		EXPECT_U64(g->high, g->low / 4);
		sizes_of(counts, g->low, sizes);
		EXPECT_U64(g->size, sizes[kind]);
		EXPECT_U64(rank_of(counts, g->low, kind), i);
		for (size_t m = 0; m < g->n; m++)
			records += g->members[m].plus + g->members[m].minus;
		for (size_t s = 0; s < SPLITS; s++)
			for (size_t l = 0; l < LABELS; l++)
				wanted += counts->n[g->low][s][l];
		EXPECT_U64(records, wanted);
	}
}

static void
check_ceilings(const struct counts *counts, const struct copy_groups *groups)
{
	for (size_t s = 0; s < SPLITS; s++) {
		uint64_t records = 0, right = 0;

		for (size_t h = 1; h < HASHES; h++) {
			uint64_t a = counts->n[h][s][1];
			uint64_t b = counts->n[h][s][2];

			records += a + b;
			right += a > b ? a : b;
		}
		EXPECT_U64(groups->ceilings[s].records, records);
		EXPECT_U64(groups->ceilings[s].right, right);
	}
}

static void
groups_are_those_of_a_naive_count(void)
{
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct counts counts;
		struct count_table *table = make_table(&counts, seed);
		struct error err = { 0 };
		struct view view;
		struct copies copies;
		struct copy_groups groups;

		view_init(&view, table, "sequence");
		EXPECT(copies_init(&copies, &view, COMPARE_AUTO, 1,
				   &err) == 0);
		EXPECT(copy_groups_init(&groups, &view, &copies, &err) == 0);
		check_top(&counts, &groups.within, 0);
		check_top(&counts, &groups.labels, 1);
		check_top(&counts, &groups.splits, 2);
		check_ceilings(&counts, &groups);
		copy_groups_release(&groups);
		copies_release(&copies);
		view_release(&view);
		count_table_free(table);
	}
}

int
main(void)
{
	unit_run("the largest groups are those of a naive count",
		 groups_are_those_of_a_naive_count);
	return unit_end();
}
