/*
 * forest.h - scores on one scale, a row at a time: a mark a split, with its
 * interval, between the thresholds. Private to page/.
 */
#ifndef GBQC_PAGE_FOREST_H
#define GBQC_PAGE_FOREST_H

#include "base/text.h"
#include "report/verdict.h"

enum { FOREST_LANES = 3, FOREST_MARKS = 3, FOREST_LANE = 190 };

/* One line of marks: of a pair of classes, such as train and test. */
struct forest_lane {
	const struct verdict *marks[FOREST_MARKS];	/* NULL: none there */
};

/* What stands in one row. */
struct forest_row {
	struct forest_lane lanes[FOREST_LANES];
	size_t n_lanes;
	size_t marks;		/* places in a lane; of one the mark is filled,
				 * the last of more is hollow */
	/* More than the lanes show, as a strip of ticks; or NULL. */
	const struct verdict *const *others;
	size_t n_others;
};

/* What rows of scores use, to be defined once a page (svg_define_open()). */
void forest_define(struct text *to, const struct rule *rule);

/* The picture of a row; all its scores are of one measure. */
void forest_add_row(struct text *to, const struct forest_row *row,
		    const struct rule *rule);

/* The scale, for the head of a column. */
void forest_add_axis(struct text *to, enum verdict_measure measure,
		     const struct rule *rule);

/* A mark by itself, as a legend shows it: place of so many. */
void forest_add_sample(struct text *to, size_t place, size_t marks);

#endif
