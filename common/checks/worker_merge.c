/*
 * worker_merge.c - the counts of all threads, added up and handed over.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/parallel.h"
#include "checks/worker_private.h"
#include "table/count_table.h"

/* Workers on their way into the first of them. */
struct merging {
	struct worker **workers;
	size_t n;
	size_t states;		/* of a group */
	uint32_t *numbers;	/* [group * n + worker], or NO_GROUP */
	_Atomic bool failed;	/* whoever set it has set err */
	struct error *err;
};

static const uint32_t NO_GROUP = UINT32_MAX;

int
worker_settle(struct worker *w, struct error *err)
{
	for (uint32_t g = 0; g < names_count(w->names); g++)
		for (size_t i = 0; i < w->columns * w->checks; i++) {
			const struct check *check =
				w->how->checks[i % w->checks];
			void *state = w->groups[g].states[i];

			if (state && check->settle &&
			    check->settle(state, err) < 0)
				return -1;
		}
	return 0;
}

/* Where the groups of all workers are, each made in the first. */
static void
map_groups(struct merging *merging)
{
	struct worker *into = merging->workers[0];
	size_t n = merging->n, groups;

	for (size_t i = 1; i < n; i++) {
		const struct names *names = merging->workers[i]->names;

		for (uint32_t g = 0; g < names_count(names); g++)
			worker_group(into, names_text(names, g),
				     names_length(names, g));
	}
	groups = names_count(into->names);
	merging->numbers = mem_array(groups * n + 1,
				     sizeof(*merging->numbers));
	for (uint32_t g = 0; g < groups; g++)
		for (size_t i = 0; i < n; i++)
			merging->numbers[g * n + i] = names_find(
				merging->workers[i]->names,
				names_text(into->names, g),
				names_length(into->names, g));
}

/* One state of one group, of all workers. */
static void
merge_states(void *data, size_t thread, size_t part)
{
	struct merging *merging = data;
	struct worker *into = merging->workers[0];
	size_t group = part / merging->states, at = part % merging->states;
	const struct check *check = into->how->checks[at % into->checks];
	void **target = &into->groups[group].states[at];

	(void)thread;
	for (size_t i = 1; i < merging->n; i++) {
		uint32_t number = merging->numbers[group * merging->n + i];
		struct error err = { 0 };
		void **source;

		if (number == NO_GROUP)
			continue;
		source = &merging->workers[i]->groups[number].states[at];
		if (!*target) {
			*target = *source;
			*source = NULL;
		} else if (*source &&
			   check->merge(*target, *source, &err) < 0) {
			if (!atomic_exchange(&merging->failed, true))
				*merging->err = err;
			return;
		}
	}
}

int
workers_merge(struct worker **workers, size_t n, struct error *err)
{
	struct merging merging = { .workers = workers, .n = n, .err = err };
	struct worker *into = workers[0];

	for (size_t i = 1; i < n && into->columns == 0; i++)
		into->columns = workers[i]->columns;
	map_groups(&merging);
	merging.states = into->columns * into->checks;
	parallel_run(n, names_count(into->names) * merging.states,
		     merge_states, &merging);
	free(merging.numbers);
	return merging.failed ? -1 : 0;
}

static int
compare_names(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/*
 * The name of group n in order. A tab stands before all that a name may hold,
 * so "split TAB label" compares as split, then label.
 */
static const char *
ordered_name(struct worker *w, size_t n)
{
	size_t groups = names_count(w->names);

	if (!w->ordered) {
		w->ordered = mem_array(groups, sizeof(*w->ordered));
		for (uint32_t g = 0; g < groups; g++)
			w->ordered[g] = names_text(w->names, g);
		qsort(w->ordered, groups, sizeof(*w->ordered), compare_names);
	}
	return n < groups ? w->ordered[n] : NULL;
}

/* What each check of each column has counted; its memory is free after. */
static int
emit_states(struct worker *w, void **states, const char *split,
	    const char *label, struct count_table *table, struct error *err)
{
	for (size_t i = 0; i < w->columns * w->checks; i++) {
		const struct check *check = w->how->checks[i % w->checks];
		uint32_t group = count_table_group(
			table, split, label,
			dataset_column_name(w->set, i / w->checks));

		if (!states[i])
			continue;
		if (check->emit(states[i], group, table, err) < 0)
			return -1;
		check->free(states[i]);
		states[i] = NULL;
	}
	return 1;
}

int
worker_emit(struct worker *w, size_t n, struct count_table *table,
	    struct error *err)
{
	const char *name = ordered_name(w, n);
	size_t length, split_length;
	char *split;
	int status;

	if (!name)
		return 0;
	length = strlen(name);
	split_length = strcspn(name, "\t");
	split = mem_text(name, split_length);
	status = emit_states(
		w, w->groups[names_find(w->names, name, length)].states, split,
		name + split_length + 1, table, err);
	free(split);
	return status;
}
