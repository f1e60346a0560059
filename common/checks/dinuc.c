/*
 * dinuc.c - how much of a record each pair of neighbours is.
 *
 * Pairs of A, C, G and T come from the profile. Any other pair is rare: it
 * is looked for in records that hold another letter, and has counts of its
 * own only once it has been seen.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "checks/value_check.h"
#include "checks/value_grid.h"

enum { USUAL = 16, PAIRS = LETTERS * LETTERS };

static const char *const at[USUAL] = { "AA", "AC", "AG", "AT", "CA", "CC",
				       "CG", "CT", "GA", "GC", "GG", "GT",
				       "TA", "TC", "TG", "TT" };

struct dinuc_state {
	struct value_state *usual;
	struct value_grid grid;		/* of them */
	struct memory_budget *budget;
	struct value_counts **odd;	/* [PAIRS] or NULL */
};

static void *
make(const struct check_params *params)
{
	struct dinuc_state *state = mem_zeroed(1, sizeof(*state));

	state->usual = value_state_new(params, at, USUAL);
	state->grid.parts = USUAL;
	state->budget = params->budget;
	return state;
}

static void
release(void *data)
{
	struct dinuc_state *state = data;

	value_state_free(state->usual);
	value_grid_release(&state->grid);
	for (size_t i = 0; state->odd && i < PAIRS; i++)
		if (state->odd[i]) {
			value_counts_release(state->odd[i]);
			free(state->odd[i]);
		}
	free(state->odd);
	free(state);
}

static struct value_counts *
odd_counts(struct dinuc_state *state, unsigned pair)
{
	if (!state->odd)
		state->odd = mem_zeroed(PAIRS, sizeof(*state->odd));
	if (!state->odd[pair]) {
		state->odd[pair] = mem_zeroed(1, sizeof(**state->odd));
		state->odd[pair]->budget = state->budget;
	}
	return state->odd[pair];
}

/*
 * Pairs with another letter, of one record; counts is [PAIRS], all zero, and
 * so it is left. A pair of two such letters is met at its first one.
 */
static int
add_odd(struct dinuc_state *state, const uint8_t *seq, size_t length,
	uint32_t *counts, struct error *err)
{
	uint16_t seen[PAIRS];
	size_t n = 0, last = length;	/* the odd letter before, if any */
	int status = 0;

	for (size_t i = letter_next_odd(seq, 0, length); i < length;
	     last = i, i = letter_next_odd(seq, i + 1, length)) {
		unsigned x = letter_number(seq[i]);

		if (i > 0 && last != i - 1) {
			unsigned pair = letter_number(seq[i - 1]) * LETTERS +
					x;

			if (counts[pair]++ == 0)
				seen[n++] = (uint16_t)pair;
		}
		if (i + 1 < length) {
			unsigned pair = x * LETTERS +
					letter_number(seq[i + 1]);

			if (counts[pair]++ == 0)
				seen[n++] = (uint16_t)pair;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (status == 0)
			status = value_counts_add(odd_counts(state, seen[i]),
						  counts[seen[i]],
						  (uint32_t)length - 1, err);
		counts[seen[i]] = 0;
	}
	return status;
}

static bool
is_odd(const struct profile *p)
{
	return p->u || p->n || p->other;
}

/* Apart, since counts are cleared and most batches have no odd record. */
static int
add_all_odd(struct dinuc_state *state, const struct batch *batch,
	    struct error *err)
{
	uint32_t counts[PAIRS] = { 0 };

	for (size_t i = 0; i < batch->n; i++)
		if (batch->length[i] > 1 && is_odd(&batch->profile[i]) &&
		    add_odd(state, batch->seq[i], batch->length[i], counts,
			    err) < 0)
			return -1;
	return 0;
}

static int
pour(struct dinuc_state *state, struct error *err)
{
	struct value_counts *counts[USUAL];

	for (unsigned k = 0; k < USUAL; k++)
		counts[k] = &state->usual->parts[k];
	return value_grid_pour(&state->grid, counts, err);
}

/* A record in the grid, where pairs that are not there count as 0. */
static inline void
add_to_grid(struct value_grid *grid, const uint32_t pairs[USUAL])
{
	const size_t row = (size_t)grid->of + 1;
	uint16_t *cells = grid->cells;

	for (unsigned k = 0; k < USUAL; k++, cells += row)
		cells[pairs[k]]++;
	grid->records++;
}

static int
add_one(struct dinuc_state *state, const uint32_t pairs[USUAL], uint32_t of,
	struct error *err)
{
	for (unsigned k = 0; k < USUAL; k++)
		if (pairs[k] && value_counts_add(&state->usual->parts[k],
						 pairs[k], of, err) < 0)
			return -1;
	return 0;
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct dinuc_state *state = data;
	struct value_grid *grid = &state->grid;
	bool odd = false;

	batch_profile(batch, PROFILE_LETTERS | PROFILE_PAIRS);
	state->usual->records += batch->n;
	if (batch->length[0] > 1)
		value_grid_meet(grid, batch->length[0] - 1);
	if (!value_grid_has_room(grid, batch->n) && pour(state, err) < 0)
		return -1;
	for (size_t i = 0; i < batch->n; i++) {
		const struct profile *p = &batch->profile[i];
		uint32_t n = batch->length[i];

		if (n < 2)
			continue;
		if (value_grid_takes(grid, n - 1))
			add_to_grid(grid, p->pairs);
		else if (add_one(state, p->pairs, n - 1, err) < 0)
			return -1;
		odd |= is_odd(p);
	}
	return odd ? add_all_odd(state, batch, err) : 0;
}

static int
settle(void *data, struct error *err)
{
	struct dinuc_state *state = data;

	if (pour(state, err) < 0)
		return -1;
	for (unsigned i = 0; state->odd && i < PAIRS; i++)
		if (state->odd[i] &&
		    value_counts_settle(state->odd[i], err) < 0)
			return -1;
	return value_state_settle(state->usual, err);
}

static int
merge(void *to, void *other, struct error *err)
{
	struct dinuc_state *into = to, *from = other;

	if (pour(from, err) < 0)
		return -1;
	for (unsigned i = 0; from->odd && i < PAIRS; i++)
		if (from->odd[i] &&
		    value_counts_merge(odd_counts(into, i), from->odd[i],
				       err) < 0)
			return -1;
	return value_state_merge(into->usual, from->usual, err);
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	struct dinuc_state *state = data;

	if (pour(state, err) < 0)
		return -1;
	value_emit_total(out, group, "dinuc", ".", state->usual->records);
	for (unsigned i = 0; state->odd && i < PAIRS; i++) {
		const char pair[] = { letter_text(i / LETTERS),
				      letter_text(i % LETTERS), '\0' };
		struct series *series;

		if (!state->odd[i])
			continue;
		series = count_table_series(out, group, "dinuc", pair,
					    SERIES_VALUES);
		if (value_counts_emit(state->odd[i], &series->runs, err) < 0)
			return -1;
	}
	return value_state_emit(state->usual, "dinuc", group, out, err);
}

static void
each_header(const struct check_params *params, struct text *line)
{
	(void)params;
	for (unsigned k = 0; k < USUAL; k++)
		text_addf(line, "\t%s", at[k]);
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	(void)params;
	batch_profile(batch, PROFILE_LETTERS | PROFILE_PAIRS);
	for (unsigned k = 0; k < USUAL; k++) {
		text_add_column(line, batch->profile[record].pairs[k]);
	}
}

const struct check check_dinuc = {
	.name = "dinuc",
	.about = "share of each pair of neighbouring letters",
	.cause = "CpG islands, methylation and codons shape pairs; random "
		 "background has none of them",
	.mend = "match the classes on GC content and CG pairs, or use "
		"negatives that keep the pairs (shuffled by dinucleotides)",
	.scoring = SCORE_SPARSE,
	.reads = PROFILE_LETTERS | PROFILE_PAIRS,
	.make = make,
	.add = add,
	.settle = settle,
	.merge = merge,
	.emit = emit,
	.free = release,
	.each_header = each_header,
	.each = each,
};
