/*
 * summary_table.h - many datasets, a row each, from their reports.
 */
#ifndef GBQC_EXPORT_SUMMARY_TABLE_H
#define GBQC_EXPORT_SUMMARY_TABLE_H

#include <stdbool.h>

#include "stats/rule.h"

struct output;
struct report_file_list;

/*
 * The table of docs/formats.md, section 5, in the order of the list; a
 * dataset without a report is an Error. Write errors stay in out.
 */
void summary_table_write(const struct report_file_list *list,
			 struct output *out);

/*
 * True where some dataset has a flag of at least that; one without a report
 * is worse than any flag.
 */
bool summary_table_reaches(const struct report_file_list *list,
			   enum flag flag);

#endif
