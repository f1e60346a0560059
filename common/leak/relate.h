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

/* The same where they are copies, and in one role: a is the shorter one. */
bool relate_copies(const struct leak_options *options,
		   const struct leak_seq *query,
		   const struct leak_seq *target, struct leak_hit *hit);

/*
 * The best relation but copy where a, with no more informative letters than
 * b, has the role of the shorter record; into best where that is worse (start
 * with relation LEAK_NONE). False if there is none in best.
 */
bool relate_role(struct relate *relate, const struct leak_options *options,
		 const struct leak_seq *a, const struct leak_seq *b,
		 bool a_is_query, struct leak_hit *best);

/* True if a, at distance d from a stretch of b, may be near to or in it. */
bool relate_whole(const struct leak_options *options,
		  const struct leak_seq *a, const struct leak_seq *b,
		  uint32_t d);

/*
 * The best overlap of a's beginnings, from the last column of an alignment
 * of a; backwards: of its ends, of a turned round. Into best, as above.
 */
void relate_overlap(const struct align *align,
		    const struct leak_options *options,
		    const struct leak_seq *a, bool backwards,
		    struct leak_hit *best);

/* The most edits of a record of m letters that is near to or in another. */
uint32_t relate_edits_most(const struct leak_options *options, uint32_t m);

/* The most edits of an overlap of m letters; -1 where none may be so short. */
int64_t relate_overlap_edits(const struct leak_options *options, uint32_t m);

#endif
