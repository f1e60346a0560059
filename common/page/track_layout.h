/*
 * track_layout.h - where things stand in the picture of positions. Private to
 * the files that draw it.
 */
#ifndef GBQC_PAGE_TRACK_LAYOUT_H
#define GBQC_PAGE_TRACK_LAYOUT_H

#include "page/figure_track.h"

/* Tenths of a pixel; a column is a pixel. */
enum {
	TRACK_WIDTH = 9600,
	TRACK_LEFT = 420,
	TRACK_COLUMNS = 900,
	TRACK_RIGHT = TRACK_LEFT + 10 * TRACK_COLUMNS,
	TRACK_TOP = 340,
	TRACK_PLOT = 1100,
	TRACK_LANES = TRACK_TOP + TRACK_PLOT + 140,
	TRACK_LANE = 160,
	TRACK_LANE_GAP = 50,
	TRACK_STRIP = 260
};

/* What is drawn from top to bottom. */
struct track_layout {
	size_t columns;
	bool places; /* a column a place: not more than pixels */
	char lanes[TRACK_LETTERS];
	size_t lane_letters[TRACK_LETTERS], n_lanes;
	int32_t strip, axis; /* y; strip 0: all reach */
	struct scale score;
};

struct track_layout track_layout_make(const struct track_figure *figure);

/* Where a column begins, or a place; those of a column. */
int32_t track_column_x(const struct track_layout *layout, size_t column);
int32_t track_place_x(const struct track *track, size_t place);
struct places track_column(const struct track_layout *layout,
			   const struct track *track, size_t column);

/* y, of more places than columns on a whole pixel: paths are shorter. */
int32_t track_pixel(const struct track_layout *layout, int32_t y);

/* A lane a letter: above its line more in a, below more in b. */
void track_draw_lanes(const struct track_figure *figure,
		      const struct track_layout *layout, struct text *out);

/* Who reaches how far; nothing where all do. */
void track_draw_strip(const struct track_figure *figure,
		      const struct track_layout *layout, struct text *out);

#endif
