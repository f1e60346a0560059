/*
 * model.h - what a page is made of. Private to page/; section.h has what the
 * figures see of it.
 */
#ifndef GBQC_PAGE_MODEL_H
#define GBQC_PAGE_MODEL_H

#include "page/section.h"

/* All three are borrowed. */
void page_init(struct page *page, const struct judged *judged,
	       const struct about *about,
	       const struct finding_list *findings);
void page_release(struct page *page);

/* By flag, then score. */
bool verdict_is_worse(const struct verdict *x, const struct verdict *y);

#endif
