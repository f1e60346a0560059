/*
 * intervals.c - from flagged parts of a check to intervals of positions.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "report/column.h"
#include "report/intervals.h"
#include "report/position_table.h"

bool
check_has_positions(const char *check)
{
	return strcmp(check, "start") == 0 || strcmp(check, "end") == 0 ||
	       strcmp(check, "centre") == 0;
}

bool
interval_part(const char *at, int32_t *position, char *letter)
{
	bool minus = at[0] == '-';
	size_t n = strlen(at);
	uint64_t digits;

	if (n < (size_t)minus + 2 ||
	    !digits_u64(at + minus, n - minus - 1, &digits) ||
	    digits > INT32_MAX)
		return false;
	*position = minus ? -(int32_t)digits : (int32_t)digits;
	*letter = at[n - 1];
	return true;
}

char
consensus_letter(const char *letters, const uint64_t *count, size_t n,
		 uint64_t reach)
{
	size_t most = 0;
	double share;

	if (!reach || !n)
		return '.';
	for (size_t l = 1; l < n; l++)
		if (count[l] > count[most])
			most = l;
	share = (double)count[most] / (double)reach;
	if (share > .5)
		return letters[most];
	if (share > .35)
		return (char)tolower((unsigned char)letters[most]);
	return '.';
}

/* A verdict and a comparison: by kind, scope and the names of the sides. */
static int
compare_names(const void *x, const void *y)
{
	const struct verdict *v = x;
	const struct comparison *c = y;
	int order = (v->kind > c->kind) - (v->kind < c->kind);

	if (!order)
		order = strcmp(v->scope, c->scope);
	if (!order)
		order = strcmp(v->a, c->a.name);
	if (!order)
		order = strcmp(v->b, c->b.name);
	return order;
}

const struct comparison *
verdict_comparison(const struct column *column, const struct verdict *verdict)
{
	const struct comparison_list *list = &column->comparisons;

	/* They are listed in that order. */
	return list->n ? bsearch(verdict, list->all, list->n,
				 sizeof(*list->all), compare_names) :
			 NULL;
}

/* A flagged part: where it is, and its row. */
struct place {
	int32_t at;
	char letter;
	size_t row;
};

static int
compare_places(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	if (a->at != b->at)
		return (a->at > b->at) - (a->at < b->at);
	return (a->row > b->row) - (a->row < b->row);
}

/* The headline at row and the parts after it. */
struct stretch {
	const struct verdict_list *list;
	size_t row, end;
};

/* Flagged parts of a headline by position, from malloc(); *n of them. */
static struct place *
flagged_places(const struct stretch *of, size_t *n)
{
	struct place *places = mem_array(of->end - of->row,
					 sizeof(*places));

	*n = 0;
	for (size_t i = of->row + 1; i < of->end; i++) {
		const struct verdict *v = &of->list->all[i];
		struct place *p = &places[*n];

		if (v->flag >= FLAG_WARNING &&
		    interval_part(v->at, &p->at, &p->letter)) {
			p->row = i;
			(*n)++;
		}
	}
	qsort(places, *n, sizeof(*places), compare_places);
	return places;
}

/*
 * Consensus of one side, as sequences are read: what is counted from the end
 * is turned round. Returns how many records reach all of it.
 */
static uint64_t
read_side(struct position_table *table, const struct side *side,
	  const struct interval *interval, bool from_end, char **consensus)
{
	size_t n = (size_t)(interval->to - interval->from) + 1;
	size_t first = (size_t)(interval->from - table->first);
	uint64_t count[sizeof(table->letters)], least = UINT64_MAX;
	char *text = mem_array(n + 1, 1);

	for (size_t i = 0; i < n; i++) {
		uint64_t reach = position_table_side(table, first + i, side,
						     count);

		text[from_end ? n - 1 - i : i] =
			consensus_letter(table->letters, count,
					 table->n_letters, reach);
		least = reach < least ? reach : least;
	}
	text[n] = '\0';
	*consensus = text;
	return least;
}

/* The worse flag, then the higher score: rows come by score. */
static bool
is_worse(const struct stretch *of, size_t x, size_t y)
{
	const struct verdict *a = &of->list->all[x], *b = &of->list->all[y];

	if (a->flag != b->flag)
		return a->flag > b->flag;
	return x < y;
}

static void
add_interval(struct interval_list *list, const struct stretch *of,
	     const struct place *places, size_t n,
	     struct position_table *table, const struct comparison *c)
{
	struct interval *interval;
	size_t worst = 0;
	bool from_end = strcmp(of->list->all[of->row].check, "end") == 0;

	for (size_t i = 1; i < n; i++)
		if (is_worse(of, places[i].row, places[worst].row))
			worst = i;
	list->all = mem_grow(list->all, &list->room, list->n + 1,
			     sizeof(*list->all));
	interval = &list->all[list->n++];
	*interval = (struct interval){
		.row = of->row, .worst = places[worst].row,
		.from = places[0].at, .to = places[n - 1].at,
		.at = places[worst].at, .letter = places[worst].letter,
	};
	interval->reach_a = read_side(table, &c->a, interval, from_end,
				      &interval->consensus_a);
	interval->reach_b = read_side(table, &c->b, interval, from_end,
				      &interval->consensus_b);
}

/* All intervals of one headline. */
static void
add_headline(struct interval_list *list, const struct stretch *of,
	     struct position_table *table, const struct comparison *c)
{
	size_t n;
	struct place *places = flagged_places(of, &n);

	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n &&
		     places[j].at - places[j - 1].at <= INTERVAL_GAP; j++)
			;
		add_interval(list, of, places + i, j - i, table, c);
	}
	free(places);
}

static bool
is_of(const struct verdict *v, const struct column *column, const char *check)
{
	return v->headline && v->flag >= FLAG_WARNING &&
	       (v->kind == VERDICT_CLASS || v->kind == VERDICT_DRIFT) &&
	       strcmp(v->column, column->view.column) == 0 &&
	       strcmp(v->check, check) == 0;
}

/* One anchor of one column; its table is read where there is a flag. */
static int
add_anchor(struct interval_list *list, const struct judged *judged,
	   const struct column *column, const char *check, struct error *err)
{
	const struct verdict_list *rows = &judged->list;
	struct position_table table = { 0 };

	for (size_t i = 0; i < rows->n; i++) {
		struct stretch of = { rows, i, i + 1 };
		const struct comparison *c;

		if (!is_of(&rows->all[i], column, check))
			continue;
		c = verdict_comparison(column, &rows->all[i]);
		if (!c)
			continue;
		if (!table.n &&
		    position_table_init(&table, &column->view, check, err) < 0)
			return -1;
		while (of.end < rows->n && !rows->all[of.end].headline)
			of.end++;
		if (table.n)
			add_headline(list, &of, &table, c);
	}
	position_table_release(&table);
	return 0;
}

static int
compare_intervals(const void *x, const void *y)
{
	const struct interval *a = x, *b = y;

	if (a->row != b->row)
		return (a->row > b->row) - (a->row < b->row);
	return (a->from > b->from) - (a->from < b->from);
}

int
interval_list_init(struct interval_list *list, const struct judged *judged,
		   struct error *err)
{
	static const char *const anchors[] = { "start", "end", "centre" };
	int status = 0;

	*list = (struct interval_list){ 0 };
	for (size_t i = 0; i < judged->n && status == 0; i++)
		for (size_t a = 0; a < 3 && status == 0; a++)
			status = add_anchor(list, judged, &judged->columns[i],
					    anchors[a], err);
	if (status < 0)
		interval_list_release(list);
	else if (list->n)
		qsort(list->all, list->n, sizeof(*list->all),
		      compare_intervals);
	return status;
}

void
interval_list_release(struct interval_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->all[i].consensus_a);
		free(list->all[i].consensus_b);
	}
	free(list->all);
	*list = (struct interval_list){ 0 };
}
