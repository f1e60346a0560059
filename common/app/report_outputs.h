/*
 * report_outputs.h - all that one run of gbqc-report writes.
 */
#ifndef GBQC_APP_REPORT_OUTPUTS_H
#define GBQC_APP_REPORT_OUTPUTS_H

#include "app/report_request.h"
#include "base/attributes.h"

struct cli;
struct count_table;
struct error;

/*
 * Writes what was asked for: counts, JSON, files for MultiQC, the page, and
 * the table of verdicts or the summary; each is whole or absent. Where no
 * person reads the verdicts, their last line is said on stderr. -1 with err
 * set; what was written before it stays.
 */
MUST_USE int report_outputs_write(const struct cli *cli,
				  const struct report_request *request,
				  const struct count_table *table,
				  const struct judged *judged,
				  struct error *err);

#endif
