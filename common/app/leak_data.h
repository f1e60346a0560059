/*
 * leak_data.h - the records of a dataset by split, with what the pair table
 * says about each: the input of gbqc-leak.
 */
#ifndef GBQC_APP_LEAK_DATA_H
#define GBQC_APP_LEAK_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/names.h"
#include "cli/cli.h"
#include "leak/leak.h"

struct error;

/* What a pair table says of a record, beside its letters. */
struct leak_entry {
	uint32_t label;		/* a number in leak_data.labels */
	uint32_t rank;		/* of its id among all of the data, bytewise */
	bool low;		/* half of its windows or more are low */
};

/* One split. Record i is leak_part's record i. */
struct leak_split {
	const char *name;	/* "." where there is none */
	struct leak_part *part;
	struct leak_entry *entries;
	size_t room;
	struct names *ids;	/* the id of record i is number i */
};

/* Start with { 0 }; release after a failure too. */
struct leak_data {
	struct leak_split *splits;
	size_t n, room;
	bool two_files;		/* splits[0] is TRAIN, splits[1] TEST */
	bool in_pieces;		/* one of them was handed over in pieces */
	struct names *names;	/* of splits */
	struct names *labels;
};

struct leak_reading {
	const struct cli *cli;
	bool id_prefix;		/* ids are written as label/id */
	bool any_ids;		/* a record without an id, or with that of an
				 * earlier one, is called "row N", N counting
				 * all records of the input */
	/*
	 * NULL, or: two bare files that can be read in any order are not kept
	 * both. The smaller one is read, then the larger one, a piece at a
	 * time, of which this is told: the parts hold all letters of the
	 * smaller one and those of the piece. Afterwards there are only those
	 * of the smaller one.
	 */
	int (*piece)(void *arg, struct error *err);
	void *arg;
};

/*
 * Reads all input of the tool. Two bare files are the two parts, first
 * targets, then queries, as leak_data.splits[0] and [1]; else records are
 * parted by their splits. Says the notices of the input. -1 with err set,
 * also where an id comes twice in a split.
 */
MUST_USE int leak_data_read(struct leak_data *data,
			    const struct leak_reading *how, struct error *err);

/*
 * The same of a dataset that is open, to its end; records are parted by their
 * splits, and its notices are not said.
 */
MUST_USE int leak_data_take(struct leak_data *data, struct dataset *set,
			    const struct leak_reading *how,
			    struct error *err);
void leak_data_release(struct leak_data *data);

size_t leak_split_count(const struct leak_split *split);
const char *leak_split_id(const struct leak_split *split, uint32_t record);

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
