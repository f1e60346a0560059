/* leak_conflicts.c - linked records of several labels. */
#include <stdlib.h>

#include "base/mem.h"
#include "report/leak_figures.h"

/* A labelled record, and what it is linked to. */
struct member {
	size_t root;
	uint32_t label;
};

static int
compare_members(const void *x, const void *y)
{
	const struct member *a = x, *b = y;

	if (a->root != b->root)
		return a->root < b->root ? -1 : 1;
	return (a->label > b->label) - (a->label < b->label);
}

static size_t
count_of(const struct leak_pairs *pairs, int side)
{
	return names_count(pairs->sides[side].ids);
}

static struct member *
find_members(const struct leak_tally *tally, const struct leak_pairs *pairs,
	     size_t *n)
{
	const uint32_t none = names_find(tally->labels, ".", 1);
	struct member *all = mem_array(count_of(pairs, LEAK_QUERIES) +
				       count_of(pairs, LEAK_TARGETS) + 1,
				       sizeof(*all));

	*n = 0;
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < count_of(pairs, side); i++) {
			const struct leak_record *r =
				&pairs->sides[side].records[i];

			if (r->blank || r->label == none)
				continue;
			all[*n].root = leak_link_root(pairs,
						      2 * i + (size_t)side);
			all[(*n)++].label = r->label;
		}
	if (*n)
		qsort(all, *n, sizeof(*all), compare_members);
	return all;
}

void
leak_conflicts_count(const struct leak_tally *tally,
		     const struct leak_pairs *pairs,
		     struct leak_conflicts *conflicts)
{
	size_t n;
	struct member *all = find_members(tally, pairs, &n);

	for (size_t i = 0, j; i < n; i = j) {
		size_t most = 0, run = 0;

		for (j = i; j < n && all[j].root == all[i].root; j++) {
			run = j > i && all[j].label == all[j - 1].label ?
				run + 1 : 1;
			most = run > most ? run : most;
		}
		/* Whatever a function says of all of them, it misses those. */
		conflicts->groups += most < j - i;
		conflicts->wrong += j - i - most;
	}
	for (size_t i = 0; i < count_of(pairs, LEAK_QUERIES); i++)
		conflicts->records +=
			pairs->sides[LEAK_QUERIES].records[i].conflict;
	conflicts->known = n > 0;
	free(all);
}
