/*
 * feature.c - a normal variable cut into values, and moved in group a.
 */
#include <math.h>

#include "feature.h"
#include "stats/distribution.h"

static double
cut(enum feature_kind kind, size_t i)
{
	static const double five[] = { -1.5, -.5, .5, 1.5 };

	return kind == FEATURE_FIVE ? five[i - 1] : ((double)i - 100.5) / 7;
}

static double
auroc_of(const struct feature *feature)
{
	double auroc = 0;

	for (size_t i = 0; i < feature->n; i++) {
		double a = feature->below_a[i + 1] - feature->below_a[i];
		double below = feature->below_b[i];

		auroc += a * (below + feature->below_b[i + 1]) / 2;
	}
	return auroc;
}

static void
move(struct feature *feature, enum feature_kind kind, double by)
{
	feature->below_a[0] = feature->below_b[0] = 0;
	feature->below_a[feature->n] = feature->below_b[feature->n] = 1;
	for (size_t i = 1; i < feature->n; i++) {
		feature->below_a[i] = normal_tail(by / 2 - cut(kind, i));
		feature->below_b[i] = normal_tail(-by / 2 - cut(kind, i));
	}
	feature->auroc = auroc_of(feature);
}

void
feature_make(struct feature *feature, enum feature_kind kind, double auroc)
{
	double low = 0, high = 12;

	if (kind == FEATURE_TWO) {
		/* Shares of auroc in a and 1 - auroc in b. */
		*feature = (struct feature){ .n = 2,
					     .below_a = { 0, 1 - auroc, 1 },
					     .below_b = { 0, auroc, 1 },
					     .auroc = auroc };
		return;
	}
	feature->n = kind == FEATURE_FIVE ? 5 : FEATURE_VALUES;
	for (int i = 0; i < 60; i++) {
		move(feature, kind, (low + high) / 2);
		if (feature->auroc < auroc)
			low = (low + high) / 2;
		else
			high = (low + high) / 2;
	}
	if (auroc < 1)
		return;
	/* The upper half of the values in a, the lower in b. */
	move(feature, kind, 0);
	for (size_t i = 1; i < feature->n; i++) {
		double below = feature->below_a[i];

		feature->below_a[i] = fmax(0, 2 * below - 1);
		feature->below_b[i] = fmin(1, 2 * below);
		if (i >= feature->n / 2)
			feature->below_b[i] = 1;
		else
			feature->below_a[i] = 0;
	}
	feature->auroc = auroc_of(feature);
}

/* The value that a share stands for. */
static size_t
value_of(const double *below, size_t n, double share)
{
	size_t low = 0, high = n;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (below[middle] <= share)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void
feature_draw(const struct feature *feature, size_t n_a, size_t n_b,
	     struct random *random, struct bin *bins)
{
	for (size_t i = 0; i < feature->n; i++)
		bins[i] = (struct bin){ 0, 0 };
	for (size_t i = 0; i < n_a; i++)
		bins[value_of(feature->below_a, feature->n,
			      random_share(random))]
			.a++;
	for (size_t i = 0; i < n_b; i++)
		bins[value_of(feature->below_b, feature->n,
			      random_share(random))]
			.b++;
}
