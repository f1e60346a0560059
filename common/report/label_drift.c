/*
 * label_drift.c - do the labels have the same shares in every split?
 *
 * The feature is "has this label", the groups are the splits: what is a
 * group of the view elsewhere is a split here.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "report/label_drift.h"

/* Splits and labels of a view, bytewise, and records of each pair. */
struct cross_table {
	const char **splits, **labels;
	size_t n_splits, n_labels;
	uint64_t *records;	/* [split] */
	double *effective;	/* [split]: that copies leave */
	uint64_t *cell;		/* [label][split] */
};

static size_t
sort_unique(const char **texts, size_t n)
{
	size_t kept = 0;

	qsort(texts, n, sizeof(*texts), text_compare);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(texts[kept - 1], texts[i]) != 0)
			texts[kept++] = texts[i];
	return kept;
}

static size_t
place_of(const char **texts, size_t n, const char *text)
{
	const char **found = bsearch(&text, texts, n, sizeof(*texts),
				     text_compare);

	return (size_t)(found - texts);
}

static void
cross_init(struct cross_table *t, const struct view *view)
{
	*t = (struct cross_table){
		.splits = mem_array(view->n + 1, sizeof(*t->splits)),
		.labels = mem_array(view->n + 1, sizeof(*t->labels)),
	};
	for (size_t i = 0; i < view->n; i++) {
		if (!view_has_split(view, i) || !view_has_label(view, i))
			continue;
		t->splits[t->n_splits++] = view_group(view, i)->split;
		t->labels[t->n_labels++] = view_group(view, i)->label;
	}
	t->n_splits = sort_unique(t->splits, t->n_splits);
	t->n_labels = sort_unique(t->labels, t->n_labels);
	t->records = mem_zeroed(t->n_splits + 1, sizeof(*t->records));
	t->effective = mem_zeroed(t->n_splits + 1, sizeof(*t->effective));
	t->cell = mem_zeroed(t->n_splits * t->n_labels + 1,
			     sizeof(*t->cell));
	for (size_t i = 0; i < view->n; i++) {
		const struct group *g = view_group(view, i);
		size_t s, l;

		if (!view_has_split(view, i) || !view_has_label(view, i))
			continue;
		s = place_of(t->splits, t->n_splits, g->split);
		l = place_of(t->labels, t->n_labels, g->label);
		t->records[s] += view->records[i];
		t->effective[s] += (double)view->records[i] *
				   view->effective[i];
		t->cell[l * t->n_splits + s] += view->records[i];
	}
}

static void
cross_release(struct cross_table *t)
{
	free(t->splits);
	free(t->labels);
	free(t->records);
	free(t->effective);
	free(t->cell);
}

static struct side
side_of(const struct cross_table *t, const size_t *place)
{
	return (struct side){ .name = t->splits[*place], .places = place,
			      .n = 1, .records = t->records[*place],
			      .effective = t->effective[*place] };
}

static void
judge_pairs(struct column *column, const struct cross_table *t,
	    const struct feature_list *features)
{
	struct judged_check check = { .name = "label",
				      .rank = verdict_rank("label") };
	size_t *places = mem_array(t->n_splits + 1, sizeof(*places));

	for (size_t i = 0; i < t->n_splits; i++)
		places[i] = i;
	for (size_t i = 0; i < t->n_splits; i++)
		for (size_t j = i + 1; j < t->n_splits; j++) {
			struct comparison c = {
				.kind = VERDICT_DRIFT, .scope = ".",
				.a = side_of(t, &places[i]),
				.b = side_of(t, &places[j]),
				.pairs = t->n_splits * (t->n_splits - 1) / 2,
			};
			size_t n = judge_rank_features(&column->judge,
						       features, &c);

			if (n)
				judge_parts(&column->judge, &check, &c,
					    column->view.column, n, NULL);
		}
	free(places);
}

void
label_drift_judge(struct column *column)
{
	struct cross_table t;
	struct feature_list features = { 0 };

	cross_init(&t, &column->view);
	if (t.n_splits > 1 && t.n_labels > 1) {
		struct view splits = { .n = t.n_splits };

		for (size_t l = 0; l < t.n_labels; l++)
			feature_set_shares(feature_list_add(&features),
					   &splits, t.labels[l],
					   &t.cell[l * t.n_splits],
					   t.records);
		judge_pairs(column, &t, &features);
		feature_list_release(&features);
	}
	cross_release(&t);
}
