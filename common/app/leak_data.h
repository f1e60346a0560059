/*
 * leak_data.h - the records of a dataset by split, with what a pair table
 * says about each: the input of a search for related records.
 *
 * All that is said of records is kept; of their letters only as many as must
 * be at one time (leak_letters.h).
 */
#ifndef GBQC_APP_LEAK_DATA_H
#define GBQC_APP_LEAK_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/names.h"
#include "leak/leak.h"

struct chunk;
struct dataset;
struct record;

/* What a pair table says of a record, beside its letters. */
struct leak_entry {
	uint32_t label;		/* a number in leak_data.labels */
	uint32_t rank;		/* of its id among all of the data, bytewise */
	uint32_t informative;	/* letters A, C, G, T, U */
	bool low;		/* half of its windows or more are low */
};

/* How many, and which: equal for two readings of the same records. */
struct leak_sum {
	uint64_t records, letters;
	uint64_t hash;		/* of the letters in their order */
};

/* One split. Record i is leak_part's record i. */
struct leak_split {
	const char *name;	/* "." where there is none */
	struct leak_entry *entries;	/* [sum.records] */
	size_t room;
	struct names *ids;	/* the id of record i is number i */
	struct leak_sum sum;
	bool wanted;		/* where there is a search, some are of it */
	struct leak_part *part;	/* letters of all records, or of a piece */
	/* The rest belongs to leak_letters.c: */
	bool dropped;		/* part does not hold all */
	bool again;		/* its letters are being read again, ... */
	struct leak_sum so_far;	/* ... these of them */
};

/* Start with { 0 }; release after a failure too. */
struct leak_data {
	struct leak_split *splits;
	size_t n, room;
	bool two_files;		/* splits[0] is TRAIN, splits[1] TEST */
	struct names *names;	/* of splits */
	struct names *labels;
	/* The rest belongs to leak_letters.c: */
	struct dataset *set;	/* to be read again, or NULL: it cannot be */
	size_t largest;		/* number of the split of most letters */
	uint64_t piece;		/* letters that are held at a time */
	struct leak_sum held;
};

void leak_data_release(struct leak_data *data);

size_t leak_split_count(const struct leak_split *split);
const char *leak_split_id(const struct leak_split *split, uint32_t record);

/*
 * The split of a record by its number; data->n if it is a new one. Of two
 * files it is the number of the file.
 */
size_t leak_data_find(const struct leak_data *data,
		      const struct record *record, const struct chunk *chunk);

/* One search: targets and queries by the numbers of their splits. */
struct leak_search_pair {
	size_t targets, queries;
};

/*
 * Every ordered pair of splits that matters, in *pairs, to be freed: of every
 * two the one that is tested (base/split_order.h) against the other. Records
 * without a split form no pair where others have one. Returns how many.
 */
size_t leak_data_pairs(const struct leak_data *data,
		       struct leak_search_pair **pairs);

/* The same within each split. */
size_t leak_data_within(const struct leak_data *data,
			struct leak_search_pair **pairs);

#endif
