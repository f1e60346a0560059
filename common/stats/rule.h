/*
 * rule.h - from scores to flags: size decides, chance is excluded, and power
 * is stated. docs/statistics.md derives it and shows how it behaves.
 */
#ifndef GBQC_STATS_RULE_H
#define GBQC_STATS_RULE_H

#include <stdbool.h>
#include <stddef.h>

enum flag {
	FLAG_NONE,		/* not judged: "." */
	FLAG_PASS,
	FLAG_INCONCLUSIVE,
	FLAG_WARNING,
	FLAG_FAIL
};

/* "Pass" and so on; "." for FLAG_NONE. */
const char *flag_text(enum flag flag);

struct rule {
	double warn, fail;	/* AUROC: .6, .7 */
	double alpha;		/* a check: .005 */
};

/* What the rule must know of one part of a check (letter, position, ...). */
struct rule_part {
	double score;		/* folded AUROC */
	double ceiling;		/* the largest that the values allow */
	double null_sd;		/* s0, of the part's own effective sizes */
	double p;		/* not corrected; 1 where score <= warn */
	bool flaggable;		/* enough of each group reach it */
	bool binding;		/* the conditions of Pass look at it */
};

/* How many tests stand in one family. */
struct rule_family {
	size_t parts;		/* m: that count (rule_counts) */
	size_t pairs;		/* C: of this kind, scope and column */
	double z;		/* of 1 - alpha / (2 m C) */
};

/*
 * True if a part counts: it can be flagged, that is, its values allow a
 * score above warn and enough records reach it.
 */
bool rule_counts(const struct rule *rule, const struct rule_part *part);

/* The family of n parts of one check. */
struct rule_family rule_family_of(const struct rule *rule,
				  const struct rule_part *parts, size_t n,
				  size_t pairs);

/* The z of intervals that hold for all parts of a check at 95 %: .025 / m. */
double rule_interval_z(const struct rule_family *family);

/* min(1, m C p). */
double rule_corrected(const struct rule_family *family, double p);

/*
 * The flag of one part on its own; FLAG_NONE if it is not flaggable. n_a,
 * n_b: records of the groups, where known less their copies (effective).
 */
enum flag rule_flag(const struct rule *rule, const struct rule_family *family,
		    const struct rule_part *part, double n_a, double n_b);

struct rule_outcome {
	enum flag flag;
	size_t part;		/* the headline: the part that decided */
	/* Inconclusive: times how many records would settle it; else 1. */
	double growth;
};

/*
 * The flag of the whole check: of its worst flagged part; else Inconclusive
 * if a counting part is above warn; else Pass where there are 30 records in
 * each group and enough to have shown a Fail; else Inconclusive. Where no
 * part is binding, all that are flaggable bind; where none is that either,
 * Inconclusive. n at least 1. Of equal flags the higher score, then the
 * earlier part (sort parts by at) is the headline.
 */
struct rule_outcome rule_check(const struct rule *rule,
			       const struct rule_family *family,
			       const struct rule_part *parts, size_t n,
			       double n_a, double n_b);

/* The flag of a share: 0 Pass; from 2 % and 3 records Fail; else Warning. */
enum flag rule_share(unsigned long long k, unsigned long long n);

#endif
