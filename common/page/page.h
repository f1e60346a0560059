/*
 * page.h - the report as one self-contained HTML page, without script.
 *
 * Figures are drawn from counts alone: the page of count tables is the page
 * of the sequences that they count, but for the names of copies.
 */
#ifndef GBQC_PAGE_PAGE_H
#define GBQC_PAGE_PAGE_H

#include "base/attributes.h"

struct about;
struct error;
struct finding_list;
struct judged;
struct output;

/*
 * Writes the page, once judged_find_copies() was called. Write errors stay in
 * out; -1 with err set where counts cannot be read again.
 */
MUST_USE int page_write(const struct judged *judged,
			const struct about *about,
			const struct finding_list *findings,
			struct output *out, struct error *err);

#endif
