/*
 * histogram.c - a feature in bins that a figure has room for.
 */
#include <math.h>

#include "page/histogram.h"

/* Bins that look like a curve, not like noise. */
static const double bins_wanted = 50;

double
round_step(double x)
{
	static const double steps[] = { 1, 2, 5 };
	double unit = 1;

	while (unit > x)
		unit /= 10;
	while (unit * 10 < x)
		unit *= 10;
	for (size_t i = 0; i < 3; i++)
		if (steps[i] * unit >= x * (1 - 1e-9))
			return steps[i] * unit;
	return 10 * unit;
}

/*
 * What is drawn: all, but not what is further from the middle 99 % of both
 * sides than these are wide.
 */
static struct range
range_of(const struct sample *s)
{
	struct range all = { s->value[0], s->value[s->n - 1] };
	struct side_values low = sample_quantiles(s, .005);
	struct side_values high = sample_quantiles(s, .995);
	struct range most = { fmin(low.a, low.b), fmax(high.a, high.b) };
	double width = most.to - most.from;

	if (width <= 0)
		return all;
	for (size_t i = s->n; i-- > 0 && s->value[i] >= most.from - width;)
		all.from = s->value[i];
	for (size_t i = 0; i < s->n && s->value[i] <= most.to + width; i++)
		all.to = s->value[i];
	return all;
}

static double
count_of(const struct bin *bin)
{
	return (double)bin->a + (double)bin->b;
}

/* The share of records whose value is a multiple of grain, from first on. */
static bool
fits_grain(const struct sample *s, double first, double grain)
{
	double fits = 0, all = (double)s->a + (double)s->b;

	for (size_t i = 0; i < s->n; i++) {
		double steps = (s->value[i] - first) / grain;

		if (fabs(steps - round(steps)) < 1e-4)
			fits += count_of(&s->bins[i]);
	}
	return fits >= .99 * all;
}

/*
 * The distance of values that occur often; the few of other denominators (a
 * record with an N in it) do not hide it.
 */
static double
grain_of(const struct sample *s)
{
	double least = .1 * ((double)s->a + (double)s->b) / (double)s->n;
	double first = NAN, last = NAN, grain = INFINITY;

	for (size_t i = 0; i < s->n; i++) {
		if (count_of(&s->bins[i]) < least)
			continue;
		if (isnan(first))
			first = s->value[i];
		else
			grain = fmin(grain, s->value[i] - last);
		last = s->value[i];
	}
	if (isinf(grain))
		return 0;
	return fits_grain(s, first, grain) ? grain : 0;
}

static bool
is_whole(double x)
{
	return x == floor(x);
}

/* The first bin begins at or below low. */
static void
set_bins(struct histogram *h, const struct sample *s, struct range range)
{
	double width = range.to - range.from, first;

	h->grain = s->n > 1 ? grain_of(s) : 0;
	if (width <= 0) {
		h->step = range.from > 1 ? 1 : .01;
		h->grain = h->step;
	} else if (h->grain > 0 && is_whole(h->grain)) {
		h->step = h->grain * ceil(round_step(
			fmax(width / h->grain / bins_wanted, 1)));
	} else if (h->grain > 0) {
		h->step = h->grain *
			  ceil(fmax(width / h->grain / bins_wanted, 1));
	} else {
		h->step = round_step(width / bins_wanted);
	}
	if (h->grain > 0 && !is_whole(h->grain))
		first = range.from;
	else
		first = floor(range.from / h->step + 1e-9) * h->step;
	h->from = first - h->grain / 2;
	h->n = (size_t)floor((range.to - h->from) / h->step + 1e-9) + 1;
}

size_t
histogram_place(const struct histogram *h, double value)
{
	double place = floor((value - h->from) / h->step + 1e-9);

	return place >= 0 && place < (double)h->n ? (size_t)place : h->n;
}

void
histogram_init(struct histogram *h, const struct sample *s)
{
	struct range range = range_of(s);

	*h = (struct histogram){ 0 };
	set_bins(h, s, range);
	while (h->n > HISTOGRAM_BINS) {
		h->step *= 2;
		h->n = h->n / 2 + 1;
	}
	for (size_t i = 0; i < s->n; i++) {
		size_t place = histogram_place(h, s->value[i]);
		struct bin *bin = place < h->n ? &h->bins[place] :
				  s->value[i] < h->from ? &h->below :
							  &h->above;

		bin->a += s->bins[i].a;
		bin->b += s->bins[i].b;
	}
	while (h->n > 1 && !h->bins[h->n - 1].a && !h->bins[h->n - 1].b)
		h->n--;
}

struct range
histogram_bin(const struct histogram *h, size_t i)
{
	double from = h->from + (double)i * h->step;

	return (struct range){ from + h->grain / 2,
			       from + h->step - h->grain / 2 };
}
