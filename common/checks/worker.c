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
#include "checks/worker_private.h"
#include "record/dataset.h"

static const size_t NO_STRETCH = SIZE_MAX;

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
	free(w->ordered);
	free(w->items);
	free(w->stretches);
	free(w->touched);
	text_release(&w->key);
	batch_release(&w->batch);
	free(w);
}

static void
group_init(const struct worker *w, struct worker_group *group)
{
	group->states = mem_zeroed(w->columns * w->checks + 1,
				   sizeof(*group->states));
	group->first = NO_STRETCH;
}

uint32_t
worker_group(struct worker *w, const char *name, size_t n)
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
	w->last_group = worker_group(w, w->key.bytes, w->key.n);
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
