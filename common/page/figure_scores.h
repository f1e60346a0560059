/*
 * figure_scores.h - scores with their intervals on one scale, a row each.
 * Private to the figures of page/.
 */
#ifndef GBQC_PAGE_FIGURE_SCORES_H
#define GBQC_PAGE_FIGURE_SCORES_H

#include "page/figure.h"

/* A row; y is its middle. */
struct score_mark {
	double score, low, high;
	int32_t y;
};

struct scores {
	const struct section *section;	/* whose thresholds these are */
	struct scale scale;		/* .5 to 1 */
	const struct score_mark *marks;
	size_t n;
	int32_t top, bottom;		/* of the bands */
	int32_t number, interval;	/* x of what is written */
};

/* Bands, marks and numbers, a group of each kind; and the axis below. */
void scores_draw(const struct scores *scores, struct text *out);

#endif
