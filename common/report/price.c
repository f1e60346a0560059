/*
 * price.c - what a mend leaves of the data, from their counts.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/check.h"
#include "report/column.h"
#include "report/price.h"
#include "stats/matching.h"

/* Above so many labels the worst pair after matching is not looked for. */
enum { PAIRS_MOST_LABELS = 50 };

/* The labels of one split: places from first to before last. */
struct scope {
	size_t first, last;
};

/* The next scope of a view after one that ended at place; false: none. */
static bool
scope_next(const struct view *view, struct scope *scope)
{
	size_t i = scope->last;

	if (i == view->n)
		return false;
	scope->first = i;
	while (i < view->n && strcmp(view_group(view, i)->split,
				     view_group(view, scope->first)->split) ==
				      0)
		i++;
	scope->last = i;
	return true;
}

/* Thins the labels of one scope and adds up what is left. */
static void
match_scope(const struct view *view, const struct feature *f,
	    const struct scope *scope, const uint32_t *bin,
	    struct price *price)
{
	size_t most = scope->last - scope->first, groups = 0;
	uint64_t *count = mem_zeroed(most * f->n + 1, sizeof(*count));
	double *kept = mem_zeroed(most * f->n + 1, sizeof(*kept));
	uint64_t records = 0;

	for (size_t i = scope->first; i < scope->last; i++) {
		const struct feature_group *g = &f->groups[i];

		if (!view_has_label(view, i) || !g->records)
			continue;
		for (size_t j = 0; j < g->n; j++)
			count[groups * f->n + g->counts[j].value] =
				g->counts[j].count;
		records += g->records;
		groups++;
	}
	price->of += records;
	if (groups < 2)
		price->keeps += records;
	else
		price->keeps += matching_thin(count, groups, bin, f->n, kept);
	if (groups > PAIRS_MOST_LABELS)
		price->after = NAN;
	for (size_t a = 0; a < groups && groups <= PAIRS_MOST_LABELS; a++)
		for (size_t b = a + 1; b < groups; b++)
			price->after = fmax(price->after,
					    matching_auroc(kept + a * f->n,
							   kept + b * f->n,
							   f->n));
	free(count);
	free(kept);
}

/* Of classes thinned until they agree on a feature. */
static int
price_matching(struct price *price, const struct view *view,
	       const char *check, struct error *err)
{
	struct feature_list list;
	const struct feature *f;

	if (feature_list_init(&list, view, check_find(check), err) < 0)
		return -1;
	f = feature_list_find(&list, ".");
	if (f) {
		uint32_t *bin = mem_array(f->n + 1, sizeof(*bin));
		struct scope scope = { 0 };

		matching_bins(f->value, f->n, bin);
		price->after = .5;
		while (scope_next(view, &scope))
			match_scope(view, f, &scope, bin, price);
		price->known = true;
		free(bin);
	}
	feature_list_release(&list);
	return 0;
}

/* Of records without any N. */
static int
price_without_n(struct price *price, const struct view *view,
		struct error *err)
{
	struct feature_list list;
	const struct feature *f;

	if (feature_list_init(&list, view, &check_n, err) < 0)
		return -1;
	f = feature_list_find(&list, "share");
	for (size_t i = 0; f && i < view->n; i++) {
		const struct feature_group *g = &f->groups[i];

		price->of += g->records;
		if (g->n && f->value[g->counts[0].value] == 0)
			price->keeps += g->counts[0].count;
		price->known = true;
	}
	price->after = .5;
	feature_list_release(&list);
	return 0;
}

static void
price_copies(struct price *price, const struct column *column,
	     const char *cause)
{
	bool conflict = strcmp(cause, "conflict") == 0;

	if (!column->has_copies)
		return;
	for (size_t i = 0; i < column->view.n; i++) {
		const struct copies_group *g = &column->copies.groups[i];
		const struct partners *drop = &g->extra;

		if (!g->counted)
			continue;
		if (conflict)
			drop = copies_with_others(&column->copies, i);
		price->of += g->records;
		price->keeps += g->records - drop->same - drop->other;
	}
	price->known = true;
}

/*
 * Of leaks: the records of the tested split of the worst row, the other split
 * stays as it is.
 */
static void
price_leak(struct price *price, const struct verdict *v)
{
	uint64_t leaked;

	if (v->n_a == RECORDS_UNKNOWN || isnan(v->score))
		return;
	leaked = (uint64_t)llround(v->score * (double)v->n_a);
	price->of = v->n_a;
	price->keeps = v->n_a - leaked;
	price->known = true;
}

static void
price_rewriting(struct price *price, const struct view *view)
{
	for (size_t i = 0; i < view->n; i++)
		price->of += view->records[i];
	price->keeps = price->of;
	price->after = .5;
	price->known = true;
}

int
price_set(struct finding *finding, const struct judged *judged,
	  const struct column *column, struct error *err)
{
	const struct verdict *worst = &judged->list.all[finding->rows[0]];
	const struct view *view = &column->view;
	const char *cause = finding->cause;
	struct price *price = &finding->price;

	*price = (struct price){ .before = NAN, .after = NAN };
	if (worst->measure == MEASURE_AUROC)
		price->before = worst->score;
	if (strcmp(cause, "gc") == 0 || strcmp(cause, "length") == 0)
		return price_matching(price, view, cause, err);
	if (strcmp(cause, "n") == 0)
		return price_without_n(price, view, err);
	if (strcmp(cause, "repeats") == 0 || strcmp(cause, "conflict") == 0)
		price_copies(price, column, cause);
	else if (strcmp(cause, "leak") == 0)
		price_leak(price, worst);
	else if (strcmp(cause, "case") == 0 || strcmp(cause, "letters") == 0)
		price_rewriting(price, view);
	return 0;
}
