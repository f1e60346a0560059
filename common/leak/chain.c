/*
 * chain.c - whether the letters beside a seed go on with few edits.
 *
 * How far one gets on each diagonal with 0, 1, 2 ... edits: Landau & Vishkin
 * (1989) J. Algorithms 10:157-169, with runs of equal letters read off the
 * XOR of both windows.
 */
#include "leak/chain.h"

#include "leak/bits.h"

struct chain_window
chain_right(const struct leak_seq *seq, uint32_t from)
{
	if (from >= seq->n)
		return (struct chain_window){ 0, 0 };
	return (struct chain_window){
		plane_window(seq->low, plane_words(seq->n), from),
		plane_window(seq_high(seq), plane_words(seq->n), from)
	};
}

static uint64_t
left_bits(const uint64_t *plane, size_t words, uint32_t to)
{
	if (to >= WORD_LETTERS)
		return bits_turn(plane_window(plane, words,
					      to - WORD_LETTERS));
	return to == 0 ? 0 : bits_turn(plane[0] << (WORD_LETTERS - to));
}

struct chain_window
chain_left(const struct leak_seq *seq, uint32_t to)
{
	return (struct chain_window){
		left_bits(seq->low, plane_words(seq->n), to),
		left_bits(seq_high(seq), plane_words(seq->n), to)
	};
}

/* Bit i: letter i of the pattern is not letter i + d of the text. */
static inline uint64_t
differences(struct chain_window pattern, struct chain_window text,
	    uint64_t live, int d)
{
	if (d >= 0)
		return ((text.low >> d) ^ pattern.low) |
		       ((text.high >> d) ^ pattern.high) | ~(live >> d);
	return ((text.low << -d) ^ pattern.low) |
	       ((text.high << -d) ^ pattern.high) | ~(live << -d);
}

/* Letters that are equal from place i on. */
static inline int
run_from(uint64_t differ, int i)
{
	const uint64_t rest = differ >> i;

	return rest ? __builtin_ctzll(rest) : WORD_LETTERS - i;
}

static inline int
max(int x, int y)
{
	return x > y ? x : y;
}

bool
chain_test(const struct chain *chain, struct chain_window pattern,
	   struct chain_window text, uint32_t n_text)
{
	enum { WIDTH = 2 * CHAIN_EDITS + 1, SIDE = CHAIN_EDITS + 1 };
	const uint64_t live = n_text >= WORD_LETTERS ? ~UINT64_C(0) :
			      (UINT64_C(1) << n_text) - 1;
	const int goal = (int)chain->n, near = (int)chain->n_near;
	/* Letters reached on diagonal d stand at d + SIDE. */
	int reach[WIDTH + 2], before, farthest;
	uint64_t differ[WIDTH + 2];

	differ[SIDE] = differences(pattern, text, live, 0);
	farthest = reach[SIDE] = run_from(differ[SIDE], 0);
	reach[SIDE - 1] = reach[SIDE + 1] = -1;
	for (int e = 0;; e++) {
		if (e > 0) {
			reach[SIDE - e - 1] = reach[SIDE + e + 1] = -1;
			differ[SIDE - e] = differences(pattern, text, live,
						       -e);
			differ[SIDE + e] = differences(pattern, text, live, e);
			before = -1;
			for (int d = SIDE - e; d <= SIDE + e; d++) {
				const int i = max(max(reach[d] + 1, before),
						  reach[d + 1] + 1);

				before = reach[d];
				if (i >= goal)
					return true;
				reach[d] = i + run_from(differ[d], i);
				farthest = max(farthest, reach[d]);
			}
		}
		if (farthest >= goal)
			return true;
		if (e == chain->edits || (e == chain->near && farthest < near))
			return false;
	}
}
