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
	size_t threads;		/* to judge with; 0 is 1 */
	/* Related records of the same data, or NULL: of the only column there
	 * is, or of "merged". */
	const struct leak_tally *leaks;
};

/*
 * A table that was judged: the verdicts, and what is known of each column,
 * from which figures are drawn. Borrows the table.
 */
struct judged {
	struct verdict_options options;
	struct verdict_list list;	/* sorted */
	struct column *columns;		/* [n], by name: report/column.h */
	size_t n;
	struct text notices;	/* lines that should be said, or nothing */
};

/*
 * Judges all that the table (which may be empty) and the leaks hold. -1 with
 * err set; judged_release() either way. judged is not copied: it points into
 * itself.
 */
MUST_USE int judged_init(struct judged *judged,
			 const struct count_table *table,
			 const struct verdict_options *options,
			 struct error *err);
/*
 * Finds the sequences that are there most often, which page and JSON show
 * (struct column, groups). -1 with err set where counts cannot be read again.
 */
MUST_USE int judged_find_copies(struct judged *judged, struct error *err);
void judged_release(struct judged *judged);

#endif
