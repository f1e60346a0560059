/*
 * index.h - one page for many datasets, from their reports.
 */
#ifndef GBQC_PAGE_INDEX_H
#define GBQC_PAGE_INDEX_H

#include "base/attributes.h"

struct error;
struct output;
struct report_file_list;

/*
 * Writes the page: a row a dataset in the order of the list, a column a
 * subject (report/headline.h). A name links to the page beside its report
 * (link.h), as seen from the file path, which is what out writes. Write
 * errors stay in out; -1 with err set where no link can be made.
 */
MUST_USE int index_write(const struct report_file_list *list,
			 const char *path, struct output *out,
			 struct error *err);

#endif
