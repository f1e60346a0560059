/*
 * figure_track.h - the pictures of positions. Private to the figures of
 * page/.
 */
#ifndef GBQC_PAGE_FIGURE_TRACK_H
#define GBQC_PAGE_FIGURE_TRACK_H

#include "page/figure.h"
#include "page/track.h"
#include "report/intervals.h"

/* One anchor in one comparison. */
struct track_figure {
	const struct figure_pair *pair;
	const struct track *track;
	const char *along;	/* "position from the start, nt" */
	/* Its intervals, by position, and which of them are the worst. */
	const struct interval *intervals;
	size_t n_intervals;
	const size_t *worst;	/* [n_intervals], the worst first */
};

/* AUROC of the worst base, lanes, and who reaches how far: 960 px wide. */
void track_draw(const struct track_figure *figure, struct text *out);

/*
 * The numbers of that: ranges of positions with the worst place of each
 * (track_numbers.c).
 */
void track_add_numbers(const struct track_figure *figure, struct text *out);

/*
 * Letter stacks of one interval and what is beside it, in one of the sides:
 * 470 px.
 */
void stacks_draw(const struct track_figure *figure,
		 const struct interval *interval, bool b, struct text *out);

#endif
