/*
 * leak_figures.h - from the best pairs of records to figures. Private to
 * report/.
 */
#ifndef GBQC_REPORT_LEAK_FIGURES_H
#define GBQC_REPORT_LEAK_FIGURES_H

#include "report/leak_findings.h"
#include "report/leak_tally.h"

/*
 * Appends the findings of one tested split to list, which keeps their texts.
 * sizes: how many records were asked, by split and label, as far as it is
 * known from elsewhere than the rows. O(n log n) in the records that tally
 * holds.
 */
void leak_findings_make(struct verdict_list *list,
			const struct leak_tally *tally,
			const struct leak_pairs *pairs,
			const struct leak_size *sizes, size_t n_sizes,
			const char *column);

/* Fills records, groups, wrong and known. */
void leak_conflicts_count(const struct leak_tally *tally,
			  const struct leak_pairs *pairs,
			  struct leak_conflicts *conflicts);

/* Fills the examples: every relation first, then by id. */
void leak_examples_choose(struct verdict_list *list,
			  const struct leak_tally *tally,
			  const struct leak_pairs *pairs,
			  struct leak_findings *findings);

#endif
