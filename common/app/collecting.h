/*
 * collecting.h - what gbqc-report makes of the reports of many datasets:
 * a table, and a page.
 */
#ifndef GBQC_APP_COLLECTING_H
#define GBQC_APP_COLLECTING_H

#include "app/report_request.h"
#include "base/attributes.h"
#include "cli/cli.h"

struct error;

/*
 * Reads the reports that are named on the command line, and in the file of
 * --files-from, and writes what r asks for. Returns the exit status, or -1
 * with err set.
 */
MUST_USE int collecting_run(const struct cli *cli,
			    const struct report_request *r,
			    struct error *err);

#endif
