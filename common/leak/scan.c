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
#define WIDE __attribute__((target("avx2")))
#else
#define HAVE_WIDE 0
#endif
#define BODY static inline __attribute__((always_inline))

enum {
	SEEDS = 1 << 12,	/* that are enough for once */
	PAD = 32,		/* words before and after those of a text */
	LETTERS_ON = 0x5555	/* the lower bit of each letter */
};

/* What a list of entries is held against. */
struct wanted {
	uint32_t here, on;	/* the text's word, and that a letter on */
	uint32_t less;		/* the letters but the last */
};

void
scan_release(struct scan *scan)
{
	free(scan->space);
	free(scan->codes);
	free(scan->flanks);
	free(scan->seeds);
	free(scan->seen);
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
	scan->serial++;
}

/* Room for every list that a text can meet, twice over. */
static void
make_seen(struct scan *scan)
{
	size_t n = 256;

	while (n < 4 * (size_t)scan->text->n)
		n *= 2;
	free(scan->seen);
	scan->seen = mem_zeroed(n, sizeof(*scan->seen));
	scan->n_seen = n;
}

/* True if a list was met with the same letters beside it often enough. */
static bool
is_known(struct scan *scan, unsigned half, uint32_t word, bool right,
	 const struct wanted *wanted)
{
	const uint64_t context = (uint64_t)half << 49 | (uint64_t)word << 33 |
				 (uint64_t)right << 32 |
				 (uint64_t)wanted->here << 16 | wanted->on;
	size_t at;

	if (scan->n_seen < 4 * (size_t)scan->text->n)
		make_seen(scan);
	at = (size_t)(context * 0x9e3779b97f4a7c15u >> 32) &
	     (scan->n_seen - 1);
	while (scan->seen[at].serial == scan->serial &&
	       scan->seen[at].context != context)
		at = (at + 1) & (scan->n_seen - 1);
	if (scan->seen[at].serial != scan->serial)
		scan->seen[at] = (struct scan_seen){ context, scan->serial,
						     0 };
	return ++scan->seen[at].times > SCAN_TIMES;
}

/* Words of h letters; an odd letter is as good as A. */
static void
fill_words(struct scan *scan, unsigned half)
{
	const uint32_t n = scan->text->n, mask = word_mask(half);
	const unsigned top = 2 * (half - 1);
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
		if (i + 1 >= half)
			scan->words[i + 1 - half] = (uint16_t)word;
	}
	for (uint32_t i = n; i < n + half; i++) {
		word >>= 2;
		if (i + 1 >= half)
			scan->words[i + 1 - half] = (uint16_t)word;
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

/* Completes seeds of one list, of which only the entries are there. */
static void
complete(struct seed *seeds, const struct seed *end,
	 const struct index_table *table, const struct seed *like,
	 uint32_t here)
{
	for (; seeds < end; seeds++) {
		const uint32_t entry = seeds->entry;

		*seeds = *like;
		seeds->entry = entry;
		seeds->exact = table->other[entry] == here;
	}
}

/* Writes the good ones of some entries; returns where they end. */
static struct seed *
plain_list(struct seed *seeds, const struct index_table *table, uint32_t from,
	   uint32_t to, const struct wanted *wanted)
{
	for (uint32_t i = from; i < to; i++)
		if (is_good(table->other[i], wanted))
			seeds++->entry = i;
	return seeds;
}

#if HAVE_WIDE

/* Sixteen entries at a time, by the same rule. */
WIDE static inline struct seed *
wide_list(struct seed *seeds, const struct index_table *table, uint32_t from,
	  uint32_t to, const struct wanted *wanted)
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
		for (; good; good &= good - 1)
			seeds++->entry = i + (uint32_t)__builtin_ctz(good) / 2;
	}
	return seeds;
}

#endif

BODY struct seed *
list(struct seed *seeds, const struct index_table *table, uint32_t from,
     uint32_t to, const struct wanted *wanted, bool wide)
{
#if HAVE_WIDE
	if (wide)
		return wide_list(seeds, table, from, to, wanted);
#endif
	(void)wide;
	return plain_list(seeds, table, from, to, wanted);
}

/* The first place from at on where h known letters begin, or n. */
static uint32_t
next_known(const struct scan *scan, uint32_t at, unsigned half)
{
	uint32_t run = 0;

	for (uint32_t i = at; i < scan->text->n; i++) {
		run = scan->codes[i] < CODE_N ? run + 1 : 0;
		if (run == half)
			return i + 1 - half;
	}
	return scan->text->n;
}

static void
make_seeds_room(struct scan *scan, size_t n)
{
	scan->seeds = mem_grow(scan->seeds, &scan->seeds_room, n,
			       sizeof(*scan->seeds));
}

BODY void
scan_places(struct scan *scan, const struct index_table *table,
	    uint32_t *place, bool wide)
{
	enum { FAR = 16, NEAR = 8 };
	const unsigned h = table->half;
	const uint32_t n = scan->text->n;
	/* Far longer than lists are that are not of repeats. */
	const uint32_t many = (uint32_t)(table->n >> (2 * h - 1)) + 32;
	uint32_t at = *place;
	struct seed *first, *second, *end;
	size_t found = 0;

	for (; at + h <= n && found < SEEDS; at++) {
		const uint32_t word = scan->words[at];
		const uint32_t *offset = &table->offset[2 * word];
		uint32_t middle = offset[1], from = offset[0], to = offset[2];
		struct wanted after = { .less = word_mask(h - 1) };
		struct wanted before = after;

		if (seq_is_odd(scan->text)) {
			const uint32_t next = next_known(scan, at, h);

			if (next > at) {
				at = next - 1;
				continue;
			}
		}
		if (at + FAR < n) {
			const uint32_t *near =
				&table->offset[2 * scan->words[at + NEAR]];

			__builtin_prefetch(&table->offset[
				2 * scan->words[at + FAR]]);
			__builtin_prefetch(table->other + near[0]);
		}
		after.here = scan->words[at + h];
		after.on = scan->words[at + h + 1];
		before.here = scan->backs[at];
		before.on = scan->backs[(ptrdiff_t)at - 1];
		if (to - from > many) {
			if (middle - from > many &&
			    is_known(scan, h, word, false, &after))
				from = middle;
			if (to - middle > many &&
			    is_known(scan, h, word, true, &before))
				to = middle;
		}
		if (to == from)
			continue;
		if (scan->seeds_room - found < to - from)
			make_seeds_room(scan, found + (to - from));
		first = scan->seeds + found;
		second = list(first, table, from, middle, &after, wide);
		end = list(second, table, middle, to, &before, wide);
		if (end == first)
			continue;
		complete(first, second, table, &(struct seed){
			.at = at, .long_list = middle - from > many
		}, after.here);
		complete(second, end, table, &(struct seed){
			.at = at, .long_list = to - middle > many,
			.right = true
		}, before.here);
		found += (size_t)(end - first);
	}
	scan->n_seeds = found;
	*place = at;
}

static void
scan_plain(struct scan *scan, const struct index_table *table, uint32_t *at)
{
	scan_places(scan, table, at, false);
}

#if HAVE_WIDE

WIDE static void
scan_wide(struct scan *scan, const struct index_table *table, uint32_t *at)
{
	scan_places(scan, table, at, true);
}

#endif

/* Leaves out the seeds whose flanks do not hold. */
static void
sieve(struct scan *scan, const struct index_table *table)
{
	const struct leak_seq *text = scan->text;

	if (!table->flanks || text->n > FLANK_TEXT)
		return;
	if (!scan->has_flanks) {
		scan->flanks = mem_grow(scan->flanks, &scan->flanks_room,
					(size_t)text->n + 1,
					sizeof(*scan->flanks));
		flank_fill(text, scan->flanks);
		scan->has_flanks = true;
	}
	scan->n_seeds = flank_sieve(table->flanks, scan->flanks, text->n,
				    table->half, scan->seeds, scan->n_seeds);
}

bool
scan_table(struct scan *scan, const struct index_table *table, uint32_t *at)
{
	scan->n_seeds = 0;
	if (*at + table->half > scan->text->n)
		return false;
	if (*at == 0)
		fill_words(scan, table->half);
#if HAVE_WIDE
	if (__builtin_cpu_supports("avx2")) {
		scan_wide(scan, table, at);
		sieve(scan, table);
		return true;
	}
#endif
	scan_plain(scan, table, at);
	sieve(scan, table);
	return true;
}
