/*
 * track.h - what two groups have at each position, and the same for each of
 * as many columns as a figure is wide.
 *
 * Pure functions of counts.
 */
#ifndef GBQC_PAGE_TRACK_H
#define GBQC_PAGE_TRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/position_table.h"

enum { TRACK_LETTERS = 32 };

/* Differences of shares up to each of these have the shade of its place. */
enum { TRACK_SHADES = 4 };

struct track {
	int32_t first;		/* the position of place 0 */
	int32_t step;		/* 1; -1 of what is counted from the end */
	size_t n;		/* places, as sequences are read */
	char letters[TRACK_LETTERS];
	size_t n_letters;
	double *score;		/* [n] AUROC of the worst letter; NAN: not
				 * judged, too few records reach it */
	unsigned char *worst;	/* [n] that letter, a number of letters */
	double *reach_a, *reach_b;	/* [n] shares of the sides */
	double *share_a, *share_b;	/* [n * n_letters + letter], of those
					 * that reach it */
	double *chance;		/* alike: a difference that chance makes in
				 * one of 1,000 cases where there is none */
	bool all_reach;		/* everywhere, all records of both sides */
};

/* The places that any record of the comparison reaches. */
void track_init(struct track *track, struct position_table *table,
		const struct comparison *comparison, bool from_end);
void track_release(struct track *track);

/* The position of a place; the place of a position (n where there is none). */
int32_t track_position(const struct track *track, size_t place);
size_t track_place(const struct track *track, int32_t position);

/* n places in `columns` columns: those of column i, from up to before to. */
struct places {
	size_t from, to;
};
struct places track_places(size_t n, size_t columns, size_t i);

/* The least and the largest score there; NAN where none is judged. */
struct extremes {
	double least, most;
};
struct extremes track_scores(const struct track *track, struct places places);

/*
 * How much more of a letter a side has: 0 for less than .05 to TRACK_SHADES
 * for .4 and more, the most at any of the places where it is not chance.
 */
unsigned track_shade(const struct track *track, struct places places,
		     size_t letter, bool more_in_a);

#endif
