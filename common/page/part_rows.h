/*
 * part_rows.h - all parts of a check in one comparison, scored, the worst
 * first. Private to the figures of page/.
 *
 * Pure functions of counts; scores and intervals are those that verdicts
 * have.
 */
#ifndef GBQC_PAGE_PART_ROWS_H
#define GBQC_PAGE_PART_ROWS_H

#include "report/feature.h"
#include "stats/rule.h"

struct part_row {
	const char *at;		/* of the feature */
	double mean_a, mean_b;
	double score, low, high;
	int higher;
};

struct part_rows {
	struct part_row *all;
	size_t n;
};

/* Parts that both sides have records of. */
void part_rows_init(struct part_rows *rows,
		    const struct feature_list *features,
		    const struct comparison *comparison,
		    const struct rule *rule);
void part_rows_release(struct part_rows *rows);

#endif
