/*
 * beside.h - what must stand beside the exact half of a block, on either side
 * of it, for a record to be related to a text. Private to this room.
 *
 * Where a record is related, not only has some block one edit at most: some
 * block of these also has all chains of L blocks that end with it within
 * 2L - 1 edits, and some one all chains that begin with it (the cycle lemma
 * of Raney (1960) Trans. AMS 94:441-451). So a block whose chain to the left
 * fails is none of a beginning of the record, and one whose chain to the
 * right fails none of an end.
 */
#ifndef GBQC_LEAK_BESIDE_H
#define GBQC_LEAK_BESIDE_H

#include "leak/chain.h"
#include "leak/index.h"

/* A half of a block, as it stands in its record. */
struct place {
	uint32_t first, last, site;	/* sites of the record, this one */
	uint32_t length;	/* of its blocks */
	uint32_t from, to;	/* the half, in the record */
	bool minus;		/* of the record's other strand */
};

/* Letters beside it, as the text would go on with them. */
struct beside {
	struct chain_window window;
	struct chain chain;	/* n 0: there is nothing to test */
};

/* The half of an entry: right, as in the index. */
struct place place_of(const struct index *index, uint32_t record,
		      uint32_t ref, bool right);

/* What stands on one side of it, on the strand of the entry. */
struct beside beside_of(const struct index *index, const struct leak_seq *seq,
			const struct place *place, bool to_right);

/*
 * How many edits all blocks may have from an end of the record up to the one
 * of this half, below 0: it need not be looked for. to_right: for what goes
 * on to the right of it.
 */
int64_t beside_room(const struct index *index, uint32_t record,
		    const struct place *place, bool to_right);

#endif
