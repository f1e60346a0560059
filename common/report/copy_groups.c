/*
 * copy_groups.c - the sequences that are there most often, in one walk.
 */
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/mem.h"
#include "report/copy_groups.h"
#include "report/hash_walk.h"

static void
free_group(struct copy_group *group)
{
	for (size_t i = 0; i < group->n; i++) {
		struct copy_member *member = &group->members[i];

		for (size_t j = 0; j < member->n_records; j++)
			free(member->records[j].id);
		free(member->records);
	}
	free(group->members);
	*group = (struct copy_group){ 0 };
}

static struct copy_group
make_group(const struct hash_member *all, size_t n, uint64_t size)
{
	struct copy_group group = { .high = all[0].hash->high,
				    .low = all[0].hash->low,
				    .size = size, .n = n };

	group.members = mem_array(n, sizeof(*group.members));
	for (size_t i = 0; i < n; i++)
		group.members[i] = (struct copy_member){
			.place = all[i].place, .plus = all[i].hash->plus,
			.minus = all[i].hash->minus
		};
	return group;
}

/* Hashes come in ascending order: of equal sizes the earlier stays. */
static void
offer(struct copy_top *top, const struct hash_member *all, size_t n,
      uint64_t size)
{
	size_t at = top->n;

	top->in_all++;
	while (at > 0 && top->all[at - 1].size < size)
		at--;
	if (at == COPY_GROUPS)
		return;
	if (top->n == COPY_GROUPS)
		free_group(&top->all[--top->n]);
	memmove(&top->all[at + 1], &top->all[at],
		(top->n - at) * sizeof(*top->all));
	top->all[at] = make_group(all, n, size);
	top->n++;
}

/* What one split has of a sequence. */
struct in_split {
	uint64_t records, most;	/* labelled; of one label */
	size_t labels;
};

static uint64_t
count_of(const struct hash_member *p)
{
	return (uint64_t)p->hash->plus + p->hash->minus;
}

/* The groups of the split that all[from] is of. Returns where they end. */
static size_t
add_split(const struct view *view, const struct copies *copies,
	  const struct hash_member *all, size_t n, size_t from,
	  struct in_split *sum)
{
	size_t split = copies->split_of[all[from].place], i = from;

	*sum = (struct in_split){ 0 };
	for (; i < n && copies->split_of[all[i].place] == split; i++) {
		uint64_t count = count_of(&all[i]);

		if (!view_has_label(view, all[i].place))
			continue;
		sum->records += count;
		sum->labels++;
		if (count > sum->most)
			sum->most = count;
	}
	return i;
}

static void
take_hash(struct copy_groups *groups, const struct view *view,
	  const struct copies *copies, const struct hash_member *all, size_t n)
{
	uint64_t within = 0, conflict = 0, records = 0;
	size_t splits = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t count = count_of(&all[i]);

		records += count;
		within = count > within ? count : within;
	}
	for (size_t i = 0; i < n; splits++) {
		struct copy_ceiling *ceiling =
			&groups->ceilings[copies->split_of[all[i].place]];
		struct in_split sum;

		i = add_split(view, copies, all, n, i, &sum);
		ceiling->records += sum.records;
		ceiling->right += sum.most;
		if (sum.labels > 1 && sum.records > conflict)
			conflict = sum.records;
	}
	if (within > 1)
		offer(&groups->within, all, n, within);
	if (conflict)
		offer(&groups->labels, all, n, conflict);
	if (splits > 1)
		offer(&groups->splits, all, n, records);
}

/* All hashes of one part, in order. */
static void
take_part(struct copy_groups *groups, const struct view *view,
	  const struct copies *copies, struct hash_walk *walk)
{
	XXH128_hash_t none = XXH3_128bits("", 0);
	const struct hash_member *all;
	size_t n;

	while ((n = hash_walk_next(walk, &all)) > 0)
		if (all[0].hash->high != none.high64 ||
		    all[0].hash->low != none.low64)
			take_hash(groups, view, copies, all, n);
}

/* The series of hashes, *n of them, from malloc(), and how many hashes. */
static struct view_series *
find_series(const struct view *view, size_t *n, uint64_t *hashes)
{
	size_t all;
	const struct view_series *series = view_check(view, "dup", &all);
	struct view_series *found = mem_array(all + 1, sizeof(*found));

	*n = 0;
	*hashes = 0;
	for (size_t i = 0; i < all; i++) {
		const struct run_list *runs = &series[i].series->runs;

		if (series[i].series->kind != SERIES_HASHES)
			continue;
		found[(*n)++] = series[i];
		for (size_t r = 0; r < runs->n; r++)
			*hashes += runs->runs[r].n;
	}
	return found;
}

int
copy_groups_init(struct copy_groups *groups, const struct view *view,
		 const struct copies *copies, struct error *err)
{
	size_t n;
	uint64_t hashes;
	struct view_series *series = find_series(view, &n, &hashes);
	unsigned bits = hash_part_bits(hashes);
	struct hash_walk walk;
	int status = 0;

	*groups = (struct copy_groups){ 0 };
	groups->ceilings = mem_zeroed(copies->n_splits + 1,
				      sizeof(*groups->ceilings));
	hash_walk_init(&walk, series, n);
	/* Parts follow each other by hash. */
	for (size_t i = 0; i < (size_t)1 << bits && status == 0; i++) {
		status = hash_walk_begin(&walk, bits, i, err);
		if (status == 0)
			take_part(groups, view, copies, &walk);
	}
	hash_walk_release(&walk);
	free(series);
	if (status < 0)
		copy_groups_release(groups);
	return status;
}

static void
release_top(struct copy_top *top)
{
	for (size_t i = 0; i < top->n; i++)
		free_group(&top->all[i]);
}

void
copy_groups_release(struct copy_groups *groups)
{
	release_top(&groups->within);
	release_top(&groups->labels);
	release_top(&groups->splits);
	free(groups->ceilings);
	*groups = (struct copy_groups){ 0 };
}
