/*
 * interval.c - what AUROC the data leave possible.
 *
 * No one method is right everywhere: a 0/1 feature is a difference of two
 * shares; DeLong's variance is free of assumptions, but too small in small
 * groups and 0 where they do not overlap, where Newcombe's holds.
 */
#include <math.h>
#include <stdbool.h>

#include "stats/ranking.h"

struct interval {
	double low, high;
};

/* From this many records in each group DeLong stands alone. */
static const double LARGE = 100;

/* Wilson's score interval of a share of n. */
static struct interval
wilson(double share, double n, double z)
{
	double square = z * z;
	double middle = 2 * n * share + square;
	double half = z * sqrt(square + 4 * n * share * (1 - share));
	double whole = 2 * (n + square);

	/* Rounding must not push the end of a share of 0 or 1 past it. */
	return (struct interval){ fmin(share, (middle - half) / whole),
				  fmax(share, (middle + half) / whole) };
}

/*
 * Of the AUROC of a feature with two values, .5 + (x - y) / 2 for the shares
 * x of a and y of b that have the upper one.
 *
 * Source: Newcombe (1998) Stat. Med. 17:873-890, method 10 (hybrid score).
 */
static struct interval
hybrid_score(double x, double y, double n_a, double n_b, double z)
{
	struct interval of_x = wilson(x, n_a, z), of_y = wilson(y, n_b, z);
	double down = hypot(x - of_x.low, of_y.high - y);
	double up = hypot(of_x.high - x, y - of_y.low);

	return (struct interval){ .5 + (x - y - down) / 2,
				  .5 + (x - y + up) / 2 };
}

/*
 * DeLong's variance of the AUROC: the mean squares of the placements (which
 * share of the other group a record is above) over the effective sizes.
 *
 * Source: DeLong, DeLong & Clarke-Pearson (1988) Biometrics 44:837-845, by
 * ranks as in Sun & Xu (2014) IEEE Signal Process. Lett. 21:1389-1393.
 */
static double
delong_variance(const struct bin *bins, size_t n, const struct ranking *ranking,
		double n_a, double n_b)
{
	double a = (double)ranking->a, b = (double)ranking->b;
	double squares_a = 0, squares_b = 0;
	uint64_t below_a = 0, below_b = 0;

	for (size_t i = 0; i < n; i++) {
		struct bin bin = bins[i];
		uint64_t above_a = ranking->a - below_a - bin.a;
		double of_a = (double)(2 * below_b + bin.b) / (2 * b);
		double of_b = (double)(2 * above_a + bin.a) / (2 * a);

		of_a -= ranking->auroc;
		of_b -= ranking->auroc;
		squares_a += (double)bin.a * of_a * of_a;
		squares_b += (double)bin.b * of_b * of_b;
		below_a += bin.a;
		below_b += bin.b;
	}
	return squares_a / a / (n_a - 1) + squares_b / b / (n_b - 1);
}

static struct interval
delong_logit(double auroc, double variance, double z)
{
	double logit = log(auroc / (1 - auroc));
	double half = z * sqrt(variance) / (auroc * (1 - auroc));

	return (struct interval){ 1 / (1 + exp(half - logit)),
				  1 / (1 + exp(-half - logit)) };
}

/* The variance that Newcombe's method 5 gives an AUROC. */
static double
model_variance(double auroc, double n_a, double n_b)
{
	double n = (n_a + n_b) / 2 - 1;
	double above = (1 - auroc) / (2 - auroc), below = auroc / (1 + auroc);

	return auroc * (1 - auroc) * (1 + n * (above + below)) / (n_a * n_b);
}

/*
 * The AUROC between inside and outside that is z standard deviations, its
 * own, from inside. There is just one: the standard deviation is a concave
 * function of the AUROC (the geometric mean of two), 0 at both ends.
 */
static double
score_limit(double inside, double outside, double n_a, double n_b, double z)
{
	double observed = inside;

	for (;;) {
		double middle = inside + (outside - inside) / 2;
		double off = middle - observed;

		if (middle == inside || middle == outside)
			return middle;
		if (off * off < z * z * model_variance(middle, n_a, n_b))
			inside = middle;
		else
			outside = middle;
	}
}

/*
 * Source: Newcombe (2006) Stat. Med. 25:559-573, method 5: a score interval
 * with the variance of Hanley & McNeil (1982) Radiology 143:29-36 for
 * exponential distributions, and (m + n) / 2 - 1 for both m - 1 and n - 1.
 */
static struct interval
newcombe_5(double auroc, double n_a, double n_b, double z)
{
	return (struct interval){ score_limit(auroc, 0, n_a, n_b, z),
				  score_limit(auroc, 1, n_a, n_b, z) };
}

static struct interval
wider(struct interval x, struct interval y)
{
	return x.high - x.low >= y.high - y.low ? x : y;
}

/* Of the AUROC as it is, for two values or more. */
static struct interval
unfolded(const struct bin *bins, size_t n, const struct ranking *ranking,
	 double n_a, double n_b, double z)
{
	const struct bin *top = NULL;
	size_t values = 0;

	for (size_t i = 0; i < n; i++) {
		if (bins[i].a + bins[i].b == 0)
			continue;
		values++;
		top = &bins[i];
	}
	if (values == 2)
		return hybrid_score((double)top->a / (double)ranking->a,
				    (double)top->b / (double)ranking->b, n_a,
				    n_b, z);

	double auroc = ranking->auroc;
	double variance = 0;

	if (n_a > 1 && n_b > 1)
		variance = delong_variance(bins, n, ranking, n_a, n_b);
	if (variance == 0)
		return newcombe_5(auroc, n_a, n_b, z);

	struct interval delong = delong_logit(auroc, variance, z);

	if (n_a >= LARGE && n_b >= LARGE)
		return delong;
	return wider(delong, newcombe_5(auroc, n_a, n_b, z));
}

void
ranking_interval(const struct bin *bins, size_t n,
		 const struct ranking *ranking, double n_a, double n_b,
		 double z, double *low, double *high)
{
	*low = *high = .5;
	if (ranking->ties == 0)
		return;

	struct interval of = unfolded(bins, n, ranking, n_a, n_b, z);

	*low = fmax(.5, fmax(of.low, 1 - of.high));
	*high = fmin(1, fmax(of.high, 1 - of.low));
}
