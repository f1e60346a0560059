/*
 * dup.c - copies of sequences, on either strand, by hash.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "checks/canonical.h"
#include "checks/check.h"
#include "checks/hash_set.h"

/* Below this many hashes a file would not help. */
enum { SPILL_LEAST = 4096 };

struct dup_state {
	struct hash_set set;
	struct run_list runs;	/* of other threads, or spilled */
	struct memory_budget *budget;	/* or NULL */
	struct canonical space;
};

static void *
make(const struct check_params *params)
{
	struct dup_state *state = mem_zeroed(1, sizeof(*state));

	state->budget = params->budget;
	return state;
}

static void
give_back(struct dup_state *state)
{
	if (state->budget)
		memory_budget_give(state->budget,
				   hash_set_bytes(&state->set));
}

static void
release(void *data)
{
	struct dup_state *state = data;

	give_back(state);
	hash_set_release(&state->set);
	run_list_release(&state->runs);
	canonical_release(&state->space);
	free(state);
}

/* What waits goes to the run of the set. */
static int
settle_set(struct dup_state *state, struct error *err)
{
	return hash_set_settle(&state->set) ? 0 :
		error_set(err, "more than 4,294,967,295 copies of one "
			       "sequence");
}

/* Sends all hashes, which are settled, to a file. */
static int
spill(struct dup_state *state, struct error *err)
{
	int status = run_list_spill(&state->runs, &entry_hash, state->set.run,
				    state->set.n, err);

	give_back(state);
	hash_set_release(&state->set);
	return status;
}

/* More room; where the budget allows none, the set begins anew. */
static int
make_room(struct dup_state *state, struct error *err)
{
	size_t more;

	if (settle_set(state, err) < 0)
		return -1;
	more = hash_set_grown_bytes(&state->set) - hash_set_bytes(&state->set);
	if (state->budget && !memory_budget_take(state->budget, more)) {
		if (state->set.n >= SPILL_LEAST)
			return spill(state, err);
		memory_budget_force(state->budget, more);
	}
	hash_set_grow(&state->set);
	return 0;
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct dup_state *state = data;
	bool wide = canonical_has_wide();

	for (size_t i = 0; i < batch->n; i++) {
		uint64_t high, low;
		bool plus = canonical_hash(&state->space, batch->seq[i],
					   batch->length[i], wide, &high,
					   &low);

		while (hash_set_is_full(&state->set))
			if (make_room(state, err) < 0)
				return -1;
		hash_set_add(&state->set, high, low, plus);
	}
	return 0;
}

/* The set becomes a run of the list. */
static int
settle(void *data, struct error *err)
{
	struct dup_state *state = data;
	struct hash_set *set = &state->set;

	if (settle_set(state, err) < 0)
		return -1;
	give_back(state);
	if (set->n > 0) {
		run_list_take(&state->runs,
			      mem_resize(set->run, set->n, sizeof(*set->run)),
			      set->n);
		set->run = NULL;
	}
	hash_set_release(set);
	return 0;
}

static int
merge(void *to, void *other, struct error *err)
{
	struct dup_state *into = to, *from = other;

	if (settle(from, err) < 0 || settle(into, err) < 0)
		return -1;
	run_list_move(&into->runs, &from->runs);
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	struct dup_state *state = data;
	struct series *series;

	if (settle(state, err) < 0)
		return -1;
	if (state->runs.n == 0)
		return 0;
	series = count_table_series(out, group, "dup", "", SERIES_HASHES);
	run_list_move(&series->runs, &state->runs);
	return 0;
}

static void
each_header(const struct check_params *params, struct text *line)
{
	(void)params;
	text_adds(line, "\thash\tstrand");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	struct canonical space = { 0 };
	uint64_t high, low;
	bool plus = canonical_hash(&space, batch->seq[record],
				   batch->length[record], canonical_has_wide(),
				   &high, &low);

	(void)params;
	canonical_release(&space);
	text_addf(line, "\t%016llx%016llx\t%c", (unsigned long long)high,
		  (unsigned long long)low, plus ? '+' : '-');
}

const struct check check_dup = {
	.name = "dup",
	.about = "copies of a sequence, on either strand",
	.cause = "sources overlap, or records were added twice",
	.mend = "keep one record of each sequence, on both strands",
	.scoring = SCORE_NONE,
	.make = make,
	.add = add,
	.settle = settle,
	.merge = merge,
	.emit = emit,
	.free = release,
	.each_header = each_header,
	.each = each,
};
