/* beside.c - what must stand beside the exact half of a block. */
#include "leak/beside.h"

enum { CHAIN_BLOCKS = 3 };

struct place
place_of(const struct index *index, uint32_t record, uint32_t ref, bool right)
{
	const bool minus = ref & 1;
	const uint32_t length = index->length[record];
	const uint32_t start = index->site_start[ref / 2];
	const uint32_t half = half_letters(length, right);
	/* The other strand's right half comes first in the record. */
	const uint32_t from = start + (right != minus ? length - half : 0);

	return (struct place){
		.first = index->record_site[record],
		.last = index->record_site[record + 1] - 1,
		.site = ref / 2, .length = length, .from = from,
		.to = from + half, .minus = minus
	};
}

/* How many edits a chain of that many blocks may have. */
static int
chain_edits(uint32_t blocks)
{
	return 2 * (int)blocks - 1;
}

static void
lengthen(struct chain *chain, uint32_t blocks, uint32_t letters)
{
	if (blocks == 2) {
		chain->n_near = letters;
		chain->near = chain_edits(2);
	}
	chain->n = letters;
	chain->edits = chain_edits(blocks);
}

static struct beside
beside_right(const struct index *index, const struct leak_seq *seq,
	     const struct place *place)
{
	const uint32_t from = place->to;
	struct beside beside = { .chain = { 0 } };

	for (uint32_t blocks = 2; blocks <= CHAIN_BLOCKS; blocks++) {
		const uint32_t site = place->site + blocks - 1;
		uint32_t end;

		if (site > place->last)
			break;
		end = index->site_start[site] + place->length;
		if (end > from + CHAIN_LETTERS)
			break;
		lengthen(&beside.chain, blocks, end - from);
	}
	if (beside.chain.n > 0)
		beside.window = chain_right(seq, from);
	return beside;
}

static struct beside
beside_left(const struct index *index, const struct leak_seq *seq,
	    const struct place *place)
{
	const uint32_t to = place->from;
	struct beside beside = { .chain = { 0 } };

	for (uint32_t blocks = 2; blocks <= CHAIN_BLOCKS; blocks++) {
		uint32_t start;

		if (place->site < place->first + blocks - 1)
			break;
		start = index->site_start[place->site - (blocks - 1)];
		if (to > start + CHAIN_LETTERS)
			break;
		lengthen(&beside.chain, blocks, to - start);
	}
	if (beside.chain.n > 0)
		beside.window = chain_left(seq, to);
	return beside;
}

struct beside
beside_of(const struct index *index, const struct leak_seq *seq,
	  const struct place *place, bool to_right)
{
	struct beside beside = to_right != place->minus ?
			       beside_right(index, seq, place) :
			       beside_left(index, seq, place);

	if (!place->minus)
		return beside;
	/* The other strand's odd letters do not lie in its planes. */
	if (seq_is_odd(seq))
		beside.chain = (struct chain){ 0 };
	beside.window.low = ~beside.window.low;
	beside.window.high = ~beside.window.high;
	return beside;
}

int64_t
beside_room(const struct index *index, uint32_t record,
	    const struct place *place, bool to_right)
{
	const bool at_start = place->minus == to_right;

	return blocks_room(1 + (at_start ? place->site - place->first :
					   place->last - place->site),
			   index->slack[record]);
}
