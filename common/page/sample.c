/*
 * sample.c - one feature in the two groups of a comparison.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/sample.h"
#include "stats/matching.h"

static void
make_room(struct sample *sample, size_t n)
{
	*sample = (struct sample){ 0 };
	sample->value = mem_array(n + 1, sizeof(*sample->value));
	sample->bins = mem_array(n + 1, sizeof(*sample->bins));
}

static void
append(struct sample *sample, double value, struct bin bin)
{
	sample->value[sample->n] = value;
	sample->bins[sample->n++] = bin;
	sample->a += bin.a;
	sample->b += bin.b;
}

void
sample_init(struct sample *sample, const struct feature *feature,
	    const struct comparison *comparison)
{
	struct feature_bins bins = { 0 };

	feature_compare(feature, comparison, &bins);
	make_room(sample, bins.n);
	for (size_t i = 0; i < bins.n; i++)
		append(sample, feature->value[bins.values[i]], bins.bins[i]);
	feature_bins_release(&bins);
}

void
sample_release(struct sample *sample)
{
	free(sample->value);
	free(sample->bins);
	*sample = (struct sample){ 0 };
}

void
sample_without_zero(struct sample *to, const struct sample *from)
{
	make_room(to, from->n);
	for (size_t i = 0; i < from->n; i++)
		if (from->value[i] != 0)
			append(to, from->value[i], from->bins[i]);
}

struct bin
sample_zeros(const struct sample *sample)
{
	for (size_t i = 0; i < sample->n; i++)
		if (sample->value[i] == 0)
			return sample->bins[i];
	return (struct bin){ 0 };
}

/*
 * Values are fractions of numbers below 2^32 that were rounded once: those
 * that differ do so by far more than a turn to the other strand rounds off.
 */
static bool
same_value(double x, double y)
{
	return fabs(x - y) < 1e-13;
}

static void
add_or_join(struct sample *to, double value, struct bin bin)
{
	if (to->n && same_value(to->value[to->n - 1], value)) {
		struct bin *last = &to->bins[to->n - 1];

		*last = (struct bin){ last->a + bin.a, last->b + bin.b };
		to->a += bin.a;
		to->b += bin.b;
		return;
	}
	append(to, value, bin);
}

void
sample_both_strands(struct sample *to, const struct sample *from)
{
	size_t i = 0, j = from->n;

	make_room(to, 2 * from->n);
	while (i < from->n || j > 0) {
		double x = i < from->n ? from->value[i] : INFINITY;
		double y = j > 0 ? 1 - from->value[j - 1] : INFINITY;

		if (x <= y)
			add_or_join(to, x, from->bins[i++]);
		else
			add_or_join(to, y, from->bins[--j]);
	}
}

void
sample_strength(struct sample *to, const struct sample *from)
{
	size_t up = 0, down;

	while (up < from->n && from->value[up] < .5)
		up++;
	down = up;
	make_room(to, from->n);
	while (up < from->n || down > 0) {
		double x = up < from->n ? from->value[up] - .5 : INFINITY;
		double y = down > 0 ? .5 - from->value[down - 1] : INFINITY;

		if (x <= y)
			add_or_join(to, x, from->bins[up++]);
		else
			add_or_join(to, y, from->bins[--down]);
	}
}

struct side_values
sample_means(const struct sample *sample)
{
	struct side_values sum = { 0 };

	for (size_t i = 0; i < sample->n; i++) {
		sum.a += (double)sample->bins[i].a * sample->value[i];
		sum.b += (double)sample->bins[i].b * sample->value[i];
	}
	if (sample->a)
		sum.a /= (double)sample->a;
	if (sample->b)
		sum.b /= (double)sample->b;
	return sum;
}

struct side_values
sample_quantiles(const struct sample *sample, double share)
{
	struct side_values found = { NAN, NAN };
	uint64_t a = 0, b = 0;

	for (size_t i = 0; i < sample->n; i++) {
		a += sample->bins[i].a;
		b += sample->bins[i].b;
		if (isnan(found.a) && a &&
		    (double)a >= share * (double)sample->a)
			found.a = sample->value[i];
		if (isnan(found.b) && b &&
		    (double)b >= share * (double)sample->b)
			found.b = sample->value[i];
	}
	return found;
}

uint64_t
sample_matched(const struct sample *sample, const struct feature *feature,
	       const struct comparison *comparison, double *kept)
{
	struct feature_bins bins = { 0 };
	size_t n = feature->n, offset = sample->b < sample->a ? n : 0;
	uint64_t *count = mem_zeroed(n + 1, 2 * sizeof(*count)), left;
	double *all = mem_array(n + 1, 2 * sizeof(*all));
	uint32_t *bin = mem_array(n + 1, sizeof(*bin));

	feature_compare(feature, comparison, &bins);
	for (size_t i = 0; i < bins.n; i++) {
		count[bins.values[i]] = bins.bins[i].a;
		count[n + bins.values[i]] = bins.bins[i].b;
	}
	matching_bins(feature->value, n, bin);
	left = matching_thin(count, 2, bin, n, all);
	for (size_t i = 0; i < bins.n; i++)
		kept[i] = all[offset + bins.values[i]];
	feature_bins_release(&bins);
	free(count);
	free(all);
	free(bin);
	return left;
}

struct cut
sample_best_cut(const struct sample *sample, int higher)
{
	bool a_above = higher >= 0;
	uint64_t all = sample->a + sample->b;
	uint64_t most = sample->a > sample->b ? sample->a : sample->b;
	/* All called what stands above, then less and less of them. */
	uint64_t right = a_above ? sample->a : sample->b, best = most;
	struct cut cut = { .a_above = a_above };
	struct bin below = { 0 };

	for (size_t i = 0; i + 1 < sample->n; i++) {
		const struct bin *bin = &sample->bins[i];

		below.a += bin->a;
		below.b += bin->b;
		right += a_above ? bin->b : bin->a;
		right -= a_above ? bin->a : bin->b;
		if (right <= best)
			continue;
		best = right;
		cut.any = true;
		cut.below = sample->value[i];
		cut.above = sample->value[i + 1];
		cut.at_or_below = below;
	}
	cut.accuracy = (double)best / (double)all;
	cut.majority = (double)most / (double)all;
	return cut;
}
