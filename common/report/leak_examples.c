/* leak_examples.c - which pairs a page shows. */
#include "report/leak_figures.h"

/* Relations, reverse complements told from other copies. */
enum { SHELVES = PAIR_NONE + 1 };

static size_t
shelf_of(const struct pair_row *pair)
{
	if (pair->relation != PAIR_COPY)
		return (size_t)pair->relation + 1;
	return pair->strand == '-';
}

/* The first few of each relation, by id. */
struct shelf {
	struct pair_row pairs[LEAK_EXAMPLES];
	size_t n;
};

static void
shelve(struct shelf *shelf, const struct pair_row *pair)
{
	size_t i = shelf->n;

	while (i > 0 && pair_compare(PAIR_BEST_TARGET, pair,
				     &shelf->pairs[i - 1]) < 0)
		i--;
	if (i == LEAK_EXAMPLES)
		return;
	if (shelf->n == LEAK_EXAMPLES)
		shelf->n--;
	for (size_t j = shelf->n; j > i; j--)
		shelf->pairs[j] = shelf->pairs[j - 1];
	shelf->pairs[i] = *pair;
	shelf->n++;
}

/* How many of each shelf there is room for: one, then another one, ... */
static void
share_room(const struct shelf *shelves, size_t *taken)
{
	size_t room = LEAK_EXAMPLES, before;

	do {
		before = room;
		for (size_t i = 0; i < SHELVES && room; i++)
			if (taken[i] < shelves[i].n) {
				taken[i]++;
				room--;
			}
	} while (room && room < before);
}

static struct pair_row
keep_texts(struct verdict_list *list, struct pair_row pair)
{
	const char **texts[] = { &pair.query, &pair.target, &pair.qlabel,
				 &pair.tlabel, &pair.qsplit, &pair.tsplit };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = verdict_list_keep(list, *texts[i]);
	return pair;
}

size_t
leak_examples_pick(const struct leak_tally *tally,
		   const struct leak_pairs *pairs, struct pair_row *picked)
{
	const struct leak_side *queries = &pairs->sides[LEAK_QUERIES];
	struct shelf shelves[SHELVES] = { 0 };
	size_t taken[SHELVES] = { 0 }, n = 0;

	for (size_t i = 0; i < names_count(queries->ids); i++) {
		const struct leak_record *r = &queries->records[i];
		struct pair_row pair;

		if (r->blank || r->best.relation == PAIR_NONE)
			continue;
		pair = leak_best_pair(tally, pairs, LEAK_QUERIES,
				      (uint32_t)i);
		shelve(&shelves[shelf_of(&pair)], &pair);
	}
	share_room(shelves, taken);
	for (size_t i = 0; i < SHELVES; i++)
		for (size_t j = 0; j < taken[i]; j++)
			picked[n++] = shelves[i].pairs[j];
	return n;
}

void
leak_examples_choose(struct verdict_list *list,
		     const struct leak_tally *tally,
		     const struct leak_pairs *pairs,
		     struct leak_findings *findings)
{
	struct pair_row picked[LEAK_EXAMPLES];

	findings->n_examples = leak_examples_pick(tally, pairs, picked);
	for (size_t i = 0; i < findings->n_examples; i++) {
		const struct leak_lines *lines = &pairs->lines[i];
		struct leak_example *e = &findings->examples[i];

		e->pair = keep_texts(list, picked[i]);
		if (!lines->query)
			continue;
		e->query = verdict_list_keep(list, lines->query);
		e->target = verdict_list_keep(list, lines->target);
		e->query_at = lines->query_at;
		e->target_at = lines->target_at;
	}
}
