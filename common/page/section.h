/*
 * section.h - the section of a check: what it gets, and what it writes.
 *
 * A column has a section for each check that was compared between classes,
 * one for what differs between its splits, and one each for copies,
 * conflicts and leaks. section.c writes what all have: the flag, the title,
 * the score as a chance in words, and the table of all numbers; between these
 * stands what section_write_figures() draws.
 */
#ifndef GBQC_PAGE_SECTION_H
#define GBQC_PAGE_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/text.h"
#include "report/column.h"
#include "report/verdict.h"

struct about;
struct error;
struct finding_list;

/* What all parts of a page share. */
struct page {
	const struct judged *judged;
	const struct about *about;
	const struct finding_list *findings;
	struct page_column *columns;	/* [judged->n] */
	struct section *sections;	/* by column, in the page's order */
	size_t n_sections;
};

/* A column as the page speaks of it. */
struct page_column {
	const struct column *column;
	const char **labels;	/* [n_labels] bytewise, without `.` */
	size_t n_labels;
	const char **splits;	/* [n_splits] as readers expect them: train,
				 * valid, test; then bytewise; without `.` */
	size_t n_splits;
};

/*
 * The place of a label among those of its column, by which it has its look
 * (class_look() in page/style.h); n_labels where it is none of them.
 */
size_t page_class(const struct page_column *column, const char *label);

enum section_kind {
	SECTION_NOTE,		/* groups that cannot be compared */
	SECTION_CHECK,		/* classes within a split, by one check */
	SECTION_DRIFT,		/* splits within a class, by all checks */
	SECTION_LEAK,		/* between splits */
	SECTION_CONFLICT,	/* one sequence under two labels */
	SECTION_COPIES		/* within a class */
};

/* The groups of rows and sections, in the order of the page. */
enum section_group {
	GROUP_NOTE,
	GROUP_COMPOSITION,
	GROUP_POSITION,
	GROUP_FORM,
	GROUP_DRIFT,
	GROUP_SHARES
};

struct section {
	const struct page *page;
	const struct page_column *column;
	enum section_kind kind;
	enum section_group group;
	const char *check;	/* its name; of other kinds "." or "dup" */
	size_t rank;		/* of the check, as verdicts have it */
	/*
	 * Its headlines, in the order of the list, never none. The parts of a
	 * headline that are flagged (or all, by --parts) follow it in the
	 * list: rows[i] + 1 and on, until the next headline.
	 */
	const struct verdict **rows;
	size_t n;
	const struct verdict *worst;	/* of them: by flag, then score */
	size_t number;		/* its anchor is "s" and this */
};

/*
 * The comparison that a verdict of kind class or drift was made from; NULL
 * where there is none (a note; drift of labels).
 */
const struct comparison *section_comparison(const struct section *section,
					    const struct verdict *v);

/*
 * What figures are drawn of: the worst headlines of the section that come
 * from a comparison, the worst first. Returns how many.
 */
enum { SECTION_PAIRS = 3 };
size_t section_pairs(const struct section *section,
		     const struct verdict *pairs[SECTION_PAIRS]);

/* Head, words, figures and numbers of a section (section.c). */
MUST_USE int section_write(const struct section *section, struct text *out,
			   struct error *err);

/*
 * The figures alone (figures.c): as elements that may stand in the body of a
 * page; nothing for a section that passed, and none of what its
 * table of numbers says. -1 with err set where counts cannot be read again.
 */
MUST_USE int section_write_figures(const struct section *section,
				   struct text *out, struct error *err);

#endif
