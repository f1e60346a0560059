/*
 * report_copies.h - which records of the input the largest groups of copies
 * are: a page and a report for programs name some of them.
 */
#ifndef GBQC_APP_REPORT_COPIES_H
#define GBQC_APP_REPORT_COPIES_H

#include "base/attributes.h"

struct cli;
struct dataset;
struct error;
struct judged;

/*
 * Reads set again (it was opened with twice), from which judged was counted,
 * if there are copies, and gives the groups of judged_find_copies() the names
 * of some of their records (report/copy_names.h). set NULL: counts were read,
 * which name none. Takes constant memory. -1 with err set.
 */
MUST_USE int report_copies_name(const struct cli *cli, struct dataset *set,
				struct judged *judged, struct error *err);

#endif
