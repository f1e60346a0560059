/*
 * leak_findings.h - what related records of two splits mean, in numbers: what
 * the verdicts of check leak rest on, and what page and JSON show beside them.
 *
 * One struct leak_findings for each split that was tested and split in which
 * its records were looked for. Each tested record counts once, by its best
 * pair (docs/leak.md): leaked (copy, near, contained: its content was seen),
 * partial (contains, overlap), or low where the pair has the tag low.
 * Records without an informative letter (A, C, G, T) are asked nowhere.
 * Definitions of all figures: docs/statistics.md, section 7.
 */
#ifndef GBQC_REPORT_LEAK_FINDINGS_H
#define GBQC_REPORT_LEAK_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/leak_tally.h"
#include "report/verdict.h"
#include "table/pair_table.h"

enum { LEAK_SHORT = 20 };
enum leak_kind { LEAK_LEAKED, LEAK_PARTIAL, LEAK_LOW, LEAK_KINDS };
enum leak_labels { LEAK_SAME, LEAK_OTHER, LEAK_UNLABELLED, LEAK_LABELS };

/* leaked, partial, low. */
const char *leak_kind_text(enum leak_kind kind);

/* What a pair counts as; relation is not PAIR_NONE. */
enum leak_kind leak_kind_of(const struct pair_row *pair);

/* Tested records of one label ("." for none). */
struct leak_class {
	const char *label;
	uint64_t asked;			/* or RECORDS_UNKNOWN */
	uint64_t kinds[LEAK_KINDS];
};

/*
 * Tested records with a label by the similarity to their best pair's record,
 * identity times the smaller coverage: from `from` up to the bin before.
 * right: that have its label. The last bin has no related record at all, and
 * the answer there is the label most frequent in the other split.
 */
enum { LEAK_BINS = 7 };
struct leak_bin {
	double from;			/* 1, .95, .9, .7, .5, 0; -1: none */
	uint64_t n, right;
	double low, high;		/* exact 95 % interval of right / n */
};

/* What a reader scores who only looks up labels. */
struct leak_floor {
	bool known;			/* labels and sizes are: if not, only
					 * the bins but the last are filled */
	struct leak_bin bins[LEAK_BINS];
	uint64_t n, right;
	double low, high;		/* of right / n */
	const char *majority;		/* most frequent label of `in` */
	uint64_t majority_right;	/* right by always saying that */
};

/* Records of both splits that copy and near link, and their labels. */
struct leak_conflicts {
	bool known;			/* there were labels */
	bool complete;			/* all pairs were seen, not the best */
	uint64_t records;		/* tested ones that a record of another
					 * label is a copy of, or near */
	uint64_t groups;		/* linked records of several labels */
	uint64_t wrong;			/* of all n, at least so many that any
					 * function of the sequence misses */
	uint64_t n;			/* labelled records of both splits; or
					 * RECORDS_UNKNOWN */
};

/* Texts live as long as the findings. */
struct leak_example {
	struct pair_row pair;
	/* Both written one above the other, gaps as -, from letter query_at
	 * and target_at on (from 1; of the strand that pair names). NULL where
	 * the sequences were not read. */
	const char *query, *target;
	uint64_t query_at, target_at;
};

struct leak_findings {
	const char *tested, *in;	/* splits */
	const char *column;
	struct pair_options options;	/* of the search */
	uint64_t n_tested, n_in;	/* asked; or RECORDS_UNKNOWN */
	uint64_t blank;			/* tested ones without such a letter,
					 * not asked; 0 where unknown */
	const char *doubt;		/* why sizes and pairs do not fit, or
					 * NULL */
	uint64_t kinds[LEAK_KINDS];	/* tested records */
	/* Those by relation, strand (0: +, 1: -) and labels; low ones apart. */
	uint64_t best[PAIR_NONE][2][LEAK_LABELS];
	uint64_t best_low[PAIR_NONE][2][LEAK_LABELS];
	uint64_t short_near;		/* near, of fewer than 20 letters: among
					 * many records by chance, too */
	struct leak_class *classes;	/* bytewise by label */
	size_t n_classes;
	/* Records of `in` that have a related one, each by its best pair. */
	bool in_known;
	uint64_t in_kinds[LEAK_KINDS];
	struct leak_floor floor;
	struct leak_conflicts conflicts;
	struct leak_example examples[LEAK_EXAMPLES];
	size_t n_examples;		/* every relation first */
};

#endif
