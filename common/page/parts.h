/*
 * parts.h - the parts of a page, from top to bottom. Private to page/.
 *
 * Each adds whole elements to a text, and can fail only where counts must be
 * read again.
 */
#ifndef GBQC_PAGE_PARTS_H
#define GBQC_PAGE_PARTS_H

#include "base/attributes.h"
#include "page/section.h"

/* Name, size, verdict and tally (head.c). */
MUST_USE int page_add_head(const struct page *page, struct text *to,
			   struct error *err);

/* What to fix first (cards.c). */
void page_add_cards(const struct page *page, struct text *to);

/* The verdict table with its forest plot, and matrices (table.c). */
void page_add_verdicts(const struct page *page, struct text *to);

/* One matrix a check, where a column has more than three classes. */
void page_add_matrices(const struct page *page,
		       const struct page_column *column, struct text *to);

/* A row a class (data.c). */
MUST_USE int page_add_data(const struct page *page, struct text *to,
			   struct error *err);

/*
 * Words of 5 to 8 letters that differ between classes, where they were
 * counted (figure_pool.c).
 */
MUST_USE int page_add_pool(const struct page *page,
			   const struct page_column *column, struct text *to,
			   struct error *err);

/* The rows of a section with all their numbers, folded (rows.c). */
void section_add_rows(const struct section *section, struct text *to);

#endif
