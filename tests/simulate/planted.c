/*
 * planted.c - which flags biases of a known size get.
 */
#include <stdio.h>

#include "clean_set.h"
#include "feature.h"
#include "simulate.h"
#include "stats/ranking.h"

static const double planted[] = { .6, .65, .7, .75, .8, .9 };
enum { PLANTED = sizeof(planted) / sizeof(*planted) };

static void
print_planted_header(const char *title)
{
	printf("\n### %s: Pass / Inconclusive / Warning / Fail, %%\n\n"
	       "| records of each class |",
	       title);
	for (size_t i = 0; i < PLANTED; i++)
		printf(" AUROC %.2f |", planted[i]);
	printf("\n|---|---|---|---|---|---|---|\n");
}

static void
print_flags(const size_t *flags, size_t n)
{
	printf(" %.1f / %.1f / %.1f / %.1f |", percent(flags[FLAG_PASS], n),
	       percent(flags[FLAG_INCONCLUSIVE], n),
	       percent(flags[FLAG_WARNING], n), percent(flags[FLAG_FAIL], n));
	fflush(stdout);
}

/* The flag of one feature that is a check of its own. */
static enum flag
flag_feature(const struct rule *rule, const struct bin *bins, size_t n)
{
	struct ranking ranking;

	rank_bins(bins, n, &ranking);

	double n_a = (double)ranking.a, n_b = (double)ranking.b;
	struct rule_part part = { .score = ranking_score(&ranking),
				  .ceiling = ranking.ceiling,
				  .null_sd =
					  ranking_null_sd(&ranking, n_a, n_b),
				  .p = 1,
				  .flaggable = true,
				  .binding = true };
	struct rule_family family = rule_family_of(rule, &part, 1, 1);

	if (part.score > rule->warn)
		part.p = ranking_p(&ranking, n_a, n_b);
	return rule_check(rule, &family, &part, 1, n_a, n_b).flag;
}

static void
planted_gc(struct simulation *simulation)
{
	static const size_t sizes[] = { 20,  30,  50,  56,   75,
					100, 250, 500, 1000, 5000 };
	struct bin bins[FEATURE_VALUES];
	struct feature feature;

	print_planted_header("A bias in GC content");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		size_t n = repeats(simulation, sizes[i] > 1000 ? 4e3 : 2e4);

		printf("| %zu |", sizes[i]);
		for (size_t j = 0; j < PLANTED; j++) {
			size_t flags[FLAGS] = { 0 };

			feature_make(&feature, FEATURE_GC, planted[j]);
			for (size_t k = 0; k < n; k++) {
				feature_draw(&feature, sizes[i], sizes[i],
					     &simulation->random, bins);
				flags[flag_feature(&simulation->rule, bins,
						   feature.n)]++;
			}
			print_flags(flags, n);
		}
		printf("\n");
	}
}

static void
planted_position(struct simulation *simulation)
{
	static const size_t sizes[] = { 20, 30, 50, 75, 100, 250, 500, 1000 };

	print_planted_header("A letter planted at one position of 200");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		printf("| %zu |", sizes[i]);
		for (size_t j = 0; j < PLANTED; j++) {
			struct set_shape shape = {
				.classes = 2,
				.n = { sizes[i], sizes[i] },
				.shortest = 200,
				.longest = 200,
				.planted = { planted[j], 1 - planted[j] }
			};
			size_t sets = repeats(simulation,
					      sizes[i] > 100 ? 1000 : 3000);

			size_t flags[FLAGS] = { 0 };

			for (size_t k = 0; k < sets; k++) {
				struct set_verdict verdict;

				clean_set_judge(simulation->set, &shape,
						&simulation->rule,
						&simulation->random, &verdict);
				flags[verdict.check[SET_START]]++;
			}
			print_flags(flags, sets);
		}
		printf("\n");
	}
}

void
simulate_planted(struct simulation *simulation)
{
	planted_gc(simulation);
	planted_position(simulation);
}
