/*
 * summary.h - one row a group: what --summary prints. Private to checks/.
 */
#ifndef GBQC_CHECKS_SUMMARY_H
#define GBQC_CHECKS_SUMMARY_H

#include "base/attributes.h"
#include "checks/measure.h"

struct error;
struct output;

/*
 * Writes `#split label column check at n min q1 median q3 max mean sd`, a
 * row a group and feature, of all checks whose features are values. Values
 * of a share are fractions. Quartiles are of type 7 (Hyndman & Fan 1996, Am.
 * Stat. 50:361), sd has n - 1 below. Of dup: how many sequences there are,
 * and min to sd of how often they occur. -1 with err set.
 */
MUST_USE int measured_summary_write(const struct count_table *table,
				    const struct measure_options *how,
				    struct output *out, struct error *err);

#endif
