/*
 * model.c - what a page is made of: columns, their classes, their sections.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/split_order.h"
#include "page/model.h"
#include "report/headline.h"

static int
compare_splits(const void *left, const void *right)
{
	return split_order(*(const char *const *)left,
			   *(const char *const *)right);
}

/* Sorts names and drops what is there twice. Returns how many are left. */
static size_t
unique(const char **names, size_t n,
       int (*compare)(const void *, const void *))
{
	size_t kept = 0;

	if (n)
		qsort(names, n, sizeof(*names), compare);
	for (size_t i = 0; i < n; i++)
		if (!kept || strcmp(names[kept - 1], names[i]) != 0)
			names[kept++] = names[i];
	return kept;
}

static void
init_column(struct page_column *to, const struct column *column)
{
	const struct view *view = &column->view;

	*to = (struct page_column){ .column = column };
	to->labels = mem_array(view->n + 1, sizeof(*to->labels));
	to->splits = mem_array(view->n + 1, sizeof(*to->splits));
	for (size_t i = 0; i < view->n; i++) {
		if (view_has_label(view, i))
			to->labels[to->n_labels++] =
				view_group(view, i)->label;
		if (view_has_split(view, i))
			to->splits[to->n_splits++] =
				view_group(view, i)->split;
	}
	to->n_labels = unique(to->labels, to->n_labels, text_compare);
	to->n_splits = unique(to->splits, to->n_splits, compare_splits);
}

size_t
page_class(const struct page_column *column, const char *label)
{
	const char **found = NULL;

	if (column->n_labels)
		found = bsearch(&label, column->labels, column->n_labels,
				sizeof(*column->labels), text_compare);
	return found ? (size_t)(found - column->labels) : column->n_labels;
}

/* A headline on its way into a section. */
struct placed {
	size_t column;
	enum section_kind kind;
	size_t rank;
	const struct verdict *v;
};

static enum section_kind
kind_of(const struct verdict *v)
{
	switch (v->kind) {
	case VERDICT_DRIFT:
		return SECTION_DRIFT;
	case VERDICT_COPIES:
		return strcmp(v->a, v->b) == 0 ? SECTION_COPIES :
						 SECTION_CONFLICT;
	case VERDICT_LEAK:
		return SECTION_LEAK;
	case VERDICT_CLASS:
		break;
	}
	return strcmp(v->check, ".") == 0 ? SECTION_NOTE : SECTION_CHECK;
}

/* Checks of classes in the order of the page. */
static const struct {
	const char *check;
	enum section_group group;
} places[] = {
	{ "gc", GROUP_COMPOSITION }, { "base", GROUP_COMPOSITION },
	{ "dinuc", GROUP_COMPOSITION }, { "kmer", GROUP_COMPOSITION },
	{ "alphabet", GROUP_COMPOSITION }, { "start", GROUP_POSITION },
	{ "end", GROUP_POSITION }, { "centre", GROUP_POSITION },
	{ "length", GROUP_FORM }, { "n", GROUP_FORM },
	{ "case", GROUP_FORM }, { "complexity", GROUP_FORM },
	{ "skew", GROUP_FORM }, { "copies", GROUP_FORM },
	{ "leak", GROUP_FORM },
};

enum { PLACES = sizeof(places) / sizeof(*places) };

static size_t
place_of_check(const char *check)
{
	size_t i = 0;

	while (i < PLACES && strcmp(places[i].check, check) != 0)
		i++;
	return i;
}

static enum section_group
group_of(const struct section *s)
{
	size_t place;

	switch (s->kind) {
	case SECTION_NOTE:
		return GROUP_NOTE;
	case SECTION_DRIFT:
		return GROUP_DRIFT;
	case SECTION_LEAK:
	case SECTION_CONFLICT:
	case SECTION_COPIES:
		return GROUP_SHARES;
	case SECTION_CHECK:
		break;
	}
	place = place_of_check(s->check);
	return place < PLACES ? places[place].group : GROUP_FORM;
}

static int
compare_sections(const void *left, const void *right)
{
	const struct section *x = left, *y = right;
	size_t a, b;

	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	a = place_of_check(x->check);
	b = place_of_check(y->check);
	if (a != b)
		return a < b ? -1 : 1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

/* By column, kind and check; then in the order of the list. */
static int
compare_placed(const void *left, const void *right)
{
	const struct placed *x = left, *y = right;

	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->kind == SECTION_CHECK && x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->v > y->v) - (x->v < y->v);
}

static size_t
find_column(const struct judged *judged, const char *name)
{
	size_t i = 0;

	while (i < judged->n &&
	       strcmp(judged->columns[i].view.column, name) != 0)
		i++;
	return i;
}

/* All headlines in the order of the page; *n of them, from malloc(). */
static struct placed *
place_headlines(const struct judged *judged, size_t *n)
{
	const struct verdict_list *list = &judged->list;
	struct placed *all = mem_array(list->n + 1, sizeof(*all));

	*n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];
		size_t column = find_column(judged, v->column);

		if (v->headline && column < judged->n)
			all[(*n)++] = (struct placed){ column, kind_of(v),
						       v->rank, v };
	}
	if (*n)
		qsort(all, *n, sizeof(*all), compare_placed);
	return all;
}

bool
verdict_is_worse(const struct verdict *x, const struct verdict *y)
{
	return headline_compare(x, y) < 0;
}

static bool
same_section(const struct placed *x, const struct placed *y)
{
	return x->column == y->column && x->kind == y->kind &&
	       (x->kind != SECTION_CHECK || x->rank == y->rank);
}

static void
add_section(struct page *page, const struct placed *placed, size_t n)
{
	struct section *s = &page->sections[page->n_sections];

	*s = (struct section){
		.page = page,
		.column = &page->columns[placed->column],
		.kind = placed->kind,
		.check = placed->kind == SECTION_DRIFT ? "." :
							 placed->v->check,
		.rank = placed->rank,
		.rows = mem_array(n, sizeof(*s->rows)),
		.n = n,
		.worst = placed->v,
	};
	s->group = group_of(s);
	page->n_sections++;
	for (size_t i = 0; i < n; i++) {
		s->rows[i] = placed[i].v;
		if (verdict_is_worse(s->rows[i], s->worst))
			s->worst = s->rows[i];
	}
}

void
page_init(struct page *page, const struct judged *judged,
	  const struct about *about, const struct finding_list *findings)
{
	size_t n;
	struct placed *placed = place_headlines(judged, &n);

	*page = (struct page){ .judged = judged, .about = about,
			       .findings = findings };
	page->columns = mem_array(judged->n + 1, sizeof(*page->columns));
	for (size_t i = 0; i < judged->n; i++)
		init_column(&page->columns[i], &judged->columns[i]);
	page->sections = mem_array(n + 1, sizeof(*page->sections));
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n &&
		     same_section(&placed[i], &placed[j]); j++)
			;
		add_section(page, placed + i, j - i);
	}
	if (page->n_sections)
		qsort(page->sections, page->n_sections,
		      sizeof(*page->sections), compare_sections);
	for (size_t i = 0; i < page->n_sections; i++)
		page->sections[i].number = i + 1;
	free(placed);
}

void
page_release(struct page *page)
{
	for (size_t i = 0; i < page->n_sections; i++)
		free(page->sections[i].rows);
	for (size_t i = 0; i < page->judged->n; i++) {
		free(page->columns[i].labels);
		free(page->columns[i].splits);
	}
	free(page->sections);
	free(page->columns);
	*page = (struct page){ 0 };
}

const struct comparison *
section_comparison(const struct section *section, const struct verdict *v)
{
	const struct comparison_list *list =
		&section->column->column->comparisons;

	for (size_t i = 0; i < list->n; i++) {
		const struct comparison *c = &list->all[i];

		if (c->kind == v->kind && strcmp(c->scope, v->scope) == 0 &&
		    strcmp(c->a.name, v->a) == 0 &&
		    strcmp(c->b.name, v->b) == 0)
			return c;
	}
	return NULL;
}

/* True where section_comparison() finds it; without a walk. */
static bool
was_compared(const struct verdict *v)
{
	return v->measure == MEASURE_AUROC && strcmp(v->check, "label") != 0;
}

size_t
section_pairs(const struct section *section,
	      const struct verdict *pairs[SECTION_PAIRS])
{
	size_t n = 0;

	for (size_t i = 0; i < section->n; i++) {
		const struct verdict *v = section->rows[i];
		size_t at = n;

		if (!was_compared(v))
			continue;
		while (at > 0 && verdict_is_worse(v, pairs[at - 1])) {
			if (at < SECTION_PAIRS)
				pairs[at] = pairs[at - 1];
			at--;
		}
		if (at < SECTION_PAIRS)
			pairs[at] = v;
		n += n < SECTION_PAIRS;
	}
	return n;
}
