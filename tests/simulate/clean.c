/*
 * clean.c - how often sets without any bias are flagged.
 */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "clean_set.h"
#include "simulate.h"

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

		clean_set_judge(simulation->set, shape, &simulation->rule,
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
	printf("| %s | sets | flagged %% | of them Fail %% | Inconclusive %% "
	       "| Pass %% | most flagged check %% |\n"
	       "|---|---|---|---|---|---|---|\n",
	       first);
}

/*
 * The claim: 7 % of sets of two classes are flagged at most, .5 % from 250
 * records of each on. Three standard errors are left to chance.
 */
static bool
keeps_claim(const struct set_tally *tally, size_t records)
{
	double n = (double)tally->sets;
	double limit = (records < 250 ? .07 : .005) * n;
	size_t flagged = tally->flags[FLAG_WARNING] + tally->flags[FLAG_FAIL];

	return (double)flagged <= limit + 3 * sqrt(limit);
}

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
				   repeats(simulation, sizes[i].repeats),
				   &tally);
			printf("| %zu, %zu |", sizes[i].a, sizes[i].b);
			print_sets(&tally);
			if (!keeps_claim(&tally, sizes[i].a))
				simulation->broken = true;
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

void
simulate_clean_sets(struct simulation *simulation)
{
	clean_sets(simulation);
	clean_checks(simulation);
	more_classes(simulation);
	copies(simulation);
}
