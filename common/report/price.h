/*
 * price.h - what a mend leaves of the data, from their counts. Private to
 * report/.
 */
#ifndef GBQC_REPORT_PRICE_H
#define GBQC_REPORT_PRICE_H

#include "base/attributes.h"
#include "report/finding.h"

struct column;
struct error;

/*
 * Sets finding->price where its mend can be counted: thinning the classes
 * until GC or length agrees; dropping records with N, copies, records under
 * two labels, what is in another split too; rewriting letters.
 * finding has its cause, rows and text-free fields. -1 with err set.
 */
MUST_USE int price_set(struct finding *finding, const struct judged *judged,
		       const struct column *column, struct error *err);

#endif
