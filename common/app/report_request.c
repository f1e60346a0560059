/*
 * report_request.c - the options of gbqc-report and what they mean.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/report_request.h"
#include "compat/compat.h"
#include "io/place.h"
#include "report/about.h"

struct report_request
report_request_start(void)
{
	return (struct report_request){
		.choice = { .positions = { MEASURING_POSITIONS, 0, INT32_MAX,
					   false } },
		.warn = { .6, .5, 1, false },
		.fail = { .7, .5, 1, false },
		.alpha = { .005, 1e-12, .5, false },
		.min_coverage = { COMPAT_MIN_COVERAGE, 0, 1, false },
		.end_position = { 0, 1, INT32_MAX, false },
		.compare = "auto", .fail_on = "never", .color = "auto",
		.name = "dataset", .input_name = ABOUT_INPUT,
	};
}

void
report_request_options(struct report_request *r,
		       struct cli_option o[REPORT_OPTIONS_MOST])
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
		{ 0, "input-name", CLI_TEXT, &r->input_name, "WORDS",
		  "what commands call the input (INPUT)" },
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
		{ 0, "html", CLI_TEXT, &r->html, "FILE",
		  "also write the report for people to FILE" },
		{ 0, "json", CLI_TEXT, &r->json, "FILE",
		  "also write the report for programs to FILE" },
		{ 0, "multiqc", CLI_TEXT, &r->multiqc, "PREFIX",
		  "also write PREFIX.*_mqc.json for MultiQC" },
		{ 0, "counts", CLI_TEXT, &r->counts, "FILE",
		  "also write the count table to FILE" },
		{ 0, "collect", CLI_FLAG, &r->collect, NULL,
		  "FILEs are reports in JSON: print a row each" },
		{ 0, "index", CLI_TEXT, &r->index, "FILE",
		  "FILEs are reports in JSON: write a page to FILE" },
		{ 0, "files-from", CLI_TEXT, &r->files_from, "FILE",
		  "with these: also reports that FILE names" },
		{ 0, "checks", CLI_TEXT, &r->choice.checks, "LIST",
		  "of sequences, only these checks" },
		{ 0, "list-checks", CLI_FLAG, &r->choice.list_checks, NULL,
		  "print the checks, a line each" },
		{ 0, "no-leak", CLI_FLAG, &r->no_leak, NULL,
		  "do not compare the records of splits" },
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

bool
report_request_is_terminal(const char *output)
{
	return place_is_standard(output) && isatty(STDOUT_FILENO);
}

bool
report_request_shows_copies(const struct report_request *r)
{
	return r->html || r->json;
}

bool
report_request_names_copies(const struct report_request *r,
			    const struct check *const *checks)
{
	while (*checks && *checks != &check_dup)
		checks++;
	return *checks && report_request_shows_copies(r);
}

/* auto: a terminal that is not dumb, and NO_COLOR is not set. */
static bool
wants_colour(int mode, const char *output)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

	if (mode != 0)
		return mode == 1;
	return report_request_is_terminal(output) && (!none || !*none) &&
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
check_compat(const struct cli *cli, const struct report_request *r)
{
	if (!r->compat && (r->end_position.given || r->min_coverage.given))
		return cli_misuse(cli, "--end-position and --min-coverage go "
				  "with --compat");
	if (!r->compat)
		return -1;
	if (!*r->compat)
		return cli_misuse(cli, "--compat: the name of a folder is "
				  "empty");
	if (r->judges && any_read_once(&cli->shared->files))
		return cli_misuse(cli, "--compat with -o, --counts or another "
				  "output reads the input twice: give a file, "
				  "not standard input or a pipe");
	if (!r->table && (r->summary || r->fail_from != FLAG_NONE))
		return cli_misuse(cli, "--summary and --fail-on need verdicts: "
				  "with --compat, ask for them by -o");
	return -1;
}

/*
 * No output goes where an input is or another output goes, and of one that is
 * `-` the verdicts keep off stdout: -o finds them another place. -1: go on.
 */
static int
place_outputs(const struct cli *cli, struct report_request *r)
{
	const struct {
		const char *option, *path;
	} outputs[] = { { "--html", r->html },
			{ "--json", r->json },
			{ "--counts", r->counts },
			{ "-o", cli->shared->output } };
	const size_t n = sizeof(outputs) / sizeof(*outputs);
	bool taken = false, any = r->multiqc != NULL;

	for (size_t i = 0; i < n; i++) {
		const char *path = outputs[i].path;

		if (!path)
			continue;
		any = true;
		taken |= place_is_standard(path);
		if (!*path)
			return cli_misuse(cli, "%s: the name of a file is "
					  "empty", outputs[i].option);
		if (cli_is_input(cli->shared, path))
			return cli_misuse(cli, "%s is also an input, which "
					  "would be lost", outputs[i].option);
		for (size_t j = i + 1; j < n; j++)
			if (outputs[j].path &&
			    place_same(path, outputs[j].path))
				return cli_misuse(cli, "%s and %s cannot go "
						  "to one place",
						  outputs[i].option,
						  outputs[j].option);
	}
	if (r->multiqc && !*r->multiqc)
		return cli_misuse(cli, "--multiqc: the prefix is empty");
	r->table = cli->shared->output || (!taken && !r->compat);
	r->judges = any || !r->compat;
	if (!r->table && r->summary && !r->compat)
		return cli_misuse(cli, "--summary goes to standard output, "
				  "which another output takes");
	return check_compat(cli, r);
}

/* Reports of many datasets are collected, and nothing is judged. */
static int
check_collecting(const struct cli *cli, const struct report_request *r)
{
	const char *output = cli->shared->output;

	if (!r->collect && !r->index)
		return cli_misuse(cli, "--files-from goes with --collect and "
				  "--index");
	if (r->html || r->json || r->multiqc || r->counts || r->compat ||
	    r->parts || r->summary)
		return cli_misuse(cli, "--collect and --index read reports "
				  "and judge nothing: no other output goes "
				  "with them");
	if (output && !r->collect)
		return cli_misuse(cli, "-o is the place of the table of "
				  "--collect");
	if (r->collect && r->index &&
	    place_same(r->index, output))
		return cli_misuse(cli, "--index and the table of --collect "
				  "cannot go to one place");
	return -1;
}

int
report_request_understand(const struct cli *cli, struct report_request *r)
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
		return cli_misuse(cli, "--fail, %.12g, must not be below "
				  "--warn, %.12g", r->fail.value,
				  r->warn.value);
	if (!*r->name)
		return cli_misuse(cli, "--name: the name is empty");
	r->verdicts = (struct verdict_options){
		.rule = { r->warn.value, r->fail.value, r->alpha.value },
		.all_parts = r->parts,
		.compare = (enum compare_mode)compare,
		.threads = (size_t)cli->shared->threads.value,
	};
	r->fail_from = from[fail_on];
	r->colour = wants_colour(color, cli->shared->output);
	if (r->collect || r->index || r->files_from)
		return check_collecting(cli, r);
	return place_outputs(cli, r);
}
