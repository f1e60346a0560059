/*
 * report_file.h - reports read back from their JSON, for what is made of
 * many datasets.
 */
#ifndef GBQC_EXPORT_REPORT_FILE_H
#define GBQC_EXPORT_REPORT_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "report/verdict.h"

struct error;

/* One dataset. Texts are its own. */
struct report_file {
	char *dataset;		/* what lists call it */
	char *path;		/* of the JSON; "-": stdin; NULL: it failed */
	char *version, *digest;	/* "0.1.0", "sha256:..."; NULL: it failed */
	struct rule rule;
	/* Headlines alone, in the order of the report, and the groups. */
	struct verdict_list list;
	/* The title of the finding to mend first, what to do, or NULL. */
	char *title, *mend;
};

/* Start with { 0 }. Release after a failure too. */
struct report_file_list {
	struct report_file *all;
	size_t n, room;
};

/*
 * Reads one report more. word: FILE; or DATASET=FILE, which gives it another
 * name than --name did; or DATASET= for a dataset that has none, since its
 * report could not be made. A word that names an existing file is that file.
 * -1 with err set, naming the file and what is wrong with it: not JSON, not
 * a report of this version, a key that is missing or of another type.
 */
MUST_USE int report_file_list_add(struct report_file_list *list,
				  const char *word, struct error *err);
void report_file_list_release(struct report_file_list *list);

#endif
