/*
 * base.c - how much of a record each letter is.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "checks/value_check.h"
#include "checks/value_grid.h"

/* By letter_number(). */
static const char *const at[LETTERS] = {
	"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N",
	"O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "-", "*"
};

static const unsigned usual[] = { 'A' - 'A', 'C' - 'A', 'G' - 'A', 'T' - 'A' };
enum { USUAL = 4 };

struct base_state {
	struct value_state *letters;
	struct value_grid grid;		/* of the usual ones */
};

static void *
make(const struct check_params *params)
{
	struct base_state *state = mem_zeroed(1, sizeof(*state));

	state->letters = value_state_new(params, at, LETTERS);
	state->grid.parts = USUAL;
	return state;
}

static void
release(void *data)
{
	struct base_state *state = data;

	value_state_free(state->letters);
	value_grid_release(&state->grid);
	free(state);
}

static int
pour(struct base_state *state, struct error *err)
{
	struct value_counts *counts[USUAL];

	for (unsigned k = 0; k < USUAL; k++)
		counts[k] = &state->letters->parts[usual[k]];
	return value_grid_pour(&state->grid, counts, err);
}

/* Numbers of each letter of one record. */
static void
count_letters(const struct batch *batch, size_t record,
	      uint32_t counts[LETTERS])
{
	const struct profile *p = &batch->profile[record];

	const uint8_t *seq = batch->seq[record];
	size_t n = batch->length[record];

	for (unsigned l = 0; l < LETTERS; l++)
		counts[l] = 0;
	for (size_t i = p->other ? letter_next_odd(seq, 0, n) : n; i < n;
	     i = letter_next_odd(seq, i + 1, n))
		counts[letter_number(seq[i])]++;
	counts['A' - 'A'] = p->acgt[0];
	counts['C' - 'A'] = p->acgt[1];
	counts['G' - 'A'] = p->acgt[2];
	counts['T' - 'A'] = p->acgt[3];
	counts['U' - 'A'] = p->u;
	counts['N' - 'A'] = p->n;
}

/* A record of A, C, G and T alone, in the grid. */
static inline void
add_to_grid(struct value_grid *grid, const uint32_t acgt[USUAL])
{
	const size_t row = (size_t)grid->of + 1;

	for (unsigned k = 0; k < USUAL; k++)
		grid->cells[k * row + acgt[k]]++;
	grid->records++;
}

/* A record whose letters may be any, or whose length is another. */
static int
add_one(struct base_state *state, const struct batch *batch, size_t record,
	struct error *err)
{
	uint32_t counts[LETTERS];

	count_letters(batch, record, counts);
	for (unsigned l = 0; l < LETTERS; l++)
		if (counts[l] && value_counts_add(&state->letters->parts[l],
						  counts[l],
						  batch->length[record],
						  err) < 0)
			return -1;
	return 0;
}

/* The same of A, C, G and T alone. */
static int
add_usual(struct base_state *state, const uint32_t acgt[USUAL],
	  uint32_t length, struct error *err)
{
	for (unsigned k = 0; k < USUAL; k++)
		if (acgt[k] &&
		    value_counts_add(&state->letters->parts[usual[k]],
				     acgt[k], length, err) < 0)
			return -1;
	return 0;
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct base_state *state = data;
	struct value_grid *grid = &state->grid;

	batch_profile(batch, PROFILE_LETTERS);
	state->letters->records += batch->n;
	value_grid_meet(grid, batch->length[0]);
	if (!value_grid_has_room(grid, batch->n) && pour(state, err) < 0)
		return -1;
	for (size_t i = 0; i < batch->n; i++) {
		const struct profile *p = &batch->profile[i];
		int status = 0;

		if (p->u || p->n || p->other)
			status = add_one(state, batch, i, err);
		else if (value_grid_takes(grid, batch->length[i]))
			add_to_grid(grid, p->acgt);
		else
			status = add_usual(state, p->acgt, batch->length[i],
					   err);
		if (status < 0)
			return -1;
	}
	return 0;
}

static int
settle(void *data, struct error *err)
{
	struct base_state *state = data;

	return pour(state, err) < 0 ? -1 :
				      value_state_settle(state->letters, err);
}

static int
merge(void *to, void *other, struct error *err)
{
	struct base_state *into = to, *from = other;

	if (pour(from, err) < 0)
		return -1;
	return value_state_merge(into->letters, from->letters, err);
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	struct base_state *state = data;

	if (pour(state, err) < 0)
		return -1;
	value_emit_total(out, group, "base", ".", state->letters->records);
	return value_state_emit(state->letters, "base", group, out, err);
}

static void
each_header(const struct check_params *params, struct text *line)
{
	if (!params->has_length)
		text_adds(line, "\tlength");
	text_adds(line, "\tA\tC\tG\tT\tU\tN\tother");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	const struct profile *p = &batch->profile[record];

	batch_profile(batch, PROFILE_LETTERS);
	if (!params->has_length) {
		text_add_column(line, batch->length[record]);
	}
	for (unsigned b = 0; b < 4; b++) {
		text_add_column(line, p->acgt[b]);
	}
	text_add_column(line, p->u);
	text_add_column(line, p->n);
	text_add_column(line, p->other);
}

const struct check check_base = {
	.name = "base",
	.about = "share of each letter",
	.cause = "the classes differ in GC content, strand or source",
	.mend = "match the classes on GC content first, then look again; "
		"what stays is strand skew or biology",
	.scoring = SCORE_SPARSE,
	.reads = PROFILE_LETTERS,
	.make = make,
	.add = add,
	.settle = settle,
	.merge = merge,
	.emit = emit,
	.free = release,
	.each_header = each_header,
	.each = each,
};
