/*
 * advice.h - why a finding is often there, and what mends it, in words.
 */
#ifndef GBQC_REPORT_ADVICE_H
#define GBQC_REPORT_ADVICE_H

#include "report/verdict.h"

/* What to do about a verdict; NULL where there is nothing to say. */
const char *advice_of(const struct verdict *verdict);

/* Its likely cause; NULL where there is nothing to say. */
const char *cause_of(const struct verdict *verdict);

#endif
