/*
 * headline.h - verdicts by subject: what a person takes for one check.
 *
 * A table of many datasets has a column a subject: each check of two labels
 * under its own name (leaked: check leak, whether a record is in another
 * split), then drift (all checks of two splits), label (shares of labels
 * between splits), repeats (copies within a label), conflict (between labels)
 * and leak.
 */
#ifndef GBQC_REPORT_HEADLINE_H
#define GBQC_REPORT_HEADLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "report/verdict.h"

/* The subject of a verdict; "." of one that only says why it judges none. */
const char *headline_subject(const struct verdict *v);

/*
 * All subjects, in the order in which they are shown: NULL past the last, so
 * count from 0.
 */
const char *headline_subject_at(size_t i);

/*
 * What a subject is called ("Leaks between splits") and what it is about, a
 * line without a full stop. NULL, title alone, of a check of sequences: a page
 * has its own words for these.
 */
const char *headline_title(const char *subject);
const char *headline_about(const char *subject);

/*
 * <0 where x comes before y, the worst first: by flag, AUROC before shares,
 * leaks of one label behind all other shares (what leaked of the whole split
 * is what a reader asks), then score. 0 where these are equal.
 */
int headline_compare(const struct verdict *x, const struct verdict *y);

/* The first of a list by headline_compare(); NULL where it has none. */
const struct verdict *headline_worst(const struct verdict_list *list);

/* The first of a subject alike; NULL where it has none. */
const struct verdict *headline_worst_of(const struct verdict_list *list,
					const char *subject);

/* The largest leak of a whole split; NULL where none was asked for. */
const struct verdict *headline_leak(const struct verdict_list *list);

/* The verdict in a word: fix, care, inconclusive, clear. */
const char *headline_word(const struct verdict_list *list);

/* Records that were judged: those of one column. */
uint64_t headline_records(const struct verdict_list *list);

#endif
