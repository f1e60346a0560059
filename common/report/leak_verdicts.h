/*
 * leak_verdicts.h - findings about leaks as rows of the verdict table.
 * Private to report/.
 */
#ifndef GBQC_REPORT_LEAK_VERDICTS_H
#define GBQC_REPORT_LEAK_VERDICTS_H

#include "report/judge.h"
#include "report/leak_findings.h"

/*
 * The rows of kind leak: of all tested records (scope `.`), and of those of
 * each label.
 */
void leak_verdicts_add(struct judge *judge,
		       const struct leak_findings *findings);

/* A row of kind leak without figures: Inconclusive. Texts are borrowed. */
struct verdict leak_row(const char *column, const char *scope, const char *a,
			const char *b);

#endif
