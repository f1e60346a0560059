/*
 * track_lanes.c - along the sequence: a lane a letter, and who reaches how
 * far.
 */
#include "page/track_layout.h"

static int32_t
lane_y(size_t lane)
{
	return TRACK_LANES + (int32_t)lane * (TRACK_LANE + TRACK_LANE_GAP);
}

/* Boxes of one shade and side, equal neighbours joined; false: none. */
static bool
add_shade(const struct track_figure *f, const struct track_layout *l,
	  size_t lane, unsigned shade, bool a, struct text *out)
{
	const struct track *t = f->track;
	int32_t y = lane_y(lane) +
		    (a ? TRACK_LANE / 4 : TRACK_LANE - TRACK_LANE / 4);
	int32_t at = TRACK_LEFT;
	bool any = false;

	for (size_t i = 0, j; i < l->columns; i = j) {
		j = i + 1;
		if (track_shade(t, track_column(l, t, i), l->lane_letters[lane],
				a) != shade)
			continue;
		while (j < l->columns &&
		       track_shade(t, track_column(l, t, j),
				   l->lane_letters[lane], a) == shade)
			j++;
		if (any)
			svg_gap(out, track_column_x(l, i) - at);
		else
			svg_move(out, track_column_x(l, i), y);
		svg_run(out, track_column_x(l, j) - track_column_x(l, i));
		at = track_column_x(l, j);
		any = true;
	}
	return any;
}

/* Of one side, a path a shade. */
static void
draw_side(const struct track_figure *f, const struct track_layout *l,
	  size_t lane, bool a, struct text *out)
{
	static const unsigned strength[] = { 0, 25, 45, 70, 100 };
	const struct class_look *look = a ? &f->pair->a : &f->pair->b;

	for (unsigned s = 1; s <= TRACK_SHADES; s++) {
		struct text path = { 0 };

		if (add_shade(f, l, lane, s, a, &path)) {
			svg_path_open(out, &(struct svg_look){
						   .stroke = look->area,
						   .width = TRACK_LANE / 2,
						   .opacity = strength[s] });
			text_add(out, path.bytes, path.n);
			svg_path_close(out, NULL);
		}
		text_release(&path);
	}
}

void
track_draw_lanes(const struct track_figure *f, const struct track_layout *l,
		 struct text *out)
{
	for (size_t i = 0; i < l->n_lanes; i++) {
		draw_side(f, l, i, true, out);
		draw_side(f, l, i, false, out);
	}
	svg_path_open(out, &(struct svg_look){ .stroke = INK_GRID });
	for (size_t i = 0; i < l->n_lanes; i++) {
		svg_move(out, TRACK_LEFT, lane_y(i) + TRACK_LANE / 2);
		svg_across(out, TRACK_RIGHT);
	}
	svg_path_close(out, NULL);
	svg_words_open(out, &(struct svg_words){ .anchor = SVG_END,
						 .ink = INK_TEXT,
						 .bold = true,
						 .fixed = true });
	for (size_t i = 0; i < l->n_lanes; i++)
		svg_text(out, &(struct svg_words){
				      .x = TRACK_LEFT - 80,
				      .y = lane_y(i) + TRACK_LANE / 2 + 45 },
			 (const char[]){ l->lanes[i], '\0' });
	svg_group_close(out);
}

/* One side of the strip: a step curve of the share that reaches. */
static void
draw_reach(const struct track_figure *f, const struct track_layout *l, bool b,
	   struct text *out)
{
	const struct track *t = f->track;
	const struct class_look *look = b ? &f->pair->b : &f->pair->a;
	struct scale s = { 0, 1, l->strip + TRACK_STRIP - 20, l->strip + 20 };
	int32_t level = -1;

	svg_path_open(out, &(struct svg_look){ .stroke = look->line,
					       .width = 14,
					       .dash = look->dash });
	for (size_t i = 0; i < l->columns; i++) {
		struct places p = track_column(l, t, i);
		int32_t next = scale_place(&s, b ? t->reach_b[p.from]
						 : t->reach_a[p.from]);

		next = track_pixel(l, next);
		if (level < 0)
			svg_move(out, TRACK_LEFT, next);
		else if (level != next) {
			svg_across(out, track_column_x(l, i));
			svg_down(out, next);
		}
		level = next;
	}
	svg_across(out, TRACK_RIGHT);
	svg_path_close(out, NULL);
}

void
track_draw_strip(const struct track_figure *f, const struct track_layout *l,
		 struct text *out)
{
	if (!l->strip)
		return;
	svg_text(out,
		 &(struct svg_words){ .x = TRACK_LEFT - 60,
				      .y = l->strip + 110,
				      .anchor = SVG_END,
				      .ink = INK_FAINT },
		 "reach");
	svg_text(out,
		 &(struct svg_words){ .x = TRACK_LEFT - 60,
				      .y = l->strip + TRACK_STRIP,
				      .anchor = SVG_END,
				      .ink = INK_FAINT },
		 "0 %");
	svg_line(out, TRACK_LEFT, l->strip + TRACK_STRIP - 20, TRACK_RIGHT,
		 l->strip + TRACK_STRIP - 20,
		 &(struct svg_look){ .stroke = INK_GRID });
	draw_reach(f, l, false, out);
	draw_reach(f, l, true, out);
}
