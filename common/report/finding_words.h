/*
 * finding_words.h - what a finding is called, and what it says. Private to
 * report/.
 */
#ifndef GBQC_REPORT_FINDING_WORDS_H
#define GBQC_REPORT_FINDING_WORDS_H

#include "base/text.h"
#include "report/finding.h"

struct interval_list;

/*
 * Of a finding with cause, rows and price: title, text, price in words.
 * intervals: those of the table, which a title names.
 */
void finding_add_title(struct text *text, const struct finding *finding,
		       const struct judged *judged,
		       const struct interval_list *intervals);
void finding_add_text(struct text *text, const struct finding *finding,
		      const struct judged *judged);
void finding_add_price(struct text *text, const struct finding *finding,
		       const struct judged *judged);

/*
 * n records of the split that a leak was tested of: "371 test records"; of one
 * label: "371 test records of pos".
 */
void finding_add_tested(struct text *text, const struct verdict *v,
			uint64_t n);

/* Its commands, which show more. */
void finding_set_commands(struct finding *finding,
			  const struct judged *judged);

#endif
