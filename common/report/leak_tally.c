/* leak_tally.c - related pairs, kept as far as verdicts need them. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "report/leak_tally.h"

struct leak_tally *
leak_tally_new(void)
{
	struct leak_tally *tally = mem_zeroed(1, sizeof(*tally));

	tally->labels = names_new();
	tally->splits = names_new();
	return tally;
}

void
leak_tally_free(struct leak_tally *tally)
{
	if (!tally)
		return;
	for (size_t i = 0; i < tally->n_pairs; i++) {
		for (int side = 0; side < 2; side++) {
			names_free(tally->pairs[i]->sides[side].ids);
			free(tally->pairs[i]->sides[side].records);
		}
		for (size_t k = 0; k < LEAK_EXAMPLES; k++) {
			free(tally->pairs[i]->lines[k].query);
			free(tally->pairs[i]->lines[k].target);
		}
		free(tally->pairs[i]);
	}
	free(tally->pairs);
	free(tally->sizes);
	names_free(tally->labels);
	names_free(tally->splits);
	free(tally);
}

bool
leak_tally_is_empty(const struct leak_tally *tally)
{
	return !tally->begun && tally->n_pairs == 0;
}

int
leak_tally_head(struct leak_tally *tally, const struct pair_head *head,
		const char *file, struct error *err)
{
	struct pair_head like = *head;

	/* What was searched for must be equal, not what is written of it. */
	like.form = tally->head.form;
	like.options.none = tally->head.options.none;
	if (tally->begun &&
	    pair_head_check(&tally->head, &like, file, err) < 0)
		return -1;
	tally->head = *head;
	tally->begun = true;
	return 0;
}

static const char *
keep(struct names *names, const char *text)
{
	return names_text(names, names_add(names, text, strlen(text)));
}

void
leak_tally_size(struct leak_tally *tally, const char *split,
		const char *label, uint64_t asked, uint64_t blank)
{
	tally->sizes = mem_grow(tally->sizes, &tally->sizes_room,
				tally->n_sizes + 1, sizeof(*tally->sizes));
	tally->sizes[tally->n_sizes++] = (struct leak_size){
		keep(tally->splits, split), keep(tally->labels, label),
		asked, blank };
}

/* <0, 0, >0: where a pair of splits stands before, at or behind p. */
static int
compare_splits(const struct leak_pairs *p, const char *tested, const char *in)
{
	int order = strcmp(p->tested, tested);

	return order ? order : strcmp(p->in, in);
}

static struct leak_pairs *
new_pairs(struct leak_tally *tally, const char *tested, const char *in)
{
	struct leak_pairs *pairs = mem_zeroed(1, sizeof(*pairs));

	pairs->tested = keep(tally->splits, tested);
	pairs->in = keep(tally->splits, in);
	for (int side = 0; side < 2; side++)
		pairs->sides[side].ids = names_new();
	return pairs;
}

/* Those of two splits, made if they are new. */
static struct leak_pairs *
find_pairs(struct leak_tally *tally, const char *tested, const char *in)
{
	struct leak_pairs *fresh;
	size_t i = 0;

	while (i < tally->n_pairs &&
	       compare_splits(tally->pairs[i], tested, in) < 0)
		i++;
	if (i < tally->n_pairs &&
	    compare_splits(tally->pairs[i], tested, in) == 0)
		return tally->pairs[i];
	fresh = new_pairs(tally, tested, in);
	tally->pairs = mem_grow(tally->pairs, &tally->room,
				tally->n_pairs + 1, sizeof(*tally->pairs));
	memmove(tally->pairs + i + 1, tally->pairs + i,
		(tally->n_pairs - i) * sizeof(*tally->pairs));
	tally->pairs[i] = fresh;
	tally->n_pairs++;
	return fresh;
}

struct leak_pairs *
leak_tally_pairs(struct leak_tally *tally, const char *tested, const char *in)
{
	return find_pairs(tally, tested, in);
}

void
leak_tally_searched(struct leak_tally *tally, const char *tested,
		    const char *in)
{
	struct leak_pairs *pairs = find_pairs(tally, tested, in);

	pairs->all[LEAK_QUERIES] = pairs->all[LEAK_TARGETS] = true;
	pairs->complete = true;
}

void
leak_tally_skip(struct leak_tally *tally, const char *tested, const char *in)
{
	find_pairs(tally, tested, in)->skipped = true;
}

/* The number of a record of a side, made if it is new. */
static uint32_t
find_record(struct leak_tally *tally, struct leak_pairs *pairs, int side,
	    const char *id, const char *label, bool blank)
{
	struct leak_side *s = &pairs->sides[side];
	const size_t before = names_count(s->ids);
	const uint32_t i = names_add(s->ids, id, strlen(id));

	if (i < before)
		return i;
	s->records = mem_grow(s->records, &s->room, before + 1,
			      sizeof(*s->records));
	s->records[i] = (struct leak_record){
		.label = names_add(tally->labels, label, strlen(label)),
		.blank = blank,
		.linked = 2 * (size_t)i + (size_t)side,
		.best = { .relation = PAIR_NONE },
	};
	return i;
}

struct pair_row
leak_best_pair(const struct leak_tally *tally, const struct leak_pairs *pairs,
	       int side, uint32_t record)
{
	const struct leak_record *mine = &pairs->sides[side].records[record];
	const struct leak_best *best = &mine->best;
	const struct leak_record *other =
		&pairs->sides[!side].records[best->other];
	const uint32_t q = side == LEAK_QUERIES ? record : best->other;
	const uint32_t t = side == LEAK_QUERIES ? best->other : record;
	const char *mine_label = names_text(tally->labels, mine->label);
	const char *other_label = names_text(tally->labels, other->label);

	return (struct pair_row){
		.query = names_text(pairs->sides[LEAK_QUERIES].ids, q),
		.target = names_text(pairs->sides[LEAK_TARGETS].ids, t),
		.relation = best->relation, .strand = best->strand,
		.edits = best->edits, .length = best->length,
		.qlen = best->qlen, .tlen = best->tlen, .low = best->low,
		.qlabel = side == LEAK_QUERIES ? mine_label : other_label,
		.tlabel = side == LEAK_QUERIES ? other_label : mine_label,
		.qsplit = pairs->tested, .tsplit = pairs->in,
	};
}

/* Keeps a pair as the best of a record, if it is that. */
static void
take_best(const struct leak_tally *tally, struct leak_pairs *pairs, int side,
	  uint32_t record, uint32_t other, const struct pair_row *pair)
{
	static const enum pair_form forms[] = { PAIR_BEST_TARGET,
						PAIR_BEST_QUERY };
	struct leak_best *best = &pairs->sides[side].records[record].best;

	if (best->relation != PAIR_NONE) {
		struct pair_row old = leak_best_pair(tally, pairs, side,
						     record);

		if (pair_compare(forms[side], &old, pair) <= 0)
			return;
	}
	*best = (struct leak_best){
		.relation = pair->relation, .strand = pair->strand,
		.low = pair->low, .other = other, .edits = pair->edits,
		.length = pair->length, .qlen = pair->qlen,
		.tlen = pair->tlen,
	};
}

static struct leak_record *
link_record(const struct leak_pairs *pairs, size_t link)
{
	return &pairs->sides[link % 2].records[link / 2];
}

size_t
leak_link_root(const struct leak_pairs *pairs, size_t link)
{
	size_t next;

	while ((next = link_record(pairs, link)->linked) != link)
		link = next;
	return link;
}

/* Joins what two links stand for; paths are halved on the way up. */
static void
join(struct leak_pairs *pairs, size_t x, size_t y)
{
	size_t links[] = { x, y };

	for (int i = 0; i < 2; i++) {
		struct leak_record *r = link_record(pairs, links[i]);

		while (r->linked != links[i]) {
			r->linked = link_record(pairs, r->linked)->linked;
			links[i] = r->linked;
			r = link_record(pairs, links[i]);
		}
	}
	/* The smaller stands for both, so that no order of pairs shows. */
	if (links[0] < links[1])
		link_record(pairs, links[1])->linked = links[0];
	else
		link_record(pairs, links[0])->linked = links[1];
}

static bool
has_name(const char *text)
{
	return strcmp(text, ".") != 0;
}

static void
add_alone(struct leak_tally *tally, struct leak_pairs *pairs, int side,
	  const struct pair_row *pair)
{
	bool of_queries = side == LEAK_QUERIES;
	uint32_t i = find_record(tally, pairs, side,
				 of_queries ? pair->query : pair->target,
				 of_queries ? pair->qlabel : pair->tlabel,
				 (of_queries ? pair->qlen : pair->tlen) == 0);

	pairs->sides[side].records[i].alone = true;
}

static void
add_related(struct leak_tally *tally, struct leak_pairs *pairs,
	    const struct pair_row *pair)
{
	const enum pair_form form = tally->head.form;
	bool blank = pair->qlen == 0;
	uint32_t q = find_record(tally, pairs, LEAK_QUERIES, pair->query,
				 pair->qlabel, blank);
	uint32_t t = find_record(tally, pairs, LEAK_TARGETS, pair->target,
				 pair->tlabel, blank);

	if (form != PAIR_BEST_QUERY)
		take_best(tally, pairs, LEAK_QUERIES, q, t, pair);
	if (form != PAIR_BEST_TARGET)
		take_best(tally, pairs, LEAK_TARGETS, t, q, pair);
	if (blank || pair_rank(pair->relation) > PAIR_NEAR)
		return;
	join(pairs, 2 * (size_t)q, 2 * (size_t)t + 1);
	if (has_name(pair->qlabel) && has_name(pair->tlabel) &&
	    strcmp(pair->qlabel, pair->tlabel) != 0)
		pairs->sides[LEAK_QUERIES].records[q].conflict = true;
}

void
leak_tally_add(struct leak_tally *tally, const struct pair_row *pair)
{
	const enum pair_form form = tally->head.form;
	const bool none = tally->head.options.none;
	struct leak_pairs *pairs = find_pairs(tally, pair->qsplit,
					      pair->tsplit);
	int side = form == PAIR_BEST_QUERY ? LEAK_TARGETS : LEAK_QUERIES;

	pairs->all[LEAK_QUERIES] |= form != PAIR_BEST_QUERY;
	pairs->all[LEAK_TARGETS] |= form != PAIR_BEST_TARGET;
	pairs->complete |= form == PAIR_ALL;
	pairs->none[side] |= none;
	if (pair->relation == PAIR_NONE)
		add_alone(tally, pairs, side, pair);
	else
		add_related(tally, pairs, pair);
}
