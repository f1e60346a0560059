/*
 * figure_track.c - along the sequence: AUROC of the worst base, the intervals
 * where it is flagged, and positions. It costs pixels, not positions.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "page/track_layout.h"

enum { LABELS_MOST = 6, AXIS_NAME = 1600 };

static void
draw_bands(const struct track_figure *f, const struct track_layout *l,
	   struct text *out)
{
	const struct rule *rule =
		&f->pair->section->page->judged->options.rule;
	int32_t warn = scale_place(&l->score, rule->warn);
	int32_t fail = scale_place(&l->score, rule->fail);

	svg_rectangle(out, TRACK_LEFT, fail, 10 * TRACK_COLUMNS, warn - fail,
		      &(struct svg_look){ .fill = INK_WARN_BAND }, NULL);
	svg_rectangle(out, TRACK_LEFT, TRACK_TOP, 10 * TRACK_COLUMNS,
		      fail - TRACK_TOP,
		      &(struct svg_look){ .fill = INK_FAIL_BAND }, NULL);
	axis_draw_y(out, &(struct axis){ .scale = l->score,
					 .at = TRACK_LEFT,
					 .across = 10 * TRACK_COLUMNS,
					 .unit = 1,
					 .ticks = 3,
					 .what = "AUROC of the worst base" });
}

/* Grey where too few records reach a place for it to be judged. */
static void
draw_unjudged(const struct track_figure *f, const struct track_layout *l,
	      struct text *out)
{
	svg_path_open(out, &(struct svg_look){ .fill = INK_VOID });
	for (size_t i = 0, j; i < l->columns; i = j) {
		j = i + 1;
		if (!isnan(track_scores(f->track, track_column(l, f->track, i))
				   .most))
			continue;
		while (j < l->columns &&
		       isnan(track_scores(f->track,
					  track_column(l, f->track, j))
				     .most))
			j++;
		svg_box(out, track_column_x(l, i), TRACK_TOP,
			track_column_x(l, j) - track_column_x(l, i),
			l->axis - TRACK_TOP);
	}
	svg_path_close(out, NULL);
}

static void
draw_score(const struct track_figure *f, const struct track_layout *l,
	   struct text *out)
{
	int32_t level = -1;

	svg_path_open(out, &(struct svg_look){ .stroke = INK_MARK,
					       .width = l->places ? 14 : 10 });
	for (size_t i = 0; i < l->columns; i++) {
		struct extremes e =
			track_scores(f->track, track_column(l, f->track, i));
		int32_t low, high;

		if (isnan(e.most)) {
			level = -1;
			continue;
		}
		low = track_pixel(l, scale_place(&l->score, e.least));
		high = track_pixel(l, scale_place(&l->score, e.most));
		if (level < 0)
			svg_move(out, track_column_x(l, i), low);
		else if (level != low)
			svg_down(out, low);
		if (high != low)
			svg_down(out, high);
		level = high;
		svg_run(out, track_column_x(l, i + 1) - track_column_x(l, i));
	}
	svg_path_close(out, NULL);
}

/* True of a place that has a tick: the first and the last, and round ones. */
static bool
has_tick(const struct track *t, int32_t step, size_t place)
{
	size_t gap = place < t->n - 1 - place ? place : t->n - 1 - place;

	return place == 0 || place + 1 == t->n ||
	       (track_position(t, place) % step == 0 && gap * 900 / t->n >= 35);
}

/* In the middle of places. */
static void
draw_positions(const struct track_figure *f, const struct track_layout *l,
	       struct text *out)
{
	const struct track *t = f->track;
	struct scale s = { 0, (double)t->n, TRACK_LEFT, TRACK_RIGHT };
	int32_t step = (int32_t)fmax(1, scale_step(&s, 10));
	struct text words = { 0 };

	svg_path_open(out, &(struct svg_look){ .stroke = INK_FAINT });
	svg_move(out, TRACK_LEFT, l->axis);
	svg_across(out, TRACK_RIGHT);
	svg_words_open(&words, &(struct svg_words){ .anchor = SVG_MIDDLE,
						    .ink = INK_FAINT });
	for (size_t i = 0; i < t->n; i++) {
		int32_t x = (track_place_x(t, i) + track_place_x(t, i + 1)) / 2;
		struct text number = { 0 };

		if (!has_tick(t, step, i))
			continue;
		svg_move(out, x, l->axis);
		svg_down(out, l->axis + 40);
		text_addf(&number, "%d", (int)track_position(t, i));
		svg_text(&words,
			 &(struct svg_words){ .x = x, .y = l->axis + 160 },
			 number.bytes);
		text_release(&number);
	}
	svg_path_close(out, NULL);
	svg_group_close(&words);
	text_add(out, words.bytes, words.n);
	text_release(&words);
	svg_text(out,
		 &(struct svg_words){ .x = TRACK_RIGHT,
				      .y = l->axis + 310,
				      .anchor = SVG_END,
				      .ink = INK_FAINT },
		 f->along);
}

/* How lanes are read: above the line more in a, below more in b. */
static void
draw_key(const struct track_figure *f, const struct track_layout *l,
	 struct text *out)
{
	const struct figure_pair *p = f->pair;
	struct text words = { 0 };

	text_adds(&words, "above the line: more in ");
	figure_say_side(&words, p, false);
	svg_name(out,
		 &(struct svg_words){ .x = TRACK_LEFT,
				      .y = l->axis + 310,
				      .ink = p->a.name },
		 words.bytes, 46);
	text_clear(&words);
	text_adds(&words, "below: more in ");
	figure_say_side(&words, p, true);
	svg_name(out,
		 &(struct svg_words){ .x = TRACK_LEFT + 3100,
				      .y = l->axis + 310,
				      .ink = p->b.name },
		 words.bytes, 40);
	text_release(&words);
}

static void
interval_words(const struct track_figure *f, const struct interval *in,
	       struct text *to)
{
	const struct verdict *v =
		&f->pair->section->page->judged->list.all[in->worst];

	text_addf(to, "%d", (int)in->from);
	if (in->to != in->from)
		text_addf(to, "\xe2\x80\x93%d", (int)in->to);
	text_adds(to, ": ");
	figure_add_auroc(to, v->score, f->pair->section);
	text_addf(to, ", %c at %d", in->letter, (int)in->at);
}

/* Dotted edges of an interval. */
static void
draw_edges(const struct track_figure *f, const struct track_layout *l,
	   const struct interval *in, struct text *out)
{
	const struct track *t = f->track;
	size_t x = track_place(t, in->from), y = track_place(t, in->to);
	size_t first = x < y ? x : y, last = x < y ? y : x;
	const struct svg_look dotted = { .stroke = INK_TEXT,
					 .width = 7,
					 .dash = DASH_SHORT };
	int32_t bottom = TRACK_LANES +
			 (int32_t)l->n_lanes * (TRACK_LANE + TRACK_LANE_GAP);

	svg_line(out, track_place_x(t, first), TRACK_TOP - 60,
		 track_place_x(t, first), bottom, &dotted);
	if (track_place_x(t, last + 1) - track_place_x(t, first) > 20)
		svg_line(out, track_place_x(t, last + 1), TRACK_TOP - 60,
			 track_place_x(t, last + 1), bottom, &dotted);
}

/* The worst intervals have edges, and names where there is room. */
static void
draw_intervals(const struct track_figure *f, const struct track_layout *l,
	       struct text *out)
{
	int32_t taken[LABELS_MOST][2];
	size_t labels = 0;

	for (size_t i = 0; i < f->n_intervals && i < LABELS_MOST; i++) {
		const struct interval *in = &f->intervals[f->worst[i]];
		int32_t x =
			track_place_x(f->track, track_place(f->track, in->at));
		struct text words = { 0 };
		int32_t width;
		bool free_place = true;

		draw_edges(f, l, in, out);
		interval_words(f, in, &words);
		width = svg_text_width(words.n, 0);
		x = x - width / 2;
		/* The name of the axis stands at the left. */
		x = x < AXIS_NAME	      ? AXIS_NAME
		    : x + width > TRACK_RIGHT ? TRACK_RIGHT - width
					      : x;
		for (size_t j = 0; j < labels; j++)
			free_place &= x > taken[j][1] + 60 ||
				      x + width + 60 < taken[j][0];
		if (free_place) {
			svg_text(out,
				 &(struct svg_words){ .x = x,
						      .y = TRACK_TOP - 110,
						      .ink = INK_TEXT,
						      .bold = !i },
				 words.bytes);
			taken[labels][0] = x;
			taken[labels++][1] = x + width;
		}
		text_release(&words);
	}
}

void
track_draw(const struct track_figure *f, struct text *out)
{
	struct track_layout l = track_layout_make(f);

	svg_open(out, TRACK_WIDTH, l.axis + 350,
		 "AUROC of the worst base at each position, and a lane a "
		 "base that says which side has more of it");
	draw_bands(f, &l, out);
	draw_unjudged(f, &l, out);
	track_draw_lanes(f, &l, out);
	draw_score(f, &l, out);
	track_draw_strip(f, &l, out);
	draw_positions(f, &l, out);
	draw_intervals(f, &l, out);
	draw_key(f, &l, out);
	svg_close(out);
}
