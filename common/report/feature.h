/*
 * feature.h - the rows of one check as features: for each part its values in
 * ascending order, and how many records of each group have each.
 */
#ifndef GBQC_REPORT_FEATURE_H
#define GBQC_REPORT_FEATURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "report/view.h"
#include "stats/ranking.h"

struct check;
struct error;

/* How many records of a group have the value of that number. */
struct feature_count {
	uint32_t value;
	uint64_t count;
};

struct feature_group {
	struct feature_count *counts;	/* by value, counts above 0 */
	size_t n;
	uint64_t records;		/* the sum of the counts */
	uint64_t undefined;		/* of them 0 of 0, counted as 0 */
};

/*
 * A part of a check, such as the share of CG. Values are fractions, ordered
 * exactly; value[] holds them as numbers, for words only.
 */
struct feature {
	const char *at;			/* "." where the check has one part */
	double *value;
	size_t n;
	struct feature_group *groups;	/* by place in the view */
	struct feature_count *counts;	/* what the groups point into */
	uint64_t undefined;		/* of all groups */
	/* How many records of a whole scope have each value: made when it is
	 * first asked for. */
	struct feature_totals *totals;
};

struct feature_list {
	struct feature *all;
	size_t n, room;
};

/*
 * The features of a check whose rows are values: one for each at. For a
 * SCORE_SPARSE check the records without a row have the value 0; how many
 * the total row tells. -1 with err set where rows exceed their total, a
 * count is in a form that the check never writes, or a sum overflows.
 */
MUST_USE int feature_list_init(struct feature_list *list,
			       const struct view *view,
			       const struct check *check, struct error *err);

/* Room for one more feature of the view's groups; zeroed. */
struct feature *feature_list_add(struct feature_list *list);

/*
 * Makes feature a 0/1 feature: yes[place] of records[place] records have it.
 * at is borrowed.
 */
void feature_set_shares(struct feature *feature, const struct view *view,
			const char *at, const uint64_t *yes,
			const uint64_t *records);

/*
 * Adds the 0/1 features "holds this letter" of check alphabet, from the
 * features of check base, whose texts they borrow.
 */
void feature_list_alphabet(struct feature_list *alphabet,
			   const struct view *view,
			   const struct feature_list *bases);
void feature_list_release(struct feature_list *list);

/* The feature with that at ("." of a check that has one alone), or NULL. */
const struct feature *feature_list_find(const struct feature_list *list,
					const char *at);

/* Records of both sides whose value is 0 of 0. */
uint64_t feature_undefined(const struct feature *feature,
			   const struct comparison *comparison);

/*
 * The bins of a comparison: *bins grows as needed (*room). Returns how many.
 * *values, if not NULL, gets for each bin the number of its value.
 */
struct feature_bins {
	struct bin *bins;
	uint32_t *values;
	size_t n, room;
};

void feature_compare(const struct feature *feature,
		     const struct comparison *comparison,
		     struct feature_bins *out);
void feature_bins_release(struct feature_bins *bins);

#endif
