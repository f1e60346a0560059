/* report_leaks.c - related records of the splits of a dataset. */
#include "app/report_leaks.h"

#include <stdlib.h>
#include <string.h>

#include "app/leak_letters.h"
#include "app/leak_reading.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/split_order.h"
#include "leak/trace.h"
#include "record/dataset.h"
#include "table/run.h"

_Static_assert((int)LEAK_COPY == (int)PAIR_COPY &&
	       (int)LEAK_NEAR == (int)PAIR_NEAR &&
	       (int)LEAK_CONTAINED == (int)PAIR_CONTAINED &&
	       (int)LEAK_CONTAINS == (int)PAIR_CONTAINS &&
	       (int)LEAK_OVERLAP == (int)PAIR_OVERLAP,
	       "a relation is the same number in both rooms");

/* All searches, and the splits of the one that is made. */
struct searching {
	struct leak_tally *tally;
	const struct leak_data *data;
	const struct leak_search_pair *searches;
	const struct leak_options *options;
	const struct leak_split *queries, *targets;
};

static void
choose(struct searching *s, size_t i)
{
	s->queries = &s->data->splits[s->searches[i].queries];
	s->targets = &s->data->splits[s->searches[i].targets];
}

static int
take_hits(void *arg, const struct leak_hit *hits, size_t n, struct error *err)
{
	const struct searching *s = arg;

	(void)err;
	for (size_t i = 0; i < n; i++) {
		const struct leak_hit *h = &hits[i];
		const struct leak_entry *q = &s->queries->entries[h->query];
		const struct leak_entry *t = &s->targets->entries[h->target];

		leak_tally_add(s->tally, &(struct pair_row){
			.query = leak_split_id(s->queries, h->query),
			.target = leak_split_id(s->targets, h->target),
			.relation = (enum pair_relation)h->relation,
			.strand = h->minus ? '-' : '+',
			.edits = h->edits, .length = h->length,
			.qlen = q->informative, .tlen = t->informative,
			.qlabel = names_text(s->data->labels, q->label),
			.tlabel = names_text(s->data->labels, t->label),
			.qsplit = s->queries->name, .tsplit = s->targets->name,
			.low = q->low || t->low,
		});
	}
	return 0;
}

/* How many records of each label could be asked. */
static void
add_sizes(struct leak_tally *tally, const struct leak_data *data,
	  const struct leak_split *split)
{
	const size_t labels = names_count(data->labels);
	uint64_t *asked = mem_zeroed(labels + 1, sizeof(*asked));
	uint64_t *blank = mem_zeroed(labels + 1, sizeof(*blank));

	for (uint32_t i = 0; i < leak_split_count(split); i++) {
		const struct leak_entry *entry = &split->entries[i];

		if (entry->informative)
			asked[entry->label]++;
		else
			blank[entry->label]++;
	}
	for (uint32_t i = 0; i < labels; i++)
		if (asked[i] || blank[i])
			leak_tally_size(tally, split->name,
					names_text(data->labels, i), asked[i],
					blank[i]);
	free(asked);
	free(blank);
}

static int
search_one(void *arg, size_t i, struct error *err)
{
	struct searching *s = arg;

	choose(s, i);
	return leak_search(s->queries->part, s->targets->part, s->options,
			   take_hits, s, err);
}

static struct leak_hit
hit_of(const struct searching *s, const struct pair_row *pair)
{
	return (struct leak_hit){
		.query = names_find(s->queries->ids, pair->query,
				    strlen(pair->query)),
		.target = names_find(s->targets->ids, pair->target,
				     strlen(pair->target)),
		.edits = (uint32_t)pair->edits,
		.length = (uint32_t)pair->length,
		.relation = (uint8_t)pair->relation,
		.minus = pair->strand == '-',
	};
}

/* How those examples lie on each other whose letters are there. */
static int
trace_examples(void *arg, size_t i, struct error *err)
{
	struct searching *s = arg;
	struct pair_row picked[LEAK_EXAMPLES];
	struct leak_pairs *pairs;
	size_t n;

	(void)err;
	choose(s, i);
	pairs = leak_tally_pairs(s->tally, s->queries->name,
				 s->targets->name);
	n = leak_examples_pick(s->tally, pairs, picked);
	for (size_t k = 0; k < n; k++) {
		const struct leak_hit hit = hit_of(s, &picked[k]);
		struct leak_trace trace;

		if (!leak_part_has(s->queries->part, hit.query) ||
		    !leak_part_has(s->targets->part, hit.target))
			continue;
		trace = leak_trace(s->queries->part, s->targets->part, &hit);
		pairs->lines[k] = (struct leak_lines){
			trace.query, trace.target, trace.query_at,
			trace.target_at };
	}
	return 0;
}

static struct leak_options
usual_options(const struct cli *cli, struct cli_progress *progress)
{
	return (struct leak_options){
		.identity = pair_options_default.identity,
		.overlap = pair_options_default.overlap,
		.min_score = pair_options_default.min_score,
		.threads = (int)cli->shared->threads.value,
		.progress = cli_say_progress, .watcher = progress,
	};
}

static int
search_all(const struct cli *cli, struct leak_data *data,
	   const struct leak_search_pair *searches, size_t n,
	   struct leak_tally *tally, struct error *err)
{
	const struct pair_head head = { PAIR_ALL, pair_options_default };
	struct cli_progress progress = { .cli = cli };
	const struct leak_options options = usual_options(cli, &progress);
	struct searching s = { .tally = tally, .data = data,
			       .searches = searches, .options = &options };
	int status = leak_tally_head(tally, &head, "(search)", err);

	for (size_t i = 0; i < data->n; i++)
		add_sizes(tally, data, &data->splits[i]);
	for (size_t i = 0; i < n; i++) {
		choose(&s, i);
		leak_tally_searched(tally, s.queries->name, s.targets->name);
	}
	if (status == 0)
		status = leak_letters_visit(data, searches, n, search_one, &s,
					    err);
	/* Which pairs are the examples is known when all are found. */
	if (status == 0)
		status = leak_letters_visit(data, searches, n, trace_examples,
					    &s, err);
	cli_end_progress(&progress);
	return status;
}

/* The letters of a split, as its lengths were counted. */
static int
count_letters(const struct count_table *table, const char *split,
	      const char *column, double *letters, struct error *err)
{
	int more = 0;

	*letters = 0;
	for (uint32_t i = 0; i < count_table_groups(table) && more == 0; i++) {
		const struct group *g = count_table_group_at(table, i);
		const struct series *lengths = count_table_find(
			table, i, "length", ".", SERIES_VALUES);
		struct run_walk *walk;
		struct tally t;

		if (!lengths || strcmp(g->split, split) != 0 ||
		    strcmp(g->column, column) != 0)
			continue;
		walk = run_walk_open(&lengths->runs, &entry_tally);
		while ((more = run_walk_next(walk, &t, err)) > 0)
			*letters += (double)t.value * (double)t.count;
		run_walk_close(walk);
	}
	return more;
}

/* What is compared, in letters times letters. */
static int
weigh(const struct count_table *table, const struct names *splits,
      const char *column, double *product, struct error *err)
{
	const size_t n = names_count(splits);
	double *letters = mem_zeroed(n + 1, sizeof(*letters));
	int status = 0;

	*product = 0;
	for (uint32_t i = 0; i < n && status == 0; i++) {
		status = count_letters(table, names_text(splits, i), column,
				       &letters[i], err);
		for (uint32_t j = 0; j < i; j++)
			*product += letters[i] * letters[j];
	}
	free(letters);
	return status;
}

static struct names *
named_splits(const struct count_table *table)
{
	struct names *splits = names_new();

	for (uint32_t i = 0; i < count_table_groups(table); i++) {
		const char *split = count_table_group_at(table, i)->split;

		if (strcmp(split, ".") != 0)
			names_add(splits, split, strlen(split));
	}
	return splits;
}

static int
search_set(const struct cli *cli, struct dataset *set,
	   struct leak_tally *tally, struct error *err)
{
	const struct leak_reading how = { .cli = cli, .any_ids = true };
	struct leak_data data = { 0 };
	struct leak_search_pair *searches = NULL;
	int status;

	dataset_rewind(set);
	status = leak_reading_run(&how, set, &data, err);
	if (status == 0) {
		const size_t n = leak_data_pairs(&data, &searches);

		status = search_all(cli, &data, searches, n, tally, err);
	}
	free(searches);
	leak_data_release(&data);
	return status;
}

static void
skip_all(const struct names *splits, struct leak_tally *tally)
{
	for (uint32_t i = 0; i < names_count(splits); i++)
		for (uint32_t j = 0; j < names_count(splits); j++) {
			const char *tested = names_text(splits, i);
			const char *in = names_text(splits, j);

			if (split_is_tested_in(tested, in))
				leak_tally_skip(tally, tested, in);
		}
}

int
report_leaks_search(const struct cli *cli, struct dataset *set,
		    const struct count_table *table, struct leak_tally *tally,
		    struct error *err)
{
	struct names *splits = named_splits(table);
	const char *column;
	double product;
	int status = 0;

	if (names_count(splits) < 2)
		goto out;
	/* An id was taken for a split, most likely. */
	if (names_count(splits) > REPORT_LEAKS_SPLITS) {
		leak_tally_skip(tally, ".", ".");
		goto out;
	}
	column = dataset_column_name(set, dataset_columns(set) - 1);
	status = weigh(table, splits, column, &product, err);
	if (status == 0 && product <= (double)REPORT_LEAKS_MOST)
		status = search_set(cli, set, tally, err);
	else if (status == 0)
		skip_all(splits, tally);
out:
	names_free(splits);
	return status;
}
