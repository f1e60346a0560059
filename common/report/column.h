/*
 * column.h - all that is known of one column: what its verdicts rest on, and
 * what figures are drawn from. judge and notices are there only while it is
 * judged.
 */
#ifndef GBQC_REPORT_COLUMN_H
#define GBQC_REPORT_COLUMN_H

#include "base/attributes.h"
#include "base/text.h"
#include "report/copies.h"
#include "report/copy_groups.h"
#include "report/feature.h"
#include "report/judge.h"
#include "report/verdicts.h"

struct error;

/* Lengths up to this one may repeat by chance. */
enum { SHORT_LENGTHS = 32 };

struct column {
	struct view view;
	const struct verdict_options *options;
	struct judge judge;
	struct comparison_list comparisons;
	bool has_copies;	/* dup was counted */
	struct copies copies;
	struct copy_groups *groups;	/* judged_find_copies(), or NULL */
	bool equal_lengths;	/* one length everywhere, and it is known */
	uint32_t length;	/* that one */
	bool as_start;		/* start has told all that end and centre
				 * could tell */
	uint64_t (*short_lengths)[SHORT_LENGTHS];	/* [place] */
	bool *no_letter;	/* [place]: all records are empty */
	bool *has_t, *has_u;	/* [place], from base */
	struct text *notices;
};

/* How many records each check saw; a row and a notice where they differ. */
MUST_USE int column_count_records(struct column *column, struct error *err);

/* Lengths, for what depends on them. */
MUST_USE int column_read_lengths(struct column *column, struct error *err);

/* Which groups are written with T, which with U. */
MUST_USE int column_read_letters(struct column *column, struct error *err);

/* A notice of records of hardly any base: 2 nt long, or of N alone. */
MUST_USE int column_note_degenerate(struct column *column, struct error *err);

/* A row that only says why something was not judged. */
void column_add_note(struct column *column, enum verdict_kind kind,
		     const char *scope, const struct side *a,
		     const struct side *b, const char *check, enum flag flag,
		     const char *reason);

/* No record of a side has a letter: only lengths can be compared. */
bool column_side_is_empty(const struct column *column,
			  const struct side *side);

/* Rows of kind copies and leak (shares.c). */
void column_judge_shares(struct column *column);

/* Every check of every comparison (features.c). */
MUST_USE int column_judge_features(struct column *column, struct error *err);

/* The rank in the order of verdicts of a check by name. */
size_t verdict_rank(const char *check);

#endif
