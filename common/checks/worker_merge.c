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

int
worker_emit(struct worker *w, struct count_table *table, struct error *err)
{
	for (uint32_t g = 0; g < names_count(w->names); g++) {
		const char *name = names_text(w->names, g);
		size_t n = strcspn(name, "\t");
		char *split = mem_text(name, n);
		int status = 0;

		for (size_t i = 0; i < w->columns * w->checks && !status;
		     i++) {
			void *state = w->groups[g].states[i];
			uint32_t group = count_table_group(
				table, split, name + n + 1,
				dataset_column_name(w->set, i / w->checks));

			if (state)
				status = w->how->checks[i % w->checks]->emit(
					state, group, table, err);
		}
		free(split);
		if (status < 0)
			return -1;
	}
	return 0;
}
