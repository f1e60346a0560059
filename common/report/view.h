/*
 * view.h - a count table as a report looks at it: by column, the groups in
 * order, and which of them are compared with which.
 */
#ifndef GBQC_REPORT_VIEW_H
#define GBQC_REPORT_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "report/verdict.h"
#include "table/count_table.h"

struct error;

/* Of a column: sums of so many can be ranked (stats/ranking.h). */
static const uint64_t RECORDS_MOST = (uint64_t)1 << 62;

/* The groups of one column, by split, then label. */
struct view {
	const struct count_table *table;
	const char *column;
	uint32_t *groups;	/* [n], numbers of the table */
	size_t n;
	uint64_t *records;	/* [n] */
	double *effective;	/* [n] n_eff / n: less than 1 with copies */
	/* Series of these groups, by check, at, then place of the group. */
	struct view_series *series;
	size_t n_series;
};

struct view_series {
	const struct series *series;
	size_t place;		/* in groups */
};

/* The columns of a table, bytewise: *names from malloc(). Returns n. */
size_t view_columns(const struct count_table *table, const char ***names);

/* Filled for one column; effective is 1 until somebody knows better. */
void view_init(struct view *view, const struct count_table *table,
	       const char *column);
void view_release(struct view *view);
const struct group *view_group(const struct view *view, size_t place);

/* The series of one check: the first of them, and *n. */
const struct view_series *view_check(const struct view *view,
				     const char *check, size_t *n);

/* True where records of that place count as labelled, or as of a split. */
bool view_has_label(const struct view *view, size_t place);
bool view_has_split(const struct view *view, size_t place);

/* One side of a comparison: the groups that stand on it. */
struct side {
	const char *name;
	const size_t *places;	/* of the view, ascending */
	size_t n;
	/* The one place of them that is not on this side, or NULL. Sides of
	 * one scope share their places then, and what adds them up. */
	const size_t *except;
	uint64_t records;
	double effective;	/* records that copies leave, n_eff */
};

struct comparison {
	enum verdict_kind kind;	/* class or drift */
	const char *scope;
	struct side a, b;
	size_t pairs;		/* of this kind, scope and column */
};

struct comparison_list {
	struct comparison *all;
	size_t n;
	size_t *places;		/* what the sides point into */
	bool rest;		/* somewhere labels are compared with all
				 * others together */
};

enum compare_mode { COMPARE_AUTO, COMPARE_PAIRS, COMPARE_REST };

enum {
	/* Above so many labels each is compared with all others together. */
	COMPARE_MOST_LABELS = 200,
	/* Of a column; some 15 rows each. */
	COMPARE_MOST = 200000
};

/* True where each of so many labels is compared with the others together. */
bool compare_with_rest(enum compare_mode mode, size_t labels);

/*
 * Which groups are compared: labels within a split, splits within a label;
 * with their sizes. -1 with err set where these and the pairs of splits are
 * more than COMPARE_MOST.
 */
MUST_USE int comparison_list_init(struct comparison_list *list,
				  const struct view *view,
				  enum compare_mode mode, struct error *err);
void comparison_list_release(struct comparison_list *list);

/* Sets the sizes of the sides anew, once view->effective is known. */
void comparison_list_weigh(struct comparison_list *list,
			   const struct view *view);

#endif
