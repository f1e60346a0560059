/*
 * page_samples.h - two groups with random values of GC, and the records that
 * they stand for, for tests of what figures are made of.
 */
#ifndef GBQC_TESTS_PAGE_SAMPLES_H
#define GBQC_TESTS_PAGE_SAMPLES_H

#include <stdlib.h>

#include "checks/check.h"
#include "report/column.h"
#include "tables.h"

enum { PAGE_RECORDS = 120 };

struct page_record {
	bool b;
	uint32_t value, of;
};

/* of: the same for all, or below 12 where 0. */
static inline void
page_records(struct page_record *all, uint64_t seed, uint32_t of)
{
	for (size_t i = 0; i < PAGE_RECORDS; i++) {
		uint32_t n = of ? of :
				  1 + (uint32_t)(tables_random(&seed) % 12);

		all[i] = (struct page_record){
			.b = i < 2 ? i : tables_random(&seed) % 3 == 0,
			.of = n,
		};
		all[i].value = (uint32_t)(tables_random(&seed) % (n + 1));
		if (all[i].b)
			all[i].value /= 2;
	}
}

static inline double
page_value(const struct page_record *r)
{
	return (double)r->value / r->of;
}

/* A judged table of these, one row of GC each. */
struct page_set {
	struct count_table *table;
	struct judged judged;
	struct feature_list features;
	const struct comparison *comparison;
};

static inline void
page_set_init(struct page_set *set, const struct page_record *all)
{
	const struct verdict_options options = { .rule = { .6, .7, .005 } };
	struct text rows = { 0 };
	struct error err = { 0 };

	for (size_t i = 0; i < PAGE_RECORDS; i++)
		text_addf(&rows, ".\t%c\tsequence\tgc\t.\t%u\t%u\t1\n",
			  all[i].b ? 'b' : 'a', (unsigned)all[i].value,
			  (unsigned)all[i].of);
	set->table = tables_read(rows.bytes);
	EXPECT(judged_init(&set->judged, set->table, &options, &err) == 0);
	EXPECT(feature_list_init(&set->features, &set->judged.columns[0].view,
				 &check_gc, &err) == 0);
	set->comparison = &set->judged.columns[0].comparisons.all[0];
	text_release(&rows);
}

static inline void
page_set_release(struct page_set *set)
{
	feature_list_release(&set->features);
	judged_release(&set->judged);
	count_table_free(set->table);
}

#endif
