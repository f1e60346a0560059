/*
 * position.c - which letter stands where, from the start, the end and the
 * centre.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "checks/position_cells.h"
#include "checks/position_rows.h"
#include "checks/position_sums.h"
#include "checks/profile.h"
#include "checks/value_check.h"

static const char *const names[] = { "start", "end", "centre" };

struct position_state {
	struct position_cells cells;
	uint32_t limit;			/* the farthest position */
	uint64_t records;
	_Atomic bool *beyond;		/* of the parameters, or NULL */
};

/* Letters from..to-1 of a record go to the cells from first on. */
struct stretch {
	uint32_t from, to;
	size_t first;
};

static void *
make(const struct check_params *params, enum position_anchor anchor)
{
	struct position_state *state = mem_zeroed(1, sizeof(*state));

	state->cells.anchor = anchor;
	/* Positions are kept as 32 bits with a sign. */
	state->limit = params->positions && params->positions < INT32_MAX ?
			       params->positions : INT32_MAX;
	state->beyond = params->beyond;
	return state;
}

static void
release(void *data)
{
	struct position_state *state = data;

	position_cells_release(&state->cells);
	free(state);
}

/* Of the centre: positions from -limit to limit, the middle is 0. */
static inline struct stretch
find_around_centre(struct position_state *state, uint32_t n, uint32_t limit)
{
	uint32_t half = n / 2, before, after;
	struct stretch s = { half > limit ? half - limit : 0, n, 0 };

	if (n - half > limit && n - half - 1 > limit)
		s.to = half + limit + 1;
	before = half - s.from;
	after = s.to - half;
	position_cells_need(&state->cells, 2 * (size_t)(before > after ?
							before : after));
	s.first = state->cells.n / 2 - before;
	return s;
}

/* The letters of a record that are within the limit, and their cells. */
static inline struct stretch
find_stretch(struct position_state *state, uint32_t n)
{
	uint32_t limit = state->limit;
	struct stretch s = { 0, n, 0 };

	if (state->cells.anchor == POSITION_CENTRE)
		return find_around_centre(state, n, limit);
	if (state->cells.anchor == POSITION_START)
		s.to = n < limit ? n : limit;
	else
		s.from = n > limit ? n - limit : 0;
	position_cells_need(&state->cells, s.to - s.from);
	if (state->cells.anchor == POSITION_END)
		s.first = state->cells.n - (s.to - s.from);
	return s;
}

static void
count_others(struct position_state *state, const uint8_t *seq,
	     const struct stretch *s)
{
	for (size_t i = letter_next_odd(seq, s->from, s->to); i < s->to;
	     i = letter_next_odd(seq, i + 1, s->to))
		position_cells_wide(&state->cells, letter_number(seq[i]))[
			s->first + i - s->from]++;
}

/*
 * Records of one length, all of it within the limit, are counted once for
 * all anchors. False: these are not.
 */
static bool
add_alike(struct position_state *state, struct batch *batch)
{
	const struct position_sums *sums;
	struct stretch s = find_stretch(state, batch->length[0]);

	if (s.to - s.from < batch->length[0])
		return false;
	sums = position_sums_find(batch);
	if (!sums)
		return false;
	position_sums_add(sums, state->cells.narrow, s.first);
	for (size_t i = 0; i < batch->n; i++)
		if (batch->profile[i].u || batch->profile[i].n)
			count_others(state, batch->seq[i], &s);
	return true;
}

/* Records of any lengths. */
static void
add_any(struct position_state *state, const struct batch *batch)
{
	struct position_row rows[BATCH_MAX];
	size_t n = 0;

	for (size_t i = 0; i < batch->n; i++) {
		const struct profile *p = &batch->profile[i];
		struct stretch s = find_stretch(state, batch->length[i]);
		uint32_t length = s.to - s.from;

		if (length < batch->length[i] && state->beyond)
			atomic_store(state->beyond, true);
		rows[n] = (struct position_row){ batch->seq[i] + s.from,
						 s.first, s.first + length };
		if (p->u || p->n || p->other)
			count_others(state, batch->seq[i], &s);
		if (p->other)	/* which only plain C tells from the four */
			position_rows_count(&rows[n], 1, state->cells.narrow, false);
		else
			n++;
	}
	if (n > 0)
		position_rows_count(rows, n, state->cells.narrow,
				    profile_has_wide());
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct position_state *state = data;

	(void)err;
	batch_profile(batch, PROFILE_LETTERS);
	for (size_t i = 0; i < batch->n; i++)	/* as many cells as needed */
		find_stretch(state, batch->length[i]);
	position_cells_expect(&state->cells, batch->n);
	state->records += batch->n;
	if (!add_alike(state, batch))
		add_any(state, batch);
	return 0;
}

static int
merge(void *to, void *other, struct error *err)
{
	struct position_state *into = to, *from = other;

	(void)err;
	position_cells_merge(&into->cells, &from->cells);
	into->records += from->records;
	from->records = 0;
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	struct position_state *state = data;
	const char *name = names[state->cells.anchor];
	struct position_count *entries;
	struct series *series;
	size_t n;

	(void)err;
	value_emit_total(out, group, name, ".", state->records);
	n = position_cells_list(&state->cells, &entries);
	if (n == 0) {
		free(entries);
		return 0;
	}
	series = count_table_series(out, group, name, "", SERIES_POSITIONS);
	run_list_take(&series->runs, entries, n);
	return 0;
}

static void *
make_start(const struct check_params *params)
{
	return make(params, POSITION_START);
}

static void *
make_end(const struct check_params *params)
{
	return make(params, POSITION_END);
}

static void *
make_centre(const struct check_params *params)
{
	return make(params, POSITION_CENTRE);
}

const struct check check_start = {
	.name = "start",
	.about = "letters at positions from the start",
	.cause = "records of one class were cut at a site, such as a splice "
		 "junction or a primer, or carry an adapter",
	.mend = "cut the other class at decoys of the same site, or shift "
		"each record by a random number of letters",
	.scoring = SCORE_POSITIONS,
	.reads = PROFILE_LETTERS,
	.make = make_start,
	.add = add,
	.merge = merge,
	.emit = emit,
	.free = release,
};

const struct check check_end = {
	.name = "end",
	.about = "letters at positions from the end",
	.cause = "records of one class were cut at a site, or carry an "
		 "adapter or a tail",
	.mend = "cut the other class at decoys of the same site, or trim all "
		"records to a random length",
	.scoring = SCORE_POSITIONS,
	.reads = PROFILE_LETTERS,
	.make = make_end,
	.add = add,
	.merge = merge,
	.emit = emit,
	.free = release,
};

const struct check check_centre = {
	.name = "centre",
	.about = "letters at positions from the centre",
	.cause = "records of one class were centred on a motif or a peak",
	.mend = "centre the other class on the same motif, or shift each "
		"record by a random number of letters",
	.scoring = SCORE_POSITIONS,
	.reads = PROFILE_LETTERS,
	.make = make_centre,
	.add = add,
	.merge = merge,
	.emit = emit,
	.free = release,
};
