/*
 * finding.h - what to mend: the flagged rows of a report, gathered by cause,
 * each cause with what mends it and what that costs.
 *
 * One list for the page, JSON and the terminal.
 */
#ifndef GBQC_REPORT_FINDING_H
#define GBQC_REPORT_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "report/intervals.h"
#include "report/verdicts.h"

enum { FINDING_STAGES = 2, FINDING_WORDS = 6 };

/* A command: words, NULL at the end. ABOUT_INPUT is the data. */
struct finding_command {
	const char *words[FINDING_WORDS];
};

/* What a mend leaves of the data. */
struct price {
	bool known;
	uint64_t keeps, of;	/* records */
	double before, after;	/* largest AUROC; NAN where there is none */
};

struct finding {
	enum flag flag;		/* of its worst row */
	/* A word of a fixed set (docs/report.md): gc, length, alphabet,
	 * letters (U for T), n, case, complexity, skew, base, dinuc, kmer,
	 * start, end, centre, repeats, conflict, leak, label, drift. */
	const char *cause;
	const char *column;
	const char *title;	/* "GC content gives the label away" */
	const char *text;	/* what was found, one or two sentences */
	const char *mend;	/* what to do, in words; NULL: nothing */
	const char *price_text;	/* the price in words; NULL: none */
	struct price price;
	/* Rows of the list: headlines, the one that decided first, then in
	 * the order of the list. */
	const size_t *rows;
	size_t n_rows;
	size_t n_own;		/* of them its own; the rest follow from it */
	/* A pipe of commands that shows more or mends it; n 0: none. */
	struct finding_command commands[FINDING_STAGES];
	size_t n_commands;
};

struct finding_list {
	struct finding *all;	/* worst first */
	size_t n, room;
	size_t *rows;		/* what findings point into */
	struct interval_list intervals;	/* of all flagged positions */
	struct text_store texts;
};

/*
 * Gathers the flagged headlines (Warning and Fail) of a judged table. -1 with
 * err set where counts cannot be read again.
 */
MUST_USE int finding_list_init(struct finding_list *list,
			       const struct judged *judged,
			       struct error *err);

/*
 * Where a flagged headline of positions of that list is worst, and what stands
 * there: "positions 199 to 203 read tCAgt in pos". False where nothing can be
 * read, or it is of no position.
 */
bool finding_add_place(struct text *text, const struct finding_list *findings,
		       const struct verdict_list *list,
		       const struct verdict *headline);
void finding_list_release(struct finding_list *list);

#endif
