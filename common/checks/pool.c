/*
 * pool.c - words of 5 to 8 letters, counted over all records of a group.
 *
 * Words of k + 1 letters are counted at every second place; the words of k
 * letters are their beginnings and their ends. So half of the places are
 * counted, and the last word of an even number of places by itself.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "checks/value_check.h"
#include "checks/words.h"

enum { POOL_LEAST = WORD_SCORED + 1, KINDS = WORD_MOST - WORD_SCORED };

struct pool {
	uint64_t *twos;		/* [4^(k+1)] */
	uint64_t *ones;		/* [4^k] */
};

struct pool_state {
	uint64_t records;
	struct pool pools[KINDS];	/* k is POOL_LEAST + i */
	uint8_t *codes;			/* working space */
	size_t codes_room;
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
						  sizeof(uint64_t));
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
	free(state->codes);
	free(state);
}

/* n codes of letters side by side. */
static void
count_stretch(struct pool *pool, unsigned k, const uint8_t *codes, size_t n)
{
	uint64_t mask = words_of(k + 1) - 1, word = 0;
	size_t i = 0;

	if (n < k)
		return;
	for (; i < k - 1; i++)
		word = word << 2 | codes[i];
	for (; i + 1 < n; i += 2) {
		word = (word << 4 | (uint64_t)codes[i] << 2 | codes[i + 1]) &
		       mask;
		pool->twos[word]++;
	}
	if (i < n)
		pool->ones[(word << 2 | codes[i]) & (mask >> 2)]++;
}

/*
 * Codes of letters that are ACGT or U: bits 1 and 2 of A, C, T (U) and G are
 * 0, 1, 2 and 3. A loop that the compiler makes wide.
 */
static void
encode(const uint8_t *restrict seq, size_t n, uint8_t *restrict codes)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t bits = seq[i] >> 1 & 3;

		codes[i] = (uint8_t)(bits ^ bits >> 1);
	}
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
	state->codes = mem_grow(state->codes, &state->codes_room, n + 1, 1);
	encode(seq, n, state->codes);
	for (size_t i = 0, j; i < n; i = j + 1) {
		j = next_border(seq, i, n);
		for (unsigned p = 0; p < KINDS; p++)
			if (state->pools[p].ones)
				count_stretch(&state->pools[p],
					      POOL_LEAST + p,
					      state->codes + i, j - i);
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
	for (unsigned i = 0; i < KINDS; i++) {
		struct pool *x = &into->pools[i], *y = &from->pools[i];

		if (x->ones && (add_counts(x->ones, y->ones,
					   words_of(POOL_LEAST + i), err) <
					0 ||
				add_counts(x->twos, y->twos,
					   words_of(POOL_LEAST + i + 1),
					   err) < 0))
			return -1;
	}
	return 0;
}

/* Halves of the longer words become words. Returns how many there are. */
static uint64_t
fold(struct pool *pool, unsigned k)
{
	size_t n = words_of(k);
	uint64_t sum = 0;

	for (size_t w = 0; w < words_of(k + 1); w++) {
		pool->ones[w >> 2] += pool->twos[w];
		pool->ones[w & (n - 1)] += pool->twos[w];
		pool->twos[w] = 0;
	}
	for (size_t w = 0; w < n; w++)
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
	for (unsigned i = 0; i < KINDS; i++) {
		struct pool *pool = &state->pools[i];
		unsigned k = POOL_LEAST + i;
		char text[NUMBER_TEXT];
		uint64_t windows;

		if (!pool->ones)
			continue;
		text[write_u64(text, k)] = '\0';
		value_emit_total(out, group, "pool", text, state->records);
		windows = fold(pool, k);
		if (windows)
			emit_windows(out, group, text, windows);
		for (size_t w = 0; w < words_of(k); w++) {
			word_text((unsigned)w, k, text);
			if (pool->ones[w])
				value_emit_total(out, group, "pool", text,
						 pool->ones[w]);
			pool->ones[w] = 0;
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
