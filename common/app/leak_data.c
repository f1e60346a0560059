/* leak_data.c - the records of a dataset by split. */
#include "app/leak_data.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/split_order.h"
#include "base/text.h"
#include "checks/batch.h"
#include "record/dataset.h"

/* Of a file that is handed over in pieces: records and letters of each. */
enum { PIECE_RECORDS = 1 << 16, PIECE_LETTERS = 1 << 24,
       PIECE_LEAST = 1 << 22 };

/* What reading goes by. */
struct reading {
	struct leak_data *data;
	const struct leak_reading *how;
	struct cli_progress progress;
	const char *file;	/* of the record before */
	uint64_t *unnamed;	/* records without id in file, by label */
	size_t n_unnamed;
	bool by_file;		/* all records of a file are of one split */
	size_t split;		/* of the file, where by_file */
	bool in_pieces;		/* hand over the file in pieces */
	uint64_t piece_records, piece_letters;	/* so far */
	struct batch batch;
	struct text text;
	uint64_t records;
};

size_t
leak_split_count(const struct leak_split *split)
{
	return leak_part_count(split->part);
}

const char *
leak_split_id(const struct leak_split *split, uint32_t record)
{
	return names_text(split->ids, record);
}

void
leak_data_release(struct leak_data *data)
{
	for (size_t i = 0; i < data->n; i++) {
		leak_part_free(data->splits[i].part);
		names_free(data->splits[i].ids);
		free(data->splits[i].entries);
	}
	free(data->splits);
	names_free(data->names);
	names_free(data->labels);
	*data = (struct leak_data){ 0 };
}

static size_t
add_split(struct leak_data *data, const char *name)
{
	data->splits = mem_grow(data->splits, &data->room, data->n + 1,
				sizeof(*data->splits));
	data->splits[data->n] = (struct leak_split){
		.name = name, .part = leak_part_new(), .ids = names_new()
	};
	return data->n++;
}

/* The split that a record goes to, made if it is new. */
static int
find_split(struct reading *reading, const struct record *record,
	   const char *file, size_t *split, struct error *err)
{
	struct leak_data *data = reading->data;
	const size_t known = names_count(data->names);
	const uint32_t name = names_add(data->names, record->split.bytes,
					record->split.n);
	struct quote quote;

	if (!reading->by_file) {
		if (name == known)
			add_split(data, names_text(data->names, name));
		*split = name;
		return 0;
	}
	*split = reading->split;
	if (!data->splits[*split].name)
		data->splits[*split].name = names_text(data->names, name);
	if (strcmp(data->splits[*split].name,
		   names_text(data->names, name)) == 0)
		return 0;
	error_quote(&quote, file, strlen(file));
	return error_set(err, "%s holds records of splits \"%s\" and \"%s\", "
			 "and two files are two parts: to part records by "
			 "their split, name its column (--split-column)",
			 quote.text, data->splits[*split].name,
			 names_text(data->names, name));
}

/* Number of records of this label and file without an id, this one too. */
static uint64_t
count_unnamed(struct reading *reading, const char *file, uint32_t label)
{
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
make_id(struct reading *reading, const struct record *record,
	const char *file, uint32_t label)
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
		text_add_u64(text, count_unnamed(reading, file, label));
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
      uint32_t number, const char *file, uint64_t line, struct error *err)
{
	const bool named = strcmp(split->name, ".") != 0;
	struct quote id;

	error_quote(&id, reading->text.bytes, reading->text.n);
	return error_at(err, file, line, 0, "record %zu%s%s%s is called "
			"\"%s\", as record %" PRIu32 " is: ids must tell "
			"records apart%s", leak_split_count(split) + 1,
			named ? " of split \"" : "", named ? split->name : "",
			named ? "\"" : "", id.text, number + 1,
			reading->how->id_prefix ? "" :
			" (--id-prefix writes label/id)");
}

static bool
is_low(struct reading *reading, struct slice seq)
{
	struct batch *batch = &reading->batch;

	batch->n = 1;
	batch->seq[0] = (const uint8_t *)seq.bytes;
	batch->length[0] = (uint32_t)seq.n;
	batch->have = 0;
	batch_profile(batch, PROFILE_LETTERS | PROFILE_WINDOWS);
	return batch->profile[0].low > 0 &&
	       2 * batch->profile[0].low >= batch->profile[0].windows;
}

/* Large enough that all that is repeated for each costs little. */
static bool
is_piece(const struct reading *reading)
{
	const uint64_t memory = reading->how->cli->shared->memory;
	uint64_t most = PIECE_LETTERS;

	if (memory > 0 && memory < most)
		most = memory > PIECE_LEAST ? memory : PIECE_LEAST;
	return reading->piece_records >= PIECE_RECORDS ||
	       reading->piece_letters >= most;
}

static int
end_piece(struct reading *reading, struct error *err)
{
	if (reading->how->piece(reading->how->arg, err) < 0)
		return -1;
	leak_part_drop(reading->data->splits[reading->split].part);
	reading->piece_records = reading->piece_letters = 0;
	return 0;
}

static int
add_record(struct reading *reading, const struct record *record,
	   const char *file, struct error *err)
{
	struct leak_data *data = reading->data;
	const struct slice seq = record->seq[record->columns - 1];
	const uint32_t label = names_add(data->labels, record->label.bytes,
					 record->label.n);
	struct leak_split *split;
	uint32_t number;
	size_t i, n;

	if (find_split(reading, record, file, &i, err) < 0)
		return -1;
	split = &data->splits[i];
	n = leak_split_count(split);
	if (n >= LEAK_RECORDS_MOST)
		return error_at(err, file, record->line, 0, "more than %d "
				"records in one split", LEAK_RECORDS_MOST);
	make_id(reading, record, file, label);
	if (reading->how->any_ids && !has_id(record))
		number = name_by_row(reading, split, n);
	else
		number = names_add(split->ids, reading->text.bytes,
				   reading->text.n);
	if (number < n && reading->how->any_ids)
		number = name_by_row(reading, split, n);
	if (number < n)
		return twice(reading, split, number, file, record->line, err);
	split->entries = mem_grow(split->entries, &split->room, n + 1,
				  sizeof(*split->entries));
	split->entries[n] = (struct leak_entry){
		.label = label, .low = is_low(reading, seq)
	};
	leak_part_add(split->part, (const uint8_t *)seq.bytes,
		      (uint32_t)seq.n);
	reading->records++;
	reading->piece_records++;
	reading->piece_letters += seq.n;
	return reading->in_pieces && is_piece(reading) ?
	       end_piece(reading, err) : 0;
}

static int
read_records(struct reading *reading, struct dataset *set, struct error *err)
{
	struct chunk *chunk;
	struct record record;
	int more;

	while ((more = dataset_next_chunk(set, &chunk, err)) > 0) {
		while ((more = chunk_next(chunk, &record, err)) > 0)
			if (add_record(reading, &record,
				       chunk_file_name(chunk), err) < 0) {
				more = -1;
				break;
			}
		chunk_release(chunk);
		if (more < 0)
			return -1;
		cli_say_progress(&reading->progress, reading->records);
	}
	return more;
}

static int
read_dataset(struct reading *reading, const struct input_options *input,
	     hts_tpool *pool, struct error *err)
{
	struct dataset *set = dataset_open(input, pool, err);
	int status = set ? read_records(reading, set, err) : -1;

	cli_end_progress(&reading->progress);
	if (status == 0)
		cli_say_notices(reading->how->cli, set);
	dataset_close(set);
	return status;
}

/* True of an argument that is no [SPLIT/][LABEL]=FILE. */
static bool
is_bare(const char *argument)
{
	struct stat status;

	return !strchr(argument, '=') || stat(argument, &status) == 0;
}

/*
 * Which of two files is the larger one, where both can be read in any order;
 * else 2.
 */
static size_t
larger_file(const struct input_options *input)
{
	struct stat status[2];

	for (size_t i = 0; i < 2; i++)
		if (stat(input->files[i], &status[i]) < 0 ||
		    !S_ISREG(status[i].st_mode))
			return 2;
	return status[1].st_size > status[0].st_size;
}

/* Numbers labels as if the first split had been read first. */
static void
renumber_labels(struct leak_data *data)
{
	struct names *labels = names_new();

	for (size_t i = 0; i < data->n; i++)
		for (uint32_t j = 0; j < leak_split_count(&data->splits[i]);
		     j++) {
			uint32_t *label = &data->splits[i].entries[j].label;

			*label = names_add(labels,
					   names_text(data->labels, *label),
					   names_length(data->labels, *label));
		}
	names_free(data->labels);
	data->labels = labels;
}

static int
read_part(struct reading *reading, struct input_options input, size_t split,
	  hts_tpool *pool, struct error *err)
{
	input.files += split;
	input.n_files = 1;
	/* train.fa is a part, and train no class. */
	input.labels_not_by_name = true;
	reading->split = split;
	reading->file = NULL;
	reading->piece_records = reading->piece_letters = 0;
	return read_dataset(reading, &input, pool, err);
}

/* Two files, each a part: the first is the training part. */
static int
read_two(struct reading *reading, hts_tpool *pool, struct error *err)
{
	static const char *const roles[] = { "train", "test" };
	const struct input_options *input = &reading->how->cli->shared->input;
	const size_t larger = reading->how->piece ? larger_file(input) : 2;
	const size_t last = larger == 0 ? 0 : 1;
	struct leak_data *data = reading->data;

	reading->by_file = data->two_files = true;
	add_split(data, NULL);
	add_split(data, NULL);
	if (read_part(reading, *input, 1 - last, pool, err) < 0)
		return -1;
	reading->in_pieces = data->in_pieces = larger < 2;
	if (read_part(reading, *input, last, pool, err) < 0 ||
	    (reading->in_pieces && end_piece(reading, err) < 0))
		return -1;
	if (last == 0)
		renumber_labels(data);
	for (size_t i = 0; i < 2; i++)
		if (!data->splits[i].name)
			data->splits[i].name = roles[i];
	if (!input->split &&
	    strcmp(data->splits[0].name, data->splits[1].name) == 0)
		for (size_t i = 0; i < 2; i++)
			data->splits[i].name = roles[i];
	return 0;
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

static struct reading *
begin_reading(struct leak_data *data, const struct leak_reading *how)
{
	struct reading *reading = mem_zeroed(1, sizeof(*reading));

	reading->data = data;
	reading->how = how;
	reading->progress.cli = how->cli;
	reading->batch.wanted = PROFILE_LETTERS | PROFILE_WINDOWS;
	data->names = names_new();
	data->labels = names_new();
	return reading;
}

/* Returns status, as it is. */
static int
end_reading(struct reading *reading, int status)
{
	if (status == 0)
		rank_ids(reading->data);
	free(reading->unnamed);
	text_release(&reading->text);
	free(reading);
	return status;
}

int
leak_data_take(struct leak_data *data, struct dataset *set,
	       const struct leak_reading *how, struct error *err)
{
	struct reading *reading = begin_reading(data, how);
	int status = read_records(reading, set, err);

	cli_end_progress(&reading->progress);
	return end_reading(reading, status);
}

int
leak_data_read(struct leak_data *data, const struct leak_reading *how,
	       struct error *err)
{
	const struct input_options *input = &how->cli->shared->input;
	hts_tpool *pool = cli_pool(how->cli->shared);
	struct reading *reading = begin_reading(data, how);
	int status;

	if (input->n_files == 2 && !input->split_column &&
	    is_bare(input->files[0]) && is_bare(input->files[1]))
		status = read_two(reading, pool, err);
	else
		status = read_dataset(reading, input, pool, err);
	if (pool)
		hts_tpool_destroy(pool);
	return end_reading(reading, status);
}

size_t
leak_data_pairs(const struct leak_data *data, struct leak_search_pair **pairs)
{
	size_t n = 0;

	*pairs = mem_array(data->n * data->n + 1, sizeof(**pairs));
	if (data->two_files) {
		**pairs = (struct leak_search_pair){ 0, 1 };
		return 1;
	}
	for (size_t t = 0; t < data->n; t++)
		for (size_t q = 0; q < data->n; q++) {
			const struct leak_split *targets = &data->splits[t];
			const struct leak_split *queries = &data->splits[q];

			if (strcmp(targets->name, ".") != 0 &&
			    strcmp(queries->name, ".") != 0 &&
			    split_is_tested_in(queries->name, targets->name))
				(*pairs)[n++] = (struct leak_search_pair){
					t, q };
		}
	return n;
}

size_t
leak_data_within(const struct leak_data *data, struct leak_search_pair **pairs)
{
	*pairs = mem_array(data->n + 1, sizeof(**pairs));
	for (size_t i = 0; i < data->n; i++)
		(*pairs)[i] = (struct leak_search_pair){ i, i };
	return data->n;
}
