/*
 * shared.h - the options that every tool has, or that all tools of a kind
 * have. Private to cli/.
 */
#ifndef GBQC_CLI_SHARED_H
#define GBQC_CLI_SHARED_H

#include <stdbool.h>

#include "base/attributes.h"
#include "cli/cli.h"

struct error;

/* What --help and --version set. */
struct cli_answers {
	bool help, version;
};

/*
 * The tool's own options, then the shared ones that cli->shares asks for, in
 * one table that ends with a NULL name; freed with free(). Sets the defaults
 * of cli->shared.
 */
struct cli_option *shared_options(const struct cli *cli,
				  struct cli_answers *answers);

/* What must hold between options once all are read; -1 with err set. */
MUST_USE int shared_finish(const struct cli *cli, struct error *err);

#endif
