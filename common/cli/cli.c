/*
 * cli.c - reads a command line by a table of options.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/shared.h"
#include "cli/usage.h"

/* One line on stderr, whole, so that tools in a pipe do not mix theirs. */
static void
say_line(const struct cli *cli, const char *text)
{
	struct text line = { 0 };
	size_t done = 0;

	text_addf(&line, "%s: %s\n", cli->name, text);
	while (done < line.n) {
		ssize_t n = write(STDERR_FILENO, line.bytes + done,
				  line.n - done);

		if (n <= 0)
			break;
		done += (size_t)n;
	}
	text_release(&line);
}

int
cli_fail(const struct cli *cli, const struct error *err)
{
	say_line(cli, err->text[0] ? err->text : "failed");
	return CLI_FAILED;
}

int
cli_misuse(const struct cli *cli, const char *format, ...)
{
	char text[ERROR_TEXT];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	say_line(cli, text);
	return CLI_USAGE;
}

void
cli_say(const struct cli *cli, const char *format, ...)
{
	char text[ERROR_TEXT];
	va_list args;

	if (cli->shared->quiet)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	say_line(cli, text);
}

void
cli_say_notices(const struct cli *cli, const struct dataset *set)
{
	const char *notice;

	for (size_t i = 0; (notice = dataset_notice(set, i)) != NULL; i++)
		cli_say(cli, "%s", notice);
}

/* Stores value where the option says. Returns 0, or -1 with err set. */
static int
store(const struct cli_option *option, const char *value, struct error *err)
{
	struct cli_list *list = option->target;
	struct cli_count *count = option->target;
	struct cli_number *number = option->target;

	switch (option->kind) {
	case CLI_FLAG:
		*(bool *)option->target = true;
		return 0;
	case CLI_TEXT:
		*(const char **)option->target = value;
		return 0;
	case CLI_LIST:
		list->items = mem_grow(list->items, &list->room, list->n + 1,
				       sizeof(*list->items));
		list->items[list->n++] = value;
		return 0;
	case CLI_COUNT:
		count->given = true;
		return parse_u64(value, count->min, count->max, &count->value,
				 err);
	case CLI_NUMBER:
		number->given = true;
		return parse_double(value, number->min, number->max,
				    &number->value, err);
	case CLI_SIZE:
		return parse_size(value, option->target, err);
	}
	return error_set(err, "option of no known kind");
}

/*
 * The option of a long name of n letters, or of its only beginning. NULL
 * with *several told apart from nothing.
 */
static const struct cli_option *
find_long(const struct cli_option *options, const char *name, size_t n,
	  bool *several)
{
	const struct cli_option *found = NULL;

	*several = false;
	for (const struct cli_option *o = options; o->name; o++) {
		if (strncmp(o->name, name, n) != 0)
			continue;
		if (o->name[n] == '\0') {
			*several = false;
			return o;
		}
		if (found)
			*several = true;
		found = o;
	}
	return *several ? NULL : found;
}

static const struct cli_option *
find_letter(const struct cli_option *options, char letter)
{
	for (const struct cli_option *o = options; o->name; o++)
		if (o->letter && o->letter == letter)
			return o;
	return NULL;
}

/* How messages name an option: --name, or -x for one without. */
static int
apply(const struct cli *cli, const struct cli_option *option,
      const char *value)
{
	struct error err = { 0 };

	if (store(option, value, &err) == 0)
		return -1;
	return cli_misuse(cli, "--%s: %s", option->name, err.text);
}

/* argv[*i] is --name or --name=value. -1: go on. */
static int
read_long(const struct cli *cli, const struct cli_option *options, int argc,
	  char **argv, int *i)
{
	const char *word = argv[*i] + 2, *equals = strchr(word, '=');
	size_t n = equals ? (size_t)(equals - word) : strlen(word);
	bool several;
	const struct cli_option *o = find_long(options, word, n, &several);
	struct quote quote;

	error_quote(&quote, word, n);
	if (!o)
		return cli_misuse(cli, several ?
				  "option --%s could be several (--help)" :
				  "no option --%s (--help lists them)",
				  quote.text);
	if (o->kind == CLI_FLAG) {
		if (equals)
			return cli_misuse(cli, "--%s takes no value", o->name);
		return apply(cli, o, NULL);
	}
	if (!equals && *i + 1 >= argc)
		return cli_misuse(cli, "--%s needs a value: %s", o->name,
				  o->value);
	return apply(cli, o, equals ? equals + 1 : argv[++*i]);
}

/* argv[*i] is -x, -xyz or -xVALUE. -1: go on. */
static int
read_short(const struct cli *cli, const struct cli_option *options, int argc,
	   char **argv, int *i)
{
	for (const char *c = argv[*i] + 1; *c; c++) {
		const struct cli_option *o = find_letter(options, *c);
		struct quote quote;
		int status;

		if (!o)
			return cli_misuse(cli,
					  "no option -%s (--help lists them)",
					  error_quote(&quote, c, 1));
		if (o->kind == CLI_FLAG) {
			status = apply(cli, o, NULL);
			if (status >= 0)
				return status;
			continue;
		}
		if (c[1])
			return apply(cli, o, c + 1);
		if (*i + 1 >= argc)
			return cli_misuse(cli, "-%c needs a value: %s", *c,
					  o->value);
		return apply(cli, o, argv[++*i]);
	}
	return -1;
}

static void
add_file(struct cli_shared *shared, const char *name)
{
	struct cli_list *files = &shared->files;

	files->items = mem_grow(files->items, &files->room, files->n + 1,
				sizeof(*files->items));
	files->items[files->n++] = name;
}

static int
read_words(const struct cli *cli, const struct cli_option *options, int argc,
	   char **argv)
{
	bool only_files = false;
	int status = -1;

	for (int i = 1; i < argc && status < 0; i++) {
		const char *word = argv[i];

		if (only_files || word[0] != '-' || word[1] == '\0')
			add_file(cli->shared, word);
		else if (strcmp(word, "--") == 0)
			only_files = true;
		else if (word[1] == '-')
			status = read_long(cli, options, argc, argv, &i);
		else
			status = read_short(cli, options, argc, argv, &i);
	}
	return status;
}

int
cli_parse(const struct cli *cli, int argc, char **argv)
{
	struct cli_answers answers = { 0 };
	struct cli_option *options = shared_options(cli, &answers);
	struct error err = { 0 };
	int status = read_words(cli, options, argc, argv);

	if (status < 0 && (answers.help || answers.version)) {
		status = answers.help ? usage_print(cli, options, &err) :
					usage_print_version(cli, &err);
		if (status < 0)
			status = cli_fail(cli, &err);
	} else if (status < 0 && shared_finish(cli, &err) < 0) {
		status = cli_misuse(cli, "%s", err.text);
	}
	free(options);
	return status;
}

void
cli_release(struct cli_shared *shared)
{
	free(shared->files.items);
	free(shared->seq_columns.items);
}
