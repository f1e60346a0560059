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
	free(state);
}

/* n letters without another one among them. */
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

/* The letters of a record as codes, into codes[length]. */
static void
encode(const uint8_t *seq, uint32_t length, uint8_t *codes)
{
	for (uint32_t i = 0; i < length; i++)
		codes[i] = (uint8_t)word_letter(seq[i]);
}

static void
count_record(struct pool *pool, unsigned k, const uint8_t *codes, size_t n)
{
	for (size_t i = 0, j; i < n; i = j + 1) {
		for (j = i; j < n && codes[j] < 4; j++)
			;
		count_stretch(pool, k, codes + i, j - i);
	}
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct pool_state *state = data;
	uint8_t *codes = NULL;
	size_t room = 0;

	(void)err;
	state->records += batch->n;
	for (size_t r = 0; r < batch->n; r++) {
		codes = mem_grow(codes, &room, batch->length[r] + 1, 1);
		encode(batch->seq[r], batch->length[r], codes);
		for (unsigned i = 0; i < KINDS; i++)
			if (state->pools[i].ones)
				count_record(&state->pools[i], POOL_LEAST + i,
					     codes, batch->length[r]);
	}
	free(codes);
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
