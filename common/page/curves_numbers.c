/*
 * curves_numbers.c - the bins of a histogram as a folded table.
 */
#include <math.h>

#include "page/curves.h"

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
	figure_cell_share(out, curves_share(c, bin, false));
	figure_cell_count(out, bin->b);
	figure_cell_share(out, curves_share(c, bin, true));
	below->a += bin->a;
	below->b += bin->b;
	figure_cell_share(out, curves_share(c, below, false));
	figure_cell_share(out, curves_share(c, below, true));
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
