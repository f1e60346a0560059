/*
 * pool.h - words of 5 to 8 letters, of which a record has few: how often each
 * is in all records of two sides. Private to page/.
 */
#ifndef GBQC_PAGE_POOL_H
#define GBQC_PAGE_POOL_H

#include "page/part_rows.h"

struct error;

/*
 * The words of k letters that differ most, as shares of all words of a side;
 * score is how far the two are apart, in standard deviations of chance. None
 * where a side has no word. -1 with err set where counts cannot be read.
 */
MUST_USE int pool_rows_init(struct part_rows *rows, const struct view *view,
			    const struct comparison *comparison, unsigned k,
			    struct error *err);

/* True where words of k letters were counted. */
bool pool_has(const struct view *view, unsigned k);

#endif
