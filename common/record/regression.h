/*
 * regression.h - numeric labels become "high" and "low".
 */
#ifndef GBQC_RECORD_REGRESSION_H
#define GBQC_RECORD_REGRESSION_H

#include "base/attributes.h"
#include "record/dataset.h"

struct dataset;
struct error;
struct record;

/*
 * Makes the record's label "high" if it is a number of at least the set's
 * threshold, else "low". -1 with err set, naming file and line, if it is no
 * number.
 */
MUST_USE int regression_set_label(const struct dataset *set, const char *file,
				  struct record *record, struct error *err);

/*
 * The median of all labels of the set, which is read to its end: the mean of
 * the middle two where their number is even. Returns 0, or -1 with err set,
 * also where there is no record. Labels wait in a temporary file, 8 bytes
 * each.
 */
MUST_USE int regression_median(struct dataset *set, double *median,
			       struct error *err);

#endif
