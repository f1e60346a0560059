/*
 * slug.h - names as path components: the reference's path form.
 *
 * Lower case, runs of other characters than A-Za-z0-9._- as one dash, no dash,
 * dot or underscore at an end, 80 letters at most, never empty and no device
 * name; so no component is "..", holds a slash, or is the same as another.
 */
#ifndef GBQC_COMPAT_SLUG_H
#define GBQC_COMPAT_SLUG_H

#include <stddef.h>

enum { SLUG_MAX = 80 };

struct slug {
	char text[SLUG_MAX + 1];
};

/* What is to be named. */
struct slug_name {
	const char *name;
	const char *folder;	/* put before names that collide; or NULL */
};

/* The path form of a name; otherwise if nothing of it can stand in a path. */
void slug_make(struct slug *slug, const char *name, const char *otherwise);

/*
 * slugs[i] of names[i], each different. A slug of one name stays. Of equal
 * ones, each takes its folder and a dash before it, if it has a folder; then,
 * in bytewise order of the names (equal ones as given), the first keeps it
 * and the next take -2, -3, ... past those in use. The last of all names
 * comes last in that order, if last_last.
 */
void slugs_make(struct slug *slugs, const struct slug_name *names, size_t n,
		int last_last);

#endif
