/*
 * usage.h - the texts of --help and --version, made from the option table.
 * Private to cli/.
 */
#ifndef GBQC_CLI_USAGE_H
#define GBQC_CLI_USAGE_H

#include "base/attributes.h"
#include "cli/cli.h"

struct error;

/* On stdout. Returns CLI_OK, or -1 with err set if it cannot be written. */
MUST_USE int usage_print(const struct cli *cli,
			 const struct cli_option *options, struct error *err);
MUST_USE int usage_print_version(const struct cli *cli, struct error *err);

#endif
