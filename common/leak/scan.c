/*
 * scan.c - the entries of an index whose block stands in a text: for each
 * place of the text both buckets of its half word are gone through (list.h).
 */
#include "leak/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "leak/list.h"
#include "leak/word.h"

enum {
	SEEDS = 1 << 12,	/* that are enough for once */
	PAD = 32		/* words before and after those of a text */
};

void
scan_release(struct scan *scan)
{
	free(scan->space);
	free(scan->codes);
	free(scan->flanks);
	free(scan->seeds);
	seen_release(&scan->seen);
	*scan = (struct scan){ 0 };
}

void
scan_text(struct scan *scan, const struct leak_seq *text)
{
	const size_t need = (size_t)text->n + 2 * PAD;

	scan->text = text;
	if (need > scan->room || !scan->space) {
		free(scan->space);
		free(scan->codes);
		scan->room = need + need / 2;
		scan->space = mem_zeroed(2 * scan->room,
					 sizeof(*scan->space));
		scan->codes = mem_array(scan->room, 1);
		scan->words = scan->space + PAD;
		scan->backs = scan->space + scan->room + PAD;
	}
	seq_codes(text, false, false, scan->codes);
	scan->has_flanks = false;
	seen_forget(&scan->seen);
}

/* Words of some letters; an odd letter is as good as A. */
static void
fill_words(struct scan *scan, unsigned letters)
{
	const uint32_t n = scan->text->n, mask = word_mask(letters);
	const unsigned top = 2 * (letters - 1);
	uint32_t word = 0, back = 0;

	memset(scan->words + n, 0, PAD * sizeof(*scan->words));
	memset(scan->backs - PAD, 0, PAD * sizeof(*scan->backs));
	for (uint32_t i = 0; i < n; i++) {
		const uint32_t code = scan->codes[i] & 3u;
		const uint32_t known = scan->codes[i] < CODE_N ? code : 0;

		/* The word that ends here, and what lies before here. */
		scan->backs[i] = (uint16_t)back;
		back = (back << 2 | known) & mask;
		word = word >> 2 | known << top;
		if (i + 1 >= letters)
			scan->words[i + 1 - letters] = (uint16_t)word;
	}
	for (uint32_t i = n; i < n + letters; i++) {
		word >>= 2;
		if (i + 1 >= letters)
			scan->words[i + 1 - letters] = (uint16_t)word;
	}
	scan->backs[n] = (uint16_t)back;
}

/* The first place from at on where so many known letters begin, or n. */
static uint32_t
next_known(const struct scan *scan, uint32_t at, unsigned letters)
{
	uint32_t run = 0;

	for (uint32_t i = at; i < scan->text->n; i++) {
		run = scan->codes[i] < CODE_N ? run + 1 : 0;
		if (run == letters)
			return i + 1 - letters;
	}
	return scan->text->n;
}

/* True if a long list was met with the same letters beside it often enough. */
static bool
is_known(struct scan *scan, unsigned length, uint32_t word, bool right,
	 struct wanted wanted)
{
	return seen_often(&scan->seen,
			  (uint64_t)length << 49 | (uint64_t)word << 33 |
			  (uint64_t)right << 32 |
			  (uint64_t)wanted.here << 16 | wanted.on,
			  scan->text->n);
}

/* One side of a table, and what its lists are held against. */
struct side {
	bool right;
	uint32_t exact, other;	/* masks of words of either half */
	uint32_t less;		/* the mask of other, but for one letter */
	const uint16_t *beside;	/* [at]: the letters beside the exact half */
	/* Lists that are far longer than they are without repeats. */
	uint32_t many;
};

BODY struct side
side_of(const struct scan *scan, const struct index_table *table, bool right)
{
	const unsigned exact = half_letters(table->length, right);
	const unsigned other = table->length - exact;

	return (struct side){
		.right = right,
		.exact = word_mask(exact),
		.other = word_mask(other), .less = word_mask(other - 1),
		.beside = right ? scan->backs : scan->words + exact,
		.many = (uint32_t)(table->n >> (2 * exact - 1)) + 32
	};
}

BODY struct wanted
wanted_at(const struct scan *scan, const struct side *side, uint32_t at,
	  bool short_blocks)
{
	const uint16_t *beside = side->beside + at;
	/* Where both halves are as long, words have no more letters. */
	const uint32_t mask = short_blocks ? side->other : UINT16_MAX;

	return (struct wanted){
		.here = beside[0] & mask,
		.on = beside[side->right ? -1 : 1] & mask,
		.less = side->less,
		.place = seed_pack(at - scan->from, side->right, false)
	};
}

/* Packs the seeds of one list, found so far; returns how many there are. */
BODY size_t
scan_list(struct scan *scan, const struct index_table *table,
	  const struct side *side, uint32_t at, const uint32_t offset[2],
	  size_t found, struct way way)
{
	const uint32_t from = offset[0], to = offset[1];
	struct wanted wanted = wanted_at(scan, side, at, way.short_blocks);

	if (to - from > side->many) {
		if (is_known(scan, table->length, scan->words[at] &
			     side->exact, side->right, wanted))
			return found;
		wanted.place |= seed_pack(0, false, true);
	}
	return (size_t)(list(scan->seeds + found, table, from, to, &wanted,
			     way) - scan->seeds);
}

/* Has what later places need brought into the cache. */
BODY void
fetch(const struct scan *scan, const uint32_t *offset, const uint16_t *other,
      unsigned length, uint32_t at)
{
	enum { FAR = 16, NEAR = 8 };

	if (at + FAR >= scan->text->n)
		return;
	__builtin_prefetch(
		&offset[bucket_of(length, scan->words[at + FAR], false)]);
	other += offset[bucket_of(length, scan->words[at + NEAR], false)];
	__builtin_prefetch(other);
	__builtin_prefetch(other + 32);
}

BODY void
scan_places(struct scan *scan, const struct index_table *table,
	    uint32_t *place, struct way way)
{
	/* Long blocks have even lengths, but the compiler does not know. */
	const unsigned length = way.short_blocks ? table->length :
				table->length / 2 * 2;
	const struct side left = side_of(scan, table, false);
	const struct side right = side_of(scan, table, true);
	const uint32_t half = length / 2, n = scan->text->n;
	const uint32_t more = length % 2;
	const bool is_odd = seq_is_odd(scan->text);
	uint32_t at = *place;
	const uint32_t end = n + 1 - half - at < SEED_PLACES ?
			     n + 1 - half : at + SEED_PLACES;
	size_t found = 0;

	scan->from = at;
	for (; at < end && found < SEEDS; at++) {
		const uint32_t word = scan->words[at];
		const uint32_t *here = &table->offset[
			bucket_of(length, word, false)];
		const uint32_t *there = &table->offset[
			bucket_of(length, word, true)];
		const size_t most = (size_t)(here[1] - here[0]) +
				    (there[1] - there[0]) + PAD;

		if (is_odd) {
			const uint32_t next = next_known(scan, at, half);

			if (next > at) {
				at = next - 1;
				continue;
			}
		}
		fetch(scan, table->offset, table->other, length, at);
		if (scan->seeds_room - found < most)
			scan->seeds = mem_grow(scan->seeds, &scan->seeds_room,
					       found + most,
					       sizeof(*scan->seeds));
		if (here[1] > here[0] && at + half + more <= n)
			found = scan_list(scan, table, &left, at, here, found,
					  way);
		if (there[1] > there[0])
			found = scan_list(scan, table, &right, at, there,
					  found, way);
	}
	scan->n_seeds = found;
	*place = at;
}

static void
scan_plain(struct scan *scan, const struct index_table *table, uint32_t *at)
{
	scan_places(scan, table, at, (struct way){ false, true });
}

#if HAVE_WIDE

WIDE static void
scan_wide(struct scan *scan, const struct index_table *table, uint32_t *at)
{
	if (table->length <= BLOCK_SHORT)
		scan_places(scan, table, at, (struct way){ true, true });
	else
		scan_places(scan, table, at, (struct way){ true, false });
}

/* Leaves out the seeds whose flanks do not hold. */
static void
sieve(struct scan *scan, const struct index_table *table)
{
	const struct leak_seq *text = scan->text;

	if (!table->flanks || scan->n_seeds == 0)
		return;
	if (!scan->has_flanks) {
		scan->flanks = mem_grow(scan->flanks, &scan->flanks_room,
					(size_t)text->n + 1,
					sizeof(*scan->flanks));
		flank_fill(text, scan->flanks);
		scan->has_flanks = true;
	}
	scan->n_seeds = flank_sieve(table, &(struct flank_places){
		scan->flanks, text->n, scan->from
	}, scan->seeds, scan->n_seeds);
}

#endif

bool
scan_table(struct scan *scan, const struct index_table *table, uint32_t *at)
{
	scan->n_seeds = 0;
	if (*at + half_letters(table->length, true) > scan->text->n)
		return false;
	if (*at == 0)
		fill_words(scan, half_letters(table->length, false));
#if HAVE_WIDE
	if (flank_is_fast()) {
		scan_wide(scan, table, at);
		sieve(scan, table);
		return true;
	}
#endif
	scan_plain(scan, table, at);
	return true;
}

bool
scan_is_exact(const struct scan *scan, const struct index_table *table,
	      const struct seed *seed)
{
	const unsigned exact = half_letters(table->length, seed->right);
	const uint32_t here = seed->right ? scan->backs[seed->at] :
					    scan->words[seed->at + exact];

	return table->other[seed->entry] ==
	       (here & word_mask(table->length - exact));
}
