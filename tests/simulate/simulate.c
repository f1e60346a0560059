/*
 * simulate.c - how the rule for flags, and the intervals, behave on data
 * whose truth is known. Writes tables in Markdown; docs/statistics.md quotes
 * them.
 *
 *   simulate [--quick] [--seed N]
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean_set.h"
#include "feature.h"
#include "stats/distribution.h"
#include "stats/ranking.h"
#include "stats/rule.h"

static const struct rule rule = { .warn = .6, .fail = .7, .alpha = .005 };

enum { FLAGS = FLAG_FAIL + 1, MOST_RECORDS = 20000 };

struct simulation {
	struct random random;
	double effort; /* share of the repeats of a full run */
	struct clean_set *set;
};

static size_t
repeats(const struct simulation *simulation, double full)
{
	double n = full * simulation->effort;

	return n < 50 ? 50 : (size_t)n;
}

static double
percent(size_t part, size_t whole)
{
	return 100 * (double)part / (double)whole;
}

struct set_tally {
	size_t sets, flags[FLAGS];
	size_t check[SET_CHECKS][FLAGS];
};

static void
judge_sets(struct simulation *simulation, const struct set_shape *shape,
	   size_t sets, struct set_tally *tally)
{
	*tally = (struct set_tally){ .sets = sets };
	for (size_t i = 0; i < sets; i++) {
		struct set_verdict verdict;

		clean_set_judge(simulation->set, shape, &rule,
				&simulation->random, &verdict);
		tally->flags[verdict.worst]++;
		for (size_t c = 0; c < SET_CHECKS; c++)
			tally->check[c][verdict.check[c]]++;
	}
}

/* The check that was flagged most often. */
static enum set_check
worst_check(const struct set_tally *tally)
{
	enum set_check worst = 0;
	size_t most = 0;

	for (enum set_check c = 0; c < SET_CHECKS; c++) {
		size_t n = tally->check[c][FLAG_WARNING] +
			   tally->check[c][FLAG_FAIL];

		if (n > most) {
			most = n;
			worst = c;
		}
	}
	return worst;
}

static void
print_sets(const struct set_tally *tally)
{
	enum set_check worst = worst_check(tally);
	const size_t *check = tally->check[worst];

	printf(" %zu | %.2f | %.2f | %.2f | %.2f | %.2f (%s) |\n", tally->sets,
	       percent(tally->flags[FLAG_WARNING] + tally->flags[FLAG_FAIL],
		       tally->sets),
	       percent(tally->flags[FLAG_FAIL], tally->sets),
	       percent(tally->flags[FLAG_INCONCLUSIVE], tally->sets),
	       percent(tally->flags[FLAG_PASS], tally->sets),
	       percent(check[FLAG_WARNING] + check[FLAG_FAIL], tally->sets),
	       set_check_names[worst]);
	fflush(stdout);
}

static void
print_set_header(const char *first)
{
	printf("| %s | sets | flagged %% | of these Fail %% | Inconclusive %% "
	       "| Pass %% | most flagged check %% |\n"
	       "|---|---|---|---|---|---|---|\n",
	       first);
}

struct sizes {
	size_t a, b;
	double sets;
};

static void
clean_sets(struct simulation *simulation)
{
	static const struct sizes sizes[] = {
		{ 20, 20, 20000 },   { 30, 30, 20000 },	  { 50, 50, 20000 },
		{ 100, 100, 10000 }, { 250, 250, 10000 }, { 1000, 1000, 4000 },
		{ 5000, 5000, 500 }, { 50, 1000, 5000 }
	};
	static const uint32_t lengths[][2] = { { 200, 200 }, { 150, 250 } };
	struct set_tally tally;

	for (size_t l = 0; l < 2; l++) {
		printf("\n### Clean sets of two classes, twelve checks, "
		       "%" PRIu32 " to %" PRIu32 " nt\n\n",
		       lengths[l][0], lengths[l][1]);
		print_set_header("records");
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			struct set_shape shape = { .classes = 2,
						   .n = { sizes[i].a,
							  sizes[i].b },
						   .shortest = lengths[l][0],
						   .longest = lengths[l][1] };

			judge_sets(simulation, &shape,
				   repeats(simulation, sizes[i].sets), &tally);
			printf("| %zu, %zu |", sizes[i].a, sizes[i].b);
			print_sets(&tally);
		}
	}
}

static void
clean_checks(struct simulation *simulation)
{
	static const size_t sizes[] = { 30, 50, 75, 100, 250 };
	size_t sets = repeats(simulation, 10000);
	struct set_tally tally[5];

	printf("\n### The same sets check by check (150 to 250 nt, %zu sets): "
	       "flagged %% / Inconclusive %%\n\n| check |",
	       sets);
	for (size_t i = 0; i < 5; i++)
		printf(" %zu, %zu |", sizes[i], sizes[i]);
	printf("\n|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < 5; i++) {
		struct set_shape shape = { .classes = 2,
					   .n = { sizes[i], sizes[i] },
					   .shortest = 150,
					   .longest = 250 };

		judge_sets(simulation, &shape, sets, &tally[i]);
	}
	for (size_t c = 0; c < SET_CHECKS; c++) {
		printf("| %s |", set_check_names[c]);
		for (size_t i = 0; i < 5; i++) {
			const size_t *flags = tally[i].check[c];

			printf(" %.2f / %.2f |",
			       percent(flags[FLAG_WARNING] + flags[FLAG_FAIL],
				       sets),
			       percent(flags[FLAG_INCONCLUSIVE], sets));
		}
		printf("\n");
	}
	fflush(stdout);
}

static void
more_classes(struct simulation *simulation)
{
	static const size_t classes[] = { 3, 5, 10 };
	static const size_t sizes[] = { 30, 50, 100, 250, 1000 };
	struct set_tally tally;

	printf("\n### Clean sets of more classes, 200 nt: flagged in any pair "
	       "(the sizes are of each class)\n\n");
	print_set_header("classes x records");
	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; j < 5; j++) {
			struct set_shape shape = { .classes = classes[i],
						   .shortest = 200,
						   .longest = 200 };
			double cost = (double)(classes[i] * classes[i]);

			for (size_t c = 0; c < classes[i]; c++)
				shape.n[c] = sizes[j];
			judge_sets(simulation, &shape,
				   repeats(simulation,
					   (j == 4 ? 1e4 : 5e4) / cost),
				   &tally);
			printf("| %zu x %zu |", classes[i], sizes[j]);
			print_sets(&tally);
		}
}

static void
copies(struct simulation *simulation)
{
	static const struct {
		const char *text;
		uint32_t copies;
		bool even;
	} kinds[] = { { "each 2 times", 2, true },
		      { "each 5 times", 5, true },
		      { "1 to 10 times", 10, false } };
	static const size_t sizes[] = { 30, 100, 250 };
	struct set_tally tally;

	printf("\n### Clean sets with copies, 200 nt\n\n");
	print_set_header("distinct records of each class, copies, judged by");
	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; i < 3; i++)
			for (int naive = 0; naive < 2; naive++) {
				struct set_shape shape = {
					.classes = 2,
					.n = { sizes[i], sizes[i] },
					.shortest = 200,
					.longest = 200,
					.copies = kinds[k].copies,
					.even = kinds[k].even,
					.naive = naive
				};

				judge_sets(simulation, &shape,
					   repeats(simulation, 3000), &tally);
				printf("| %zu, %s, %s |", sizes[i],
				       kinds[k].text, naive ? "n" : "n_eff");
				print_sets(&tally);
			}
}

static const double planted[] = { .6, .65, .7, .75, .8, .9 };
enum { PLANTED = sizeof(planted) / sizeof(*planted) };

static void
print_planted_header(const char *title, const char *of)
{
	printf("\n### %s: Pass / Inconclusive / Warning / Fail, %%%s\n\n"
	       "| records of each class |",
	       title, of);
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
flag_feature(const struct bin *bins, size_t n)
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
	struct rule_family family = rule_family_of(&rule, &part, 1, 1);

	if (part.score > rule.warn)
		part.p = ranking_p(&ranking, n_a, n_b);
	return rule_check(&rule, &family, &part, 1, n_a, n_b).flag;
}

static void
planted_gc(struct simulation *simulation)
{
	static const size_t sizes[] = { 20,  30,  50,  56,   75,
					100, 250, 500, 1000, 5000 };
	struct bin bins[FEATURE_VALUES];
	struct feature feature;

	print_planted_header("A bias in GC content", "");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		size_t n = repeats(simulation, sizes[i] > 1000 ? 4e3 : 2e4);

		printf("| %zu |", sizes[i]);
		for (size_t j = 0; j < PLANTED; j++) {
			size_t flags[FLAGS] = { 0 };

			feature_make(&feature, FEATURE_GC, planted[j]);
			for (size_t k = 0; k < n; k++) {
				feature_draw(&feature, sizes[i], sizes[i],
					     &simulation->random, bins);
				flags[flag_feature(bins, feature.n)]++;
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
	struct set_tally tally;

	print_planted_header("A letter planted at one position of 200", "");
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

			judge_sets(simulation, &shape, sets, &tally);
			print_flags(tally.check[SET_START], sets);
		}
		printf("\n");
	}
}

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
intervals(struct simulation *simulation)
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

	printf("\n### Intervals of 95 %%: how often they hold the true AUROC, "
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
					repeats(simulation, sizes[i].sets));

				printf(" %.1f (%.3f) |", percent(of.held, of.n),
				       of.width / (double)of.n);
			}
			printf("\n");
			fflush(stdout);
		}
}

static int
usage(void)
{
	fprintf(stderr, "usage: simulate [--quick] [--seed N]\n");
	return 2;
}

int
main(int argc, char **argv)
{
	struct simulation simulation = { .effort = 1, .random = { 1 } };

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--quick") == 0)
			simulation.effort = .05;
		else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
			simulation.random.state = strtoull(argv[++i], NULL, 10);
		else
			return usage();
	}
	printf("seed %" PRIu64 ", %g of the repeats\n", simulation.random.state,
	       simulation.effort);
	simulation.set = clean_set_new(MOST_RECORDS);
	clean_sets(&simulation);
	clean_checks(&simulation);
	more_classes(&simulation);
	planted_gc(&simulation);
	planted_position(&simulation);
	copies(&simulation);
	intervals(&simulation);
	clean_set_free(simulation.set);
	return fflush(stdout) == 0 ? 0 : 1;
}
