/*
 * leak_judge.c - verdicts on related records of two splits: shares of the
 * tested one, and whether one class has more of them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/split_order.h"
#include "checks/check.h"
#include "report/column.h"
#include "report/leak_figures.h"
#include "report/leak_judge.h"
#include "report/leak_verdicts.h"

/* Of more splits than that, those that no pair names are not gone through. */
enum { SPLITS_MOST = 32 };

/* Sizes as they are gathered; texts are the table's. */
struct sizes {
	const struct leak_size *all;
	size_t n;
	struct leak_size *own;	/* what all is, if it was made here */
};

/* The records of each place that are 0 of 0 in a check, or have value 0. */
static int
count_blank(const struct view *view, const char *name, uint64_t *blank,
	    struct error *err)
{
	struct feature_list list;
	const bool fraction = strcmp(name, "gc") == 0;

	if (feature_list_init(&list, view, check_find(name), err) < 0)
		return -1;
	for (size_t i = 0; list.n && i < view->n; i++) {
		const struct feature_group *g = &list.all[0].groups[i];
		const bool zero = g->n && list.all[0].value[0] == 0 &&
				  g->counts[0].value == 0;

		blank[i] = fraction ? g->undefined :
			   zero ? g->counts[0].count : 0;
	}
	feature_list_release(&list);
	return 0;
}

/*
 * Records of a count table that could be asked: all but those of which gc is
 * 0 of 0, or, where it was not counted, those without a letter.
 */
static int
sizes_of_view(struct sizes *sizes, const struct view *view, struct error *err)
{
	uint64_t *blank = mem_zeroed(view->n + 1, sizeof(*blank));
	size_t gc, length;
	int status = 0;

	view_check(view, "gc", &gc);
	view_check(view, "length", &length);
	if (gc || length)
		status = count_blank(view, gc ? "gc" : "length", blank, err);
	sizes->own = mem_array(view->n + 1, sizeof(*sizes->own));
	for (size_t i = 0; i < view->n; i++) {
		const struct group *g = view_group(view, i);

		sizes->own[i] = (struct leak_size){
			g->split, g->label, view->records[i] - blank[i],
			blank[i] };
	}
	sizes->all = sizes->own;
	sizes->n = view->n;
	free(blank);
	return status;
}

/* n_eff / n of a label in a split, as far as copies were counted. */
static double
weight_of(const struct view *view, const char *split, const char *label)
{
	for (size_t i = 0; view && i < view->n; i++) {
		const struct group *g = view_group(view, i);

		if (strcmp(g->split, split) == 0 &&
		    strcmp(g->label, label) == 0)
			return view->effective[i];
	}
	return 1;
}

/* The classes of a tested split, as sides of comparisons. */
struct classes {
	const struct leak_findings *f;	/* the first of the split */
	size_t *places;			/* of its classes; each asked some */
	double *effective;		/* [i], of places[i] */
	size_t n;
	uint64_t records;		/* of all */
	double all_effective;
};

static void
find_sides(struct classes *c, const struct leak_findings *f,
	   const struct view *view)
{
	*c = (struct classes){
		.f = f,
		.places = mem_array(f->n_classes + 1, sizeof(*c->places)),
		.effective = mem_array(f->n_classes + 1,
				       sizeof(*c->effective)),
	};
	for (size_t i = 0; i < f->n_classes; i++) {
		const struct leak_class *l = &f->classes[i];
		double left;

		if (strcmp(l->label, ".") == 0 || l->asked == 0)
			continue;
		left = (double)l->asked * weight_of(view, f->tested, l->label);
		c->places[c->n] = i;
		c->effective[c->n++] = left;
		c->records += l->asked;
		c->all_effective += left;
	}
}

static struct side
side_of(const struct classes *c, size_t i)
{
	const struct leak_class *l = &c->f->classes[c->places[i]];

	return (struct side){ .name = l->label, .places = &c->places[i],
			      .n = 1, .records = l->asked,
			      .effective = c->effective[i] };
}

/* All but class i. */
static struct side
rest_of(const struct classes *c, size_t i)
{
	return (struct side){
		.name = "*", .places = c->places, .n = c->n,
		.except = &c->places[i],
		.records = c->records - c->f->classes[c->places[i]].asked,
		.effective = c->all_effective - c->effective[i] };
}

/* "Has a partner in that split", for each split that was searched. */
static void
make_features(struct feature_list *list, const struct verdict_list *out,
	      size_t first, size_t last)
{
	const struct leak_findings *f = &out->leaks[first];
	const struct view like = { .n = f->n_classes };
	uint64_t *yes = mem_array(like.n + 1, sizeof(*yes));
	uint64_t *asked = mem_array(like.n + 1, sizeof(*asked));

	for (size_t i = first; i < last; i++) {
		const struct leak_findings *g = &out->leaks[i];

		if (g->n_classes != f->n_classes)
			continue;
		for (size_t k = 0; k < like.n; k++) {
			yes[k] = g->classes[k].kinds[LEAK_LEAKED] +
				 g->classes[k].kinds[LEAK_PARTIAL];
			asked[k] = g->classes[k].asked;
		}
		feature_set_shares(feature_list_add(list), &like, g->in, yes,
				   asked);
	}
	free(yes);
	free(asked);
}

static void
compare_classes(struct judge *judge, const struct feature_list *features,
		const struct comparison *comparison, const char *column)
{
	const struct judged_check check = { .name = "leak",
					    .rank = verdict_rank("leak") };
	const size_t n = judge_rank_features(judge, features, comparison);

	if (n)
		judge_parts(judge, &check, comparison, column, n, NULL);
}

/* Findings from first to before last are of one tested split. */
static void
judge_classes(struct judge *judge, const struct view *view,
	      enum compare_mode mode, size_t first, size_t last)
{
	const struct leak_findings *f = &judge->out->leaks[first];
	struct feature_list features = { 0 };
	struct classes c;
	bool rest;

	find_sides(&c, f, view);
	rest = compare_with_rest(mode, c.n);
	make_features(&features, judge->out, first, last);
	for (size_t i = 0; i < c.n && c.n > 1; i++) {
		struct comparison comparison = {
			.kind = VERDICT_CLASS, .scope = f->tested,
			.a = side_of(&c, i),
			.b = rest_of(&c, i),
			.pairs = rest ? c.n : c.n * (c.n - 1) / 2,
		};

		if (rest)
			compare_classes(judge, &features, &comparison,
					f->column);
		for (size_t j = i + 1; j < c.n && !rest; j++) {
			comparison.b = side_of(&c, j);
			compare_classes(judge, &features, &comparison,
					f->column);
		}
	}
	feature_list_release(&features);
	free(c.places);
	free(c.effective);
}

/* True if every class can be compared: its size is known, and fits. */
static bool
is_sized(const struct leak_findings *f)
{
	return f->n_tested != RECORDS_UNKNOWN && !f->doubt;
}

static void
judge_all(struct judge *judge, const struct view *view,
	  enum compare_mode mode, size_t first)
{
	struct verdict_list *out = judge->out;

	for (size_t i = first; i < out->n_leaks; i++)
		leak_verdicts_add(judge, &out->leaks[i]);
	for (size_t i = first, j; i < out->n_leaks; i = j) {
		bool sized = true;

		for (j = i; j < out->n_leaks &&
		     strcmp(out->leaks[j].tested, out->leaks[i].tested) == 0;
		     j++)
			sized &= is_sized(&out->leaks[j]);
		if (sized)
			judge_classes(judge, view, mode, i, j);
	}
}

/* A row that says why there are no figures. Texts are constant or kept. */
static void
add_note(struct judge *judge, const char *column, const char *tested,
	 const char *in, const char *reason)
{
	struct verdict v = leak_row(column, ".", tested, in);

	v.at = v.part = ".";
	v.headline = true;
	v.measure = MEASURE_NONE;
	v.reason = reason;
	verdict_list_add(judge->out, &v);
}

/* A table without rows says nothing of which splits were compared. */
static const char nothing[] =
	"no records are related; which splits were compared, and how many "
	"records, the pair table does not tell: add --none to gbqc-leak";
static const char absent[] =
	"no pair of these splits is in the table: they have none, or were not "
	"compared; with --none gbqc-leak tells";
static const char too_large[] =
	"the splits are too large, or too many, to compare their records "
	"here: give the pairs of gbqc-leak with the counts";

static void
judge_pairs(struct judge *judge, const struct leak_tally *tally,
	    const struct leak_pairs *pairs, const struct sizes *sizes,
	    const char *column)
{
	if (pairs->skipped)
		add_note(judge, column,
			 verdict_list_keep(judge->out, pairs->tested),
			 verdict_list_keep(judge->out, pairs->in), too_large);
	else
		leak_findings_make(judge->out, tally, pairs, sizes->all,
				   sizes->n, column);
}

/*
 * Two splits that a pair table has no row of. If there are no others, and no
 * rows at all, they are what was compared.
 */
static void
judge_absent(struct judge *judge, const struct leak_tally *tally,
	     const char *tested, const char *in, const struct sizes *sizes,
	     const char *column, bool only)
{
	const enum pair_form form = tally->head.form;
	struct leak_pairs pairs = {
		.tested = tested, .in = in,
		.all = { form != PAIR_BEST_QUERY, form != PAIR_BEST_TARGET },
		.complete = form == PAIR_ALL,
	};

	if (!only) {
		add_note(judge, column, verdict_list_keep(judge->out, tested),
			 verdict_list_keep(judge->out, in), absent);
		return;
	}
	for (int side = 0; side < 2; side++)
		pairs.sides[side].ids = names_new();
	judge_pairs(judge, tally, &pairs, sizes, column);
	for (int side = 0; side < 2; side++)
		names_free(pairs.sides[side].ids);
}

static bool
has_pairs(const struct leak_tally *tally, const char *tested, const char *in)
{
	for (size_t i = 0; i < tally->n_pairs; i++)
		if (strcmp(tally->pairs[i]->tested, tested) == 0 &&
		    strcmp(tally->pairs[i]->in, in) == 0)
			return true;
	return false;
}

/* Every two splits of the counts that the pairs do not name. */
static size_t
judge_rest(struct judge *judge, const struct leak_tally *tally,
	   const struct sizes *sizes, const char *column)
{
	struct names *splits = names_new();
	size_t n, done = 0;

	for (size_t i = 0; i < sizes->n; i++)
		if (strcmp(sizes->all[i].split, ".") != 0)
			names_add(splits, sizes->all[i].split,
				  strlen(sizes->all[i].split));
	n = names_count(splits);
	for (uint32_t i = 0; i < n && n <= SPLITS_MOST; i++)
		for (uint32_t j = 0; j < n; j++) {
			const char *tested = names_text(splits, i);
			const char *in = names_text(splits, j);

			if (!split_is_tested_in(tested, in) ||
			    has_pairs(tally, tested, in) ||
			    has_pairs(tally, in, tested))
				continue;
			judge_absent(judge, tally, tested, in, sizes, column,
				     n == 2 && tally->n_pairs == 0);
			done++;
		}
	names_free(splits);
	return done;
}

int
leak_judge(struct judge *judge, const struct leak_tally *tally,
	   const struct view *view, const char *column,
	   enum compare_mode mode, struct text *notices, struct error *err)
{
	struct sizes sizes = { .all = tally->sizes, .n = tally->n_sizes };
	const size_t first = judge->out->n_leaks;
	size_t within = 0, absent_splits = 0;

	if (!sizes.n && view && sizes_of_view(&sizes, view, err) < 0) {
		free(sizes.own);
		return -1;
	}
	column = verdict_list_keep(judge->out, column);
	for (size_t i = 0; i < tally->n_pairs; i++) {
		const struct leak_pairs *p = tally->pairs[i];

		if (!p->skipped && strcmp(p->tested, p->in) == 0)
			within++;
		else
			judge_pairs(judge, tally, p, &sizes, column);
	}
	if (within)
		text_adds(notices, "pairs within one split are not judged\n");
	/* A search tells all that it compared. */
	if (!tally->n_sizes && tally->begun)
		absent_splits = judge_rest(judge, tally, &sizes, column);
	judge_all(judge, view, mode, first);
	if (tally->n_pairs == 0 && !tally->n_sizes && !absent_splits)
		add_note(judge, column, ".", ".", nothing);
	free(sizes.own);
	return 0;
}
