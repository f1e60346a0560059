/*
 * summary.h - the verdicts on one screen, for a person at a terminal.
 */
#ifndef GBQC_REPORT_SUMMARY_H
#define GBQC_REPORT_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "report/verdict.h"

struct finding_list;
struct output;

struct summary_options {
	const char *name;	/* of the data */
	size_t width;		/* letters a line, at least 40 */
	bool colour;
};

/*
 * What the data are, the worst row of each check that is not a Pass, the
 * tally and what to do first. A line is cut to the width, but for the last
 * ones, which say what to do. Text from the data is escaped for a terminal.
 */
void summary_write(const struct verdict_list *list,
		   const struct finding_list *findings,
		   const struct rule *rule,
		   const struct summary_options *options, struct output *out);

/* The tally and what to do, without a newline: "4 Fail, 9 Pass. First: ...". */
void summary_last_line(const struct verdict_list *list,
		       const struct finding_list *findings,
		       struct text *line);

#endif
