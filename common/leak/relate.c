/*
 * relate.c - how two records are related, by the definition.
 *
 * Of the two, a is the record with fewer informative letters, b the other;
 * where they are equal both roles are tried. All shares are compared as whole
 * numbers, in thousandths.
 */
#include "leak/relate.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { ALL = 1000 };

void
relate_release(struct relate *relate)
{
	align_release(&relate->align);
	free(relate->text);
	relate->text = NULL;
	relate->room = 0;
}

/* Contained and contains rank alike. */
static int
rank(uint8_t relation)
{
	return relation == LEAK_CONTAINS ? LEAK_CONTAINED : relation;
}

static int
compare(uint32_t x, uint32_t y)
{
	return (x > y) - (x < y);
}

int
leak_hit_compare(const struct leak_hit *x, const struct leak_hit *y)
{
	int order = rank(x->relation) - rank(y->relation);

	if (order == 0)
		order = compare(y->length - y->edits, x->length - x->edits);
	if (order == 0)
		order = compare(x->edits, y->edits);
	return order != 0 ? order : (int)x->minus - (int)y->minus;
}

static void
keep_better(struct leak_hit *best, const struct leak_hit *hit)
{
	if (leak_hit_compare(hit, best) < 0)
		*best = *hit;
}

/* part >= share of whole. */
static bool
reaches(uint64_t part, uint32_t share, uint64_t whole)
{
	return part * ALL >= share * whole;
}

/* length - 4 edits >= min_score: what guards short pieces against chance. */
static bool
scores(const struct leak_options *options, uint64_t length, uint64_t edits)
{
	return length >= 4 * edits + options->min_score;
}

uint32_t
relate_edits_most(const struct leak_options *options, uint32_t m)
{
	return (uint32_t)((uint64_t)m * (ALL - options->identity) /
			  options->identity);
}

int64_t
relate_overlap_edits(const struct leak_options *options, uint32_t m)
{
	const int64_t by_share = (int64_t)m * (ALL - options->identity) / ALL;
	const int64_t by_score = ((int64_t)m - options->min_score) / 4;

	if (m < options->min_score)
		return -1;
	return by_share < by_score ? by_share : by_score;
}

static const uint8_t *
text_of(struct relate *relate, const struct leak_seq *seq, bool backwards,
	bool complement)
{
	if (seq->n > relate->room || !relate->text)
		relate->text = mem_grow(relate->text, &relate->room,
					(size_t)seq->n + 1, 1);
	seq_codes(seq, backwards, complement, relate->text);
	return relate->text;
}

static inline bool
is_informative(const struct leak_seq *seq, uint32_t i)
{
	return !seq_is_odd(seq) || seq_odd(seq)[i] < CODE_N;
}

/*
 * Distances of neighbouring rows differ by one at most, so where one is far
 * above what is allowed, rows that cannot have come down are passed over.
 */
void
relate_overlap(const struct align *align, const struct leak_options *options,
	       const struct leak_seq *a, bool backwards,
	       struct leak_hit *best)
{
	const uint32_t most = relate_edits_most(options, a->m);
	struct leak_hit hit = *best;
	uint32_t m = 0;

	hit.relation = LEAK_OVERLAP;
	for (uint32_t i = 1, next = 1; i <= a->n; i++) {
		uint32_t edits;

		m += is_informative(a, backwards ? a->n - i : i - 1);
		if (i < next || !reaches(m, options->overlap, a->m))
			continue;
		edits = align_last(align, i);
		if (edits > most) {
			next = i + edits - most;
			if (!seq_is_odd(a)) {
				m += next - 1 - i;
				i = next - 1;
			}
			continue;
		}
		if (m < edits || !reaches(m - edits, options->identity, m) ||
		    !scores(options, m, edits))
			continue;
		hit.length = m;
		hit.edits = edits;
		keep_better(best, &hit);
	}
}

/* near: nine tenths of the longer record are reproduced. */
static bool
find_near(struct relate *relate, const struct leak_options *options,
	  const struct leak_seq *a, const struct leak_seq *b, bool minus,
	  uint32_t d, struct leak_hit *hit)
{
	uint32_t matched = a->m > d ? a->m - d : 0;

	if (!reaches(a->m, options->identity, b->m) ||
	    d > relate_edits_most(options, a->m))
		return false;
	hit->length = a->m;
	hit->edits = d;
	if (a->m < b->m) {
		const uint32_t g = align_whole(
			&relate->align, text_of(relate, b, minus, minus),
			b->n, (uint32_t)((uint64_t)b->m *
					 (ALL - options->identity) / ALL));

		if (b->m > g && b->m - g > matched) {
			matched = b->m - g;
			hit->length = b->m;
			hit->edits = g;
		}
	}
	hit->relation = LEAK_NEAR;
	return reaches(matched, options->identity, b->m);
}

bool
relate_whole(const struct leak_options *options, const struct leak_seq *a,
	     const struct leak_seq *b, uint32_t d)
{
	if (d <= a->m && reaches(a->m - d, options->identity, a->m) &&
	    scores(options, a->m, d))
		return true;
	return d <= relate_edits_most(options, a->m) &&
	       reaches(a->m, options->identity, b->m);
}

/* True if an overlap would count for nothing beside it. */
static bool
is_beyond_overlaps(const struct leak_hit *best)
{
	return rank(best->relation) <= LEAK_CONTAINED;
}

/*
 * The most edits of all of a at which it may be near to or in b and not be
 * worse than best, which the other strand or role gave. As near it matches
 * m(a) - d letters or m(b) - g, and g is d at least.
 */
static uint32_t
edits_worth(const struct leak_options *options, const struct leak_seq *a,
	    const struct leak_seq *b, const struct leak_hit *best)
{
	const uint32_t most = relate_edits_most(options, a->m);
	uint32_t left;

	if (best->relation == LEAK_NEAR)
		left = b->m - (best->length - best->edits);
	else if (is_beyond_overlaps(best) &&
		 !reaches(a->m, options->identity, b->m))
		left = a->m - (best->length - best->edits);
	else
		return most;
	return left < most ? left : most;
}

/* The best overlap of a with b, into best. d is aligned already. */
static void
try_overlaps(struct relate *relate, const struct leak_options *options,
	     const struct leak_seq *a, const struct leak_seq *b, bool minus,
	     struct leak_hit *best)
{
	struct leak_hit overlap = { .relation = LEAK_NONE, .minus = minus };

	relate_overlap(&relate->align, options, a, false, &overlap);
	align_pattern(&relate->align, a, true, false);
	align_within(&relate->align, text_of(relate, b, !minus, minus), b->n,
		     relate_edits_most(options, a->m));
	relate_overlap(&relate->align, options, a, true, &overlap);
	align_pattern(&relate->align, a, false, false);
	if (overlap.relation != LEAK_NONE)
		keep_better(best, &overlap);
}

/* The best relation in these roles, on one strand of b, into best. */
static void
try_roles(struct relate *relate, const struct leak_options *options,
	  const struct leak_seq *a, const struct leak_seq *b, bool a_is_query,
	  bool minus, struct leak_hit *best)
{
	const uint32_t most = edits_worth(options, a, b, best);
	struct leak_hit hit = { .minus = minus };
	uint32_t d;

	align_pattern(&relate->align, a, false, false);
	d = align_within(&relate->align, text_of(relate, b, minus, minus),
			 b->n, most);
	if (d > most && is_beyond_overlaps(best))
		return;
	if (d <= a->m && reaches(a->m - d, options->identity, a->m) &&
	    scores(options, a->m, d)) {
		hit.relation = a_is_query ? LEAK_CONTAINED : LEAK_CONTAINS;
		hit.length = a->m;
		hit.edits = d;
		keep_better(best, &hit);
	} else if (!options->no_overlap && !is_beyond_overlaps(best)) {
		try_overlaps(relate, options, a, b, minus, best);
	}
	if (find_near(relate, options, a, b, minus, d, &hit))
		keep_better(best, &hit);
}

/* True if q is t, or minus the other strand of t, letter for letter. */
static bool
is_copy(const struct leak_seq *q, const struct leak_seq *t, bool minus)
{
	const size_t words = plane_words(q->n);
	const uint32_t lead = minus ? t->trail : t->lead;

	if (q->n != t->n || q->m != t->m || q->lead != lead ||
	    q->lead + q->trail != t->lead + t->trail)
		return false;
	if (!minus)
		return memcmp(q->low, t->low, words * sizeof(*q->low)) == 0 &&
		       memcmp(seq_high(q), seq_high(t),
			      words * sizeof(*q->low)) == 0 &&
		       (!seq_is_odd(q) ||
			memcmp(seq_odd(q), seq_odd(t), q->n) == 0);
	for (uint32_t i = 0; i < q->n; i++)
		if (seq_code(q, i) !=
		    code_complement(seq_code(t, q->n - 1 - i)))
			return false;
	return true;
}

bool
relate_copies(const struct leak_options *options, const struct leak_seq *query,
	      const struct leak_seq *target, struct leak_hit *hit)
{
	for (int minus = 0; minus < (options->plus_only ? 1 : 2); minus++)
		if (is_copy(query, target, minus)) {
			*hit = (struct leak_hit){ .relation = LEAK_COPY,
						  .length = query->m,
						  .minus = minus };
			return true;
		}
	return false;
}

bool
relate_role(struct relate *relate, const struct leak_options *options,
	    const struct leak_seq *a, const struct leak_seq *b,
	    bool a_is_query, struct leak_hit *best)
{
	if (a->m == 0 || a->m > b->m)
		return false;
	for (int minus = 0; minus < (options->plus_only ? 1 : 2); minus++)
		try_roles(relate, options, a, b, a_is_query, minus, best);
	return best->relation != LEAK_NONE;
}

bool
relate_records(struct relate *relate, const struct leak_options *options,
	       const struct leak_seq *query, const struct leak_seq *target,
	       struct leak_hit *hit)
{
	struct leak_hit best = { .relation = LEAK_NONE };

	if (relate_copies(options, query, target, hit))
		return true;
	relate_role(relate, options, query, target, true, &best);
	relate_role(relate, options, target, query, false, &best);
	*hit = best;
	return best.relation != LEAK_NONE;
}
