/*
 * report_leaks.h - the search for related records that gbqc-report makes
 * itself, where there is more than one split.
 */
#ifndef GBQC_APP_REPORT_LEAKS_H
#define GBQC_APP_REPORT_LEAKS_H

#include "base/attributes.h"
#include "cli/cli.h"
#include "report/leak_tally.h"
#include "table/count_table.h"

struct dataset;
struct error;

/*
 * A search takes time with the product of what it compares: above so many
 * letters of one split times letters of the other, a minute or two on one
 * thread, it is left to gbqc-leak.
 */
static const uint64_t REPORT_LEAKS_MOST = UINT64_C(1000000000000000);

/* Among more splits than that it is not made either. */
enum { REPORT_LEAKS_SPLITS = 32 };

/*
 * If the table, counted from set, has two splits or more: reads the set again
 * (it was opened with twice) and adds to tally what is related in any two of
 * them, at the usual thresholds. Records without an id, or with that of
 * another one, are called by their row. Above REPORT_LEAKS_MOST letters times
 * letters (as lengths were counted), or REPORT_LEAKS_SPLITS, it adds that they
 * were not compared. -1 with err set.
 */
MUST_USE int report_leaks_search(const struct cli *cli, struct dataset *set,
				 const struct count_table *table,
				 struct leak_tally *tally, struct error *err);

#endif
