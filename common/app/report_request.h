/*
 * report_request.h - what the command line of gbqc-report asks for.
 */
#ifndef GBQC_APP_REPORT_REQUEST_H
#define GBQC_APP_REPORT_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/measuring.h"
#include "cli/cli.h"
#include "report/verdicts.h"

enum { REPORT_OPTIONS_MOST = 32 };

/* Start with report_request_start(). */
struct report_request {
	struct measuring_choice choice;
	/* What it means: the checks, NULL at the end, and words, a bit each. */
	const struct check *const *checks;
	uint32_t kmers;
	struct cli_number warn, fail, alpha, min_coverage;
	struct cli_count end_position;
	const char *compare, *fail_on, *color;
	const char *name, *input_name;
	/* Where else to write; NULL: not. */
	const char *html, *json, *multiqc, *counts, *compat;
	/* Of reports in JSON, and nothing is judged. */
	bool collect;
	const char *index, *files_from;
	bool parts, summary, no_leak;
	/* What the words mean. */
	struct verdict_options verdicts;
	enum flag fail_from;	/* FLAG_NONE: never */
	bool colour;
	bool table;		/* the verdicts have a place to go to */
	bool judges;		/* false: --compat alone */
};

/* A request with nothing said. */
struct report_request report_request_start(void);

/* The table of options, which set what they say in r. */
void report_request_options(struct report_request *r,
			    struct cli_option options[REPORT_OPTIONS_MOST]);

/*
 * Turns words into what they mean, once the command line was read. -1: go on;
 * else it was said what does not fit, and this is the status to exit with.
 */
MUST_USE int report_request_understand(const struct cli *cli,
				       struct report_request *r);

/* True where some output shows the largest groups of copies. */
bool report_request_shows_copies(const struct report_request *r);

/*
 * The same, and copies are among the checks (NULL at the end) that are made
 * of sequences: their records can be named.
 */
bool report_request_names_copies(const struct report_request *r,
				 const struct check *const *checks);

/* True where output (-o, or NULL) is what a person looks at. */
bool report_request_is_terminal(const char *output);

#endif
