/*
 * hash_walk.h - all hashes of a view in order, each with the groups that have
 * it, side by side. Private to report/.
 *
 * Memory does not depend on how many hashes there are.
 */
#ifndef GBQC_REPORT_HASH_WALK_H
#define GBQC_REPORT_HASH_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "report/view.h"

struct error;
struct hash_walk;

/* One group that has the hash. */
struct hash_place {
	size_t place;		/* in the view */
	struct hash_count now;
};

/* NULL with err set where a run cannot be read. */
struct hash_walk *hash_walk_open(const struct view *view, struct error *err);

/*
 * The next hash: the *n groups that have it, by place; they hold until the
 * next call. Returns 1, 0 at the end, -1 with err set.
 */
MUST_USE int hash_walk_next(struct hash_walk *walk,
			    const struct hash_place **all, size_t *n,
			    struct error *err);
void hash_walk_close(struct hash_walk *walk);	/* NULL is fine */

/* True of the hash of the empty sequence. */
bool hash_is_empty(const struct hash_count *hash);

#endif
