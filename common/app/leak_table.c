/* leak_table.c - what searches found, in order, as a pair table. */
#include <stdlib.h>
#include <string.h>

#include "app/leak_found.h"
#include "base/mem.h"
#include "io/output.h"

/* A row to be put in order, of ranks in place of ids. */
struct row {
	uint32_t rank, other_rank;
	struct leak_hit hit;
	uint32_t related;
	uint32_t search;
	uint32_t order;		/* of the search, by names of splits */
};

static int
compare_u32(uint32_t x, uint32_t y)
{
	return (x > y) - (x < y);
}

/* As pair_compare() puts them. */
static int
compare_rows(const void *x, const void *y)
{
	const struct row *one = x, *other = y;
	int order = compare_u32(one->rank, other->rank);

	if (order == 0)
		order = leak_hit_compare(&one->hit, &other->hit);
	if (order == 0)
		order = compare_u32(one->other_rank, other->other_rank);
	return order != 0 ? order : compare_u32(one->order, other->order);
}

/* How many searches come before this one, by query split, target split. */
static uint32_t
search_order(const struct leak_rows *rows, size_t search)
{
	uint32_t before = 0;

	for (size_t i = 0; i < rows->n; i++) {
		int order = strcmp(queries_of(rows, i)->name,
				   queries_of(rows, search)->name);

		if (order == 0)
			order = strcmp(targets_of(rows, i)->name,
				       targets_of(rows, search)->name);
		before += order < 0;
	}
	return before;
}

struct row_list {
	struct row *rows;
	size_t n, room;
};

static void
add_row(struct row_list *list, const struct row *row)
{
	list->rows = mem_grow(list->rows, &list->room, list->n + 1,
			      sizeof(*list->rows));
	list->rows[list->n++] = *row;
}

/* A record without relation. */
static struct leak_hit
no_hit(const struct leak_rows *rows, uint32_t record)
{
	struct leak_hit hit = { .relation = LEAK_NONE };

	if (rows->form == PAIR_BEST_QUERY)
		hit.target = record;
	else
		hit.query = record;
	return hit;
}

static void
add_hit(const struct leak_rows *rows, struct row_list *list,
	const struct row *like, const struct leak_hit *hit, uint32_t related)
{
	struct row row = *like;

	row.hit = *hit;
	row.related = related;
	row.rank = own_rank(rows, row.search, hit);
	if (hit->relation != LEAK_NONE)
		row.other_rank = other_rank(rows, row.search, hit);
	add_row(list, &row);
}

static void
add_found(struct leak_rows *rows, size_t search, bool none,
	  struct row_list *list)
{
	const size_t own = leak_split_count(own_split(rows, search));
	const struct row like = { .search = (uint32_t)search,
				  .order = search_order(rows, search) };
	struct found *found = &rows->found[search];

	for (size_t i = 0; i < found->n; i++)
		add_hit(rows, list, &like, &found->all[i], 0);
	free(found->all);
	found->all = NULL;
	found->n = found->room = 0;
	for (uint32_t i = 0; i < own; i++) {
		const bool has = found->has ? found->has[i] :
				 found->best[i].related > 0;
		const struct leak_hit without = no_hit(rows, i);

		if (!has && none)
			add_hit(rows, list, &like, &without, 0);
		else if (found->best && has)
			add_hit(rows, list, &like, &found->best[i].hit,
				found->best[i].related);
	}
}

static const char *
label_of(const struct leak_rows *rows, const struct leak_split *split,
	 uint32_t record)
{
	return names_text(rows->data->labels, split->entries[record].label);
}

static struct pair_row
pair_of(const struct leak_rows *rows, const struct row *row)
{
	const struct leak_split *queries = queries_of(rows, row->search);
	const struct leak_split *targets = targets_of(rows, row->search);
	const struct leak_hit *hit = &row->hit;
	const bool none = hit->relation == LEAK_NONE;
	struct pair_row pair = {
		.query = ".", .target = ".", .qlabel = ".", .tlabel = ".",
		.relation = (enum pair_relation)hit->relation,
		.strand = none ? '.' : hit->minus ? '-' : '+',
		.edits = hit->edits, .length = hit->length,
		.qsplit = queries->name, .tsplit = targets->name,
		.related = row->related
	};

	if (!none || rows->form != PAIR_BEST_QUERY) {
		pair.query = leak_split_id(queries, hit->query);
		pair.qlabel = label_of(rows, queries, hit->query);
		pair.qlen = queries->entries[hit->query].informative;
		pair.low |= queries->entries[hit->query].low;
	}
	if (!none || rows->form == PAIR_BEST_QUERY) {
		pair.target = leak_split_id(targets, hit->target);
		pair.tlabel = label_of(rows, targets, hit->target);
		pair.tlen = targets->entries[hit->target].informative;
		pair.low |= targets->entries[hit->target].low;
	}
	return pair;
}

void
leak_rows_write(struct leak_rows *rows, const struct pair_head *head,
		struct output *out)
{
	struct row_list list = { 0 };

	for (size_t i = 0; i < rows->n; i++)
		add_found(rows, i, head->options.none, &list);
	if (list.n > 0)
		qsort(list.rows, list.n, sizeof(*list.rows), compare_rows);
	pair_head_write(head, out);
	for (size_t i = 0; i < list.n && !output_failed(out); i++) {
		const struct pair_row pair = pair_of(rows, &list.rows[i]);

		pair_row_write(rows->form, &pair, out);
	}
	free(list.rows);
}
