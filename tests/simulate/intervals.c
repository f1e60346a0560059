/*
 * intervals.c - how often intervals hold the truth.
 */
#include <stdbool.h>
#include <stdio.h>

#include "feature.h"
#include "simulate.h"
#include "stats/distribution.h"
#include "stats/ranking.h"

struct coverage {
	size_t held, n;
	double width;
};

static struct coverage
cover(struct simulation *simulation, const struct feature *feature, size_t n_a,
      size_t n_b, size_t n)
{
	struct bin bins[FEATURE_VALUES];
	struct coverage coverage = { .n = n };
	double z = -normal_quantile(.025);

	for (size_t i = 0; i < n; i++) {
		struct ranking ranking;
		double low, high;

		feature_draw(feature, n_a, n_b, &simulation->random, bins);
		rank_bins(bins, feature->n, &ranking);
		ranking_interval(bins, feature->n, &ranking, (double)n_a,
				 (double)n_b, z, &low, &high);
		coverage.held += low <= feature->auroc + 1e-12 &&
				 feature->auroc <= high + 1e-12;
		coverage.width += high - low;
	}
	return coverage;
}

static void
one_feature(struct simulation *simulation)
{
	static const struct sizes sizes[] = {
		{ 10, 10, 20000 },    { 20, 20, 20000 },   { 50, 50, 20000 },
		{ 99, 99, 10000 },    { 100, 100, 10000 }, { 250, 250, 10000 },
		{ 1000, 1000, 4000 }, { 10, 200, 20000 },  { 50, 1000, 10000 }
	};
	static const char *const kinds[] = { "GC (201 values)", "five values",
					     "two values" };
	static const double aurocs[] = { .5, .6, .7, .9, .99, 1 };
	struct feature feature;

	printf("\n### Intervals of 95 %% of one feature: how often they hold "
	       "the true AUROC, "
	       "%% (mean width)\n\n| feature | records | .5 | .6 | .7 | .9 | "
	       ".99 | 1 |\n|---|---|---|---|---|---|---|---|\n");
	for (enum feature_kind kind = FEATURE_GC; kind <= FEATURE_TWO; kind++)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			printf("| %s | %zu, %zu |", kinds[kind], sizes[i].a,
			       sizes[i].b);
			for (size_t j = 0; j < 6; j++) {
				feature_make(&feature, kind, aurocs[j]);

				struct coverage of = cover(
					simulation, &feature, sizes[i].a,
					sizes[i].b,
					repeats(simulation, sizes[i].repeats));

				printf(" %.1f (%.3f) |", percent(of.held, of.n),
				       of.width / (double)of.n);
			}
			printf("\n");
			fflush(stdout);
		}
}

/* A letter at each of 200 positions, alike in both groups. */
static bool
all_held(struct simulation *simulation, size_t n, double z)
{
	bool held = true;

	for (size_t p = 0; p < 200; p++) {
		uint64_t count[2][4] = { { 0 } };

		for (size_t i = 0; i < 2 * n; i++)
			count[i % 2][random_below(&simulation->random, 4)]++;
		for (size_t i = 0; i < 4; i++) {
			const uint64_t a = count[0][i], b = count[1][i];
			const struct bin bins[] = { { n - a, n - b },
						    { a, b } };
			struct ranking ranking;
			double low, high;

			rank_bins(bins, 2, &ranking);
			ranking_interval(bins, 2, &ranking, (double)n,
					 (double)n, z, &low, &high);
			held = held && low <= .5;
		}
	}
	return held;
}

static void
whole_check(struct simulation *simulation)
{
	static const size_t sizes[] = { 30, 50, 100, 250, 1000 };
	struct rule_family family = { .parts = 800, .pairs = 1 };
	double z = rule_interval_z(&family);

	printf("\n### Intervals of a whole check: how often all 800 of 200 "
	       "positions hold .5, %%\n\n| records | held |\n|---|---|\n");
	for (size_t i = 0; i < 5; i++) {
		size_t n = repeats(simulation, sizes[i] > 250 ? 1000 : 3000);
		size_t held = 0;

		for (size_t k = 0; k < n; k++)
			held += all_held(simulation, sizes[i], z);
		printf("| %zu, %zu | %.1f |\n", sizes[i], sizes[i],
		       percent(held, n));
	}
}

void
simulate_intervals(struct simulation *simulation)
{
	one_feature(simulation);
	whole_check(simulation);
}
