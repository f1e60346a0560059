/*
 * advice.h - why a finding is often there, and what mends it, in words.
 */
#ifndef GBQC_REPORT_ADVICE_H
#define GBQC_REPORT_ADVICE_H

#include "report/verdict.h"

/* What to do about a verdict; NULL where there is nothing to say. */
const char *advice_of(const struct verdict *verdict);

/*
 * True where v, of the same comparison and flag, is within the interval of
 * the worst and names a cause of what that shows: of N at a position that
 * there is N, of T that the classes are written with other letters.
 */
bool advice_explains(const struct verdict *v, const struct verdict *worst);

/* Its likely cause; NULL where there is nothing to say. */
const char *cause_of(const struct verdict *verdict);

#endif
