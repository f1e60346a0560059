/*
 * merge_gather.h - rows that cannot be read twice, or are not sorted: held in
 * memory, and above a limit in a temporary file. Private to this room.
 */
#ifndef GBQC_TABLE_MERGE_GATHER_H
#define GBQC_TABLE_MERGE_GATHER_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "table/merge_private.h"

struct error;
struct source;

/* Start with .memory and .file.file = -1. */
struct gathered {
	uint64_t memory;	/* bytes to hold; 0: no limit */
	char *bytes;		/* rows as they came */
	size_t n, room;
	struct stretch_list stretches;	/* of bytes; they have no input */
	size_t settled;		/* of those, which are long */
	struct merge_input file;	/* the temporary one, if there is any */
	struct stretch_list spilled;	/* of that */
};

/*
 * Takes in the rows of a table, and what its headers say. -1 with err set
 * where it is none, cannot be read, or the temporary file not be written.
 */
MUST_USE int gathered_add(struct gathered *gathered, struct source *source,
			  struct table_head *head, struct error *err);

/* A leaf for each of stretches, not of spilled; until the next is added. */
void gathered_leaves(const struct gathered *gathered, struct leaf *leaves);
void gathered_release(struct gathered *gathered);

#endif
