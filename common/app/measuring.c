/*
 * measuring.c - what the main() of every measuring tool does.
 */
#include <stdlib.h>
#include <string.h>

#include "app/measuring.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "checks/copy_list.h"
#include "io/output.h"
#include "record/dataset.h"

enum { OPTIONS_MOST = 12, WORD_LEAST = 3, WORD_MOST = 8 };

static int
choose_words(const struct cli_list *words, unsigned *kmers,
	     struct error *err)
{
	*kmers = 0;
	for (size_t i = 0; i < words->n; i++) {
		uint64_t k;

		struct error why = { 0 };

		if (parse_u64(words->items[i], WORD_LEAST, WORD_MOST, &k,
			      &why) < 0)
			return error_set(err, "--kmers: %s", why.text);
		*kmers |= 1u << k;
	}
	return 0;
}

/* The check of a name of n letters among the available ones, or NULL. */
static const struct check *
find_check(const struct check *const *available, const char *name, size_t n)
{
	for (; *available; available++)
		if (strlen((*available)->name) == n &&
		    memcmp((*available)->name, name, n) == 0)
			return *available;
	return NULL;
}

/* Marks the checks that names asks for, in wanted[] by their order. */
static int
choose_names(const char *names, const struct check *const *available,
	     bool *wanted, struct error *err)
{
	struct quote quote;

	if (!*names)
		return error_set(err, "no check named (--list-checks)");
	while (*names) {
		size_t n = strcspn(names, ","), i = 0;
		const struct check *check = find_check(available, names, n);

		if (!check)
			return error_set(err, "no check \"%s\" "
					 "(--list-checks names them)",
					 error_quote(&quote, names, n));
		while (available[i] != check)
			i++;
		wanted[i] = true;
		names += n + (names[n] == ',');
	}
	return 0;
}

/* Words of k letters that a check counts, bit k set; 0: it counts none. */
static unsigned
words_of(const struct check *check)
{
	const unsigned scored = 1u << 3 | 1u << 4;
	const unsigned all = (1u << (WORD_MOST + 1)) - (1u << WORD_LEAST);

	if (check == &check_kmer)
		return scored;
	return check == &check_pool ? all & ~scored : 0;
}

/*
 * Whether a check is made. Those of words are on request only, by -k; named
 * by --checks, they and -k must fit each other. 1, 0, or -1 with err set.
 */
static int
is_chosen(const struct check *check, bool named, unsigned kmers,
	  struct error *err)
{
	unsigned words = words_of(check);

	if (!words)
		return named;
	if (named && !(kmers & words))
		return error_set(err, "check %s needs -k %s", check->name,
				 check == &check_kmer ? "3 or -k 4" :
							"5 to -k 8");
	if (!named && kmers & words)
		return error_set(err, "--checks leaves out %s, which -k asks "
				 "for", check->name);
	return named;
}

int
measuring_choose(const struct measuring_choice *choice,
		 const struct check *const *available,
		 struct check_params *params, const struct check ***checks,
		 struct error *err)
{
	size_t n = 0, kept = 0;
	bool *named;
	int status = 0;

	*checks = NULL;
	if (choose_words(&choice->words, &params->kmers, err) < 0)
		return -1;
	params->positions = (uint32_t)choice->positions.value;
	while (available[n])
		n++;
	named = mem_zeroed(n + 1, sizeof(*named));
	if (choice->checks)
		status = choose_names(choice->checks, available, named, err);
	for (size_t i = 0; i < n && !choice->checks; i++)
		named[i] = !words_of(available[i]) ||
			   params->kmers & words_of(available[i]);
	*checks = mem_zeroed(n + 1, sizeof(**checks));
	for (size_t i = 0; i < n && status >= 0; i++) {
		const struct check *c = available[i];

		status = is_chosen(c, named[i], params->kmers, err);
		if (status <= 0)
			continue;
		params->has_length |= c == &check_length;
		(*checks)[kept++] = c;
	}
	free(named);
	return status < 0 ? -1 : 0;
}

const char *
measuring_given(const struct measuring_choice *choice)
{
	return choice->checks ? "--checks" : choice->words.n ? "--kmers" :
	       choice->positions.given ? "--positions" : NULL;
}

void
measuring_say_beyond(const struct cli *cli, const struct check_params *params)
{
	struct text text = { 0 };

	if (!params->beyond || !atomic_load(params->beyond))
		return;
	text_adds(&text, "letters more than ");
	text_add_grouped(&text, params->positions);
	text_adds(&text, " from start, end or centre are in no position "
			 "check (--positions)");
	cli_say(cli, "%s", text.bytes);
	text_release(&text);
}

int
measuring_print_checks(const struct cli *cli,
		       const struct check *const *checks)
{
	struct error err = { 0 };
	struct output *out = output_open(NULL, &err);

	for (; out && *checks; checks++)
		output_printf(out, "%-12s%s\n", (*checks)->name,
			      (*checks)->about);
	if (out && output_close(out, &err) == 0)
		return CLI_OK;
	return cli_fail(cli, &err);
}

/* The options of a tool, into room for OPTIONS_MOST. */
static void
make_options(const struct measuring_tool *tool, struct measure_options *how,
	     struct measuring_choice *choice, bool *list,
	     struct cli_option *options)
{
	size_t n = 0;

	if (tool->choice) {
		options[n++] = (struct cli_option){
			0, "checks", CLI_TEXT, &choice->checks, "LIST",
			"only these checks, such as gc,length" };
		options[n++] = (struct cli_option){
			0, "list-checks", CLI_FLAG, &choice->list_checks,
			NULL, "print the checks, a line each" };
	}
	if (tool->words)
		options[n++] = (struct cli_option){
			'k', "kmers", CLI_LIST, &choice->words, "K",
			"words of K letters too, 3 to 8; may be repeated" };
	if (tool->positions)
		options[n++] = (struct cli_option){
			0, "positions", CLI_COUNT, &choice->positions, "N",
			"N positions from each end (10000; 0: all)" };
	if (tool->list)
		options[n++] = (struct cli_option){
			0, "list", CLI_FLAG, list, NULL,
			"list the groups of copies, most copied first" };
	options[n++] = (struct cli_option){
		0, "each", CLI_FLAG, &how->each, NULL,
		"write one row a sequence" };
	options[n++] = (struct cli_option){
		0, "summary", CLI_FLAG, &how->summary, NULL,
		"write one row a group" };
	options[n] = (struct cli_option){ 0 };
}

/* Measures the input to -o or stdout. Returns 0, or -1 with err set. */
static int
run(const struct cli *cli, const struct measure_options *how, bool list,
    struct error *err)
{
	struct cli_shared *shared = cli->shared;
	struct cli_progress progress = { .cli = cli };
	struct measure_options watched = *how;
	struct dataset *set = NULL;
	struct output *out = NULL;
	int status = -1;

	watched.progress = cli_say_progress;
	watched.watcher = &progress;
	watched.threads = shared->threads.value;
	set = dataset_open(&shared->input, watched.threads, err);
	if (set)
		out = output_open(shared->output, err);
	if (out)
		status = list ? copy_list_write(set, out, err) :
				measure_dataset(set, &watched, out, err);
	cli_end_progress(&progress);
	if (status == 0)
		status = output_close(out, err);
	else
		output_discard(out);
	/* An output that broke left records unread: only the error counts. */
	if (status == 0) {
		cli_say_notices(cli, set);
		measuring_say_beyond(cli, &how->params);
	}
	dataset_close(set);
	return status;
}

int
measuring_main(const struct measuring_tool *tool, int argc, char **argv)
{
	struct cli_shared shared = { 0 };
	struct measure_options how = { 0 };
	struct measuring_choice choice = {
		.positions = { MEASURING_POSITIONS, 0, INT32_MAX, false },
	};
	struct memory_budget budget = { 0 };
	_Atomic bool beyond = false;
	struct cli_option options[OPTIONS_MOST];
	const struct check **checks = NULL;
	bool list = false;
	struct error err = { 0 };
	const struct cli cli = {
		.name = tool->name,
		.usage = "[OPTION]... [[SPLIT/][LABEL]=]FILE...",
		.about = tool->about,
		.example = tool->example,
		.shares = CLI_INPUT | CLI_OUTPUT | CLI_THREADS | CLI_MEMORY,
		.options = options,
		.shared = &shared,
	};
	int status;

	make_options(tool, &how, &choice, &list, options);
	status = cli_parse(&cli, argc, argv);
	if (status < 0 && choice.list_checks)
		status = measuring_print_checks(&cli, tool->checks);
	else if (status < 0 && how.each + how.summary + list > 1)
		status = cli_misuse(&cli, tool->list ?
				    "--each, --summary and --list exclude "
				    "each other" :
				    "--each and --summary exclude each other");
	else if (status < 0 && measuring_choose(&choice, tool->checks,
						&how.params, &checks, &err))
		status = cli_misuse(&cli, "%s", err.text);
	if (status < 0) {
		budget.limit = shared.memory;
		how.params.budget = &budget;
		how.params.beyond = &beyond;
		how.checks = checks;
		status = run(&cli, &how, list, &err) < 0 ?
				 cli_fail(&cli, &err) :
				 CLI_OK;
	}
	free(checks);
	free(choice.words.items);
	cli_release(&shared);
	return status;
}
