/*
 * trace.h - how two related records lie on each other, letter by letter.
 */
#ifndef GBQC_LEAK_TRACE_H
#define GBQC_LEAK_TRACE_H

#include <stdbool.h>
#include <stdint.h>

#include "leak/leak.h"

/*
 * Both records as far as they are aligned, one above the other, equally long,
 * gaps as -. Letters are those that are compared: upper case, T for U; a -
 * that stands in a record is written as a dot.
 */
struct leak_trace {
	char *query, *target;	/* from malloc(), or NULL */
	/* The first letter of each, from 1, in the whole record; of the
	 * target on the strand of the hit. */
	uint32_t query_at, target_at;
};

/* Letters times letters that are traced at most: 4 MB of memory. */
enum { LEAK_TRACE_MOST = 1 << 22 };

/*
 * An alignment of the records of a hit that has its length and its edits.
 * Texts are NULL where the records are too long. Freed by
 * leak_trace_release().
 */
struct leak_trace leak_trace(const struct leak_part *queries,
			     const struct leak_part *targets,
			     const struct leak_hit *hit);
void leak_trace_release(struct leak_trace *trace);

#endif
