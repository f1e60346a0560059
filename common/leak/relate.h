/*
 * relate.h - how two records are related, by the definition of docs/leak.md.
 * Private to this room.
 */
#ifndef GBQC_LEAK_RELATE_H
#define GBQC_LEAK_RELATE_H

#include "leak/align.h"

/* Working space of one thread. Start with { 0 }. */
struct relate {
	struct align align;
	uint8_t *text;		/* codes of a text */
	size_t room;
};

void relate_release(struct relate *relate);

/*
 * The relation of a query and a target: true, with hit set but for its
 * query and target, where there is one.
 */
bool relate_records(struct relate *relate, const struct leak_options *options,
		    const struct leak_seq *query,
		    const struct leak_seq *target, struct leak_hit *hit);

/* The most edits of a record of m letters that is near to or in another. */
uint32_t relate_edits_most(const struct leak_options *options, uint32_t m);

/* The most edits of an overlap of m letters; -1 where none may be so short. */
int64_t relate_overlap_edits(const struct leak_options *options, uint32_t m);

#endif
