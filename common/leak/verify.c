/*
 * verify.c - which records of an index are related to a text.
 *
 * A seed whose chain of blocks to the left fails is none of a beginning of
 * the record, and one whose chain to the right fails none of an end
 * (beside.h). What remains is aligned.
 */
#include "leak/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "leak/beside.h"

enum { FAILURES_MOST = 4, STEPS_A_FAILURE = 256,
       VERIFY_ALL = VERIFY_ENDS | VERIFY_BEGINNINGS };

void
verify_release(struct verify *verify)
{
	scan_release(&verify->scan);
	relate_release(&verify->relate);
	align_release(&verify->align);
	free(verify->back_codes);
	free(verify->states);
	free(verify->hits);
	*verify = (struct verify){ 0 };
}

/* A list is left out once all of its records were aligned: seen.h. */
_Static_assert((int)SEEN_TIMES > (int)FAILURES_MOST, "too early");

void
verify_begin(struct verify *verify, const struct verify_task *task)
{
	const size_t need = 2 * (size_t)task->index->n + 1;

	verify->task = *task;
	verify->serial = 0;
	verify->states = mem_grow(verify->states, &verify->states_room, need,
				  sizeof(*verify->states));
	memset(verify->states, 0,
	       verify->states_room * sizeof(*verify->states));
}

static const struct leak_seq *
pattern_of(const struct verify *verify, uint32_t record)
{
	return leak_part_seq(verify->task.patterns,
			     verify->task.index->first + record);
}

static struct verify_state *
state_of(struct verify *verify, uint32_t record, bool minus)
{
	struct verify_state *state = &verify->states[2 * (size_t)record +
						     minus];

	if (state->serial != verify->serial)
		*state = (struct verify_state){ .serial = verify->serial };
	return state;
}

static const uint8_t *
back_codes(struct verify *verify)
{
	const struct leak_seq *text = verify->scan.text;

	if (verify->has_back)
		return verify->back_codes;
	if (text->n > verify->back_room || !verify->back_codes)
		verify->back_codes = mem_grow(verify->back_codes,
					      &verify->back_room,
					      (size_t)text->n + 1, 1);
	seq_codes(text, true, false, verify->back_codes);
	verify->has_back = true;
	return verify->back_codes;
}

static void
add_hit(struct verify *verify, struct leak_hit *hit, uint32_t query,
	uint32_t target)
{
	hit->query = query;
	hit->target = target;
	if (verify->n_hits == verify->hits_room)
		verify->hits = mem_grow(verify->hits, &verify->hits_room,
					verify->n_hits + 1,
					sizeof(*verify->hits));
	verify->hits[verify->n_hits++] = *hit;
}

/*
 * A pair that may be related, in full. Where both records have as many
 * informative letters, the other role is tried too; if it is related with
 * the query in the role of the shorter one, then it is found so as well, and
 * that find is the one that counts.
 */
static void
settle_pair(struct verify *verify, uint32_t record)
{
	const struct verify_task *task = &verify->task;
	const uint32_t number = task->index->first + record;
	const bool is_query = task->within ? number > verify->text :
					     task->patterns_are_queries;
	const struct leak_seq *pattern = pattern_of(verify, record);
	const struct leak_seq *text = verify->scan.text;
	const struct leak_seq *query = is_query ? pattern : text;
	const struct leak_seq *target = is_query ? text : pattern;
	struct leak_hit hit = { .relation = LEAK_NONE };
	bool found;

	state_of(verify, record, false)->done = VERIFY_ALL;
	state_of(verify, record, true)->done = VERIFY_ALL;
	if (!is_query && query->m == target->m &&
	    (relate_copies(task->options, query, target, &hit) ||
	     relate_role(&verify->relate, task->options, query, target, true,
			 &hit)))
		return;
	hit.relation = LEAK_NONE;
	found = relate_copies(task->options, query, target, &hit);
	if (!found) {
		found = relate_role(&verify->relate, task->options, pattern,
				    text, is_query, &hit);
		/* In the other role alone, the other pass has it. */
		if (found && is_query && query->m == target->m)
			relate_role(&verify->relate, task->options, text,
				    pattern, false, &hit);
	}
	if (found)
		add_hit(verify, &hit, is_query ? number : verify->text,
			is_query ? verify->text : number);
}

/* Aligns all of a record and its beginnings (backwards: ends) with the text. */
static bool
is_promising(struct verify *verify, const struct leak_seq *pattern,
	     bool minus, bool backwards)
{
	const struct leak_options *options = verify->task.options;
	const struct leak_seq *text = verify->scan.text;
	struct leak_hit overlap = { .relation = LEAK_NONE };
	const bool turned = minus != backwards;
	uint32_t d;

	align_pattern(&verify->align, pattern, turned, minus);
	d = align_within(&verify->align, backwards ? back_codes(verify) :
			 verify->scan.codes, text->n,
			 relate_edits_most(options, pattern->m));
	if (relate_whole(options, pattern, text, d))
		return true;
	if (options->no_overlap)
		return false;
	relate_overlap(&verify->align, options, pattern, turned, &overlap);
	return overlap.relation != LEAK_NONE;
}

static void
verify_end(struct verify *verify, uint32_t record, bool minus, bool backwards)
{
	state_of(verify, record, minus)->done |=
		backwards ? VERIFY_ENDS : VERIFY_BEGINNINGS;
	if (is_promising(verify, pattern_of(verify, record), minus,
			 backwards))
		settle_pair(verify, record);
}

/*
 * Whether the chain from a seed to one side of the text holds. exact: the
 * other half is, too.
 */
static bool
chain_holds(const struct verify *verify, const struct seed *seed,
	    bool exact, const struct place *place,
	    const struct leak_seq *seq, bool to_right)
{
	const struct leak_seq *text = verify->scan.text;
	struct beside beside = beside_of(verify->task.index, seq, place,
					 to_right);
	const uint32_t after = seed->at + (place->to - place->from);
	/* The other half lies on one side, and its edit is one less there. */
	const bool other_is_right = !seed->right;
	const bool spent = other_is_right != to_right && !exact;

	if (beside.chain.n == 0)
		return true;
	beside.chain.edits -= spent;
	beside.chain.near -= spent;
	return to_right ?
		chain_test(&beside.chain, beside.window,
			   chain_right(text, after), text->n - after) :
		chain_test(&beside.chain, beside.window,
			   chain_left(text, seed->at), seed->at);
}

/* Whether the text and an indexed record are to be compared at all. */
static bool
is_wanted(const struct verify *verify, uint32_t record,
	  const struct leak_seq *pattern)
{
	return pattern->m <= verify->scan.text->m &&
	       !(verify->task.within &&
		 verify->task.index->first + record == verify->text);
}

/*
 * Whether enough chain tests failed to align both records outright. Those of
 * long lists count by themselves, or the list could not be left out; others
 * by what an alignment costs, as chance alone makes many in long records.
 */
static bool
is_tired(const struct verify_state *state, const struct leak_seq *pattern,
	 const struct leak_seq *text)
{
	const uint64_t steps = plane_words(pattern->n) * (uint64_t)text->n;

	return state->repeats >= FAILURES_MOST ||
	       (state->failures >= FAILURES_MOST &&
		(state->failures == UINT16_MAX ||
		 state->failures >= steps / STEPS_A_FAILURE));
}

static void
take_seed(struct verify *verify, const struct index_table *table,
	  const struct seed *seed)
{
	const struct index *index = verify->task.index;
	const uint32_t ref = table->ref[seed->entry];
	const bool minus = ref & 1;
	const uint32_t record = index_record(index, ref / 2);
	const struct leak_seq *seq = pattern_of(verify, record);
	struct verify_state *state = state_of(verify, record, minus);
	const uint8_t wanted = verify->task.options->no_overlap ?
			       VERIFY_BEGINNINGS : VERIFY_ALL;
	const struct place place = place_of(index, record, ref, seed->right);
	bool failed = false, exact;

	if ((state->done & wanted) == wanted ||
	    !is_wanted(verify, record, seq))
		return;
	exact = scan_is_exact(&verify->scan, table, seed);
	for (int backwards = 0; backwards < 2; backwards++) {
		const uint8_t what = backwards ? VERIFY_ENDS :
						 VERIFY_BEGINNINGS;

		if ((state->done & what) || !(wanted & what) ||
		    beside_room(index, record, &place, backwards) <
			    !exact)
			continue;
		if (!is_tired(state, seq, verify->scan.text) &&
		    !chain_holds(verify, seed, exact, &place, seq,
				 backwards)) {
			failed = true;
			continue;
		}
		verify_end(verify, record, minus, backwards);
	}
	if (failed && seed->long_list)
		state->repeats++;
	else if (failed)
		state->failures++;
}

/* Records that no blocks would do for are compared in any case. */
static void
verify_rest(struct verify *verify)
{
	const struct index *index = verify->task.index;
	const struct leak_options *options = verify->task.options;

	for (size_t i = 0; i < index->n_rest; i++) {
		const uint32_t record = index->rest[i];

		if (!is_wanted(verify, record, pattern_of(verify, record)))
			continue;
		for (int way = 0; way < 4; way++) {
			const bool minus = way & 1, backwards = way & 2;
			const uint8_t what = backwards ? VERIFY_ENDS :
							 VERIFY_BEGINNINGS;

			if ((minus && options->plus_only) ||
			    (backwards && options->no_overlap) ||
			    (state_of(verify, record, minus)->done & what))
				continue;
			verify_end(verify, record, minus, backwards);
		}
	}
}

void
verify_text(struct verify *verify, uint32_t text)
{
	const struct index *index = verify->task.index;
	const struct leak_seq *seq = leak_part_seq(verify->task.texts, text);

	verify->n_hits = 0;
	if (seq->m == 0)
		return;
	verify->text = text;
	verify->serial++;
	verify->has_back = false;
	scan_text(&verify->scan, seq);
	for (size_t i = 0; i < INDEX_TABLES; i++) {
		const struct index_table *table = &index->tables[i];
		uint32_t at = 0;

		while (table->n > 0 && scan_table(&verify->scan, table, &at))
			for (size_t j = 0; j < verify->scan.n_seeds; j++) {
				const struct seed seed = seed_unpack(
					verify->scan.seeds[j],
					verify->scan.from);

				take_seed(verify, table, &seed);
			}
	}
	verify_rest(verify);
}
