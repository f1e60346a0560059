/*
 * judge.h - one check of one comparison: scores of its parts, the flag, and
 * the rows that say so.
 *
 * All features, whatever they are made from, pass through here.
 */
#ifndef GBQC_REPORT_JUDGE_H
#define GBQC_REPORT_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/feature.h"
#include "report/verdict.h"
#include "report/view.h"

/* A check as verdicts name it. */
struct judged_check {
	const char *name;
	size_t rank;		/* in the order of verdicts */
};

/* One part: a feature, or a letter at a position. */
struct part {
	const char *at;		/* NULL: made from position and letter */
	const struct feature *feature;	/* or NULL */
	int32_t position;
	char letter;
	uint64_t yes_a, yes_b;	/* of a position */
	struct ranking ranking;	/* n of both sides is in it */
};

/* What stays the same while a column is judged. */
struct judge {
	struct rule rule;
	bool all_parts;		/* --parts */
	struct verdict_list *out;
	/* Working space, kept from one call to the next. */
	struct feature_bins bins;
	struct part *parts;
	struct rule_part *rule_parts;
	size_t room;
};

/* Room for n parts in judge->parts. */
void judge_reserve(struct judge *judge, size_t n);
void judge_release(struct judge *judge);

/* The text of a part's at, such as CG or 17A. Returns text. */
enum { PART_AT = 48 };
const char *part_at(const struct part *part, char text[PART_AT]);

/*
 * True where so many of both sides reach a part's position (ranked) that the
 * conditions of Pass look at it: max(min(.8 n, 200), n / 4).
 */
bool judge_reached_by_most(const struct part *part,
			   const struct comparison *comparison);

/*
 * Judges judge->parts[0..n-1], ranked; n at least 1. note, if not NULL, is
 * added to the reason of the headline ("U against T").
 */
void judge_parts(struct judge *judge, const struct judged_check *check,
		 const struct comparison *comparison, const char *column,
		 size_t n, const char *note);

/* Ranks all features for a comparison into judge->parts. Returns how many. */
size_t judge_rank_features(struct judge *judge,
			   const struct feature_list *features,
			   const struct comparison *comparison);

#endif
