/* gbqc-report - judge what tells labelled sequences apart. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/counting.h"
#include "app/measuring.h"
#include "base/error.h"
#include "compat/compat.h"
#include "io/output.h"
#include "report/summary.h"
#include "report/verdicts.h"

enum { WIDTH = 100, OPTIONS_MOST = 24 };

/* What the command line asks for. */
struct request {
	struct measuring_choice choice;
	struct cli_number warn, fail, alpha, min_coverage;
	struct cli_count end_position;
	const char *compare, *fail_on, *color, *name, *compat, *counts;
	bool parts, summary;
	/* What the words mean. */
	struct verdict_options verdicts;
	enum flag fail_from;	/* FLAG_NONE: never */
	bool colour;
};

static size_t
make_options(struct request *r, struct cli_option *o)
{
	const struct cli_option options[] = {
		{ 0, "parts", CLI_FLAG, &r->parts, NULL,
		  "print every part of every check" },
		{ 0, "summary", CLI_FLAG, &r->summary, NULL,
		  "print a summary for a person, not the table" },
		{ 0, "color", CLI_TEXT, &r->color, "WHEN",
		  "colour in the summary: auto, always, never" },
		{ 0, "name", CLI_TEXT, &r->name, "NAME",
		  "what the data are called (dataset)" },
		{ 0, "warn", CLI_NUMBER, &r->warn, "AUROC",
		  "above it a check is a Warning (.6)" },
		{ 0, "fail", CLI_NUMBER, &r->fail, "AUROC",
		  "above it a check is a Fail (.7)" },
		{ 0, "alpha", CLI_NUMBER, &r->alpha, "P",
		  "a flag by chance: so often a check (.005)" },
		{ 0, "compare", CLI_TEXT, &r->compare, "WHAT",
		  "labels in pairs, or each with the rest" },
		{ 0, "fail-on", CLI_TEXT, &r->fail_on, "FLAG",
		  "exit with 3 on fail, warning or inconclusive" },
		{ 0, "counts", CLI_TEXT, &r->counts, "FILE",
		  "also write the count table to FILE" },
		{ 0, "checks", CLI_TEXT, &r->choice.checks, "LIST",
		  "of sequences, only these checks" },
		{ 0, "list-checks", CLI_FLAG, &r->choice.list_checks, NULL,
		  "print the checks, a line each" },
		{ 'k', "kmers", CLI_LIST, &r->choice.words, "K",
		  "words of K letters too, 3 to 8; may be repeated" },
		{ 0, "positions", CLI_COUNT, &r->choice.positions, "N",
		  "N positions from each end (10000; 0: all)" },
		{ 0, "compat", CLI_TEXT, &r->compat, "DIR",
		  "write what genomic-benchmarks-qc writes" },
		{ 0, "end-position", CLI_COUNT, &r->end_position, "N",
		  "with --compat: positions up to N" },
		{ 0, "min-coverage", CLI_NUMBER, &r->min_coverage, "X",
		  "with --compat: positions that X of a class reach" },
	};
	size_t n = sizeof(options) / sizeof(*options);

	memcpy(o, options, sizeof(options));
	o[n] = (struct cli_option){ 0 };
	return n;
}

/* The place of word in words, or -1. */
static int
find_word(const char *word, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return -1;
}

static bool
is_standard(const char *output)
{
	return !output || strcmp(output, "-") == 0;
}

/* True where output (-o, or NULL) is what a person looks at. */
static bool
is_terminal(const char *output)
{
	return is_standard(output) && isatty(STDOUT_FILENO);
}

/* auto: a terminal that is not dumb, and NO_COLOR is not set. */
static bool
wants_colour(int mode, const char *output)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

	if (mode != 0)
		return mode == 1;
	return is_terminal(output) && (!none || !*none) &&
	       (!term || strcmp(term, "dumb") != 0);
}

/* True of stdin and pipes. argument: [[SPLIT/][LABEL]=]FILE. */
static bool
is_read_once(const char *argument)
{
	const char *equals = strchr(argument, '=');
	struct stat status;

	if (stat(argument, &status) < 0 && equals)
		argument = equals + 1;
	if (strcmp(argument, "-") == 0)
		return true;
	return stat(argument, &status) == 0 && !S_ISREG(status.st_mode) &&
	       !S_ISDIR(status.st_mode);
}

static bool
any_read_once(const struct cli_list *files)
{
	for (size_t i = 0; i < files->n; i++)
		if (is_read_once(files->items[i]))
			return true;
	return files->n == 0;
}

/* What does not go with --compat. -1: go on; else the status of misuse. */
static int
check_compat(const struct cli *cli, const struct request *r)
{
	if (!r->compat && (r->end_position.given || r->min_coverage.given))
		return cli_misuse(cli, "--end-position and --min-coverage go "
				  "with --compat");
	if (!r->compat)
		return -1;
	if (!*r->compat)
		return cli_misuse(cli, "--compat: the name of a folder is "
				  "empty");
	if ((cli->shared->output || r->counts) &&
	    any_read_once(&cli->shared->files))
		return cli_misuse(cli, "--compat with -o or --counts reads "
				  "the input twice: give a file, not standard "
				  "input or a pipe");
	if (!cli->shared->output && (r->summary || r->fail_from != FLAG_NONE))
		return cli_misuse(cli, "--summary and --fail-on need verdicts: "
				  "with --compat, ask for them by -o");
	return -1;
}

/* The verdicts and the counts would be written over each other. */
static bool
one_output(const struct cli *cli, const struct request *r)
{
	const char *output = cli->shared->output;

	if (!r->counts || (r->compat && !output))
		return false;
	return is_standard(r->counts) ? is_standard(output) :
	       output && strcmp(r->counts, output) == 0;
}

/* Words become what they mean. -1: go on; else the status of misuse. */
static int
understand(const struct cli *cli, struct request *r)
{
	static const char *const compares[] = { "auto", "pairs", "rest",
						NULL };
	static const char *const fails[] = { "never", "fail", "warning",
					     "inconclusive", NULL };
	static const char *const colours[] = { "auto", "always", "never",
					       NULL };
	static const enum flag from[] = { FLAG_NONE, FLAG_FAIL, FLAG_WARNING,
					  FLAG_INCONCLUSIVE };
	int compare = find_word(r->compare, compares);
	int fail_on = find_word(r->fail_on, fails);
	int color = find_word(r->color, colours);

	if (compare < 0)
		return cli_misuse(cli, "--compare: pairs or rest");
	if (fail_on < 0)
		return cli_misuse(cli, "--fail-on: never, fail, warning or "
				  "inconclusive");
	if (color < 0)
		return cli_misuse(cli, "--color: auto, always or never");
	if (r->fail.value < r->warn.value)
		return cli_misuse(cli, "--fail must not be below --warn");
	if (one_output(cli, r))
		return cli_misuse(cli, "--counts and the verdicts cannot go "
				  "to one place");
	r->verdicts = (struct verdict_options){
		.rule = { r->warn.value, r->fail.value, r->alpha.value },
		.all_parts = r->parts,
		.compare = (enum compare_mode)compare,
	};
	r->fail_from = from[fail_on];
	r->colour = wants_colour(color, cli->shared->output);
	return check_compat(cli, r);
}

/* Of a terminal; elsewhere lines are not cut. */
static size_t
line_width(const char *output)
{
	struct winsize size;

	if (!is_terminal(output))
		return SIZE_MAX;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return WIDTH;
}

static int
write_counts(const struct count_table *table, const char *path,
	     size_t threads, struct error *err)
{
	struct output *out = output_open(path, err);

	if (!out)
		return -1;
	if (count_table_write(table, threads, out, err) == 0)
		return output_close(out, err);
	output_discard(out);
	return -1;
}

static int
write_verdicts(const struct cli *cli, const struct request *r,
	       const struct verdict_list *list, struct error *err)
{
	const char *path = cli->shared->output;
	bool person = r->summary || is_terminal(path);
	struct output *out = output_open(path, err);

	if (!out)
		return -1;
	if (person)
		summary_write(list, &r->verdicts.rule,
			      &(struct summary_options){
				      r->name, line_width(path),
				      r->colour },
			      out);
	else
		verdict_table_write(list, &r->verdicts.rule, out);
	if (output_close(out, err) < 0)
		return -1;
	if (!person) {
		struct text line = { 0 };

		summary_last_line(list, &line);
		cli_say(cli, "%s: %s", r->name, line.bytes);
		text_release(&line);
	}
	return 0;
}

static void
say_lines(const struct cli *cli, const struct text *lines)
{
	const char *line = lines->bytes;

	while (line && *line) {
		size_t n = strcspn(line, "\n");

		cli_say(cli, "%.*s", (int)n, line);
		line += n + (line[n] == '\n');
	}
}

/* Counts, judges, writes. Returns the exit status, or -1 with err set. */
static int
report(const struct cli *cli, const struct request *r,
       struct measure_options *how, struct error *err)
{
	struct count_table *table = count_table_new();
	struct verdict_list list = { 0 };
	struct text notices = { 0 };
	struct verdict_options verdicts = r->verdicts;
	int status = counting_fill(cli, how, measuring_given(&r->choice),
				   table, err);

	verdicts.threads = (size_t)cli->shared->threads.value;

	if (status == 0)
		status = verdicts_make(table, &verdicts, &list, &notices,
				       err);
	if (status == 0 && r->counts)
		status = write_counts(table, r->counts, verdicts.threads, err);
	say_lines(cli, &notices);
	if (status == 0 && (!r->compat || cli->shared->output))
		status = write_verdicts(cli, r, &list, err);
	if (status == 0 && r->fail_from != FLAG_NONE &&
	    verdict_list_worst(&list) >= r->fail_from)
		status = CLI_VERDICT;
	verdict_list_release(&list);
	text_release(&notices);
	count_table_free(table);
	return status;
}

/*
 * What the reference writes, of sequences only. They are read as the
 * reference does for this alone: verdicts are of what gbqc reads.
 */
static int
report_compat(const struct cli *cli, const struct request *r,
	      struct error *err)
{
	struct input_options input;
	struct text notices = { 0 };
	struct dataset *set;
	bool is_table = false;
	int status = -1;
	const struct compat_options options = {
		.dir = r->compat,
		.has_end_position = r->end_position.given,
		.end_position = r->end_position.value,
		.min_coverage = r->min_coverage.value,
	};

	if (counting_find_table(cli, &is_table, err) < 0)
		return -1;
	if (is_table)
		return cli_misuse(cli, "--compat reads sequences, and this is "
				  "a count table");
	input = cli->shared->input;
	input.compat = true;
	set = dataset_open(&input, NULL, err);
	if (set)
		status = compat_write(set, &options, &notices, err);
	if (status == 0) {
		cli_say_notices(cli, set);
		say_lines(cli, &notices);
	}
	text_release(&notices);
	dataset_close(set);
	return status;
}

int
main(int argc, char **argv)
{
	struct cli_shared shared = { 0 };
	struct request r = {
		.choice = { .positions = { MEASURING_POSITIONS, 0, INT32_MAX,
					   false } },
		.warn = { .6, .5, 1, false },
		.fail = { .7, .5, 1, false },
		.alpha = { .005, 1e-12, .5, false },
		.min_coverage = { COMPAT_MIN_COVERAGE, 0, 1, false },
		.end_position = { 0, 1, INT32_MAX, false },
		.compare = "auto", .fail_on = "never", .color = "auto",
		.name = "dataset",
	};
	struct memory_budget budget = { 0 };
	_Atomic bool beyond = false;
	struct measure_options how = { 0 };
	struct cli_option options[OPTIONS_MOST];
	const struct check **checks = NULL;
	struct error err = { 0 };
	const struct cli cli = {
		.name = "gbqc-report",
		.usage = "[OPTION]... [[SPLIT/][LABEL]=]FILE...",
		.about = "Judge what a model could learn from sequences, or "
			 "from their count tables,\n"
			 "that is not biology: write a table of verdicts.",
		.example = "gbqc-report train/pos=tp.fa.gz train/neg=tn.fa.gz"
			   " > verdicts.tsv",
		.shares = CLI_INPUT | CLI_OUTPUT | CLI_THREADS | CLI_MEMORY,
		.options = options,
		.shared = &shared,
	};
	int status;

	make_options(&r, options);
	status = cli_parse(&cli, argc, argv);
	if (status < 0 && r.choice.list_checks)
		status = measuring_print_checks(&cli, check_list);
	if (status < 0)
		status = understand(&cli, &r);
	if (status < 0 && measuring_choose(&r.choice, check_list, &how.params,
					   &checks, &err) < 0)
		status = cli_misuse(&cli, "%s", err.text);
	if (status < 0) {
		budget.limit = shared.memory;
		how.params.budget = &budget;
		how.params.beyond = &beyond;
		how.checks = checks;
		status = r.compat ? report_compat(&cli, &r, &err) : CLI_OK;
		if (status == 0 && (!r.compat || shared.output || r.counts))
			status = report(&cli, &r, &how, &err);
		if (status < 0)
			status = cli_fail(&cli, &err);
	}
	free(checks);
	free(r.choice.words.items);
	cli_release(&shared);
	return status;
}
