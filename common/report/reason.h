/*
 * reason.h - what was found, in words that hold.
 */
#ifndef GBQC_REPORT_REASON_H
#define GBQC_REPORT_REASON_H

#include "base/text.h"
#include "report/judge.h"

/*
 * Says what differs in one part: "median GC 48.2 % in neg, 64.5 % in pos".
 * bins are those of the part; a position needs none.
 */
void reason_part(struct text *text, const struct judged_check *check,
		 const struct part *part,
		 const struct comparison *comparison,
		 const struct feature_bins *bins);

/* Why a check, or a part, has the flag it has, after what was found. */
struct reason_flag {
	enum flag flag;
	double score, p;	/* p corrected */
	uint64_t n_a, n_b;
	double left_a, left_b;	/* of these, what copies leave: n_eff */
	double growth;		/* of rule_check() */
	const struct rule *rule;
};
void reason_why(struct text *text, const struct reason_flag *why);

/*
 * Where the reason of v says what was found: after "CG, worst of 16: " if it
 * begins so. *worst is then at "worst of 16", and *n so many letters; else
 * *n is 0.
 */
const char *reason_found(const struct verdict *v, const char **worst,
			 size_t *n);

/*
 * True where words about v begin with a name of it (a label, a split): such a
 * sentence gets no capital, for pos is not Pos.
 */
bool reason_begins_with_name(const char *words, const struct verdict *v);

#endif
