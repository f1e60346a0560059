/*
 * worker.c - what one thread counts.
 *
 * The records of a chunk are first sorted by group, as lists of stretches;
 * then each group goes through all its checks in batches. So there is one
 * batch a thread, however many labels there are, and a check's tables stay in
 * cache.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/parallel.h"
#include "checks/worker.h"
#include "record/dataset.h"

static const size_t NO_STRETCH = SIZE_MAX;

/* A sequence of the chunk at hand: one of each column for each record. */
struct item {
	const uint8_t *seq;
	uint32_t length;
};

/* Records of one group, one after another; next is of the same group. */
struct stretch {
	size_t item, records;	/* the first of their items */
	size_t next;
};

/* A split and label; stretches of this chunk; states by column. */
struct worker_group {
	void **states;		/* [column * checks + check] */
	size_t first, last;
};

struct worker {
	const struct dataset *set;
	const struct measure_options *how;
	size_t checks, columns;
	struct names *names;	/* of groups: split TAB label */
	struct worker_group *groups;	/* by number in names */
	size_t groups_room;
	struct item *items;
	size_t n_items, items_room;
	struct stretch *stretches;
	size_t n_stretches, stretches_room;
	uint32_t *touched;	/* groups of this chunk */
	size_t n_touched, touched_room;
	struct text key;	/* of the last record, with its number */
	struct slice last_split, last_label;
	uint32_t last_group;
	struct batch batch;
};

struct worker *
worker_new(const struct dataset *set, const struct measure_options *how)
{
	struct worker *w = mem_zeroed(1, sizeof(*w));

	w->set = set;
	w->how = how;
	w->names = names_new();
	while (how->checks[w->checks])
		w->batch.wanted |= how->checks[w->checks++]->reads;
	return w;
}

static void
group_release(const struct worker *w, struct worker_group *group)
{
	for (size_t c = 0; c < w->columns; c++)
		for (size_t k = 0; k < w->checks; k++)
			if (group->states[c * w->checks + k])
				w->how->checks[k]->free(
					group->states[c * w->checks + k]);
	free(group->states);
}

void
worker_free(struct worker *w)
{
	if (!w)
		return;
	for (size_t g = 0; g < names_count(w->names); g++)
		group_release(w, &w->groups[g]);
	names_free(w->names);
	free(w->groups);
	free(w->items);
	free(w->stretches);
	free(w->touched);
	text_release(&w->key);
	free(w);
}

static void
group_init(const struct worker *w, struct worker_group *group)
{
	group->states = mem_zeroed(w->columns * w->checks + 1,
				   sizeof(*group->states));
	group->first = NO_STRETCH;
}

/* The number of the group with that name, made if it is new. */
static uint32_t
group_number(struct worker *w, const char *name, size_t n)
{
	size_t before = names_count(w->names);
	uint32_t number = names_add(w->names, name, n);

	if (number < before)
		return number;
	w->groups = mem_grow(w->groups, &w->groups_room, (size_t)number + 1,
			     sizeof(*w->groups));
	group_init(w, &w->groups[number]);
	return number;
}

static bool
same_slice(const struct slice *x, const struct slice *y)
{
	return x->n == y->n &&
	       (x->bytes == y->bytes || memcmp(x->bytes, y->bytes, x->n) == 0);
}

static uint32_t
group_of(struct worker *w, const struct record *record)
{
	if (w->last_split.bytes && same_slice(&w->last_split, &record->split) &&
	    same_slice(&w->last_label, &record->label))
		return w->last_group;
	text_clear(&w->key);
	text_add(&w->key, record->split.bytes, record->split.n);
	text_addc(&w->key, '\t');
	text_add(&w->key, record->label.bytes, record->label.n);
	w->last_group = group_number(w, w->key.bytes, w->key.n);
	w->last_split = record->split;
	w->last_label = record->label;
	return w->last_group;
}

/* The records that follow are of that group. */
static void
begin_stretch(struct worker *w, uint32_t number)
{
	struct worker_group *group = &w->groups[number];
	size_t at = w->n_stretches++;

	w->stretches = mem_grow(w->stretches, &w->stretches_room, at + 1,
				sizeof(*w->stretches));
	w->stretches[at] = (struct stretch){ w->n_items, 0, NO_STRETCH };
	if (group->first == NO_STRETCH) {
		group->first = at;
		w->touched = mem_grow(w->touched, &w->touched_room,
				      w->n_touched + 1, sizeof(*w->touched));
		w->touched[w->n_touched++] = number;
	} else {
		w->stretches[group->last].next = at;
	}
	group->last = at;
}

/* The next records belong to that group, and have n sequences in all. */
static void
make_room(struct worker *w, const struct record *record, size_t n)
{
	uint32_t before = w->last_group, number = group_of(w, record);

	if (w->n_stretches == 0 || number != before)
		begin_stretch(w, number);
	if (w->n_items + n > w->items_room)
		w->items = mem_grow(w->items, &w->items_room, w->n_items + n,
				    sizeof(*w->items));
}

/* Records of a group, one sequence of each column after another. */
static void
add_records(struct worker *w, const struct slice *seq, size_t n,
	    size_t columns)
{
	struct item *items = w->items + w->n_items;

	for (size_t i = 0; i < n * columns; i++)
		items[i] = (struct item){ (const uint8_t *)seq[i].bytes,
					  (uint32_t)seq[i].n };
	w->n_items += n * columns;
	w->stretches[w->n_stretches - 1].records += n;
}

/* Sorts the records of a chunk by group. */
static int
read_chunk(struct worker *w, struct chunk *chunk, uint64_t *records,
	   struct error *err)
{
	enum { AT_ONCE = 64 };
	struct slice seq[AT_ONCE];
	struct record record;
	int status;

	for (;;) {
		size_t n = chunk_next_plain(chunk, &record, seq, AT_ONCE);

		if (n > 0) {
			make_room(w, &record, n);
			add_records(w, seq, n, 1);
			*records += n;
			continue;
		}
		status = chunk_next(chunk, &record, err);
		if (status <= 0)
			return status;
		make_room(w, &record, record.columns);
		add_records(w, record.seq, 1, record.columns);
		(*records)++;
	}
}

/* The batch through all checks of a group and column; it is empty then. */
static int
count_batch(struct worker *w, void **states, struct error *err)
{
	w->batch.have = 0;
	for (size_t k = 0; k < w->checks; k++) {
		const struct check *check = w->how->checks[k];

		if (!states[k])
			states[k] = check->make(&w->how->params);
		if (check->add(states[k], &w->batch, err) < 0)
			return -1;
	}
	w->batch.n = 0;
	return 0;
}

/* All records of a group, one column of them. */
static int
count_column(struct worker *w, const struct worker_group *group,
	     size_t column, struct error *err)
{
	void **states = &group->states[column * w->checks];
	struct batch *batch = &w->batch;

	batch->n = 0;
	for (size_t at = group->first; at != NO_STRETCH;
	     at = w->stretches[at].next) {
		const struct stretch *s = &w->stretches[at];
		size_t i = s->item + column;

		for (size_t n = s->records; n > 0; n--, i += w->columns) {
			batch->seq[batch->n] = w->items[i].seq;
			batch->length[batch->n] = w->items[i].length;
			if (++batch->n == BATCH_MAX &&
			    count_batch(w, states, err) < 0)
				return -1;
		}
	}
	return batch->n == 0 ? 0 : count_batch(w, states, err);
}

static int
count_group(struct worker *w, struct worker_group *group, struct error *err)
{
	for (size_t c = 0; c < w->columns; c++)
		if (count_column(w, group, c, err) < 0)
			return -1;
	group->first = NO_STRETCH;
	return 0;
}

int
worker_count(struct worker *w, struct chunk *chunk, uint64_t *records,
	     struct error *err)
{
	int status;

	w->columns = dataset_columns(w->set);
	w->n_items = w->n_stretches = w->n_touched = 0;
	/* Names of the last chunk are gone with it. */
	w->last_split = (struct slice){ 0 };
	status = read_chunk(w, chunk, records, err);
	for (size_t t = 0; t < w->n_touched && status == 0; t++)
		status = count_group(w, &w->groups[w->touched[t]], err);
	return status;
}

/* The lines of the records in the batch, whose beginnings are in starts. */
static void
list_batch(struct worker *w, const struct text *starts, const size_t *ends,
	   struct text *lines)
{
	struct batch *batch = &w->batch;

	batch->have = 0;
	for (size_t i = 0; i < batch->n; i++) {
		size_t from = i ? ends[i - 1] : 0;

		text_add(lines, starts->bytes + from, ends[i] - from);
		for (size_t k = 0; k < w->checks; k++)
			if (w->how->checks[k]->each)
				w->how->checks[k]->each(&w->how->params,
							batch, i, lines);
		text_addc(lines, '\n');
	}
	batch->n = 0;
}

int
worker_list(struct worker *w, struct chunk *chunk, struct text *lines,
	    uint64_t *records, struct error *err)
{
	struct text starts = { 0 };
	size_t ends[BATCH_MAX];
	struct record record;
	int status;

	w->batch.n = 0;
	while ((status = chunk_next(chunk, &record, err)) > 0) {
		(*records)++;
		for (size_t c = 0; c < record.columns; c++) {
			size_t i = w->batch.n++;

			text_add_field(&starts, record.id.bytes, record.id.n);
			text_addc(&starts, '\t');
			text_add(&starts, record.split.bytes, record.split.n);
			text_addc(&starts, '\t');
			text_add(&starts, record.label.bytes, record.label.n);
			text_addc(&starts, '\t');
			text_adds(&starts, dataset_column_name(w->set, c));
			ends[i] = starts.n;
			w->batch.seq[i] = (const uint8_t *)record.seq[c].bytes;
			w->batch.length[i] = (uint32_t)record.seq[c].n;
			if (w->batch.n == BATCH_MAX) {
				list_batch(w, &starts, ends, lines);
				text_clear(&starts);
			}
		}
	}
	list_batch(w, &starts, ends, lines);
	text_release(&starts);
	return status;
}

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

/* Where the groups of all workers are, each made in the first. */
static void
map_groups(struct merging *merging)
{
	struct worker *into = merging->workers[0];
	size_t n = merging->n, groups;

	for (size_t i = 1; i < n; i++) {
		const struct names *names = merging->workers[i]->names;

		for (uint32_t g = 0; g < names_count(names); g++)
			group_number(into, names_text(names, g),
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
