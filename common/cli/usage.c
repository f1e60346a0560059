/*
 * usage.c - the texts of --help and --version, made from the option table.
 */
#include <stdio.h>
#include <string.h>

#include <htslib/hts.h>

#include "cli/usage.h"
#include "io/output.h"

enum { HELP_COLUMN = 28 };

/* "  -o, --output=FILE", then the help from column 28 on. */
static void
print_option(struct output *out, const struct cli_option *option)
{
	char form[80];
	int n;

	if (option->letter)
		n = snprintf(form, sizeof(form), "  -%c, --%s", option->letter,
			     option->name);
	else
		n = snprintf(form, sizeof(form), "      --%s", option->name);
	if (option->value && n > 0 && (size_t)n < sizeof(form))
		snprintf(form + n, sizeof(form) - (size_t)n, "=%s",
			 option->value);
	if (strlen(form) >= HELP_COLUMN)
		output_printf(out, "%s\n%*s%s\n", form, HELP_COLUMN, "",
			      option->help);
	else
		output_printf(out, "%-*s%s\n", HELP_COLUMN, form,
			      option->help);
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
	for (const struct cli_option *o = options; o->name; o++)
		print_option(out, o);
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
