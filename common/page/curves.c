/*
 * curves.c - one feature of two groups as histogram and cumulative curves.
 */
#include <math.h>
#include <string.h>

#include "page/curves.h"

/* Tenths of a pixel. */
enum {
	WIDTH = 4700, HEIGHT = 2500, LEFT = 360, RIGHT = 4660, TOP = 260,
	BOTTOM = 2100, LINE = 16, NAME_LETTERS = 18, COLUMNS = 430
};

void
curves_init(struct curves *c)
{
	struct side_values means = sample_means(c->sample);

	histogram_init(&c->histogram, c->sample);
	c->a_left = means.a <= means.b;
	if (!c->of_a)
		c->of_a = c->sample->a;
	if (!c->of_b)
		c->of_b = c->sample->b;
}

static const struct class_look *
look_of(const struct curves *c, bool b)
{
	return b ? &c->pair->b : &c->pair->a;
}

static double
share_of(const struct curves *c, const struct bin *bin, bool b)
{
	return b ? (double)bin->b / (double)c->of_b :
		   (double)bin->a / (double)c->of_a;
}

/* Values along x: the bins of the histogram, from edge to edge. */
static struct scale
scale_x(const struct curves *c)
{
	const struct histogram *h = &c->histogram;

	return (struct scale){ h->from, h->from + (double)h->n * h->step,
			       LEFT, RIGHT };
}

static struct scale
scale_share(double most)
{
	struct scale s = { 0, most > 0 ? most : 1, BOTTOM, TOP };
	double step = scale_step(&s, 5);

	s.to = ceil(s.to / step - 1e-9) * step;
	return s;
}

static double
most_share(const struct curves *c)
{
	double most = 0;

	for (size_t i = 0; i < c->histogram.n; i++) {
		const struct bin *bin = &c->histogram.bins[i];

		most = fmax(most, fmax(share_of(c, bin, false),
				       share_of(c, bin, true)));
	}
	return most;
}

/*
 * The outline of a side, or of the smaller of both, as steps; closed along
 * the axis for an area.
 */
static void
draw_steps(const struct curves *c, const struct scale *y, int side,
	   bool closed, struct text *out)
{
	const struct histogram *h = &c->histogram;
	struct scale x = scale_x(c);
	int32_t level = BOTTOM;

	svg_move(out, LEFT, BOTTOM);
	for (size_t i = 0; i < h->n; i++) {
		double a = share_of(c, &h->bins[i], false);
		double b = share_of(c, &h->bins[i], true);
		int32_t next = scale_place(y, side == 0 ? a : side == 1 ? b :
								fmin(a, b));

		if (next != level) {
			if (i > 0)
				svg_across(out, scale_place(
					&x, h->from + (double)i * h->step));
			svg_down(out, next);
		}
		level = next;
	}
	svg_across(out, RIGHT);
	svg_down(out, BOTTOM);
	if (closed)
		svg_shut(out);
}

/* Where the name of a side stands: beside its highest bin, on its outside. */
static void
name_side(const struct curves *c, const struct scale *y, bool b,
	  struct text *out)
{
	const struct histogram *h = &c->histogram;
	struct scale x = scale_x(c);
	bool left = b != c->a_left;
	size_t peak = 0, at;
	double most = -1;
	int32_t place, level;
	const struct side *side = b ? &c->pair->c->b : &c->pair->c->a;
	struct text count = { 0 };

	for (size_t i = 0; i < h->n; i++)
		if (share_of(c, &h->bins[i], b) > most) {
			most = share_of(c, &h->bins[i], b);
			peak = i;
		}
	/* Down its outer flank, to two thirds of the peak. */
	at = peak;
	while (left ? at > 0 : at + 1 < h->n) {
		size_t next = left ? at - 1 : at + 1;

		if (share_of(c, &h->bins[next], b) < .7 * most)
			break;
		at = next;
	}
	place = scale_place(&x, h->from + (double)(left ? at : at + 1) *
						  h->step);
	place += left ? -60 : 60;
	level = scale_place(y, .8 * most);
	if (place < LEFT + 700 && left)
		place = LEFT + 700;
	if (place > RIGHT - 700 && !left)
		place = RIGHT - 700;
	svg_name(out, &(struct svg_words){
			      .x = place, .y = level,
			      .anchor = left ? SVG_END : SVG_START,
			      .ink = look_of(c, b)->name, .bold = true },
		 figure_side(side), NAME_LETTERS);
	text_add_grouped(&count, b ? c->sample->b : c->sample->a);
	svg_text(out, &(struct svg_words){
			      .x = place, .y = level + 130,
			      .anchor = left ? SVG_END : SVG_START,
			      .ink = INK_FAINT },
		 count.bytes);
	text_release(&count);
}

/* What stands outside of the scale, in words at its ends. */
static void
name_outside(const struct curves *c, struct text *out)
{
	const struct histogram *h = &c->histogram;
	const struct bin *ends[] = { &h->below, &h->above };

	for (size_t i = 0; i < 2; i++) {
		uint64_t n = ends[i]->a + ends[i]->b;
		struct text words = { 0 };

		if (!n)
			continue;
		text_adds(&words, i ? "" : "\xe2\x86\x90 ");
		text_add_grouped(&words, n);
		text_adds(&words, i ? " more \xe2\x86\x92" : " more");
		svg_text(out, &(struct svg_words){
				      .x = i ? RIGHT : LEFT, .y = BOTTOM - 60,
				      .anchor = i ? SVG_END : SVG_START,
				      .ink = INK_FAINT },
			 words.bytes);
		text_release(&words);
	}
}

static void
open_chart(const struct curves *c, const char *what, struct text *out)
{
	struct text title = { 0 };

	text_addf(&title, "%s of %s: ", what, c->measure.axis);
	figure_add_plain(&title, figure_side(&c->pair->c->a));
	text_adds(&title, " and ");
	figure_add_plain(&title, figure_side(&c->pair->c->b));
	svg_open(out, WIDTH, HEIGHT, title.bytes);
	text_release(&title);
}

static void
draw_axes(const struct curves *c, const struct scale *y, const char *what,
	  struct text *out)
{
	axis_draw_y(out, &(struct axis){ .scale = *y, .at = LEFT,
					 .across = RIGHT - LEFT, .unit = .01,
					 .ticks = 5, .what = what });
	axis_draw_x(out, &(struct axis){ .scale = scale_x(c), .at = BOTTOM,
					 .unit = c->measure.unit, .ticks = 8,
					 .what = c->measure.axis });
}

void
curves_draw_histogram(const struct curves *c, struct text *out)
{
	struct scale y = scale_share(most_share(c));

	open_chart(c, "Histogram", out);
	for (int side = 0; side < 2; side++) {
		svg_path_open(out, &(struct svg_look){
					   .fill = look_of(c, side)->area,
					   .opacity = 16 });
		draw_steps(c, &y, side, true, out);
		svg_path_close(out, NULL);
	}
	if (c->shaded) {
		svg_path_open(out, &(struct svg_look){ .fill = INK_FAINT,
						       .opacity = 30 });
		draw_steps(c, &y, 2, true, out);
		svg_path_close(out, NULL);
	}
	draw_axes(c, &y, "% of class", out);
	for (int side = 0; side < 2; side++) {
		const struct class_look *look = look_of(c, side);

		svg_path_open(out, &(struct svg_look){
					   .stroke = look->line, .width = LINE,
					   .dash = look->dash });
		draw_steps(c, &y, side, false, out);
		svg_path_close(out, NULL);
	}
	name_side(c, &y, false, out);
	name_side(c, &y, true, out);
	name_outside(c, out);
	svg_close(out);
}

/* Steps at the values, but not more than one a pixel. */
static void
draw_curve(const struct curves *c, const struct scale *y, bool b,
	   struct text *out)
{
	const struct sample *s = c->sample;
	struct scale x = scale_x(c);
	const struct class_look *look = look_of(c, b);
	uint64_t sum = 0;
	int32_t level = BOTTOM;

	svg_path_open(out, &(struct svg_look){ .stroke = look->line,
					       .width = LINE,
					       .dash = look->dash });
	svg_move(out, LEFT, BOTTOM);
	for (size_t i = 0, j; i < s->n; i = j) {
		int32_t at = scale_place(&x, s->value[i]) / 10 * 10, next;

		for (j = i; j < s->n &&
		     scale_place(&x, s->value[j]) / 10 * 10 == at; j++)
			sum += b ? s->bins[j].b : s->bins[j].a;
		next = scale_place(y, (double)sum /
					      (double)(b ? c->of_b : c->of_a));
		if (next == level)
			continue;
		svg_across(out, at);
		svg_down(out, next);
		level = next;
	}
	svg_across(out, RIGHT);
	svg_path_close(out, NULL);
}

/* The best cut: an upright line between the curves, and what it is worth. */
static void
draw_cut(const struct curves *c, const struct scale *y, struct text *out)
{
	const struct sample *s = c->sample;
	struct cut cut = sample_best_cut(s, c->pair->v->higher);
	const struct svg_look mark = { .fill = INK_MARK };
	struct scale x = scale_x(c);
	struct text words = { 0 }, worth = { 0 };
	struct svg_words where = { .y = BOTTOM - 290, .ink = INK_TEXT };
	double middle = (cut.below + cut.above) / 2;

	if (!cut.any) {
		text_adds(&words, "no single cut is better than guessing");
		where.x = RIGHT - 60;
		where.anchor = SVG_END;
	} else {
		int32_t at = scale_place(&x, middle);
		int32_t y_a = scale_place(y, (double)cut.at_or_below.a /
						     (double)s->a);
		int32_t y_b = scale_place(y, (double)cut.at_or_below.b /
						     (double)s->b);

		svg_line(out, at, y_a, at, y_b,
			 &(struct svg_look){ .stroke = INK_MARK,
					     .width = 14 });
		svg_circle(out, at, y_a, 32, &mark, NULL);
		svg_circle(out, at, y_b, 32, &mark, NULL);
		text_adds(&words, "best single cut: ");
		figure_add_number(&words, middle / c->measure.unit,
				  c->measure.unit == 1 ? .5 : .1);
		text_adds(&words, c->measure.after);
		where.x = at + 80;
		if (where.x > RIGHT - 1900) {
			where.x = at - 80;
			where.anchor = SVG_END;
			where.y = TOP + 200;
		}
	}
	text_addf(&worth, "right for %.1f %%; guessing is right for %.1f %%",
		  100 * cut.accuracy, 100 * cut.majority);
	where.bold = true;
	svg_text(out, &where, words.bytes);
	where.bold = false;
	where.y += 140;
	where.ink = INK_FAINT;
	svg_text(out, &where, worth.bytes);
	text_release(&words);
	text_release(&worth);
}

/* The name of a curve, on its outside, half way up. */
static void
name_curve(const struct curves *c, const struct scale *y, bool b,
	   struct text *out)
{
	struct side_values half = sample_quantiles(c->sample, .45);
	struct scale x = scale_x(c);
	bool left = b != c->a_left;
	int32_t place = scale_place(&x, b ? half.b : half.a);
	const struct side *side = b ? &c->pair->c->b : &c->pair->c->a;

	place += left ? -100 : 100;
	if (left && place < LEFT + 800)
		place = LEFT + 800;
	if (!left && place > RIGHT - 800)
		place = RIGHT - 800;
	svg_name(out, &(struct svg_words){
			      .x = place,
			      .y = scale_place(y, left ? .6 : .48),
			      .anchor = left ? SVG_END : SVG_START,
			      .ink = look_of(c, b)->name, .bold = true },
		 figure_side(side), NAME_LETTERS);
}

void
curves_draw_cumulative(const struct curves *c, struct text *out)
{
	struct scale y = { 0, 1, BOTTOM, TOP };

	open_chart(c, "Cumulative curves", out);
	draw_axes(c, &y, "% of class at or below", out);
	draw_curve(c, &y, false, out);
	draw_curve(c, &y, true, out);
	name_curve(c, &y, false, out);
	name_curve(c, &y, true, out);
	draw_cut(c, &y, out);
	svg_close(out);
}

static void
add_bin_name(const struct curves *c, size_t i, struct text *out)
{
	struct range r = histogram_bin(&c->histogram, i);
	double unit = c->measure.unit;
	double step = c->histogram.step / unit;

	if (c->histogram.grain > 0 && step < 1)
		step = .01;
	step = unit == 1 && c->histogram.grain >= 1 ? 1 : fmin(step, .1);
	figure_add_number(out, r.from / unit, step);
	if (r.to - r.from > 1e-9 * c->histogram.step) {
		text_adds(out, "\xe2\x80\x93");
		figure_add_number(out, r.to / unit, step);
	}
}

static void
add_number_row(const struct curves *c, const struct bin *bin,
	       struct bin *below, struct text *out)
{
	figure_cell_count(out, bin->a);
	figure_cell_share(out, share_of(c, bin, false));
	figure_cell_count(out, bin->b);
	figure_cell_share(out, share_of(c, bin, true));
	below->a += bin->a;
	below->b += bin->b;
	figure_cell_share(out, share_of(c, below, false));
	figure_cell_share(out, share_of(c, below, true));
	text_adds(out, "</tr>");
}

void
curves_add_numbers(const struct curves *c, struct text *out)
{
	const struct histogram *h = &c->histogram;
	const char *a = figure_side(&c->pair->c->a);
	const char *b = figure_side(&c->pair->c->b);
	const struct figure_column columns[] = {
		{ c->measure.axis, false, NULL }, { "", true, a },
		{ "share", true, NULL }, { "", true, b },
		{ "share", true, NULL }, { ": at or below", true, a },
		{ ": at or below", true, b }
	};
	struct bin below = { 0 };

	figure_numbers_open(out, "Numbers of these figures", columns, 7);
	if (h->below.a || h->below.b) {
		text_adds(out, "<tr><th scope=\"row\">below</th>");
		add_number_row(c, &h->below, &below, out);
	}
	for (size_t i = 0; i < h->n; i++) {
		text_adds(out, "<tr><th scope=\"row\">");
		add_bin_name(c, i, out);
		text_adds(out, "</th>");
		add_number_row(c, &h->bins[i], &below, out);
	}
	if (h->above.a || h->above.b) {
		text_adds(out, "<tr><th scope=\"row\">above</th>");
		add_number_row(c, &h->above, &below, out);
	}
	figure_numbers_close(out);
}
