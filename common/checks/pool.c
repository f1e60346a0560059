/*
 * pool.c - words of 5 to 8 letters, counted over all records of a group.
 *
 * Letters are packed, two bits each, the first in the lowest bits; so a word
 * is some bits of a number, whose first letter counts least. Words of k + 1
 * letters are counted at every second place; the words of k letters are their
 * beginnings and their ends. So half of the places are counted, and the last
 * word of an odd number of places by itself.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "checks/value_check.h"
#include "checks/words.h"

enum { POOL_LEAST = WORD_SCORED + 1, KINDS = WORD_MOST - WORD_SCORED };

struct pool {
	uint32_t *twos;		/* [4^(k+1)] */
	uint64_t *ones;		/* [4^k] */
};

struct pool_state {
	uint64_t records;
	struct pool pools[KINDS];	/* k is POOL_LEAST + i */
	uint64_t letters;		/* that twos may hold words of */
	uint8_t *packed;		/* working space */
	size_t packed_room;
};

static size_t
words_of(unsigned k)
{
	return (size_t)1 << 2 * k;
}

static void *
make(const struct check_params *params)
{
	struct pool_state *state = mem_zeroed(1, sizeof(*state));

	for (unsigned i = 0; i < KINDS; i++) {
		unsigned k = POOL_LEAST + i;

		if (!(params->kmers >> k & 1))
			continue;
		state->pools[i].ones = mem_zeroed(words_of(k),
						  sizeof(uint64_t));
		state->pools[i].twos = mem_zeroed(words_of(k + 1),
						  sizeof(uint32_t));
	}
	return state;
}

static void
release(void *data)
{
	struct pool_state *state = data;

	for (unsigned i = 0; i < KINDS; i++) {
		free(state->pools[i].ones);
		free(state->pools[i].twos);
	}
	free(state->packed);
	free(state);
}

/* Halves of the longer words become words. */
static void
fold(struct pool *pool, unsigned k)
{
	for (size_t w = 0; w < words_of(k + 1); w++) {
		pool->ones[w >> 2] += pool->twos[w];
		pool->ones[w & (words_of(k) - 1)] += pool->twos[w];
		pool->twos[w] = 0;
	}
}

static void
fold_all(struct pool_state *state)
{
	for (unsigned i = 0; i < KINDS; i++)
		if (state->pools[i].ones)
			fold(&state->pools[i], POOL_LEAST + i);
	state->letters = 0;
}

static uint64_t
load_bytes(const uint8_t *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/*
 * Eight letters that are ACGT or U as 16 bits: bits 1 and 2 of A, C, T (U)
 * and G are 0, 1, 2 and 3. What other letters become is never counted.
 */
static uint16_t
pack_eight(const uint8_t *seq)
{
	uint64_t codes = load_bytes(seq) >> 1 & 0x0303030303030303;

	codes ^= codes >> 1 & 0x0101010101010101;
	codes = (codes | codes >> 6) & 0x000f000f000f000f;
	codes = (codes | codes >> 12) & 0x000000ff000000ff;
	return (uint16_t)(codes | codes >> 24);
}

/* Four letters a byte, and some bytes more that may be looked at. */
static void
pack(struct pool_state *state, const uint8_t *seq, size_t n)
{
	uint8_t *to;

	state->packed = mem_grow(state->packed, &state->packed_room,
				 n / 4 + 2 + sizeof(uint64_t), 1);
	to = state->packed;
	for (size_t i = 0; i < n; i += 8, to += 2) {
		uint16_t letters = pack_eight(seq + i);

		to[0] = (uint8_t)letters;
		to[1] = (uint8_t)(letters >> 8);
	}
}

/* 29 letters from a place on, or more. */
static inline uint64_t
letters_from(const uint8_t *packed, size_t at)
{
	return load_bytes(packed + at / 4) >> 2 * (at % 4);
}

/* The letters between two places, side by side. */
static void
count_stretch(struct pool *pool, unsigned k, const uint8_t *packed, size_t at,
	      size_t end)
{
	enum { AT_ONCE = 8 };
	uint64_t mask = words_of(k + 1) - 1;

	for (; at + 2 * AT_ONCE + k <= end; at += 2 * AT_ONCE) {
		uint64_t letters = letters_from(packed, at);

		for (unsigned i = 0; i < AT_ONCE; i++)
			pool->twos[letters >> 4 * i & mask]++;
	}
	for (; at + k < end; at += 2)
		pool->twos[letters_from(packed, at) & mask]++;
	if (at + k == end)
		pool->ones[letters_from(packed, at) & mask >> 2]++;
}

/* The first place from i on of a letter that no word holds. */
static size_t
next_border(const uint8_t *seq, size_t i, size_t n)
{
	while ((i = letter_next_odd(seq, i, n)) < n && word_letter(seq[i]) < 4)
		i++;
	return i;
}

static void
count_record(struct pool_state *state, const uint8_t *seq, size_t n)
{
	pack(state, seq, n);
	state->letters += n;
	if (state->letters > UINT32_MAX)
		fold_all(state);
	for (size_t i = 0, j; i < n; i = j + 1) {
		j = next_border(seq, i, n);
		for (unsigned p = 0; p < KINDS; p++)
			if (state->pools[p].ones)
				count_stretch(&state->pools[p],
					      POOL_LEAST + p, state->packed,
					      i, j);
	}
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct pool_state *state = data;

	(void)err;
	state->records += batch->n;
	for (size_t r = 0; r < batch->n; r++)
		count_record(state, batch->seq[r], batch->length[r]);
	return 0;
}

static int
add_counts(uint64_t *into, uint64_t *from, size_t n, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		if (!add_u64(&into[i], from[i]))
			return error_set(err, "a word occurs more than 2^64 "
					 "times");
		from[i] = 0;
	}
	return 0;
}

static int
merge(void *to, void *other, struct error *err)
{
	struct pool_state *into = to, *from = other;

	into->records += from->records;
	from->records = 0;
	fold_all(into);
	fold_all(from);
	for (unsigned i = 0; i < KINDS; i++)
		if (into->pools[i].ones &&
		    add_counts(into->pools[i].ones, from->pools[i].ones,
			       words_of(POOL_LEAST + i), err) < 0)
			return -1;
	return 0;
}

/* A word whose first letter counts most, as one whose first counts least. */
static size_t
turn_word(size_t word, unsigned k)
{
	size_t turned = 0;

	for (; k > 0; k--, word >>= 2)
		turned = turned << 2 | (word & 3);
	return turned;
}

static uint64_t
count_windows(const struct pool *pool, unsigned k)
{
	uint64_t sum = 0;

	for (size_t w = 0; w < words_of(k); w++)
		sum += pool->ones[w];
	return sum;
}

static void
emit_windows(struct count_table *out, uint32_t group, const char *k,
	     uint64_t windows)
{
	struct series *series = count_table_series(out, group, "pool", k,
						   SERIES_WINDOWS);
	struct tally *total = mem_array(1, sizeof(*total));

	*total = (struct tally){ TALLY_ABSENT, TALLY_ABSENT, windows };
	run_list_take(&series->runs, total, 1);
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	struct pool_state *state = data;

	(void)err;
	fold_all(state);
	for (unsigned i = 0; i < KINDS; i++) {
		struct pool *pool = &state->pools[i];
		unsigned k = POOL_LEAST + i;
		char text[NUMBER_TEXT];
		uint64_t windows;

		if (!pool->ones)
			continue;
		text[write_u64(text, k)] = '\0';
		value_emit_total(out, group, "pool", text, state->records);
		windows = count_windows(pool, k);
		if (windows)
			emit_windows(out, group, text, windows);
		for (size_t w = 0; w < words_of(k); w++) {
			uint64_t *count = &pool->ones[turn_word(w, k)];

			word_text((unsigned)w, k, text);
			if (*count)
				value_emit_total(out, group, "pool", text,
						 *count);
			*count = 0;
		}
	}
	return 0;
}

const struct check check_pool = {
	.name = "pool",
	.about = "words of 5 to 8 letters, counted in all (-k 5 to -k 8)",
	.cause = "motifs and repeats",
	.mend = "look at which words differ: a motif may be the biology",
	.scoring = SCORE_NONE,
	.make = make,
	.add = add,
	.merge = merge,
	.emit = emit,
	.free = release,
};
