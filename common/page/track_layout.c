/*
 * track_layout.c - where things stand in the picture of positions.
 */
#include <math.h>
#include <string.h>

#include "page/track_layout.h"

int32_t
track_column_x(const struct track_layout *l, size_t i)
{
	/* Whole pixels keep a path short. */
	return l->places ? TRACK_LEFT + (int32_t)(i * 10 * TRACK_COLUMNS /
						  l->columns)
			 : TRACK_LEFT + (int32_t)i * 10;
}

int32_t
track_place_x(const struct track *t, size_t place)
{
	return TRACK_LEFT +
	       (int32_t)((double)place * 10 * TRACK_COLUMNS / (double)t->n);
}

static bool
is_base(char letter)
{
	return strchr("ACGTU", letter) != NULL;
}

/* A letter that is no base has a lane where it is flagged. */
static bool
has_lane(const struct track_figure *f, char letter)
{
	if (is_base(letter))
		return true;
	for (size_t i = 0; i < f->n_intervals; i++)
		if (f->intervals[i].letter == letter)
			return true;
	return false;
}

struct track_layout
track_layout_make(const struct track_figure *f)
{
	const struct track *t = f->track;
	const struct rule *rule =
		&f->pair->section->page->judged->options.rule;
	struct track_layout l = { .columns = t->n, .places = true };
	struct extremes all = track_scores(t, (struct places){ 0, t->n });
	int32_t y;

	if (t->n > TRACK_COLUMNS)
		l = (struct track_layout){ .columns = TRACK_COLUMNS };
	for (size_t i = 0; i < t->n_letters; i++)
		if (has_lane(f, t->letters[i])) {
			l.lanes[l.n_lanes] = t->letters[i];
			l.lane_letters[l.n_lanes++] = i;
		}
	y = TRACK_LANES + (int32_t)l.n_lanes * (TRACK_LANE + TRACK_LANE_GAP);
	if (!t->all_reach) {
		l.strip = y + 60;
		y = l.strip + TRACK_STRIP;
	}
	l.axis = y + 20;
	l.score = (struct scale){ .5, fmax(rule->warn, all.most),
				  TRACK_TOP + TRACK_PLOT, TRACK_TOP };
	l.score.to = fmin(1, ceil((l.score.to + .02) * 10) / 10);
	return l;
}

struct places
track_column(const struct track_layout *l, const struct track *t, size_t column)
{
	return track_places(t->n, l->columns, column);
}

int32_t
track_pixel(const struct track_layout *l, int32_t y)
{
	return l->places ? y : (y + 5) / 10 * 10;
}
