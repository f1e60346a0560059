/*
 * shared.c - the options that every tool has, or that all tools of a kind
 * have.
 */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "cli/shared.h"
#include "io/place.h"

enum { SHARED_MOST = 24, THREADS_MOST = 1024 };

static void
append(struct cli_option *to, size_t *n, struct cli_option option)
{
	to[(*n)++] = option;
}

/* How the input is labelled. */
static void
append_input(struct cli_option *to, size_t *n, struct cli_shared *shared)
{
	struct input_options *in = &shared->input;

	append(to, n, (struct cli_option){
		0, "label", CLI_TEXT, &in->label, "LABEL",
		"label of all records (`.`: none)" });
	append(to, n, (struct cli_option){
		0, "split", CLI_TEXT, &in->split, "SPLIT",
		"split of all records, such as train" });
	append(to, n, (struct cli_option){
		0, "label-column", CLI_TEXT, &in->label_column, "NAME",
		"column of a table that holds the label" });
	append(to, n, (struct cli_option){
		0, "split-column", CLI_TEXT, &in->split_column, "NAME",
		"column that holds the split" });
	append(to, n, (struct cli_option){
		0, "id-column", CLI_TEXT, &in->id_column, "NAME",
		"column that holds the id" });
	append(to, n, (struct cli_option){
		0, "seq-column", CLI_LIST, &shared->seq_columns, "NAME",
		"column that holds the sequence; may be repeated" });
	append(to, n, (struct cli_option){
		0, "regression", CLI_FLAG, &in->regression, NULL,
		"numeric labels: high from their median on, else low" });
	append(to, n, (struct cli_option){
		0, "label-threshold", CLI_NUMBER, &shared->threshold, "X",
		"the cut for --regression instead of the median" });
	append(to, n, (struct cli_option){
		0, "reference", CLI_TEXT, &in->reference, "FASTA",
		"the genome of CRAM files and coordinates" });
}

struct cli_option *
shared_options(const struct cli *cli, struct cli_answers *answers)
{
	struct cli_shared *shared = cli->shared;
	struct cli_option *all;
	size_t own = 0, n = 0;

	while (cli->options && cli->options[own].name)
		own++;
	all = mem_zeroed(own + SHARED_MOST, sizeof(*all));
	for (; n < own; n++)
		all[n] = cli->options[n];
	shared->threads = (struct cli_count){ 1, 1, THREADS_MOST, false };
	shared->threshold = (struct cli_number){ 0, -DBL_MAX, DBL_MAX, false };
	if (cli->shares & CLI_INPUT)
		append_input(all, &n, shared);
	for (size_t i = own; i < n && cli->shares & CLI_BRIEF; i++)
		all[i].help = NULL;
	if (cli->shares & CLI_OUTPUT)
		append(all, &n, (struct cli_option){
			'o', "output", CLI_TEXT, &shared->output, "FILE",
			"write to FILE instead of standard output" });
	if (cli->shares & CLI_THREADS)
		append(all, &n, (struct cli_option){
			'@', "threads", CLI_COUNT, &shared->threads, "N",
			"use N threads (default 1)" });
	if (cli->shares & CLI_MEMORY)
		append(all, &n, (struct cli_option){
			0, "memory", CLI_SIZE, &shared->memory, "SIZE",
			"memory for what can be done in pieces, such as 2G" });
	append(all, &n, (struct cli_option){
		'q', "quiet", CLI_FLAG, &shared->quiet, NULL,
		"say nothing but errors on standard error" });
	append(all, &n, (struct cli_option){
		'h', "help", CLI_FLAG, &answers->help, NULL,
		"print this help" });
	append(all, &n, (struct cli_option){
		'V', "version", CLI_FLAG, &answers->version, NULL,
		"print the version" });
	return all;
}

bool
cli_is_input(const struct cli_shared *shared, const char *output)
{
	const char *genome = shared->input.reference;

	if (genome && place_same_file(output, genome))
		return true;
	for (size_t i = 0; i < shared->files.n; i++) {
		const char *name = shared->files.items[i];
		const char *equals = strchr(name, '=');

		if (place_is_read(output, name) ||
		    (equals && place_is_read(output, equals + 1)))
			return true;
	}
	return shared->files.n == 0 && place_is_read(output, NULL);
}

int
shared_finish(const struct cli *cli, struct error *err)
{
	struct cli_shared *shared = cli->shared;
	struct input_options *in = &shared->input;

	in->files = shared->files.items;
	in->n_files = shared->files.n;
	in->seq_columns = shared->seq_columns.items;
	in->n_seq_columns = shared->seq_columns.n;
	in->has_threshold = shared->threshold.given;
	in->threshold = shared->threshold.value;
	if (in->has_threshold && !in->regression)
		return error_set(err,
				 "--label-threshold goes with --regression");
	if (shared->output && !*shared->output)
		return error_set(err, "--output: the name of a file is "
				 "empty");
	if ((cli->shares & CLI_INPUT) && shared->output &&
	    cli_is_input(shared, shared->output))
		return error_set(err, "--output is also an input, which "
				 "would be lost");
	if (in->split && in->split[0] == '#')
		return error_set(err, "a split may not begin with #");
	return 0;
}
