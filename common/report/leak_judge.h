/*
 * leak_judge.h - verdicts on related records of two splits, and on classes
 * of which one has more of them. Private to report/.
 */
#ifndef GBQC_REPORT_LEAK_JUDGE_H
#define GBQC_REPORT_LEAK_JUDGE_H

#include "base/attributes.h"
#include "base/text.h"
#include "report/judge.h"
#include "report/leak_tally.h"

struct error;

/*
 * Rows of check leak, kinds leak and class, and the findings behind them,
 * for column. view: the count table of the same data, or NULL; it tells how
 * many records were asked, where the tally does not. -1 with err set.
 */
MUST_USE int leak_judge(struct judge *judge, const struct leak_tally *tally,
			const struct view *view, const char *column,
			enum compare_mode mode, struct text *notices,
			struct error *err);

#endif
