/*
 * scan.c - the entries of an index whose block stands in a text.
 *
 * For each place of the text the bucket of its half word is gone through: a
 * good entry's other half goes on in the text with one edit at most. Where
 * both first differ, one of three must hold for the rest: it is equal after
 * this letter (another letter), or equal to the text one letter on (a letter
 * more), or one letter on equal to the text (a letter less).
 */
#include "leak/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "leak/word.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2,popcnt")))
#else
#define HAVE_WIDE 0
#endif
#define BODY static inline __attribute__((always_inline))

enum {
	SEEDS = 1 << 12,	/* that are enough for once */
	PAD = 32,		/* words before and after those of a text */
	LETTERS_ON = 0x5555	/* the lower bit of each letter */
};

/* What is known when a scan is compiled. */
struct way {
	bool wide, short_blocks;
};

/* What a list of entries is held against. */
struct wanted {
	uint32_t here, on;	/* the text's word, and that a letter on */
	uint32_t less;		/* the letters but the last */
	uint64_t place;		/* as a packed seed has it */
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

static bool
is_good(uint32_t other, const struct wanted *wanted)
{
	const uint32_t x = other ^ wanted->here;
	const uint32_t differ = (x | x >> 1) & LETTERS_ON;
	const uint32_t rest = differ | (0 - differ);

	return (differ & (differ - 1)) == 0 ||
	       ((other ^ wanted->on) & rest) == 0 ||
	       (((other >> 2) ^ wanted->here) & wanted->less & rest) == 0;
}

/* Packs the good ones of some entries; returns where they end. */
static uint64_t *
plain_list(uint64_t *seeds, const struct index_table *table, uint32_t from,
	   uint32_t to, const struct wanted *wanted)
{
	for (uint32_t i = from; i < to; i++) {
		*seeds = wanted->place | i;
		seeds += is_good(table->other[i], wanted);
	}
	return seeds;
}

#if HAVE_WIDE

/* Sixteen entries at a time, by the same rule. */
WIDE static inline uint64_t *
wide_list(uint64_t *seeds, const struct index_table *table, uint32_t from,
	  uint32_t to, const struct wanted *wanted, bool short_blocks)
{
	const __m256i here = _mm256_set1_epi16((short)wanted->here);
	const __m256i on = _mm256_set1_epi16((short)wanted->on);
	const __m256i less = _mm256_set1_epi16((short)wanted->less);
	const __m256i zero = _mm256_setzero_si256();

	for (uint32_t i = from; i < to; i += 16) {
		const __m256i other = _mm256_loadu_si256(
			(const void *)(table->other + i));
		__m256i x = _mm256_xor_si256(other, here), rest, one, more;
		uint32_t good;

		x = _mm256_and_si256(
			_mm256_or_si256(x, _mm256_srli_epi16(x, 1)),
			_mm256_set1_epi16(LETTERS_ON));
		rest = _mm256_or_si256(x, _mm256_sub_epi16(zero, x));
		one = _mm256_and_si256(
			x, _mm256_add_epi16(x, _mm256_set1_epi16(-1)));
		more = _mm256_and_si256(_mm256_xor_si256(other, on), rest);
		x = _mm256_xor_si256(_mm256_srli_epi16(other, 2), here);
		x = _mm256_and_si256(_mm256_and_si256(x, less), rest);
		x = _mm256_min_epu16(x, _mm256_min_epu16(one, more));
		good = (uint32_t)_mm256_movemask_epi8(
			_mm256_cmpeq_epi16(x, zero)) & 0x55555555;
		if (to - i < 16)
			good &= (1u << 2 * (to - i)) - 1;
		/* Whether there is one is a coin's toss then. */
		if (short_blocks) {
			*seeds = wanted->place +
				 (i + (uint32_t)__builtin_ctz(good | 1u << 31)
				  / 2);
			seeds += good != 0;
			good &= good - 1;
		}
		for (; good; good &= good - 1)
			*seeds++ = wanted->place +
				   (i + (uint32_t)__builtin_ctz(good) / 2);
	}
	return seeds;
}

#endif

BODY uint64_t *
list(uint64_t *seeds, const struct index_table *table, uint32_t from,
     uint32_t to, const struct wanted *wanted, struct way way)
{
#if HAVE_WIDE
	if (way.wide)
		return wide_list(seeds, table, from, to, wanted,
				 way.short_blocks);
#endif
	(void)way;
	return plain_list(seeds, table, from, to, wanted);
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

#endif

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

struct seed
scan_seed(const struct scan *scan, const struct index_table *table, size_t i)
{
	struct seed seed = seed_unpack(scan->seeds[i], scan->from);

	const struct side side = side_of(scan, table, seed.right);

	seed.exact = table->other[seed.entry] ==
		     wanted_at(scan, &side, seed.at, true).here;
	return seed;
}
