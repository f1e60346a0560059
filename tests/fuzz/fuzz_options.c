/*
 * fuzz_options.c - command lines, a word a line, and what numbers, sizes and
 * quotes are made from.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "cli/cli.h"

#include "fuzz.h"

enum { WORDS_MOST = 64 };

static void
parse(int argc, char **argv)
{
	struct cli_shared shared = { 0 };
	bool flag = false;
	const char *text = NULL;
	struct cli_list list = { 0 };
	struct cli_count count = { 5, 0, 100, false };
	struct cli_number number = { .5, 0, 1, false };
	uint64_t size = 0;
	const struct cli_option options[] = {
		{ 'f', "flag", CLI_FLAG, &flag, NULL, "a flag" },
		{ 't', "text", CLI_TEXT, &text, "TEXT", "a text" },
		{ 'l', "list", CLI_LIST, &list, "ITEM", "an item" },
		{ 'c', "count", CLI_COUNT, &count, "N", "a count" },
		{ 'n', "number", CLI_NUMBER, &number, "X", "a number" },
		{ 0, "size", CLI_SIZE, &size, "SIZE", "a size" },
		{ 0 }
	};
	const struct cli cli = {
		.name = "fuzz", .usage = "[OPTION]... FILE...",
		.about = "Take options.", .example = "fuzz -f",
		.shares = CLI_INPUT | CLI_OUTPUT | CLI_THREADS | CLI_MEMORY,
		.options = options, .shared = &shared,
	};
	int status = cli_parse(&cli, argc, argv);

	if (status < 0 && (count.value > 100 || !(number.value >= 0) ||
			   number.value > 1))
		abort();
	free(list.items);
	cli_release(&shared);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = malloc(n + 1), *words[WORDS_MOST + 2] = { "fuzz" };
	struct error err = { 0 };
	struct quote quote;
	volatile double value = 0;
	double got;
	uint64_t size;
	int argc = 1;

	if (!copy)
		abort();
	memcpy(copy, bytes, n);
	copy[n] = '\0';
	if (decimal_number(copy, n, &got)) {
		value = got;
		if (value - value != 0)	/* inf or nan */
			abort();
	}
	if (parse_size(copy, &size, &err) < 0 && !err.text[0])
		abort();
	error_quote(&quote, copy, n);
	if (strpbrk(quote.text, "\n\t\033"))
		abort();
	for (char *word = copy; argc <= WORDS_MOST;) {
		char *end = strchr(word, '\n');

		words[argc++] = word;
		if (!end)
			break;
		*end = '\0';
		word = end + 1;
	}
	parse(argc, words);
	free(copy);
	return 0;
}
