/* leak_reading.c - a dataset read for a search for related records. */
#include "app/leak_reading.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/leak_letters.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "checks/batch.h"
#include "record/dataset.h"

enum { SAY_EVERY = 1 << 12 };	/* records: how far it is */

/* What reading goes by. */
struct reading {
	struct leak_data *data;
	const struct leak_reading *how;
	struct cli_progress progress;
	const struct chunk *chunk;	/* of the record */
	size_t file;		/* the number of its file */
	uint64_t *unnamed;	/* records without id in file, by label */
	size_t n_unnamed;
	struct batch batch;
	struct text text;
	uint64_t records;
};

static void
add_split(struct leak_data *data, const char *name, bool wanted)
{
	data->splits = mem_grow(data->splits, &data->room, data->n + 1,
				sizeof(*data->splits));
	data->splits[data->n++] = (struct leak_split){
		.name = name, .part = leak_part_new(), .ids = names_new(),
		.wanted = wanted
	};
}

/* Of two files: the first record of each says its split. */
static int
name_part(struct leak_split *part, const char *name, const char *file,
	  struct error *err)
{
	struct quote quote;

	if (!part->name)
		part->name = name;
	if (strcmp(part->name, name) == 0)
		return 0;
	error_quote(&quote, file, strlen(file));
	return error_set(err, "%s holds records of splits \"%s\" and \"%s\", "
			 "and two files are two parts: to part records by "
			 "their split, name its column (--split-column)",
			 quote.text, part->name, name);
}

/* The split that a record goes to, made if it is new. NULL with err set. */
static struct leak_split *
find_split(struct reading *reading, const struct record *record,
	   struct error *err)
{
	struct leak_data *data = reading->data;
	const size_t number = leak_data_find(data, record, reading->chunk);
	const uint32_t name_number = names_add(data->names,
					       record->split.bytes,
					       record->split.n);
	const char *name = names_text(data->names, name_number);

	if (number == data->n)
		add_split(data, name, reading->how->within ||
				      strcmp(name, ".") != 0);
	else if (data->two_files &&
		 name_part(&data->splits[number], name,
			   chunk_file_name(reading->chunk), err) < 0)
		return NULL;
	return &data->splits[number];
}

/* Number of records of this label and file without an id, this one too. */
static uint64_t
count_unnamed(struct reading *reading, uint32_t label)
{
	const size_t file = chunk_file_number(reading->chunk);

	if (reading->file != file) {
		for (size_t i = 0; i < reading->n_unnamed; i++)
			reading->unnamed[i] = 0;
		reading->file = file;
	}
	if (label >= reading->n_unnamed) {
		const size_t n = 2 * (size_t)label + 8;

		reading->unnamed = mem_resize(reading->unnamed, n,
					      sizeof(*reading->unnamed));
		memset(reading->unnamed + reading->n_unnamed, 0,
		       (n - reading->n_unnamed) * sizeof(*reading->unnamed));
		reading->n_unnamed = n;
	}
	return ++reading->unnamed[label];
}

static bool
has_id(const struct record *record)
{
	const struct slice id = record->id;

	return id.n > 1 || (id.n == 1 && *id.bytes != '.');
}

/* The id as the table has it, in reading->text. */
static void
make_id(struct reading *reading, const struct record *record, uint32_t label)
{
	struct text *text = &reading->text;
	const struct slice id = record->id;
	const bool named = has_id(record);

	text_clear(text);
	if (!named || reading->how->id_prefix) {
		text_add_field(text, record->label.bytes, record->label.n);
		text_addc(text, '/');
	}
	if (named)
		text_add_field(text, id.bytes, id.n);
	else
		text_add_u64(text, count_unnamed(reading, label));
	/* A row may not look like a header. */
	if (text->bytes[0] == '#') {
		struct text safe = { 0 };

		text_adds(&safe, "\\x23");
		text_add(&safe, text->bytes + 1, text->n - 1);
		text_release(text);
		*text = safe;
	}
}

/* Another name for a record whose id another one has, in reading->text. */
static uint32_t
name_by_row(struct reading *reading, struct leak_split *split, size_t n)
{
	struct text *text = &reading->text;
	uint32_t number;

	text_clear(text);
	text_addf(text, "row %" PRIu64, reading->records + 1);
	/* Somebody may have called a record so. */
	while ((number = names_add(split->ids, text->bytes, text->n)) < n)
		text_addc(text, '\'');
	return number;
}

static int
twice(const struct reading *reading, const struct leak_split *split,
      uint32_t number, uint64_t line, struct error *err)
{
	const bool named = strcmp(split->name, ".") != 0;
	struct quote id;

	error_quote(&id, reading->text.bytes, reading->text.n);
	return error_at(err, chunk_file_name(reading->chunk), line, 0,
			"record %zu%s%s%s is called \"%s\", as record %" PRIu32
			" is: ids must tell records apart%s", leak_split_count(split) + 1,
			named ? " of split \"" : "", named ? split->name : "",
			named ? "\"" : "", id.text, number + 1,
			reading->how->id_prefix ? "" :
			" (--id-prefix writes label/id)");
}

/* What the table says of a record. */
static struct leak_entry
make_entry(struct reading *reading, struct slice seq, uint32_t label)
{
	struct batch *batch = &reading->batch;
	const struct profile *profile = &batch->profile[0];

	batch->n = 1;
	batch->seq[0] = (const uint8_t *)seq.bytes;
	batch->length[0] = (uint32_t)seq.n;
	batch->have = 0;
	batch_profile(batch, PROFILE_LETTERS | PROFILE_WINDOWS);
	return (struct leak_entry){
		.label = label,
		.informative = profile->acgt[0] + profile->acgt[1] +
			       profile->acgt[2] + profile->acgt[3] +
			       profile->u,
		.low = profile->low > 0 &&
		       2 * profile->low >= profile->windows
	};
}

/* Gives the record an id; it is the next one of the split. */
static int
add_id(struct reading *reading, const struct record *record,
       struct leak_split *split, uint32_t label, struct error *err)
{
	const bool any = reading->how->any_ids;
	const size_t n = leak_split_count(split);
	uint32_t number;

	make_id(reading, record, label);
	if (any && !has_id(record))
		number = name_by_row(reading, split, n);
	else
		number = names_add(split->ids, reading->text.bytes,
				   reading->text.n);
	if (number < n && any)
		number = name_by_row(reading, split, n);
	return number < n ? twice(reading, split, number, record->line, err) :
			    0;
}

static int
add_record(void *arg, struct chunk *chunk, const struct record *record,
	   struct error *err)
{
	struct reading *reading = arg;
	struct leak_data *data = reading->data;
	const struct slice seq = record->seq[record->columns - 1];
	const uint32_t label = names_add(data->labels, record->label.bytes,
					 record->label.n);
	struct leak_split *split;
	size_t n;

	reading->chunk = chunk;
	split = find_split(reading, record, err);
	if (!split)
		return -1;
	n = leak_split_count(split);
	if (n >= LEAK_RECORDS_MOST)
		return error_at(err, chunk_file_name(reading->chunk),
				record->line, 0, "more than %d records in one "
				"split", LEAK_RECORDS_MOST);
	if (add_id(reading, record, split, label, err) < 0)
		return -1;
	split->entries = mem_grow(split->entries, &split->room, n + 1,
				  sizeof(*split->entries));
	split->entries[n] = make_entry(reading, seq, label);
	leak_letters_add(data, split, seq);
	if (++reading->records % SAY_EVERY == 0)
		cli_say_progress(&reading->progress, reading->records);
	return 0;
}

/* Files without records, or of one split, are called by their roles. */
static void
name_roles(struct leak_data *data, bool split_given)
{
	static const char *const roles[] = { "train", "test" };
	struct leak_split *parts = data->splits;

	for (size_t i = 0; i < 2; i++)
		if (!parts[i].name)
			parts[i].name = roles[i];
	if (!split_given && strcmp(parts[0].name, parts[1].name) == 0)
		for (size_t i = 0; i < 2; i++)
			parts[i].name = roles[i];
}

struct ranked {
	const char *id;
	struct leak_entry *entry;
};

static int
compare_ranked(const void *x, const void *y)
{
	const struct ranked *one = x, *other = y;

	return strcmp(one->id, other->id);
}

/* Numbers all ids in bytewise order; equal ids have one number. */
static void
rank_ids(struct leak_data *data)
{
	struct ranked *all;
	size_t n = 0, k = 0;

	for (size_t i = 0; i < data->n; i++)
		n += leak_split_count(&data->splits[i]);
	all = mem_array(n, sizeof(*all));
	for (size_t i = 0; i < data->n; i++) {
		struct leak_split *split = &data->splits[i];

		for (uint32_t j = 0; j < leak_split_count(split); j++)
			all[k++] = (struct ranked){ leak_split_id(split, j),
						    &split->entries[j] };
	}
	qsort(all, n, sizeof(*all), compare_ranked);
	for (size_t i = 0; i < n; i++)
		all[i].entry->rank = i == 0 ? 0 : all[i - 1].entry->rank +
			(strcmp(all[i].id, all[i - 1].id) != 0);
	free(all);
}

int
leak_reading_run(const struct leak_reading *how, struct dataset *set,
		 struct leak_data *data, struct error *err)
{
	const struct cli_shared *shared = how->cli->shared;
	struct reading *reading = mem_zeroed(1, sizeof(*reading));
	int status;

	reading->data = data;
	reading->how = how;
	reading->progress.cli = how->cli;
	reading->batch.wanted = PROFILE_LETTERS | PROFILE_WINDOWS;
	data->names = names_new();
	data->labels = names_new();
	data->two_files = how->two_files;
	for (size_t i = 0; how->two_files && i < 2; i++)
		add_split(data, NULL, true);
	leak_letters_begin(data, set, how->within, shared->memory);
	status = dataset_each(set, add_record, reading, err);
	cli_end_progress(&reading->progress);
	if (status == 0 && how->two_files)
		name_roles(data, shared->input.split != NULL);
	if (status == 0)
		rank_ids(data);
	free(reading->unnamed);
	text_release(&reading->text);
	free(reading);
	return status;
}
