/*
 * usage.c - the texts of --help and --version, made from the option table.
 */
#include <stdio.h>
#include <string.h>

#include <htslib/hts.h>

#include "cli/usage.h"
#include "io/output.h"

enum { HELP_COLUMN = 28, LINE = 79, FORM = 80 };

/* "  -o, --output=FILE". */
static void
write_form(char form[FORM], const struct cli_option *option)
{
	int n;

	if (option->letter)
		n = snprintf(form, FORM, "  -%c, --%s", option->letter,
			     option->name);
	else
		n = snprintf(form, FORM, "      --%s", option->name);
	if (option->value && n > 0 && (size_t)n < FORM)
		snprintf(form + n, FORM - (size_t)n, "=%s",
			 option->value);
}

/* The form, then the help from column 28 on. */
static void
print_option(struct output *out, const struct cli_option *option)
{
	char form[FORM];

	write_form(form, option);
	if (strlen(form) >= HELP_COLUMN)
		output_printf(out, "%s\n%*s%s\n", form, HELP_COLUMN, "",
			      option->help);
	else
		output_printf(out, "%-*s%s\n", HELP_COLUMN, form,
			      option->help);
}

/*
 * The forms alone of options that have no help, as many in a line as fit.
 * Returns the first option after them.
 */
static const struct cli_option *
print_forms(struct output *out, const struct cli_option *option)
{
	size_t column = 0;

	output_puts(out, "Of labels and columns, as gbqc-count --help says:\n");
	for (; option->name && !option->help; option++) {
		char form[FORM];
		const char *words;

		write_form(form, option);
		words = form + strspn(form, " ");
		if (column && column + 2 + strlen(words) <= LINE - 1) {
			output_printf(out, ", %s", words);
			column += 2 + strlen(words);
		} else {
			output_printf(out, "%s      %s", column ? ",\n" : "",
				      words);
			column = 6 + strlen(words);
		}
	}
	output_puts(out, "\n");
	return option;
}

int
usage_print(const struct cli *cli, const struct cli_option *options,
	    struct error *err)
{
	struct output *out = output_open(NULL, err);

	if (!out)
		return -1;
	output_printf(out, "Usage: %s %s\n%s\n", cli->name, cli->usage,
		      cli->about);
	if (cli->shares & CLI_INPUT)
		output_puts(out, "With no FILE, or when FILE is -, read "
				 "standard input.\n");
	output_puts(out, "\n");
	for (const struct cli_option *o = options; o->name;)
		if (o->help)
			print_option(out, o++);
		else
			o = print_forms(out, o);
	output_printf(out, "\nExample: %s\n", cli->example);
	return output_close(out, err) < 0 ? -1 : CLI_OK;
}

int
usage_print_version(const struct cli *cli, struct error *err)
{
	struct output *out = output_open(NULL, err);

	if (!out)
		return -1;
	output_printf(out, "%s %s (htslib %s)\n", cli->name, GBQC_VERSION,
		      hts_version());
	return output_close(out, err) < 0 ? -1 : CLI_OK;
}
