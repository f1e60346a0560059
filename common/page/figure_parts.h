/*
 * figure_parts.h - joined dots, for the figures that have them. Private to
 * the figures of page/.
 */
#ifndef GBQC_PAGE_FIGURE_PARTS_H
#define GBQC_PAGE_FIGURE_PARTS_H

#include "page/figure.h"
#include "page/part_rows.h"

enum { PARTS_MOST = 20 };

/*
 * A row a part, n of them: the means of both sides as joined dots, on a scale
 * of their own. what: "% of letters".
 */
void parts_draw_dots(const struct figure_pair *pair,
		     const struct part_rows *rows, size_t n, const char *what,
		     struct text *out);

#endif
