/* align.c - edit distances, 64 rows of the matrix at a time. */
#include "leak/align.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
align_release(struct align *align)
{
	free(align->space);
	align->space = NULL;
	align->room = 0;
}

/* The masks of a record whose letters are all ACGT, from its planes. */
static void
fill_plain(const struct leak_seq *seq, bool backwards, bool complement,
	   size_t words, uint64_t *eq, uint64_t *scratch)
{
	const size_t first = complement ? 3 : 0, second = complement ? 2 : 1;
	const uint64_t *low = seq->low, *high = seq->high;

	if (backwards) {
		plane_turn(low, seq->n, scratch);
		plane_turn(high, seq->n, scratch + words);
		low = scratch;
		high = scratch + words;
	}
	for (size_t i = 0; i < words; i++) {
		const unsigned left = seq->n - (uint32_t)i * WORD_LETTERS;
		const uint64_t live = left >= WORD_LETTERS ? ~UINT64_C(0) :
				      (UINT64_C(1) << left) - 1;

		eq[first * words + i] = ~low[i] & ~high[i] & live;
		eq[second * words + i] = low[i] & ~high[i];
		eq[(3 - second) * words + i] = ~low[i] & high[i];
		eq[(3 - first) * words + i] = low[i] & high[i];
	}
}

void
align_pattern(struct align *align, const struct leak_seq *seq, bool backwards,
	      bool complement)
{
	const size_t words = plane_words(seq->n);
	uint64_t *eq;

	align->n = seq->n;
	align->words = words;
	align->space = mem_grow(align->space, &align->room,
				(CODES + 4) * words, sizeof(*align->space));
	align->up = align->space;
	align->down = align->space + words;
	eq = align->space + 4 * words;
	if (!seq->odd) {
		uint64_t *none = eq + 4 * words;

		fill_plain(seq, backwards, complement, words, eq,
			   align->space + 2 * words);
		memset(none, 0, words * sizeof(*none));
		for (size_t code = 0; code < CODES; code++)
			align->eq[code] = code < 4 ? eq + code * words : none;
		return;
	}
	memset(eq, 0, CODES * words * sizeof(*eq));
	for (size_t code = 0; code < CODES; code++)
		align->eq[code] = eq + code * words;
	for (uint32_t i = 0; i < seq->n; i++) {
		uint8_t code = seq->odd[backwards ? seq->n - 1 - i : i];

		if (complement)
			code = code_complement(code);
		eq[code * words + i / WORD_LETTERS] |=
			UINT64_C(1) << i % WORD_LETTERS;
	}
}

/*
 * One word of one column. *plus, *minus: the step between this column and
 * the one before in the row above the word, as bit 0; set to that of the
 * word's row `last`.
 */
static inline void
step(uint64_t eq, uint64_t *up, uint64_t *down, unsigned last,
     uint64_t *plus, uint64_t *minus)
{
	const uint64_t vertical = eq | *down;
	uint64_t horizontal, ph, mh;

	eq |= *minus;
	horizontal = (((eq & *up) + *up) ^ *up) | eq;
	ph = *down | ~(horizontal | *up);
	mh = *up & horizontal;
	horizontal = ph << 1 | *plus;
	*plus = ph >> last & 1;
	*up = (mh << 1 | *minus) | ~(vertical | horizontal);
	*minus = mh >> last & 1;
	*down = horizontal & vertical;
}

/* One column; first: the step in the row above all. Adds the last row's. */
static inline int
column(struct align *align, const uint64_t *eq, uint64_t first)
{
	const size_t words = align->words;
	const unsigned last = (align->n - 1) % WORD_LETTERS;
	uint64_t plus = first, minus = 0;

	for (size_t i = 0; i + 1 < words; i++)
		step(eq[i], &align->up[i], &align->down[i], WORD_LETTERS - 1,
		     &plus, &minus);
	step(eq[words - 1], &align->up[words - 1], &align->down[words - 1],
	     last, &plus, &minus);
	return (int)plus - (int)minus;
}

static void
begin(struct align *align)
{
	memset(align->up, 0xff, align->words * sizeof(*align->up));
	memset(align->down, 0, align->words * sizeof(*align->down));
}

uint32_t
align_within(struct align *align, const uint8_t *text, uint32_t n)
{
	int64_t distance = align->n, least = align->n;

	begin(align);
	for (uint32_t j = 0; j < n; j++) {
		distance += column(align, align->eq[text[j]], 0);
		if (distance < least)
			least = distance;
	}
	return (uint32_t)least;
}

uint32_t
align_whole(struct align *align, const uint8_t *text, uint32_t n)
{
	int64_t distance = align->n;

	begin(align);
	for (uint32_t j = 0; j < n; j++)
		distance += column(align, align->eq[text[j]], 1);
	return (uint32_t)distance;
}
