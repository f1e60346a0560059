/*
 * report_copies.c - tests of common/report/copies.c against a naive count.
 */
#include <stdlib.h>

#include <xxhash.h>

#include "base/mem.h"
#include "report/copies.h"
#include "tables.h"

enum { RECORDS = 60, HASHES = 12, SPLITS = 3, LABELS = 3 };

static const char *const splits[SPLITS] = { ".", "test", "train" };
static const char *const labels[LABELS] = { ".", "a", "b" };

/* A record of the naive count; hash 0 is the empty sequence. */
struct asked {
	size_t split, label, hash;
	bool minus;
};

static void
random_records(struct asked *all, uint64_t seed)
{
	for (size_t i = 0; i < RECORDS; i++)
		all[i] = (struct asked){
			tables_random(&seed) % SPLITS,
			tables_random(&seed) % LABELS,
			tables_random(&seed) % HASHES,
			tables_random(&seed) % 2,
		};
}

static struct count_table *
make_table(const struct asked *all)
{
	XXH128_hash_t none = XXH3_128bits("", 0);
	struct text rows = { 0 };
	struct count_table *table;

	for (size_t i = 0; i < RECORDS; i++) {
		const struct asked *r = &all[i];

		text_addf(&rows, "%s\t%s\tsequence\tdup\t%c\t", splits[r->split],
			  labels[r->label], r->minus ? '-' : '+');
		text_addf(&rows, "%016" PRIx64 "%016" PRIx64 "\t.\t1\n",
			  r->hash ? (uint64_t)(7 * r->hash % HASHES) :
				    none.high64,
			  r->hash ? (uint64_t)r->hash : none.low64);
	}
	table = tables_read(rows.bytes);
	text_release(&rows);
	return table;
}

/* Whether record r has a partner of split and label (LABELS: any). */
static bool
has_partner(const struct asked *all, const struct asked *r, size_t split,
	    size_t label, bool minus)
{
	for (size_t i = 0; i < RECORDS; i++)
		if (&all[i] != r && all[i].split == split &&
		    (label == LABELS || all[i].label == label) &&
		    all[i].hash == r->hash && all[i].minus == minus)
			return true;
	return false;
}

/* Adds r where it has a partner there, by strand. */
static void
ask(const struct asked *all, const struct asked *r, size_t split, size_t label,
    struct partners *to)
{
	if (has_partner(all, r, split, label, r->minus))
		to->same++;
	else if (has_partner(all, r, split, label, !r->minus))
		to->other++;
}

static void
expect_partners(const struct partners *got, const struct partners *wanted)
{
	EXPECT_U64(got->same, wanted->same);
	EXPECT_U64(got->other, wanted->other);
}

/* Of one group: sizes, copies within, squares. */
static void
check_group(const struct asked *all, const struct copies_group *got, size_t s,
	    size_t l)
{
	uint64_t records = 0, empty = 0, again = 0, distinct = 0;
	double squares = 0;

	for (size_t h = 0; h < HASHES; h++) {
		uint64_t n = 0;

		for (size_t i = 0; i < RECORDS; i++)
			n += all[i].split == s && all[i].label == l &&
			     all[i].hash == h;
		if (h == 0) {
			empty = n;
			continue;
		}
		records += n;
		distinct += n > 0;
		again += n > 1 ? n : 0;
		squares += (double)n * (double)n;
	}
	EXPECT(got->counted == (records + empty > 0));
	EXPECT_U64(got->records, records);
	EXPECT_U64(got->empty, empty);
	EXPECT_U64(got->distinct, distinct);
	EXPECT_U64(got->again, again);
	EXPECT_U64(got->extra.same + got->extra.other, records - distinct);
	EXPECT_NEAR((double)got->squares, squares, 0);
}

/* Of one group against others, and against splits. */
static void
check_against(const struct asked *all, const struct copies *copies,
	      const struct view *view, const size_t *name, size_t place)
{
	size_t s = name[2 * place], l = name[2 * place + 1];

	for (size_t j = 0; j < view->n; j++) {
		struct partners with = { 0 }, in = { 0 };
		size_t t = name[2 * j], m = name[2 * j + 1];

		for (size_t i = 0; i < RECORDS; i++) {
			if (all[i].split != s || all[i].label != l ||
			    all[i].hash == 0)
				continue;
			ask(all, &all[i], t, m, &with);
			ask(all, &all[i], t, LABELS, &in);
		}
		if (t != s)
			expect_partners(copies_in_split(copies, place,
							copies->split_of[j]),
					&in);
		else if (m != l && l != 0 && m != 0)
			expect_partners(copies_between(copies, place, j),
					&with);
		/* Of two labels one is all the others of the other. */
		if (t == s && m != l && l != 0 && m != 0)
			expect_partners(copies_with_others(copies, place),
					&with);
	}
}

static size_t
index_of(const char *const *names, const char *name)
{
	size_t i = 0;

	while (strcmp(names[i], name) != 0)
		i++;
	return i;
}

static void
naive(void)
{
	struct asked all[RECORDS];

	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct count_table *table;
		struct copies copies;
		struct error err = { 0 };
		struct view view;
		size_t name[2 * SPLITS * LABELS];

		random_records(all, seed);
		table = make_table(all);
		view_init(&view, table, "sequence");
		EXPECT(copies_init(&copies, &view, COMPARE_AUTO, 2, &err) == 0);
		for (size_t i = 0; i < view.n; i++) {
			const struct group *g = view_group(&view, i);

			name[2 * i] = index_of(splits, g->split);
			name[2 * i + 1] = index_of(labels, g->label);
			check_group(all, &copies.groups[i], name[2 * i],
				    name[2 * i + 1]);
		}
		for (size_t i = 0; i < view.n; i++)
			check_against(all, &copies, &view, name, i);
		copies_release(&copies);
		view_release(&view);
		count_table_free(table);
	}
}

/* What stays is one record: of + + - the one of - is left without its like. */
static void
within_strands(void)
{
	static const struct {
		unsigned plus, minus;
		uint64_t same, other;
	} cases[] = { { 1, 0, 0, 0 }, { 2, 0, 1, 0 }, { 1, 1, 0, 1 },
		      { 2, 1, 1, 1 }, { 1, 3, 2, 1 }, { 2, 2, 3, 0 } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text rows = { 0 };
		struct count_table *table;
		struct copies copies;
		struct error err = { 0 };
		struct view view;
		const char *start = ".\ta\tsequence\tdup\t";

		text_addf(&rows, "%s+\t%032x\t.\t%u\n", start, 7,
			  cases[i].plus);
		if (cases[i].minus)
			text_addf(&rows, "%s-\t%032x\t.\t%u\n", start, 7,
				  cases[i].minus);
		table = tables_read(rows.bytes);
		view_init(&view, table, "sequence");
		EXPECT(copies_init(&copies, &view, COMPARE_AUTO, 2, &err) == 0);
		EXPECT_U64(copies.groups[0].extra.same, cases[i].same);
		EXPECT_U64(copies.groups[0].extra.other, cases[i].other);
		copies_release(&copies);
		view_release(&view);
		count_table_free(table);
		text_release(&rows);
	}
}

/* Three labels, each against the other two. */
static void
against_rest(void)
{
	struct count_table *table = tables_read(
		".\ta\ts\tdup\t+\t00000000000000000000000000000001\t.\t2\n"
		".\tb\ts\tdup\t+\t00000000000000000000000000000001\t.\t1\n"
		".\tb\ts\tdup\t-\t00000000000000000000000000000001\t.\t1\n"
		".\tb\ts\tdup\t-\t00000000000000000000000000000002\t.\t5\n"
		".\tc\ts\tdup\t+\t00000000000000000000000000000002\t.\t1\n"
		".\tc\ts\tdup\t+\t00000000000000000000000000000003\t.\t9\n");
	const struct partners wanted[] = { { 2, 0 }, { 1, 6 }, { 0, 1 } };
	struct copies copies;
	struct error err = { 0 };
	struct view view;

	view_init(&view, table, "s");
	EXPECT(copies_init(&copies, &view, COMPARE_REST, 1, &err) == 0);
	for (size_t i = 0; i < 3; i++) {
		expect_partners(copies_with_others(&copies, i), &wanted[i]);
		EXPECT(!copies_between(&copies, i, (i + 1) % 3));
	}
	copies_release(&copies);
	view_release(&view);
	count_table_free(table);
}

/* So many hashes that there are several parts, three groups in each split. */
static struct count_table *
make_large_table(void)
{
	enum { MANY = 40000 };
	struct count_table *table = count_table_new();
	uint64_t seed = 9;

	for (size_t i = 0; i < 6; i++) {
		uint32_t group = count_table_group(table, splits[1 + i % 2],
						   labels[i / 2], "sequence");
		struct hash_count *all = mem_array(MANY, sizeof(*all));
		struct series *series = count_table_series(
			table, group, "dup", "", SERIES_HASHES);

		for (size_t k = 0; k < MANY; k++) {
			uint64_t key = tables_random(&seed) % (2 * MANY);
			bool plus = tables_random(&seed) % 2;

			all[k] = (struct hash_count){
				key * UINT64_C(0x9e3779b97f4a7c15), key,
				plus, !plus };
		}
		run_list_take(&series->runs, all,
			      entry_sort(&entry_hash, all, MANY));
	}
	return table;
}

static void
expect_same(const struct copies *x, const struct copies *y)
{
	size_t n = x->n;

	for (size_t i = 0; i < n; i++) {
		const struct copies_group *p = &x->groups[i];
		const struct copies_group *q = &y->groups[i];

		EXPECT_U64(p->records, q->records);
		EXPECT_U64(p->distinct, q->distinct);
		EXPECT_U64(p->again, q->again);
		EXPECT(p->squares == q->squares);
		expect_partners(&p->extra, &q->extra);
		expect_partners(copies_with_others(x, i),
				copies_with_others(y, i));
		for (size_t j = 0; j < n; j++)
			if (x->split_of[j] == x->split_of[i])
				expect_partners(copies_between(x, i, j),
						copies_between(y, i, j));
		for (size_t s = 0; s < x->n_splits; s++)
			expect_partners(copies_in_split(x, i, s),
					copies_in_split(y, i, s));
	}
}

static void
on_threads(void)
{
	struct count_table *table = make_large_table();
	struct copies alone, together;
	struct error err = { 0 };
	struct view view;

	view_init(&view, table, "sequence");
	EXPECT(copies_init(&alone, &view, COMPARE_AUTO, 1, &err) == 0);
	EXPECT(alone.groups[0].records == 40000 && alone.groups[0].again > 0);
	for (size_t threads = 2; threads < 6; threads++) {
		EXPECT(copies_init(&together, &view, COMPARE_AUTO, threads,
				   &err) == 0);
		expect_same(&together, &alone);
		copies_release(&together);
	}
	copies_release(&alone);
	view_release(&view);
	count_table_free(table);
}

int
main(void)
{
	unit_run("copies, conflicts and leaks are those of a naive count",
		 naive);
	unit_run("removed copies are told by strand", within_strands);
	unit_run("any number of threads counts the same", on_threads);
	unit_run("each label against all others together", against_rest);
	return unit_end();
}
