/* gbqc-leak - find records of one part that are related to another's. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/leak_groups.h"
#include "app/leak_letters.h"
#include "app/leak_reading.h"
#include "app/leak_rows.h"
#include "base/error.h"
#include "cli/cli.h"
#include "io/output.h"

enum { OPTIONS_MOST = 16, THOUSAND = 1000 };

/* What the command line asks for. */
struct request {
	struct cli_number identity, overlap;
	struct cli_count min_score;
	const char *strand, *by;
	bool no_overlap, all, none, summary, within, groups, id_prefix;
	/* What it means. */
	struct pair_head head;
	struct leak_options options;
};

static void
make_options(struct request *r, struct cli_option *o)
{
	const struct cli_option options[] = {
		{ 0, "identity", CLI_NUMBER, &r->identity, "X",
		  "share of letters that must be equal (.9)" },
		{ 0, "overlap", CLI_NUMBER, &r->overlap, "X",
		  "least overlap, of the shorter record (.5)" },
		{ 0, "min-score", CLI_COUNT, &r->min_score, "N",
		  "least score of a part in common (20)" },
		{ 0, "strand", CLI_TEXT, &r->strand, "WHICH",
		  "strands of the target: both, plus" },
		{ 0, "no-overlap", CLI_FLAG, &r->no_overlap, NULL,
		  "leave out overlaps: half the time" },
		{ 0, "all", CLI_FLAG, &r->all, NULL,
		  "write every related pair" },
		{ 0, "by", CLI_TEXT, &r->by, "WHAT",
		  "best row of each query or of each target" },
		{ 0, "none", CLI_FLAG, &r->none, NULL,
		  "also write records without a relation" },
		{ 0, "summary", CLI_FLAG, &r->summary, NULL,
		  "write how many there are, a row a label" },
		{ 0, "within", CLI_FLAG, &r->within, NULL,
		  "compare each part with itself" },
		{ 0, "groups", CLI_FLAG, &r->groups, NULL,
		  "with --within: write groups of near copies" },
		{ 0, "id-prefix", CLI_FLAG, &r->id_prefix, NULL,
		  "write ids as label/id" },
		{ 0 }
	};

	memcpy(o, options, sizeof(options));
}

/* Thousandths of an option. False if it has more than three decimals. */
static bool
thousandths(double value, uint32_t *share)
{
	const double scaled = value * THOUSAND;
	const double nearest = (double)(uint32_t)(scaled + .5);

	*share = (uint32_t)nearest;
	return scaled - nearest < 1e-6 && nearest - scaled < 1e-6;
}

/* Which options do not go together, or NULL. */
static const char *
conflict(const struct request *r)
{
	if (r->groups && !r->within)
		return "--groups goes with --within";
	if (r->groups && (r->all || r->by || r->summary))
		return "--groups is a form of its own: not with --all, --by "
		       "or --summary";
	if (r->all && (r->by || r->summary))
		return "--all goes neither with --by nor with --summary";
	if (r->summary && r->none)
		return "--summary counts all records: --none adds nothing";
	return NULL;
}

/* Words become what they mean. -1: go on; else the status of misuse. */
static int
understand(const struct cli *cli, struct request *r)
{
	struct pair_options *options = &r->head.options;
	const char *why = conflict(r);

	if (why)
		return cli_misuse(cli, "%s", why);
	*options = pair_options_default;
	if (!thousandths(r->identity.value, &options->identity) ||
	    !thousandths(r->overlap.value, &options->overlap))
		return cli_misuse(cli, "--identity and --overlap have three "
				  "decimals at most");
	if (r->strand && strcmp(r->strand, "both") != 0 &&
	    strcmp(r->strand, "plus") != 0)
		return cli_misuse(cli, "--strand: both or plus");
	if (r->by && strcmp(r->by, "query") != 0 &&
	    strcmp(r->by, "target") != 0)
		return cli_misuse(cli, "--by: query or target");
	options->min_score = (uint32_t)r->min_score.value;
	options->plus_only = r->strand && strcmp(r->strand, "plus") == 0;
	options->no_overlap = r->no_overlap;
	options->none = r->none;
	r->head.form = r->all ? PAIR_ALL :
		       r->by && strcmp(r->by, "target") == 0 ?
		       PAIR_BEST_QUERY : PAIR_BEST_TARGET;
	r->options = (struct leak_options){
		.identity = options->identity, .overlap = options->overlap,
		.min_score = options->min_score,
		.plus_only = options->plus_only,
		.no_overlap = options->no_overlap,
		.memory = cli->shared->memory,
		.threads = (int)cli->shared->threads.value
	};
	return -1;
}

static void
say_if_empty(const struct cli *cli, const struct leak_split *split)
{
	if (leak_split_count(split) == 0)
		cli_say(cli, "\"%s\" holds no records: nothing was compared",
			split->name);
}

static void
say_blank(const struct cli *cli, const struct leak_split *split)
{
	const size_t n = leak_split_count(split);
	size_t blank = 0;

	for (size_t i = 0; i < n; i++)
		blank += split->entries[i].informative == 0;
	if (blank > 0)
		cli_say(cli, "%zu of %zu records of \"%s\" hold no A, C, G "
			"or T: they can only be copies", blank, n,
			split->name);
}

/* Says what makes the result empty or partial. */
static void
say_parts(const struct cli *cli, const struct leak_data *data,
	  const struct leak_search_pair *searches, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		say_if_empty(cli, &data->splits[searches[i].targets]);
		say_if_empty(cli, &data->splits[searches[i].queries]);
	}
	for (size_t i = 0; i < data->n && n > 0; i++)
		if (!data->splits[i].wanted)
			cli_say(cli, "%zu records have no split and were not "
				"compared", leak_split_count(&data->splits[i]));
	for (size_t i = 0; i < data->n; i++)
		say_blank(cli, &data->splits[i]);
}

static int
no_pairs(const struct leak_data *data, struct error *err)
{
	if (data->n == 0)
		return error_set(err, "no records: there is nothing to "
				 "compare");
	for (size_t i = 0; i < data->n; i++)
		if (strcmp(data->splits[i].name, ".") != 0)
			return error_set(err, "all records are of one split, "
					 "\"%s\": give two parts (TRAIN TEST, "
					 "or train/=FILE test/=FILE), or "
					 "--within", data->splits[i].name);
	return error_set(err, "no record has a split: give two parts (TRAIN "
			 "TEST, or train/=FILE test/=FILE), --split-column, "
			 "or --within");
}

/* A run of the tool. */
struct run {
	const struct cli *cli;
	const struct request *r;
	struct leak_data data;
	struct leak_search_pair *searches;
	size_t n;
	struct cli_progress progress;
	struct leak_options options;	/* r's, and progress is told */
	struct leak_rows *rows;
};

static int
search_one(void *arg, size_t i, struct error *err)
{
	struct run *run = arg;

	return leak_rows_search(run->rows, i, &run->options, err);
}

/* Finds all pairs, into run->rows. */
static int
search_all(struct run *run, struct error *err)
{
	run->rows = leak_rows_new(&run->data, run->searches, run->n,
				  run->r->head.form);
	return leak_letters_visit(&run->data, run->searches, run->n,
				  search_one, run, err);
}

static int
write_all(struct run *run, struct output *out, struct error *err)
{
	const struct request *r = run->r;
	int status;

	run->n = r->within ? leak_data_within(&run->data, &run->searches) :
			     leak_data_pairs(&run->data, &run->searches);
	if (run->n == 0 && !r->within)
		return no_pairs(&run->data, err);
	if (r->groups)
		status = leak_groups_write(&run->data, &run->options, r->none,
					   out, err);
	else
		status = search_all(run, err);
	cli_end_progress(&run->progress);
	if (status < 0)
		return -1;
	say_parts(run->cli, &run->data, run->searches, run->n);
	if (r->summary)
		leak_rows_summary(run->rows, out);
	else if (!r->groups)
		leak_rows_write(run->rows, &r->head, out);
	return 0;
}

/* True of an argument that is no [SPLIT/][LABEL]=FILE. */
static bool
is_bare(const char *argument)
{
	struct stat status;

	return !strchr(argument, '=') || stat(argument, &status) == 0;
}

/* TRAIN TEST: each file is a part. */
static bool
are_two_parts(const struct input_options *input)
{
	return input->n_files == 2 && !input->split_column &&
	       is_bare(input->files[0]) && is_bare(input->files[1]);
}

static int
read_and_write(const struct cli *cli, const struct request *r,
	       struct output *out, struct error *err)
{
	struct input_options input = cli->shared->input;
	const struct leak_reading reading = {
		.cli = cli, .id_prefix = r->id_prefix, .within = r->within,
		.two_files = are_two_parts(&input)
	};
	struct run run = { .cli = cli, .r = r, .options = r->options,
			   .progress = { .cli = cli } };
	struct dataset *set;
	int status = -1;

	run.options.progress = cli_say_progress;
	run.options.watcher = &run.progress;
	/* train.fa is a part, and train no class. */
	input.labels_not_by_name = reading.two_files;
	set = dataset_open(&input, cli->shared->threads.value, err);
	if (set)
		status = leak_reading_run(&reading, set, &run.data, err);
	if (status == 0) {
		cli_say_notices(cli, set);
		status = write_all(&run, out, err);
	}
	leak_rows_free(run.rows);
	free(run.searches);
	leak_data_release(&run.data);
	dataset_close(set);
	return status;
}

static int
run(const struct cli *cli, const struct request *r, struct error *err)
{
	struct output *out = output_open(cli->shared->output, err);
	int status;

	if (!out)
		return -1;
	status = read_and_write(cli, r, out, err);
	if (status == 0)
		return output_close(out, err);
	output_discard(out);
	return -1;
}

int
main(int argc, char **argv)
{
	struct cli_shared shared = { .input.labels_optional = true };
	struct request r = {
		.identity = { .9, LEAK_IDENTITY_LEAST / 1000., 1, false },
		.overlap = { .5, LEAK_OVERLAP_LEAST / 1000., 1, false },
		.min_score = { 20, 1, LEAK_MIN_SCORE_MOST, false },
	};
	struct cli_option options[OPTIONS_MOST];
	struct error err = { 0 };
	const struct cli cli = {
		.name = "gbqc-leak",
		.usage = "[OPTION]... TRAIN TEST | [SPLIT/][LABEL]=FILE...",
		.about = "Find the records of a test set that are copies or "
			 "near copies of training\n"
			 "records, lie in them or overlap them: write a table "
			 "of pairs.",
		.example = "gbqc-leak train.fa.gz test.fa.gz > pairs.tsv",
		.shares = CLI_INPUT | CLI_OUTPUT | CLI_THREADS | CLI_MEMORY,
		.options = options,
		.shared = &shared,
	};
	int status;

	make_options(&r, options);
	status = cli_parse(&cli, argc, argv);
	if (status < 0)
		status = understand(&cli, &r);
	if (status < 0)
		status = run(&cli, &r, &err) == 0 ? CLI_OK :
						    cli_fail(&cli, &err);
	cli_release(&shared);
	return status;
}
