/*
 * curves.c - one feature of two groups as histogram and cumulative curves.
 */
#include <math.h>
#include <string.h>

#include "page/curves.h"

/* Tenths of a pixel. */
enum {
	WIDTH = 4700, HEIGHT = 2500, LEFT = 360, RIGHT = 4600, TOP = 260,
	BOTTOM = 2100, LINE = 16, NAME_LETTERS = 18
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

double
curves_share(const struct curves *c, const struct bin *bin, bool b)
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

/* Heights of the bins, 0 to 1, as steps from the left of the axis. */
static void
draw_steps(const struct curves *c, const struct scale *y,
	   const double heights[HISTOGRAM_BINS], struct text *out)
{
	const struct histogram *h = &c->histogram;
	struct scale x = scale_x(c);
	int32_t level = BOTTOM;

	svg_move(out, LEFT, BOTTOM);
	for (size_t i = 0; i < h->n; i++) {
		int32_t next = scale_place(y, heights[i]);

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
}

static void
side_heights(const struct curves *c, bool b, double heights[HISTOGRAM_BINS])
{
	for (size_t i = 0; i < c->histogram.n; i++)
		heights[i] = curves_share(c, &c->histogram.bins[i], b);
}

/* Of what matching keeps, in shares of the smaller side. */
static void
kept_heights(const struct curves *c, double heights[HISTOGRAM_BINS])
{
	const struct sample *s = c->sample;
	uint64_t of = s->b < s->a ? s->b : s->a;

	for (size_t i = 0; i < c->histogram.n; i++)
		heights[i] = 0;
	for (size_t i = 0; i < s->n; i++) {
		size_t place = histogram_place(&c->histogram, s->value[i]);

		if (place < c->histogram.n)
			heights[place] += c->kept[i] / (double)of;
	}
}

static void
draw_area(const struct curves *c, const struct scale *y,
	  const double heights[HISTOGRAM_BINS], enum ink ink,
	  unsigned opacity, struct text *out)
{
	svg_path_open(out, &(struct svg_look){ .fill = ink,
					       .opacity = opacity });
	draw_steps(c, y, heights, out);
	svg_shut(out);
	svg_path_close(out, NULL);
}

/* The highest bin of a side. */
static double
peak_of(const struct curves *c, bool b)
{
	double most = 0;

	for (size_t i = 0; i < c->histogram.n; i++)
		most = fmax(most, curves_share(c, &c->histogram.bins[i], b));
	return most;
}

/*
 * Where a name beside the outlines may end (left) or begin: outside of all
 * bins that are as high as `level`.
 */
static int32_t
beside_outlines(const struct curves *c, double level, bool left)
{
	const struct histogram *h = &c->histogram;
	struct scale x = scale_x(c);
	size_t i = 0;

	while (i + 1 < h->n) {
		const struct bin *bin = &h->bins[left ? i : h->n - 1 - i];

		if (curves_share(c, bin, false) >= level ||
		    curves_share(c, bin, true) >= level)
			break;
		i++;
	}
	if (left)
		return scale_place(&x, h->from + (double)i * h->step) - 60;
	return scale_place(&x, h->from + (double)(h->n - i) * h->step) + 60;
}

/* Names beside a curve stay in the chart. */
static int32_t
keep_inside(int32_t place, bool left, const char *name)
{
	size_t letters = strlen(name);
	int32_t width = svg_text_width(letters < NAME_LETTERS ? letters + 1 :
								NAME_LETTERS,
				       0);

	/* Bold letters are wider. */
	width = width < 400 ? 400 : width + width / 6;
	if (left && place < LEFT + width)
		return LEFT + width;
	if (!left && place > WIDTH - width)
		return WIDTH - width;
	return place;
}

/* The name of a side, and how many records, outside of its peak. */
static void
name_side(const struct curves *c, const struct scale *y, bool b,
	  struct text *out)
{
	bool left = b != c->a_left;
	double peak = peak_of(c, b);
	const char *name = figure_side(b ? &c->pair->c->b : &c->pair->c->a);
	struct svg_words where = { .y = scale_place(y, .85 * peak),
				   .anchor = left ? SVG_END : SVG_START,
				   .ink = look_of(c, b)->name, .bold = true };
	struct text count = { 0 };

	if (peak == 0)
		return;
	where.x = keep_inside(beside_outlines(c, .85 * peak - .09 * y->to,
					      left),
			      left, name);
	svg_name(out, &where, name, NAME_LETTERS);
	where.y += 130;
	where.ink = INK_FAINT;
	where.bold = false;
	text_add_grouped(&count, b ? c->sample->b : c->sample->a);
	svg_text(out, &where, count.bytes);
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
	figure_say_side(&title, c->pair, false);
	text_adds(&title, " and ");
	figure_say_side(&title, c->pair, true);
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
					 .least = c->measure.unit == 1,
					 .what = c->measure.axis });
}

void
curves_draw_histogram(const struct curves *c, struct text *out)
{
	struct scale y = scale_share(fmax(peak_of(c, false),
					  peak_of(c, true)));
	double heights[HISTOGRAM_BINS];

	open_chart(c, "Histogram", out);
	for (int side = 0; side < 2; side++) {
		side_heights(c, side, heights);
		draw_area(c, &y, heights, look_of(c, side)->area, 16, out);
	}
	if (c->kept) {
		kept_heights(c, heights);
		draw_area(c, &y, heights, INK_FAINT, 30, out);
	}
	draw_axes(c, &y, c->pair->c->kind == VERDICT_DRIFT ?
				 "% of split" : "% of class", out);
	for (int side = 0; side < 2; side++) {
		const struct class_look *look = look_of(c, side);

		side_heights(c, side, heights);
		svg_path_open(out, &(struct svg_look){
					   .stroke = look->line, .width = LINE,
					   .dash = look->dash });
		draw_steps(c, &y, heights, out);
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

static void
add_cut_value(const struct curves *c, const struct cut *cut, struct text *out)
{
	figure_add_number(out, (cut->below + cut->above) / 2 /
				       c->measure.unit,
			  c->measure.unit == 1 ? .5 : .1);
	text_adds(out, c->measure.after);
}

/* The best cut: a line between the curves, with its value. */
static void
draw_cut(const struct curves *c, const struct scale *y, struct text *out)
{
	const struct sample *s = c->sample;
	const struct svg_look mark = { .fill = INK_MARK };
	struct cut cut = sample_best_cut(s, c->pair->v->higher);
	struct scale x = scale_x(c);
	struct text words = { 0 };
	int32_t at, y_a, y_b;

	if (!cut.any)
		return;
	at = scale_place(&x, (cut.below + cut.above) / 2);
	y_a = scale_place(y, (double)cut.at_or_below.a / (double)s->a);
	y_b = scale_place(y, (double)cut.at_or_below.b / (double)s->b);
	svg_line(out, at, y_a, at, y_b,
		 &(struct svg_look){ .stroke = INK_MARK, .width = 14 });
	svg_circle(out, at, y_a, 32, &mark, NULL);
	svg_circle(out, at, y_b, 32, &mark, NULL);
	add_cut_value(c, &cut, &words);
	/* To the left, and above all that is lower there. */
	svg_text(out, &(struct svg_words){ .x = at - 40,
					   .y = (y_a < y_b ? y_a : y_b) - 60,
					   .anchor = SVG_END,
					   .ink = INK_TEXT, .bold = true },
		 words.bytes);
	text_release(&words);
}

void
curves_add_cut(const struct curves *c, struct text *out)
{
	struct cut cut = sample_best_cut(c->sample, c->pair->v->higher);

	if (cut.any) {
		text_adds(out, "Best single cut: ");
		add_cut_value(c, &cut, out);
		text_addf(out, ", right for %.1f %% of records; ",
			  100 * cut.accuracy);
	} else {
		text_adds(out, "No single cut beats guessing; ");
	}
	text_addf(out, "guessing the larger class is right for %.1f %%.",
		  100 * cut.majority);
}

/* The name of a curve, on its outside, half way up. */
static void
name_curve(const struct curves *c, const struct scale *y, bool b,
	   struct text *out)
{
	bool left = b != c->a_left;
	struct side_values half = sample_quantiles(c->sample,
						   left ? .52 : .58);
	struct scale x = scale_x(c);
	const char *name = figure_side(b ? &c->pair->c->b : &c->pair->c->a);
	int32_t place = scale_place(&x, b ? half.b : half.a) +
			(left ? -100 : 100);

	svg_name(out, &(struct svg_words){
			      .x = keep_inside(place, left, name),
			      .y = scale_place(y, left ? .6 : .48),
			      .anchor = left ? SVG_END : SVG_START,
			      .ink = look_of(c, b)->name, .bold = true },
		 name, NAME_LETTERS);
}

void
curves_draw_cumulative(const struct curves *c, struct text *out)
{
	struct scale y = { 0, 1, BOTTOM, TOP };

	open_chart(c, "Cumulative curves", out);
	draw_axes(c, &y, c->pair->c->kind == VERDICT_DRIFT ?
				 "% of split at or below" :
				 "% of class at or below", out);
	draw_curve(c, &y, false, out);
	draw_curve(c, &y, true, out);
	name_curve(c, &y, false, out);
	name_curve(c, &y, true, out);
	draw_cut(c, &y, out);
	svg_close(out);
}
