/*
 * classes.h - all records of a dataset, by class and column.
 */
#ifndef GBQC_COMPAT_CLASSES_H
#define GBQC_COMPAT_CLASSES_H

#include <stddef.h>

#include "base/attributes.h"
#include "compat/compat.h"
#include "compat/group.h"
#include "compat/slug.h"
#include "compat/strings.h"

struct dataset;
struct error;

struct class {
	char *label;
	const char *path;	/* of the file that it is, or NULL */
	struct group **groups;	/* [columns] */
	struct slug slug;
};

struct classes {
	struct class all[COMPAT_CLASSES];
	size_t n;
	size_t n_columns;
	struct strings **strings;	/* [columns] */
};

/*
 * Reads the set to its end into classes, which are { 0 }: groups finished,
 * in the order of first sight, slugs not set. Returns 0, or -1 with err set;
 * classes are to be released in any case, before the set is closed.
 */
MUST_USE int classes_read(struct classes *classes, struct dataset *set,
			  const struct window_options *window,
			  struct error *err);
void classes_release(struct classes *classes);

#endif
