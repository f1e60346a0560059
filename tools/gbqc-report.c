/* gbqc-report - judge what tells labelled sequences apart. */
#include <stdlib.h>
#include <string.h>

#include "app/collecting.h"
#include "app/counting.h"
#include "app/report_copies.h"
#include "app/report_outputs.h"
#include "app/report_request.h"
#include "base/error.h"
#include "compat/compat.h"
#include "report/leak_tally.h"

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
report(const struct cli *cli, const struct report_request *r,
       struct measure_options *how, struct error *err)
{
	struct count_table *table = count_table_new();
	struct judged judged = { 0 };
	struct verdict_options verdicts = r->verdicts;
	struct counting counting = {
		.tally = leak_tally_new(),
		/* --checks names all that is wanted. */
		.search = !r->no_leak && !r->choice.checks,
		.again = report_request_names_copies(r, how->checks),
	};
	int status = counting_fill(cli, how, measuring_given(&r->choice),
				   table, &counting, err);

	verdicts.leaks = counting.tally;
	if (status == 0)
		status = judged_init(&judged, table, &verdicts, err);
	say_lines(cli, &judged.notices);
	if (status == 0 && report_request_shows_copies(r))
		status = judged_find_copies(&judged, err);
	if (status == 0)
		status = report_copies_name(cli, counting.set, &judged, err);
	counting_release(&counting);
	if (status == 0)
		status = report_outputs_write(cli, r, table, &judged, err);
	if (status == 0 && r->fail_from != FLAG_NONE &&
	    verdict_list_worst(&judged.list) >= r->fail_from)
		status = CLI_VERDICT;
	judged_release(&judged);
	leak_tally_free(counting.tally);
	count_table_free(table);
	return status;
}

/*
 * What the reference writes, of sequences only. They are read as the
 * reference does for this alone: verdicts are of what gbqc reads.
 */
static int
report_compat(const struct cli *cli, const struct report_request *r,
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
				  "a table");
	input = cli->shared->input;
	input.compat = true;
	set = dataset_open(&input, 1, err);
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
	struct report_request r = report_request_start();
	struct memory_budget budget = { 0 };
	_Atomic bool beyond = false;
	struct measure_options how = { 0 };
	struct cli_option options[REPORT_OPTIONS_MOST];
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
		.shares = CLI_INPUT | CLI_BRIEF | CLI_OUTPUT | CLI_THREADS |
			  CLI_MEMORY,
		.options = options,
		.shared = &shared,
	};
	int status;

	report_request_options(&r, options);
	status = cli_parse(&cli, argc, argv);
	if (status < 0 && r.choice.list_checks)
		status = measuring_print_checks(&cli, check_list);
	if (status < 0)
		status = report_request_understand(&cli, &r);
	if (status < 0 && measuring_choose(&r.choice, check_list, &how.params,
					   &checks, &err) < 0)
		status = cli_misuse(&cli, "%s", err.text);
	if (status < 0 && (r.collect || r.index)) {
		status = collecting_run(&cli, &r, &err);
		if (status < 0)
			status = cli_fail(&cli, &err);
	} else if (status < 0) {
		budget.limit = shared.memory;
		how.params.budget = &budget;
		how.params.beyond = &beyond;
		how.checks = r.checks = checks;
		r.kmers = how.params.kmers;
		status = r.compat ? report_compat(&cli, &r, &err) : CLI_OK;
		if (status == 0 && r.judges)
			status = report(&cli, &r, &how, &err);
		if (status < 0)
			status = cli_fail(&cli, &err);
	}
	free(checks);
	free(r.choice.words.items);
	cli_release(&shared);
	return status;
}
