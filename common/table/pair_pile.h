/*
 * pair_pile.h - rows of pair tables that wait to be sorted: in memory, then in
 * stretches of a temporary file. Private to this room.
 */
#ifndef GBQC_TABLE_PAIR_PILE_H
#define GBQC_TABLE_PAIR_PILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/text.h"
#include "table/merge_private.h"
#include "table/pair_table.h"

struct error;

/* Start with .memory and .file.file = -1. */
struct pair_pile {
	uint64_t memory;	/* bytes to hold; 0: no limit */
	struct text text;	/* rows, newlines included */
	size_t *starts;
	size_t n, room;
	struct merge_input file;	/* the temporary one, if there is any */
	uint64_t spilled;	/* bytes of that */
};

/*
 * Takes in a row that was checked, n bytes without its newline, all of one
 * form. Where memory is full, what is there becomes a stretch of the file. -1
 * with err set where that cannot be written.
 */
MUST_USE int pair_pile_add(struct pair_pile *pile, enum pair_form form,
			   const char *line, size_t n,
			   struct stretch_list *stretches, struct error *err);

/* Makes what is in memory a stretch of the file, sorted; none of nothing. */
MUST_USE int pair_pile_sort(struct pair_pile *pile, enum pair_form form,
			    struct stretch_list *stretches, struct error *err);
void pair_pile_release(struct pair_pile *pile);

#endif
