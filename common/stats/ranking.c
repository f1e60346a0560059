/*
 * ranking.c - AUROC, average precision, accuracy and p of one feature.
 *
 * Twice U (a above b counts 2, equal counts 1) is a whole number, so scores
 * and their direction are exact up to one last division.
 */
#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include "base/number.h"
#include "stats/distribution.h"
#include "stats/ranking.h"

/* part / whole, rounded once where both are below 2^53. */
static double
quotient(u128 part, u128 whole)
{
	/* A conversion from 128 bits costs more than all the rest. */
	if (whole <= INT64_MAX)
		return (double)(int64_t)part / (double)(int64_t)whole;
	return (double)part / (double)whole;
}

static u128
product(uint64_t x, uint64_t y)
{
	return (u128)x * y;
}

/* twice_u of 2 a b: the score above .5 is exact, the one below 1 less it. */
static void
set_auroc(struct ranking *ranking, u128 twice_u)
{
	u128 half = product(ranking->a, ranking->b);

	ranking->higher = (twice_u > half) - (twice_u < half);
	if (twice_u >= half)
		ranking->auroc = quotient(twice_u, 2 * half);
	else
		ranking->auroc = 1 - quotient(2 * half - twice_u, 2 * half);
}

/* lost: twice the least of U that ties cost the best order of the groups. */
static void
set_ceiling(struct ranking *ranking, u128 lost)
{
	u128 whole = 2 * product(ranking->a, ranking->b);

	ranking->ceiling = quotient(whole - lost, whole);
}

double
ranking_score(const struct ranking *ranking)
{
	return fmax(ranking->auroc, 1 - ranking->auroc);
}

/*
 * Ties between the groups if one of them, of n records, takes the lowest
 * values and the other the rest, where they share a value of t records that
 * stands above below others; 0 if they do not share this value.
 */
static u128
shared_ties(uint64_t n, uint64_t below, uint64_t t)
{
	if (below >= n || below + t <= n)
		return 0;
	return product(n - below, t - (n - below));
}

void
rank_bins(const struct bin *bins, size_t n, struct ranking *ranking)
{
	uint64_t a = 0, b = 0;

	for (size_t i = 0; i < n; i++) {
		a += bins[i].a;
		b += bins[i].b;
	}
	assert(a > 0 && b > 0);

	u128 twice_u = 0, ties_a = 0, ties_b = 0;
	uint64_t below = 0, below_b = 0, most = 0;
	double untied = 0, all = (double)(a + b);

	*ranking = (struct ranking){ .a = a, .b = b };
	for (size_t i = 0; i < n; i++) {
		struct bin bin = bins[i];
		uint64_t t = bin.a + bin.b;

		twice_u += product(bin.a, 2 * below_b + bin.b);
		ties_a += shared_ties(a, below, t);
		ties_b += shared_ties(b, below, t);
		/* N^3 - sum t^3, in terms that are not negative. */
		untied += (double)t * (double)(a + b - t) * (all + (double)t);
		if (t > most) {
			most = t;
			ranking->mode = bin;
		}
		below += t;
		below_b += bin.b;
	}
	set_auroc(ranking, twice_u);
	set_ceiling(ranking, ties_a < ties_b ? ties_a : ties_b);
	ranking->ties = untied / (all * (all - 1) * (all + 1));
}

void
rank_shares(uint64_t yes_a, uint64_t a, uint64_t yes_b, uint64_t b,
	    struct ranking *ranking)
{
	uint64_t no_a = a - yes_a, no_b = b - yes_b;
	uint64_t yes = yes_a + yes_b, no = no_a + no_b;
	double all = (double)(int64_t)(a + b);

	assert(a > 0 && b > 0 && yes_a <= a && yes_b <= b);
	ranking->a = a;
	ranking->b = b;
	set_auroc(ranking, product(no_a, no_b) + product(yes_a, no_b + b));

	u128 ties_a = no > a ? product(a, no - a) : product(a - no, b);
	u128 ties_b = no > b ? product(b, no - b) : product(b - no, a);

	set_ceiling(ranking, ties_a < ties_b ? ties_a : ties_b);
	ranking->ties = 3 * (double)(int64_t)yes * (double)(int64_t)no /
			((all - 1) * (all + 1));
	ranking->mode = yes > no ? (struct bin){ yes_a, yes_b }
				 : (struct bin){ no_a, no_b };
}

double
average_precision(const struct bin *bins, size_t n, int higher)
{
	uint64_t a = 0, b = 0;
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		const struct bin *bin = &bins[higher < 0 ? i : n - 1 - i];

		a += bin->a;
		b += bin->b;
		if (bin->a > 0)
			sum += (double)bin->a * ((double)a / (double)(a + b));
	}
	return sum / (double)a;
}

double
best_accuracy(const struct bin *bins, size_t n, int higher)
{
	uint64_t b = 0, all = 0;

	for (size_t i = 0; i < n; i++) {
		b += bins[i].b;
		all += bins[i].a + bins[i].b;
	}

	/* All called b, then from the end where a is ever more called a. */
	uint64_t right = b, best = b;

	for (size_t i = 0; i < n; i++) {
		const struct bin *bin = &bins[higher < 0 ? i : n - 1 - i];

		right = right - bin->b + bin->a;
		if (right > best)
			best = right;
	}
	return quotient(best, all);
}

double
ranking_null_sd(const struct ranking *ranking, double n_a, double n_b)
{
	return sqrt(ranking->ties * (n_a + n_b + 1) / (12 * n_a * n_b));
}

/* Mann & Whitney (1947) by the normal distribution, .5 for continuity. */
static double
mann_whitney_p(const struct ranking *ranking, double n_a, double n_b)
{
	double sd = ranking_null_sd(ranking, n_a, n_b);
	double off = ranking_score(ranking) - .5 - .5 / (n_a * n_b);

	if (sd == 0 || off <= 0)
		return 1;
	return 2 * normal_tail(off / sd);
}

/* To the next whole number, halves up, though they were worked out. */
static uint64_t
whole(double n)
{
	return (uint64_t)(n * (1 + 1e-12) + .5);
}

/* The share k of n at an effective size, of which it is `all` at most. */
static uint64_t
whole_share(double size, uint64_t k, uint64_t n, uint64_t all)
{
	const uint64_t share = whole(size * (double)k / (double)n);

	return share < all ? share : all;
}

/* Fisher's test of the mode against the rest, at effective sizes. */
static double
mode_p(const struct ranking *ranking, double n_a, double n_b)
{
	const struct bin *mode = &ranking->mode;
	const uint64_t all_a = whole(n_a), all_b = whole(n_b);
	const uint64_t yes_a = whole_share(n_a, mode->a, ranking->a, all_a);
	const uint64_t yes_b = whole_share(n_b, mode->b, ranking->b, all_b);

	return fisher_twice_smaller(yes_a, all_a - yes_a, yes_b,
				    all_b - yes_b);
}

double
ranking_p(const struct ranking *ranking, double n_a, double n_b)
{
	uint64_t mode = ranking->mode.a + ranking->mode.b;
	uint64_t rest = ranking->a + ranking->b - mode;
	double p = mann_whitney_p(ranking, n_a, n_b);

	if (mode < rest || p >= 1)
		return p;
	return fmax(p, mode_p(ranking, n_a, n_b));
}
