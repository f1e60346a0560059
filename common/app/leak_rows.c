/* leak_rows.c - what a search finds, gathered. */
#include <stdlib.h>
#include <string.h>

#include "app/leak_found.h"
#include "base/mem.h"

/* For every record that a row can be about. */
static void
make_room(const struct leak_rows *rows, size_t search)
{
	const size_t own = leak_split_count(own_split(rows, search));
	struct found *found = &rows->found[search];

	if (rows->form == PAIR_ALL)
		found->has = mem_zeroed(own + 1, sizeof(*found->has));
	else
		found->best = mem_zeroed(own + 1, sizeof(*found->best));
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
	for (size_t i = 0; i < n; i++)
		make_room(rows, i);
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

static void
keep_best(const struct leak_rows *rows, const struct leak_hit *hit)
{
	const size_t search = rows->searching;
	struct best *best = rows->found[search].best +
		(rows->form == PAIR_BEST_QUERY ? hit->target : hit->query);
	const int order = best->related == 0 ? -1 :
		leak_hit_compare(hit, &best->hit);

	best->related++;
	if (order < 0 || (order == 0 && other_rank(rows, search, hit) <
					other_rank(rows, search, &best->hit)))
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
	rows->searching = i;
	return leak_search(queries_of(rows, i)->part, targets_of(rows, i)->part,
			   options, keep_hits, rows, err);
}
