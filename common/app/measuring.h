/*
 * measuring.h - what the main() of every measuring tool does: options in,
 * rooms wired, status out.
 */
#ifndef GBQC_APP_MEASURING_H
#define GBQC_APP_MEASURING_H

#include <stdbool.h>

#include "checks/check.h"
#include "checks/measure.h"
#include "cli/cli.h"

/* What tells one measuring tool from another. */
struct measuring_tool {
	const char *name, *about, *example;
	const struct check *const *checks;	/* NULL at the end */
	bool words;		/* -k */
	bool positions;		/* --positions */
	bool choice;		/* --checks, --list-checks */
	bool list;		/* --list, the groups of copies */
};

/* Runs the tool; returns its exit status. */
int measuring_main(const struct measuring_tool *tool, int argc, char **argv);

/* Options that say what is measured, shared with gbqc-report. */
struct measuring_choice {
	struct cli_list words;		/* -k */
	struct cli_count positions;
	const char *checks;		/* names with commas, or NULL */
	bool list_checks;
};

/* Positions from each anchor, where nothing else is said. */
enum { MEASURING_POSITIONS = 10000 };

/*
 * Turns the choice into parameters and, in *checks (from malloc() in any
 * case, NULL at the end), those of available that it names. -1 with err set,
 * also where --checks and -k do not fit.
 */
MUST_USE int measuring_choose(const struct measuring_choice *choice,
			      const struct check *const *available,
			      struct check_params *params,
			      const struct check ***checks,
			      struct error *err);

/* An option of the choice that was given, or NULL. */
const char *measuring_given(const struct measuring_choice *choice);

/* Says once that records reached beyond the positions counted, if so. */
void measuring_say_beyond(const struct cli *cli,
			  const struct check_params *params);

/* Prints name and one line of each; returns CLI_OK or CLI_FAILED. */
int measuring_print_checks(const struct cli *cli,
			   const struct check *const *checks);

#endif
