/*
 * finding.c - flagged rows gathered by cause.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/advice.h"
#include "report/column.h"
#include "report/finding.h"
#include "report/finding_words.h"
#include "report/intervals.h"
#include "report/headline.h"
#include "report/price.h"

/* A flagged row on its way to a finding. */
struct candidate {
	size_t row;		/* of the list */
	const char *cause;
	bool own;		/* false: it follows from the cause */
	size_t finding;		/* where it went */
};

static bool
is(const char *word, const char *other)
{
	return strcmp(word, other) == 0;
}

/* True where a part is, or holds, that letter: N, AN, 17N. */
static bool
part_has(const struct verdict *v, char letter)
{
	return strchr(v->part, letter) != NULL;
}

/* Checks that show letters one by one, in pairs or at positions. */
static bool
shows_letters(const struct verdict *v)
{
	static const char *const checks[] = { "base", "dinuc", "start", "end",
					      "centre", "alphabet" };

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		if (is(v->check, checks[i]))
			return true;
	return false;
}

/* The flagged headline of a check in the comparison of v, or NULL. */
static const struct verdict *
beside(const struct verdict_list *list, const struct verdict *v,
       const char *check)
{
	/* Rows of one comparison stand side by side. */
	const struct verdict *first = v, *end = list->all + list->n;

	while (first > list->all && first[-1].kind == v->kind &&
	       is(first[-1].column, v->column) &&
	       is(first[-1].scope, v->scope) && is(first[-1].a, v->a) &&
	       is(first[-1].b, v->b))
		first--;
	for (; first < end && first->kind == v->kind &&
	       is(first->column, v->column) && is(first->scope, v->scope) &&
	       is(first->a, v->a) && is(first->b, v->b);
	     first++)
		if (first->headline && first->flag >= FLAG_WARNING &&
		    is(first->check, check))
			return first;
	return NULL;
}

/*
 * What a row between two classes follows from, if not from itself: letters
 * that only one class writes, N, GC content, the strand.
 */
static const char *
class_cause(const struct verdict_list *list, const struct verdict *v,
	    bool *own)
{
	const struct verdict *alphabet = beside(list, v, "alphabet");
	const struct verdict *gc = beside(list, v, "gc");
	const struct verdict *skew = beside(list, v, "skew");
	bool content = is(v->check, "base") || is(v->check, "dinuc") ||
		       is(v->check, "kmer");

	*own = is(v->check, "alphabet");
	if (alphabet && shows_letters(v) &&
	    (part_has(alphabet, 'U') || part_has(alphabet, 'T')) &&
	    (part_has(v, 'U') || part_has(v, 'T')))
		return "letters";
	*own = false;
	if (shows_letters(v) && part_has(v, 'N') && beside(list, v, "n"))
		return "n";
	if (content && !part_has(v, 'N') && gc && v->flag <= gc->flag)
		return "gc";
	if (content && !part_has(v, 'N') && skew && v->flag <= skew->flag)
		return "skew";
	if (is(v->check, "copies"))
		return "repeats";
	*own = true;
	return v->check;
}

static const char *
find_cause(const struct verdict_list *list, const struct verdict *v, bool *own)
{
	*own = true;
	switch (v->kind) {
	case VERDICT_CLASS:
		return class_cause(list, v, own);
	case VERDICT_DRIFT:
		return is(v->check, "label") ? "label" : "drift";
	case VERDICT_COPIES:
		return is(v->a, v->b) ? "repeats" : "conflict";
	case VERDICT_LEAK:
		break;
	}
	return "leak";
}

/* Own rows decide over rows that follow. */
static bool
decides(const struct verdict_list *list, const struct candidate *x,
	const struct candidate *y)
{
	if (x->own != y->own)
		return x->own;
	return headline_compare(&list->all[x->row], &list->all[y->row]) < 0;
}

static struct candidate *
collect(const struct verdict_list *list, size_t *n)
{
	struct candidate *all = mem_array(list->n + 1, sizeof(*all));

	*n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];
		struct candidate *c = &all[*n];

		if (!v->headline || v->flag < FLAG_WARNING)
			continue;
		c->row = i;
		c->cause = find_cause(list, v, &c->own);
		(*n)++;
	}
	return all;
}

/* Gives each candidate the number of its finding, made where it is new. */
static void
assign(struct finding_list *list, const struct verdict_list *verdicts,
       struct candidate *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct verdict *v = &verdicts->all[all[i].row];
		size_t f = 0;

		while (f < list->n && !(is(list->all[f].cause, all[i].cause) &&
					is(list->all[f].column, v->column)))
			f++;
		if (f == list->n) {
			list->all = mem_grow(list->all, &list->room, f + 1,
					     sizeof(*list->all));
			list->all[list->n++] = (struct finding){
				.cause = all[i].cause, .column = v->column,
			};
		}
		all[i].finding = f;
		list->all[f].n_rows++;
		list->all[f].n_own += all[i].own;
		if (v->flag > list->all[f].flag)
			list->all[f].flag = v->flag;
	}
}

/* Rows of finding f into rows[]: the one that decided first. */
static void
fill_rows(const struct verdict_list *verdicts, const struct candidate *all,
	  size_t n, size_t f, size_t *rows)
{
	const struct candidate *first = NULL;
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (all[i].finding == f &&
		    (!first || decides(verdicts, &all[i], first)))
			first = &all[i];
	if (!first)
		return;
	rows[m++] = first->row;
	for (size_t i = 0; i < n; i++)
		if (all[i].finding == f && &all[i] != first)
			rows[m++] = all[i].row;
}

static void
gather(struct finding_list *list, const struct verdict_list *verdicts)
{
	size_t n, used = 0;
	struct candidate *all = collect(verdicts, &n);

	assign(list, verdicts, all, n);
	list->rows = mem_array(n + 1, sizeof(*list->rows));
	for (size_t f = 0; f < list->n; f++) {
		fill_rows(verdicts, all, n, f, list->rows + used);
		list->all[f].rows = list->rows + used;
		used += list->all[f].n_rows;
	}
	free(all);
}

/* Worst first. There are as many as causes and columns: few. */
static void
sort(struct finding_list *list, const struct verdict_list *verdicts)
{
	for (size_t i = 1; i < list->n; i++) {
		struct finding moved = list->all[i];
		const struct verdict *v = &verdicts->all[moved.rows[0]];
		size_t j = i;

		for (; j > 0; j--) {
			const struct finding *f = &list->all[j - 1];
			const struct verdict *w = &verdicts->all[f->rows[0]];

			if (f->flag > moved.flag ||
			    (f->flag == moved.flag &&
			     headline_compare(w, v) <= 0))
				break;
			list->all[j] = *f;
		}
		list->all[j] = moved;
	}
}

static const struct column *
find_column(const struct judged *judged, const char *name)
{
	size_t i = 0;

	while (i + 1 < judged->n && !is(judged->columns[i].view.column, name))
		i++;
	return &judged->columns[i];
}

static int
describe(struct finding_list *list, struct finding *f,
	 const struct judged *judged, struct error *err)
{
	struct text text = { 0 };

	if (price_set(f, judged, find_column(judged, f->column), err) < 0)
		return -1;
	f->mend = advice_of(&judged->list.all[f->rows[0]]);
	finding_add_title(&text, f, judged, &list->intervals);
	f->title = text_store_take(&list->texts, &text);
	finding_add_text(&text, f, judged);
	f->text = text_store_take(&list->texts, &text);
	finding_add_price(&text, f, judged);
	f->price_text = text_store_take(&list->texts, &text);
	finding_set_commands(f, judged);
	return 0;
}

int
finding_list_init(struct finding_list *list, const struct judged *judged,
		  struct error *err)
{
	int status;

	*list = (struct finding_list){ 0 };
	gather(list, &judged->list);
	sort(list, &judged->list);
	status = interval_list_init(&list->intervals, judged, err);
	for (size_t i = 0; i < list->n && status == 0; i++)
		status = describe(list, &list->all[i], judged, err);
	return status;
}

void
finding_list_release(struct finding_list *list)
{
	text_store_release(&list->texts);
	interval_list_release(&list->intervals);
	free(list->rows);
	free(list->all);
	*list = (struct finding_list){ 0 };
}
