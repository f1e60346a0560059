/*
 * blocks.c - cuts records into blocks, and sees whether they are enough.
 *
 * Of B blocks with c[1] to c[B] edits, let S[k] be the sum of 2 - c[j] over
 * j up to k. A block is good, all chains that end with it being within 2L - 1
 * edits, where S[k] is greater than all before. S grows by 2 at most, so if
 * it ends at 2B - E or more there are at least (2B - E)/2 good blocks, and
 * the last of them has as many blocks, itself included, on its left. What is
 * left over in the worst case thus says how many blocks of the end need not
 * be looked for.
 */
#include "leak/blocks.h"

#include <stdlib.h>

#include "base/mem.h"
#include "leak/relate.h"

enum { ALL = 1000 };

void
blocks_release(struct blocks *blocks)
{
	free(blocks->start);
	*blocks = (struct blocks){ 0 };
}

static bool
is_odd(const struct leak_seq *seq, uint32_t i)
{
	return seq_is_odd(seq) && seq_odd(seq)[i] >= CODE_N;
}

/* The first place from `from` on where a block fits before end, or end. */
static uint32_t
fit_right(const struct leak_seq *seq, uint32_t from, uint32_t end,
	  uint32_t length)
{
	uint32_t run = 0;

	if (!seq_is_odd(seq))
		return from + length <= end ? from : end;
	for (uint32_t i = from; i < end; i++) {
		run = is_odd(seq, i) ? 0 : run + 1;
		if (run == length)
			return i + 1 - length;
	}
	return end;
}

/* The end of the last block that fits between start and `to`, or start. */
static uint32_t
fit_left(const struct leak_seq *seq, uint32_t start, uint32_t to,
	 uint32_t length)
{
	uint32_t run = 0;

	if (!seq_is_odd(seq))
		return start + length <= to ? to : start;
	for (uint32_t i = to; i > start; i--) {
		run = is_odd(seq, i - 1) ? 0 : run + 1;
		if (run == length)
			return i - 1 + length;
	}
	return start;
}

static void
add(struct blocks *blocks, uint32_t start)
{
	if (blocks->n == blocks->room)
		blocks->start = mem_grow(blocks->start, &blocks->room,
					 blocks->n + 1,
					 sizeof(*blocks->start));
	blocks->start[blocks->n++] = start;
}

/* From both ends inwards, so that beginnings and ends are well covered. */
void
blocks_place(struct blocks *blocks, const struct leak_seq *seq,
	     uint32_t length)
{
	const uint32_t middle = seq->n / 2 + length / 2;
	uint32_t left = 0, right = seq->n;
	size_t first;

	blocks->length = length;
	blocks->n = 0;
	for (;;) {
		const uint32_t at = fit_right(seq, left, middle < seq->n ?
					      middle : seq->n, length);

		if (at + length > middle || at + length > seq->n)
			break;
		add(blocks, at);
		left = at + length;
	}
	first = blocks->n;
	for (;;) {
		const uint32_t end = fit_left(seq, left, right, length);

		if (end < left + length)
			break;
		add(blocks, end - length);
		right = end - length;
	}
	for (size_t i = first, j = blocks->n; i + 1 < j; i++) {
		const uint32_t start = blocks->start[--j];

		blocks->start[j] = blocks->start[i];
		blocks->start[i] = start;
	}
}

/* Keeps the least of what 2 edits a block are above the edits; 0: too few. */
static void
keep_slack(uint64_t *slack, uint64_t blocks, uint64_t edits)
{
	const uint64_t more = 2 * blocks > edits ? 2 * blocks - edits : 0;

	if (more < *slack)
		*slack = more;
}

/* Of beginnings (backwards: ends) that may overlap. */
static void
overlaps_slack(const struct blocks *blocks, const struct leak_seq *seq,
	       const struct leak_options *options, bool backwards,
	       uint64_t *slack)
{
	size_t n = 0;
	uint32_t m = 0;

	for (uint32_t i = 0; i < seq->n; i++) {
		int64_t edits;

		m += !is_odd(seq, backwards ? seq->n - 1 - i : i);
		while (n < blocks->n &&
		       (backwards ?
			seq->n - blocks->start[blocks->n - 1 - n] :
			blocks->start[n] + blocks->length) <= i + 1)
			n++;
		if ((uint64_t)m * ALL < (uint64_t)options->overlap * seq->m)
			continue;
		edits = relate_overlap_edits(options, m);
		if (edits >= 0)
			keep_slack(slack, n, (uint64_t)edits);
	}
}

/* False if there are not blocks enough; sets how many are to spare. */
static bool
holds(struct blocks *blocks, const struct leak_seq *seq,
      const struct leak_options *options)
{
	uint64_t slack = UINT64_MAX;

	keep_slack(&slack, blocks->n, relate_edits_most(options, seq->m));
	if (!options->no_overlap) {
		overlaps_slack(blocks, seq, options, false, &slack);
		overlaps_slack(blocks, seq, options, true, &slack);
	}
	blocks->spare = slack > 0 ? (uint32_t)((slack + 1) / 2 - 1) : 0;
	return slack > 0;
}

void
blocks_cut(struct blocks *blocks, const struct leak_seq *seq,
	   const struct leak_options *options)
{
	for (uint32_t length = BLOCK_LONGEST; length >= BLOCK_SHORTEST;
	     length -= 2) {
		blocks_place(blocks, seq, length);
		if (holds(blocks, seq, options))
			return;
	}
	blocks->length = 0;
	blocks->n = 0;
}
