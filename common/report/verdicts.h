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

struct verdict_options {
	struct rule rule;
	bool all_parts;
	enum compare_mode compare;
	size_t threads;		/* to judge with; 0 is 1 */
};

/*
 * Judges all that the table holds and appends it, sorted, to list. notices
 * gets lines that should be said on stderr. -1 with err set.
 */
MUST_USE int verdicts_make(const struct count_table *table,
			   const struct verdict_options *options,
			   struct verdict_list *list, struct text *notices,
			   struct error *err);

#endif
