/*
 * verdict.h - one line of what gbqc-report found, and lists of them.
 */
#ifndef GBQC_REPORT_VERDICT_H
#define GBQC_REPORT_VERDICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/text.h"
#include "stats/rule.h"

struct error;
struct leak_findings;
struct output;

enum verdict_kind {
	VERDICT_CLASS,		/* two labels in a split */
	VERDICT_DRIFT,		/* two splits of a label */
	VERDICT_COPIES,		/* in a label, or between two */
	VERDICT_LEAK		/* of a split in another */
};

const char *verdict_kind_text(enum verdict_kind kind);

/* A size that no table tells: n_a and n_b of check leak alone. */
static const uint64_t RECORDS_UNKNOWN = UINT64_MAX;

enum verdict_measure {
	MEASURE_NONE,		/* nothing could be measured */
	MEASURE_AUROC,
	MEASURE_SHARE
};

/*
 * Texts are the list's own. Figures that do not apply are NAN; formats.md,
 * section 3, has the meaning of each.
 */
struct verdict {
	enum verdict_kind kind;
	const char *scope, *a, *b, *column, *check, *at;
	size_t rank;		/* of the check in the order of verdicts */
	uint64_t n_a, n_b;	/* or RECORDS_UNKNOWN, written as "." */
	enum verdict_measure measure;
	double score, low, high;
	int higher;		/* 1: a has more of it; -1: b; 0: neither */
	double average_precision, prevalence;
	double accuracy, majority;
	double p;		/* corrected */
	enum flag flag;
	bool headline;		/* the row of at `.` */
	const char *part;	/* of a headline: the at of its worst part */
	const char *reason;
};

/* A group that was judged, and how many records it has. */
struct verdict_group {
	const char *split, *label, *column;
	uint64_t records;
};

struct verdict_list {
	struct verdict *all;
	size_t n, room;
	struct verdict_group *groups;	/* by column, split, label */
	size_t n_groups, groups_room;
	/* What stands behind the verdicts of check leak (leak_findings.h), by
	 * tested split and the one searched in. */
	struct leak_findings *leaks;
	size_t n_leaks, leaks_room;
	struct text_store texts;	/* what the verdicts point to */
};

/* A copy of text that lives as long as the list. */
const char *verdict_list_keep(struct verdict_list *list, const char *text);

/* Appends a verdict whose texts outlive the list or are kept by it. */
void verdict_list_add(struct verdict_list *list, const struct verdict *v);

/* Appends a group; its texts are kept by the list. */
void verdict_list_add_group(struct verdict_list *list,
			    const struct verdict_group *group);

/* Into the order of formats.md, section 3. */
void verdict_list_sort(struct verdict_list *list);
void verdict_list_release(struct verdict_list *list);

/* The worst flag of the headlines, and how many have each flag. */
enum flag verdict_list_worst(const struct verdict_list *list);
size_t verdict_list_tally(const struct verdict_list *list, enum flag flag);

/*
 * n as "%.6g", with more digits where six would put it on another side of
 * one of the rule's thresholds, or on it, and "." for NAN. Returns text.
 */
enum { VERDICT_NUMBER = 32 };
const char *verdict_number(char text[VERDICT_NUMBER], double n,
			   const struct rule *rule);

/* The same for a p, of which one threshold decides: alpha. */
const char *verdict_p(char text[VERDICT_NUMBER], double p,
		      const struct rule *rule);

/*
 * A score as people read it: ".796", "4.1 %", never rounded across a threshold
 * of the rule (.60004 is not .600), "" where there is none. Returns text.
 */
const char *verdict_score(char text[VERDICT_NUMBER], const struct verdict *v,
			  const struct rule *rule);

/* The verdict table, header first. Write errors stay in out. */
void verdict_table_write(const struct verdict_list *list,
			 const struct rule *rule, struct output *out);

#endif
