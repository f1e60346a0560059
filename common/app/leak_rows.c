/* leak_rows.c - what a search finds, gathered and written. */
#include "app/leak_rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/output.h"

/* The best hit of a record; relation LEAK_NONE: it has none. */
struct best {
	struct leak_hit hit;
	uint32_t related;
};

/* What one search found. */
struct found {
	size_t own;		/* records that there is room for */
	struct best *best;	/* of each query (target) */
	size_t best_room;
	struct leak_hit *all;	/* PAIR_ALL */
	size_t n, room;
	uint8_t *has;		/* PAIR_ALL: queries that have a hit */
	size_t has_room;
};

struct leak_rows {
	const struct leak_data *data;
	const struct leak_search_pair *searches;
	size_t n;
	enum pair_form form;
	struct found *found;
	size_t searching;
};

/* A row to be put in order, of ranks in place of ids. */
struct row {
	uint32_t rank, other_rank;
	struct leak_hit hit;
	uint32_t related;
	uint32_t search;
	uint32_t order;		/* of the search, by names of splits */
};

static const struct leak_split *
queries_of(const struct leak_rows *rows, size_t search)
{
	return &rows->data->splits[rows->searches[search].queries];
}

static const struct leak_split *
targets_of(const struct leak_rows *rows, size_t search)
{
	return &rows->data->splits[rows->searches[search].targets];
}

/* The records that rows are about. */
static const struct leak_split *
own_split(const struct leak_rows *rows, size_t search)
{
	return rows->form == PAIR_BEST_QUERY ? targets_of(rows, search) :
					       queries_of(rows, search);
}

/* For every record that a row can be about. */
static void
make_room(const struct leak_rows *rows, size_t search)
{
	const size_t own = leak_split_count(own_split(rows, search));
	struct found *found = &rows->found[search];

	if (rows->form == PAIR_ALL) {
		found->has = mem_grow(found->has, &found->has_room, own + 1,
				      1);
		memset(found->has + found->own, 0, own - found->own);
	} else {
		found->best = mem_grow(found->best, &found->best_room, own + 1,
				       sizeof(*found->best));
		for (size_t i = found->own; i < own; i++)
			found->best[i] = (struct best){
				.hit.relation = LEAK_NONE
			};
	}
	found->own = own;
}

struct leak_rows *
leak_rows_new(const struct leak_data *data,
	      const struct leak_search_pair *searches, size_t n,
	      enum pair_form form)
{
	struct leak_rows *rows = mem_zeroed(1, sizeof(*rows));

	*rows = (struct leak_rows){
		.data = data, .searches = searches, .n = n, .form = form,
		.found = mem_zeroed(n + 1, sizeof(*rows->found))
	};
	return rows;
}

void
leak_rows_free(struct leak_rows *rows)
{
	if (!rows)
		return;
	for (size_t i = 0; i < rows->n; i++) {
		free(rows->found[i].best);
		free(rows->found[i].all);
		free(rows->found[i].has);
	}
	free(rows->found);
	free(rows);
}

static uint32_t
query_rank(const struct leak_rows *rows, size_t search,
	   const struct leak_hit *hit)
{
	return queries_of(rows, search)->entries[hit->query].rank;
}

static uint32_t
target_rank(const struct leak_rows *rows, size_t search,
	    const struct leak_hit *hit)
{
	return targets_of(rows, search)->entries[hit->target].rank;
}

/* The rank of the record that a row is about, and of the other one. */
static uint32_t
own_rank(const struct leak_rows *rows, size_t search,
	 const struct leak_hit *hit)
{
	return rows->form == PAIR_BEST_QUERY ? target_rank(rows, search, hit) :
					       query_rank(rows, search, hit);
}

static uint32_t
other_rank(const struct leak_rows *rows, size_t search,
	   const struct leak_hit *hit)
{
	return rows->form == PAIR_BEST_QUERY ? query_rank(rows, search, hit) :
					       target_rank(rows, search, hit);
}

/* Ids are not ranked until all are read. */
static const char *
other_id(const struct leak_rows *rows, const struct leak_hit *hit)
{
	return rows->form == PAIR_BEST_QUERY ?
	       leak_split_id(queries_of(rows, rows->searching), hit->query) :
	       leak_split_id(targets_of(rows, rows->searching), hit->target);
}

static void
keep_best(const struct leak_rows *rows, const struct leak_hit *hit)
{
	const size_t search = rows->searching;
	struct best *best = rows->found[search].best +
		(rows->form == PAIR_BEST_QUERY ? hit->target : hit->query);
	int order = best->related == 0 ? -1 :
		leak_hit_compare(hit, &best->hit);

	best->related++;
	if (order == 0)
		order = strcmp(other_id(rows, hit),
			       other_id(rows, &best->hit));
	if (order < 0)
		best->hit = *hit;
}

static int
keep_hits(void *arg, const struct leak_hit *hits, size_t n, struct error *err)
{
	struct leak_rows *rows = arg;
	struct found *found = &rows->found[rows->searching];

	(void)err;
	if (rows->form != PAIR_ALL) {
		for (size_t i = 0; i < n; i++)
			keep_best(rows, &hits[i]);
		return 0;
	}
	found->all = mem_grow(found->all, &found->room, found->n + n,
			      sizeof(*found->all));
	memcpy(found->all + found->n, hits, n * sizeof(*hits));
	found->n += n;
	for (size_t i = 0; i < n; i++)
		found->has[hits[i].query] = 1;
	return 0;
}

int
leak_rows_search(struct leak_rows *rows, size_t i,
		 const struct leak_options *options, struct error *err)
{
	make_room(rows, i);
	rows->searching = i;
	return leak_search(queries_of(rows, i)->part, targets_of(rows, i)->part,
			   options, keep_hits, rows, err);
}

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
	const struct leak_split *own = own_split(rows, like->search);
	struct row row = *like;

	row.hit = *hit;
	row.related = related;
	if (hit->relation == LEAK_NONE) {
		row.rank = own->entries[rows->form == PAIR_BEST_QUERY ?
					hit->target : hit->query].rank;
	} else {
		row.rank = own_rank(rows, row.search, hit);
		row.other_rank = other_rank(rows, row.search, hit);
	}
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
		pair.qlen = leak_part_informative(queries->part, hit->query);
		pair.low |= queries->entries[hit->query].low;
	}
	if (!none || rows->form == PAIR_BEST_QUERY) {
		pair.target = leak_split_id(targets, hit->target);
		pair.tlabel = label_of(rows, targets, hit->target);
		pair.tlen = leak_part_informative(targets->part, hit->target);
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

/* Records of one label of a split. */
struct tally_row {
	uint64_t records, relations[LEAK_NONE], minus, other_label, low;
};

static void
count_record(const struct leak_rows *rows, size_t search,
	     const struct best *best, struct tally_row *row)
{
	const struct leak_split *queries = queries_of(rows, search);
	const struct leak_split *targets = targets_of(rows, search);
	const struct leak_entry *q, *t;

	row->records++;
	if (best->related == 0)
		return;
	q = &queries->entries[best->hit.query];
	t = &targets->entries[best->hit.target];
	row->relations[best->hit.relation]++;
	row->minus += best->hit.minus;
	row->other_label += q->label != t->label;
	row->low += q->low || t->low;
}

static void
write_tally(const struct leak_rows *rows, size_t search, const char *label,
	    const struct tally_row *row, struct output *out)
{
	if (row->records == 0)
		return;
	output_printf(out, "%s\t%s\t%s\t%" PRIu64,
		      queries_of(rows, search)->name,
		      targets_of(rows, search)->name, label, row->records);
	for (size_t i = 0; i < LEAK_NONE; i++)
		output_printf(out, "\t%" PRIu64, row->relations[i]);
	output_printf(out, "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\n",
		      row->minus, row->other_label, row->low);
}

void
leak_rows_summary(const struct leak_rows *rows, struct output *out)
{
	const size_t labels = names_count(rows->data->labels);

	output_puts(out, rows->form == PAIR_BEST_QUERY ?
		    "#qsplit\ttsplit\ttlabel\ttargets" :
		    "#qsplit\ttsplit\tqlabel\tqueries");
	for (int i = PAIR_COPY; i < PAIR_NONE; i++)
		output_printf(out, "\t%s",
			      pair_relation_name((enum pair_relation)i));
	output_puts(out, "\tminus\tother_label\tlow\n");
	for (size_t i = 0; i < rows->n; i++) {
		const struct leak_split *own = own_split(rows, i);
		struct tally_row *counts = mem_zeroed(labels + 1,
						      sizeof(*counts));

		for (uint32_t j = 0; j < leak_split_count(own); j++)
			count_record(rows, i, &rows->found[i].best[j],
				     &counts[own->entries[j].label]);
		for (uint32_t j = 0; j < labels; j++)
			write_tally(rows, i,
				    names_text(rows->data->labels, j),
				    &counts[j], out);
		free(counts);
	}
}
