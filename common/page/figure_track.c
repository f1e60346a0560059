/*
 * figure_track.c - along the sequence: AUROC of the worst base, a lane a
 * base, and who reaches how far. It costs pixels, not positions.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "page/figure_track.h"

/* Tenths of a pixel; a column is a pixel. */
enum {
	WIDTH = 9600, LEFT = 420, COLUMNS = 900, RIGHT = LEFT + 10 * COLUMNS,
	TOP = 340, PLOT = 1100, LANES = TOP + PLOT + 140, LANE = 160,
	LANE_GAP = 50, STRIP = 260, LABELS_MOST = 6,
	AXIS_NAME = 1600
};

/* What is drawn from top to bottom. */
struct layout {
	size_t columns;
	bool places;		/* a column a place: not more than pixels */
	char lanes[TRACK_LETTERS];
	size_t lane_letters[TRACK_LETTERS], n_lanes;
	int32_t strip, axis;	/* y; strip 0: all reach */
	struct scale score;
};

static int32_t
column_x(const struct layout *l, size_t i)
{
	/* Whole pixels keep a path short. */
	return l->places ? LEFT + (int32_t)(i * 10 * COLUMNS / l->columns) :
			   LEFT + (int32_t)i * 10;
}

static int32_t
place_x(const struct track *t, size_t place)
{
	return LEFT + (int32_t)((double)place * 10 * COLUMNS / (double)t->n);
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

static struct layout
make_layout(const struct track_figure *f)
{
	const struct track *t = f->track;
	const struct rule *rule = &f->pair->section->page->judged->options.rule;
	struct layout l = { .columns = t->n, .places = true };
	struct extremes all = track_scores(t, (struct places){ 0, t->n });
	int32_t y;

	if (t->n > COLUMNS)
		l = (struct layout){ .columns = COLUMNS };
	for (size_t i = 0; i < t->n_letters; i++)
		if (has_lane(f, t->letters[i])) {
			l.lanes[l.n_lanes] = t->letters[i];
			l.lane_letters[l.n_lanes++] = i;
		}
	y = LANES + (int32_t)l.n_lanes * (LANE + LANE_GAP);
	if (!t->all_reach) {
		l.strip = y + 60;
		y = l.strip + STRIP;
	}
	l.axis = y + 20;
	l.score = (struct scale){ .5, fmax(rule->warn, all.most), TOP + PLOT,
				  TOP };
	l.score.to = fmin(1, ceil((l.score.to + .02) * 10) / 10);
	return l;
}

static struct places
places_of(const struct layout *l, const struct track *t, size_t column)
{
	return track_places(t->n, l->columns, column);
}

static void
draw_bands(const struct track_figure *f, const struct layout *l,
	   struct text *out)
{
	const struct rule *rule = &f->pair->section->page->judged->options.rule;
	int32_t warn = scale_place(&l->score, rule->warn);
	int32_t fail = scale_place(&l->score, rule->fail);

	svg_rectangle(out, LEFT, fail, 10 * COLUMNS, warn - fail,
		      &(struct svg_look){ .fill = INK_WARN_BAND }, NULL);
	svg_rectangle(out, LEFT, TOP, 10 * COLUMNS, fail - TOP,
		      &(struct svg_look){ .fill = INK_FAIL_BAND }, NULL);
	axis_draw_y(out, &(struct axis){ .scale = l->score, .at = LEFT,
					 .across = 10 * COLUMNS, .unit = 1,
					 .ticks = 3,
					 .what = "AUROC of the worst base" });
}

/* Grey where too few records reach a place for it to be judged. */
static void
draw_unjudged(const struct track_figure *f, const struct layout *l,
	      struct text *out)
{
	svg_path_open(out, &(struct svg_look){ .fill = INK_VOID });
	for (size_t i = 0, j; i < l->columns; i = j) {
		j = i + 1;
		if (!isnan(track_scores(f->track, places_of(l, f->track, i))
				   .most))
			continue;
		while (j < l->columns &&
		       isnan(track_scores(f->track, places_of(l, f->track, j))
				     .most))
			j++;
		svg_box(out, column_x(l, i), TOP, column_x(l, j) -
						  column_x(l, i),
			l->axis - TOP);
	}
	svg_path_close(out, NULL);
}

static int32_t
whole_pixel(const struct layout *l, int32_t y)
{
	return l->places ? y : (y + 5) / 10 * 10;
}

static void
draw_score(const struct track_figure *f, const struct layout *l,
	   struct text *out)
{
	int32_t level = -1;

	svg_path_open(out, &(struct svg_look){ .stroke = INK_MARK,
					       .width = l->places ? 14 : 10 });
	for (size_t i = 0; i < l->columns; i++) {
		struct extremes e = track_scores(f->track,
						 places_of(l, f->track, i));
		int32_t low, high;

		if (isnan(e.most)) {
			level = -1;
			continue;
		}
		low = whole_pixel(l, scale_place(&l->score, e.least));
		high = whole_pixel(l, scale_place(&l->score, e.most));
		if (level < 0)
			svg_move(out, column_x(l, i), low);
		else if (level != low)
			svg_down(out, low);
		if (high != low)
			svg_down(out, high);
		level = high;
		svg_run(out, column_x(l, i + 1) - column_x(l, i));
	}
	svg_path_close(out, NULL);
}

/* Boxes of one shade and side, equal neighbours joined; false: none. */
static bool
add_shade(const struct track_figure *f, const struct layout *l, size_t lane,
	  unsigned shade, bool a, struct text *out)
{
	const struct track *t = f->track;
	int32_t y = LANES + (int32_t)lane * (LANE + LANE_GAP) +
		    (a ? LANE / 4 : LANE - LANE / 4);
	int32_t at = LEFT;
	bool any = false;

	for (size_t i = 0, j; i < l->columns; i = j) {
		j = i + 1;
		if (track_shade(t, places_of(l, t, i), l->lane_letters[lane],
				a) != shade)
			continue;
		while (j < l->columns &&
		       track_shade(t, places_of(l, t, j),
				   l->lane_letters[lane], a) == shade)
			j++;
		if (any)
			svg_gap(out, column_x(l, i) - at);
		else
			svg_move(out, column_x(l, i), y);
		svg_run(out, column_x(l, j) - column_x(l, i));
		at = column_x(l, j);
		any = true;
	}
	return any;
}

static void
draw_lane(const struct track_figure *f, const struct layout *l, size_t lane,
	  struct text *out)
{
	static const unsigned strength[] = { 0, 25, 45, 70, 100 };
	const char letter[] = { l->lanes[lane], '\0' };
	int32_t y = LANES + (int32_t)lane * (LANE + LANE_GAP);

	svg_text(out, &(struct svg_words){ .x = LEFT - 80,
					   .y = y + LANE / 2 + 45,
					   .anchor = SVG_END,
					   .ink = INK_TEXT, .bold = true,
					   .fixed = true },
		 letter);
	for (int side = 0; side < 2; side++)
		for (unsigned s = 1; s <= TRACK_SHADES; s++) {
			const struct class_look *look =
				side ? &f->pair->b : &f->pair->a;
			struct text path = { 0 };

			if (add_shade(f, l, lane, s, side == 0, &path)) {
				svg_group_open(out, &(struct svg_look){
					.stroke = look->area,
					.width = LANE / 2,
					.opacity = strength[s] });
				svg_path_open(out, NULL);
				text_add(out, path.bytes, path.n);
				svg_path_close(out, NULL);
				svg_group_close(out);
			}
			text_release(&path);
		}
	svg_line(out, LEFT, y + LANE / 2, RIGHT, y + LANE / 2,
		 &(struct svg_look){ .stroke = INK_GRID });
}

/* One side of the strip: a step curve of the share that reaches. */
static void
draw_reach(const struct track_figure *f, const struct layout *l, bool b,
	   struct text *out)
{
	const struct track *t = f->track;
	const struct class_look *look = b ? &f->pair->b : &f->pair->a;
	struct scale s = { 0, 1, l->strip + STRIP - 20, l->strip + 20 };
	int32_t level = -1;

	svg_path_open(out, &(struct svg_look){ .stroke = look->line,
					       .width = 14,
					       .dash = look->dash });
	for (size_t i = 0; i < l->columns; i++) {
		struct places p = places_of(l, t, i);
		int32_t next = scale_place(&s, b ? t->reach_b[p.from] :
						   t->reach_a[p.from]);

		next = whole_pixel(l, next);
		if (level < 0)
			svg_move(out, LEFT, next);
		else if (level != next) {
			svg_across(out, column_x(l, i));
			svg_down(out, next);
		}
		level = next;
	}
	svg_across(out, RIGHT);
	svg_path_close(out, NULL);
}

static void
draw_strip(const struct track_figure *f, const struct layout *l,
	   struct text *out)
{
	svg_text(out, &(struct svg_words){ .x = LEFT - 60, .y = l->strip + 110,
					   .anchor = SVG_END,
					   .ink = INK_FAINT },
		 "reach");
	svg_text(out, &(struct svg_words){ .x = LEFT - 60,
					   .y = l->strip + STRIP,
					   .anchor = SVG_END,
					   .ink = INK_FAINT },
		 "0 %");
	svg_line(out, LEFT, l->strip + STRIP - 20, RIGHT,
		 l->strip + STRIP - 20,
		 &(struct svg_look){ .stroke = INK_GRID });
	draw_reach(f, l, false, out);
	draw_reach(f, l, true, out);
}

/* True of a place that has a tick: the first and the last, and round ones. */
static bool
has_tick(const struct track *t, int32_t step, size_t place)
{
	size_t gap = place < t->n - 1 - place ? place : t->n - 1 - place;

	return place == 0 || place + 1 == t->n ||
	       (track_position(t, place) % step == 0 &&
		gap * 900 / t->n >= 35);
}

/* In the middle of places. */
static void
draw_positions(const struct track_figure *f, const struct layout *l,
	       struct text *out)
{
	const struct track *t = f->track;
	struct scale s = { 0, (double)t->n, LEFT, RIGHT };
	int32_t step = (int32_t)fmax(1, scale_step(&s, 10));
	struct text words = { 0 };

	svg_path_open(out, &(struct svg_look){ .stroke = INK_FAINT });
	svg_move(out, LEFT, l->axis);
	svg_across(out, RIGHT);
	svg_words_open(&words, &(struct svg_words){ .anchor = SVG_MIDDLE,
						    .ink = INK_FAINT });
	for (size_t i = 0; i < t->n; i++) {
		int32_t x = (place_x(t, i) + place_x(t, i + 1)) / 2;
		struct text number = { 0 };

		if (!has_tick(t, step, i))
			continue;
		svg_move(out, x, l->axis);
		svg_down(out, l->axis + 40);
		text_addf(&number, "%d", (int)track_position(t, i));
		svg_text(&words, &(struct svg_words){ .x = x,
						      .y = l->axis + 160 },
			 number.bytes);
		text_release(&number);
	}
	svg_path_close(out, NULL);
	svg_group_close(&words);
	text_add(out, words.bytes, words.n);
	text_release(&words);
	svg_text(out, &(struct svg_words){ .x = RIGHT, .y = l->axis + 310,
					   .anchor = SVG_END,
					   .ink = INK_FAINT },
		 f->along);
}

/* How lanes are read: above the line more in a, below more in b. */
static void
draw_key(const struct track_figure *f, const struct layout *l,
	 struct text *out)
{
	const struct figure_pair *p = f->pair;
	struct text words = { 0 };

	text_adds(&words, "above the line: more in ");
	figure_add_plain(&words, figure_side(&p->c->a));
	svg_name(out, &(struct svg_words){ .x = LEFT, .y = l->axis + 310,
					   .ink = p->a.name },
		 words.bytes, 46);
	text_clear(&words);
	text_adds(&words, "below: more in ");
	figure_add_plain(&words, figure_side(&p->c->b));
	svg_name(out, &(struct svg_words){ .x = LEFT + 3100,
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
draw_edges(const struct track_figure *f, const struct layout *l,
	   const struct interval *in, struct text *out)
{
	const struct track *t = f->track;
	size_t x = track_place(t, in->from), y = track_place(t, in->to);
	size_t first = x < y ? x : y, last = x < y ? y : x;
	const struct svg_look dotted = { .stroke = INK_TEXT, .width = 7,
					 .dash = DASH_SHORT };
	int32_t bottom = LANES + (int32_t)l->n_lanes * (LANE + LANE_GAP);

	svg_line(out, place_x(t, first), TOP - 60, place_x(t, first), bottom,
		 &dotted);
	if (place_x(t, last + 1) - place_x(t, first) > 20)
		svg_line(out, place_x(t, last + 1), TOP - 60,
			 place_x(t, last + 1), bottom, &dotted);
}

/* The worst intervals have edges, and names where there is room. */
static void
draw_intervals(const struct track_figure *f, const struct layout *l,
	       struct text *out)
{
	int32_t taken[LABELS_MOST][2];
	size_t labels = 0;

	for (size_t i = 0; i < f->n_intervals && i < LABELS_MOST; i++) {
		const struct interval *in = &f->intervals[f->worst[i]];
		int32_t x = place_x(f->track, track_place(f->track, in->at));
		struct text words = { 0 };
		int32_t width;
		bool free_place = true;

		draw_edges(f, l, in, out);
		interval_words(f, in, &words);
		width = svg_text_width(words.n, 0);
		x = x - width / 2;
		/* The name of the axis stands at the left. */
		x = x < AXIS_NAME ? AXIS_NAME :
		    x + width > RIGHT ? RIGHT - width : x;
		for (size_t j = 0; j < labels; j++)
			free_place &= x > taken[j][1] + 60 ||
				      x + width + 60 < taken[j][0];
		if (free_place) {
			svg_text(out, &(struct svg_words){
					      .x = x, .y = TOP - 110,
					      .ink = INK_TEXT, .bold = !i },
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
	struct layout l = make_layout(f);

	svg_open(out, WIDTH, l.axis + 350,
		 "AUROC of the worst base at each position, and a lane a "
		 "base that says which side has more of it");
	draw_bands(f, &l, out);
	draw_unjudged(f, &l, out);
	for (size_t i = 0; i < l.n_lanes; i++)
		draw_lane(f, &l, i, out);
	draw_score(f, &l, out);
	if (l.strip)
		draw_strip(f, &l, out);
	draw_positions(f, &l, out);
	draw_intervals(f, &l, out);
	draw_key(f, &l, out);
	svg_close(out);
}
