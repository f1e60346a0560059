/*
 * table_row.h - what a row of the verdict table stands for. Private to page/.
 */
#ifndef GBQC_PAGE_TABLE_ROW_H
#define GBQC_PAGE_TABLE_ROW_H

#include <stdbool.h>

#include "page/forest.h"
#include "page/section.h"

/* More classes are compared in matrices, and share rows of the table. */
enum { TABLE_CLASSES_MOST = 3 };

/* Some headlines of a section: of one class, or of all. */
struct table_row {
	const struct section *section;
	const struct verdict **all;
	size_t n;
	const struct verdict *worst;
	struct forest_row forest;
	bool by_split;		/* a mark a split; else one a lane */
};

/* Columns of the table that hold numbers: one a split, if they are few. */
size_t table_number_columns(const struct page_column *column);

/* Many classes stand in one row for what differs between splits. */
bool table_drifts_together(const struct section *section);

/*
 * The rows of a section: all of it in one; a class each for drift, a pair of
 * splits each for leaks, and what could not be measured by itself. rows, some:
 * room for all headlines of the section; rows point into some. Returns how
 * many rows.
 */
size_t table_rows_split(const struct section *section, struct table_row *rows,
			const struct verdict **some);

/* What is drawn of a row. */
void table_row_fill(struct table_row *row);

/* For qsort(): the worst first. */
int table_row_compare(const void *left, const void *right);

#endif
