/*
 * distribution.c - tails of the normal, binomial and hypergeometric
 * distributions, accurate for any size.
 *
 * The library functions at hand (kf_betai, kt_fisher_exact) stop after 200
 * terms or take int, and differences of lgamma() lose a digit for each
 * tenfold of n. So probabilities come from Loader's saddle-point expansion,
 * and tails are sums outward from where they begin: their terms only shrink.
 *
 * Source: Loader (2000) Fast and Accurate Computation of Binomial
 * Probabilities.
 */
#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include "stats/distribution.h"

static const double SQRT2 = 1.41421356237309504880;
static const double LOG_2PI = 1.83787706640934548356;

/* A term this small against its sum ends a sum. */
static const double ENOUGH = 1e-18;

double
normal_tail(double z)
{
	return .5 * erfc(z / SQRT2);
}

/* The z with P(Z > z) = tail, for a tail of .5 at most. */
static double
upper_quantile(double tail)
{
	/* Abramowitz & Stegun 26.2.23 is right to .00045 ... */
	double t = sqrt(-2 * log(tail));
	double z =
		t - (2.515517 + t * (.802853 + t * .010328)) /
			    (1 + t * (1.432788 + t * (.189269 + t * .001308)));

	/* ... and each step of Newton on the logarithm doubles the digits. */
	for (int i = 0; i < 4; i++) {
		double q = normal_tail(z);
		double density = exp(-.5 * (z * z + LOG_2PI));

		z += q / density * log(q / tail);
	}
	return z;
}

double
normal_quantile(double p)
{
	assert(p > 0 && p < 1);
	if (p == .5)
		return 0;
	return p < .5 ? -upper_quantile(p) : upper_quantile(1 - p);
}

/* log n! less Stirling's n log n - n + log(2 pi n) / 2. */
static double
stirling_error(double n)
{
	double s = 1 / (n * n);

	if (n < 16)
		return log(tgamma(n + 1)) -
		       (n * log(n) - n + .5 * (LOG_2PI + log(n)));
	return (1. / 12 -
		s * (1. / 360 -
		     s * (1. / 1260 -
			  s * (1. / 1680 -
			       s * (1. / 1188 - s * (691. / 360360)))))) /
	       n;
}

/* x log(x / mean) + mean - x, without cancellation where x is near mean. */
static double
deviance(double x, double mean)
{
	double v = (x - mean) / (x + mean);

	if (fabs(v) >= .1)
		return x * log(x / mean) + mean - x;

	/* log(x / mean) = 2 atanh(v); its series less the first term. */
	double sum = (x - mean) * v, power = 2 * x * v;

	for (int i = 3; i < 40; i += 2) {
		double before = sum;

		power *= v * v;
		sum += power / i;
		if (sum == before)
			break;
	}
	return sum;
}

/* Logarithm of the probability of k in n with chance p; q = 1 - p. */
static double
binomial_log(double k, double n, double p, double q)
{
	if (k == 0)
		return n * (p < .5 ? log1p(-p) : log(q));
	if (k == n)
		return n * (q < .5 ? log1p(-q) : log(p));

	double l = n - k;

	return stirling_error(n) - stirling_error(k) - stirling_error(l) -
	       deviance(k, n * p) - deviance(l, n * q) -
	       .5 * (LOG_2PI + log(k) + log(l / n));
}

double
fisher_twice_smaller(uint64_t yes_a, uint64_t no_a, uint64_t yes_b,
		     uint64_t no_b)
{
	double a = (double)yes_a, b = (double)no_a;
	double c = (double)yes_b, d = (double)no_b;
	double yes = a + c, no = b + d, n = yes + no;

	if (yes == 0 || no == 0 || a + b == 0 || c + d == 0)
		return 1;

	/* The hypergeometric from three binomials, whatever their chance. */
	double p = (a + b) / n, q = (c + d) / n;
	double at = exp(binomial_log(a, yes, p, q) + binomial_log(b, no, p, q) -
			binomial_log(a + b, n, p, q));

	/* The tail that leads away from the mean: its terms shrink. */
	bool more = a * d >= b * c;
	double up1 = more ? b : a, up2 = more ? c : d;
	double down1 = more ? a : b, down2 = more ? d : c;
	double tail = at, term = at;

	for (double i = 0; i < up1 && i < up2 && term > tail * ENOUGH; i++) {
		term *= ((up1 - i) / (down1 + 1 + i)) *
			((up2 - i) / (down2 + 1 + i));
		tail += term;
	}
	return fmin(1, 2 * fmin(tail, 1 - tail + at));
}

/* P(X >= k) of n with chance p below k / n; q = 1 - p. */
static double
binomial_upper(double k, double n, double p, double q)
{
	double term = exp(binomial_log(k, n, p, q));
	double tail = term, odds = p / q;

	for (double i = 0; i < n - k && term > tail * ENOUGH; i++) {
		term *= odds * ((n - k - i) / (k + 1 + i));
		tail += term;
	}
	return tail;
}

/*
 * The chance from which on k of n or more (upper), or k of n or less, is as
 * rare as tail; by bisection, since tails are monotonic.
 */
static double
chance_limit(double k, double n, double tail, bool upper)
{
	double low = upper ? 0 : k / n, high = upper ? k / n : 1;

	while (high - low > high * 1e-15) {
		double p = low + (high - low) / 2;
		bool below = upper ? binomial_upper(k, n, p, 1 - p) < tail
				   : binomial_upper(n - k, n, 1 - p, p) > tail;

		if (p <= low || p >= high)
			break;
		if (below)
			low = p;
		else
			high = p;
	}
	return low + (high - low) / 2;
}

void
share_interval(uint64_t k, uint64_t n, double level, double *low, double *high)
{
	double tail = (1 - level) / 2;

	assert(k <= n);
	*low = 0;
	*high = 1;
	if (n == 0)
		return;
	if (k > 0)
		*low = k == n ? pow(tail, 1 / (double)n)
			      : chance_limit((double)k, (double)n, tail, true);
	if (k < n)
		*high = k == 0 ? -expm1(log(tail) / (double)n)
			       : chance_limit((double)k, (double)n, tail,
					      false);
}
