/*
 * shown.h - numbers as people read them, on the page and on the terminal
 * alike: few figures, with more where fewer would put a number on another
 * side of a threshold, or on it.
 *
 * All write text, of at least VERDICT_NUMBER letters, and return it. The
 * number is not NAN.
 */
#ifndef GBQC_REPORT_SHOWN_H
#define GBQC_REPORT_SHOWN_H

#include "report/verdict.h"
#include "stats/rule.h"

/* ".796"; "1" of 1, and never "1.000" of what is less. */
const char *shown_auroc(char text[VERDICT_NUMBER], double auroc,
			const struct rule *rule);

/*
 * A share in %, without the sign: "4.1"; not "0", "2" or "100" by rounding;
 * "under 0.001", and no exponent, of what is less.
 */
const char *shown_percent(char text[VERDICT_NUMBER], double share);

/* ".031", "2.1e-10", and "<1e-300" below that. */
const char *shown_p(char text[VERDICT_NUMBER], double p,
		    const struct rule *rule);

#endif
