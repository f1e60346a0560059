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
	const uint64_t *low = seq->low, *high = seq_high(seq);

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
				(CODES + 5) * words, sizeof(*align->space));
	align->up = align->space;
	align->down = align->space + words;
	align->foot = (uint32_t *)(align->space + 4 * words);
	eq = align->space + 5 * words;
	if (!seq_is_odd(seq)) {
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
		uint8_t code = seq_odd(seq)[backwards ? seq->n - 1 - i : i];

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

/* Letters of the pattern in a word. */
static inline uint32_t
rows_of(const struct align *align, size_t word)
{
	return word + 1 < align->words ? WORD_LETTERS :
		(align->n - 1) % WORD_LETTERS + 1;
}

/* A word as it is where each row is one more than the one above. */
static inline void
open_word(struct align *align, size_t word)
{
	align->up[word] = ~UINT64_C(0);
	align->down[word] = 0;
}

/* What a word adds from the row above it to its last row. */
static inline uint32_t
rise_of(const struct align *align, size_t word)
{
	const uint32_t rows = rows_of(align, word);
	const uint64_t live = ~UINT64_C(0) >> (WORD_LETTERS - rows);

	return (uint32_t)__builtin_popcountll(align->up[word] & live) -
	       (uint32_t)__builtin_popcountll(align->down[word] & live);
}

/*
 * Goes through the text, a column a letter, with the words from `first` to
 * `last` that can hold a distance up to limit; what is above them is taken
 * as one more in each column if whole, else as 0. foot, the distance at the
 * last row of word `last`, is all that is kept of distances on the way.
 * Returns the least distance in the last row, or whole that of the last
 * column; more than limit where it is more.
 */
static inline __attribute__((always_inline)) uint32_t
columns(struct align *align, const uint8_t *text, uint32_t n, uint32_t limit,
	bool whole)
{
	const size_t end = align->words - 1;
	const unsigned bottom = rows_of(align, end) - 1;
	uint64_t *const up = align->up, *const down = align->down;
	size_t first = 0, last = 0;
	uint32_t least = limit + 1, foot = rows_of(align, 0);

	open_word(align, 0);
	while (last < end && foot <= limit) {
		open_word(align, ++last);
		foot += rows_of(align, last);
	}
	if (last == end && foot <= limit && !whole)
		least = foot;
	for (uint32_t j = 0; j < n; j++) {
		const uint64_t *eq = align->eq[text[j]];
		uint64_t plus = whole, minus = 0;

		if (whole && j > limit)
			first = (j - limit - 1) / WORD_LETTERS;
		if (first > last)
			return limit + 1;
		for (size_t i = first; i < last; i++)
			step(eq[i], &up[i], &down[i], WORD_LETTERS - 1, &plus,
			     &minus);
		step(eq[last], &up[last], &down[last],
		     last < end ? WORD_LETTERS - 1 : bottom, &plus, &minus);
		foot += (uint32_t)plus;
		foot -= (uint32_t)minus;
		if (last == end) {
			if (foot < least)
				least = foot;
		} else if (foot + minus <= limit + plus &&
			   ((eq[last + 1] & 1) || minus)) {
			foot += (uint32_t)minus;
			foot -= (uint32_t)plus;
			open_word(align, ++last);
			foot += rows_of(align, last);
			step(eq[last], &up[last], &down[last],
			     last < end ? WORD_LETTERS - 1 : bottom, &plus,
			     &minus);
			foot += (uint32_t)plus;
			foot -= (uint32_t)minus;
			if (last == end && foot < least)
				least = foot;
			continue;
		}
		while (last > first && foot >= limit + rows_of(align, last))
			foot -= rise_of(align, last--);
	}
	if (whole)
		return last == end && foot <= limit ? foot : limit + 1;
	for (size_t i = last + 1; i <= end; i++)
		open_word(align, i);
	align->foot[0] = rise_of(align, 0);
	for (size_t i = 1; i <= end; i++)
		align->foot[i] = align->foot[i - 1] + rise_of(align, i);
	return least;
}

uint32_t
align_within(struct align *align, const uint8_t *text, uint32_t n,
	     uint32_t limit)
{
	return columns(align, text, n, limit, false);
}

uint32_t
align_whole(struct align *align, const uint8_t *text, uint32_t n,
	    uint32_t limit)
{
	return columns(align, text, n, limit, true);
}

uint32_t
align_last(const struct align *align, uint32_t i)
{
	const size_t word = i / WORD_LETTERS;
	const uint64_t some = (UINT64_C(1) << i % WORD_LETTERS) - 1;
	uint32_t sum = word == 0 ? 0 : align->foot[word - 1];

	if (some) {
		sum += (uint32_t)__builtin_popcountll(align->up[word] & some);
		sum -= (uint32_t)__builtin_popcountll(align->down[word] &
						      some);
	}
	return sum;
}
