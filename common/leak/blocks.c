/*
 * blocks.c - cuts records into blocks, and sees whether they are enough.
 *
 * Of B blocks with c[1] to c[B] edits, let S[k] be the sum of 2 - c[j] over
 * j up to k. Let k be the first where S is greatest: it is greater than all
 * before, so that all chains of L blocks that end with block k are within
 * 2L - 1 edits, and at least what S ends at, 2B - E or more: the slack. So
 * blocks 1 to k are within 2k - slack edits. Block 1 is that block k only if
 * slack is 1, or if it is 2 and the block has no edit; else it need not be
 * looked for. That saves much: there is no chain to test beside it.
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

/*
 * The most edits of all of a record. Where it is near, nine tenths, say, of
 * the longer record are reproduced: the others are edits.
 */
static uint64_t
whole_edits(const struct leak_seq *seq, uint32_t m_most,
	    const struct leak_options *options)
{
	const uint64_t any = relate_edits_most(options, seq->m);
	const uint64_t of_longest = (uint64_t)m_most *
				    (ALL - options->identity) / ALL;

	return any < of_longest ? any : of_longest;
}

/* False if the slack is less than that; sets it. */
static bool
holds(struct blocks *blocks, const struct leak_seq *seq, uint32_t m_most,
      const struct leak_options *options, uint32_t least)
{
	uint64_t slack = UINT64_MAX;

	keep_slack(&slack, blocks->n, whole_edits(seq, m_most, options));
	if (!options->no_overlap) {
		overlaps_slack(blocks, seq, options, false, &slack);
		overlaps_slack(blocks, seq, options, true, &slack);
	}
	blocks->slack = slack < UINT32_MAX ? (uint32_t)slack : UINT32_MAX;
	return blocks->slack >= least;
}

void
blocks_cut(struct blocks *blocks, const struct leak_seq *seq, uint32_t m_most,
	   const struct leak_options *options)
{
	/* Rather shorter ones than a look at each that stands at an end. */
	for (uint32_t wanted = 2; wanted > 0; wanted--) {
		/* A table for each odd length of long ones does not pay. */
		for (uint32_t length = BLOCK_LONGEST;
		     length >= BLOCK_SHORTEST;
		     length -= length > BLOCK_SHORT ? 2 : 1) {
			blocks_place(blocks, seq, length);
			if (holds(blocks, seq, m_most, options,
				  length > BLOCK_SHORT ? 1 : wanted))
				return;
		}
	}
	blocks->length = 0;
	blocks->n = 0;
}
