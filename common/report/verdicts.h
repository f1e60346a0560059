/*
 * verdicts.h - from a count table to verdicts.
 */
#ifndef GBQC_REPORT_VERDICTS_H
#define GBQC_REPORT_VERDICTS_H

#include "base/attributes.h"
#include "base/text.h"
#include "report/verdict.h"
#include "report/view.h"

struct error;
struct leak_tally;

struct verdict_options {
	struct rule rule;
	bool all_parts;
	enum compare_mode compare;
	/* Related records of the same data, or NULL; of leak_column, or,
	 * where that is NULL, of the only column there is, or "merged". */
	const struct leak_tally *leaks;
	const char *leak_column;
};

/*
 * Judges all that the table (which may be empty) and the leaks hold and appends it, sorted, to list. notices
 * gets lines that should be said on stderr. -1 with err set.
 */
MUST_USE int verdicts_make(const struct count_table *table,
			   const struct verdict_options *options,
			   struct verdict_list *list, struct text *notices,
			   struct error *err);

#endif
