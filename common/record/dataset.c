/* dataset.c - the records of all files of a run, with label and split. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/source.h"
#include "record/compat_reading.h"
#include "record/format.h"
#include "record/genome.h"
#include "record/notices.h"
#include "record/regression.h"

/* A block that a second-level cache holds, with what is counted of it. */
enum { BLOCK = 256 << 10, GLIMPSE = 4096 };

static const char bom[] = "\xef\xbb\xbf";
enum { BOM = 3 };

/* Names the sequence columns. Returns 0, or -1 with err set. */
static int
name_columns(struct dataset *set, struct error *err)
{
	const struct input_options *options = &set->options;
	const size_t n = options->n_seq_columns;
	struct quote quote;

	set->columns = mem_array(n + 1, sizeof(*set->columns));
	if (n <= 1) {
		set->columns[set->n_columns++] = options->compat ?
			options->seq_columns[0] : "sequence";
		return 0;
	}
	for (size_t i = 0; i < n; i++) {
		const char *name = options->seq_columns[i];
		const struct slice text = { name, strlen(name) };

		error_quote(&quote, name, text.n);
		if (!options->compat &&
		    (text.n == 0 || strcmp(name, ".") == 0 ||
		     group_fault(text, false)))
			return error_set(err, "a sequence column of several "
					 "may not be called \"%s\"",
					 quote.text);
		if (!options->compat && strcmp(name, "merged") == 0)
			return error_set(err, "a sequence column of several "
					 "may not be called \"merged\": that "
					 "is the name of all of them joined");
		for (size_t j = 0; j < i; j++)
			if (strcmp(name, set->columns[j]) == 0)
				return error_set(err, "sequence column \"%s\" "
						 "is named twice",
						 quote.text);
		set->columns[set->n_columns++] = name;
	}
	set->columns[set->n_columns++] = "merged";
	return 0;
}

/* source: that others may unpack ahead from now on, or NULL. */
static void
set_helped(struct dataset *set, struct source *source)
{
	pthread_rwlock_wrlock(&set->opening);
	set->helped = source;
	pthread_rwlock_unlock(&set->opening);
}

/* A lot that lies ready for each thread, and one for who comes next. */
bool
dataset_help(struct dataset *set)
{
	bool helped;

	pthread_rwlock_rdlock(&set->opening);
	helped = set->helped && source_help(set->helped, set->threads + 1);
	pthread_rwlock_unlock(&set->opening);
	return helped;
}

static void
close_reader(struct dataset *set)
{
	struct reader *reader = &set->reader;

	if (!set->reading)
		return;
	set_helped(set, NULL);
	if (reader->file->format && reader->file->format->close)
		reader->file->format->close(reader);
	chunk_release(reader->pending);
	source_close(reader->source);
	set->reading = false;
}

void
dataset_rewind(struct dataset *set)
{
	close_reader(set);
	for (size_t i = 0; i < set->n_files; i++) {
		free(set->files[i].columns.needed);
		set->files[i].columns = (struct columns){ 0 };
		set->files[i].records = 0;
	}
	memset(&set->counts, 0, sizeof(set->counts));
	set->next_file = 0;
	set->n_chunks = 0;
}

/* Finds the cut between low and high labels, where there is to be one. */
static int
prepare_regression(struct dataset *set, struct error *err)
{
	const struct input_options *options = &set->options;
	double threshold = options->threshold;

	if (!options->regression)
		return 0;
	if (!options->has_threshold) {
		if (regression_median(set, &threshold, err) < 0)
			return -1;
		dataset_rewind(set);
	}
	set->threshold = threshold;
	set->has_threshold = true;
	return 0;
}

static bool
is_read_twice(const struct input_options *options)
{
	return options->twice ||
	       (options->regression && !options->has_threshold);
}

struct dataset *
dataset_open_block(const struct input_options *options, size_t threads,
		   size_t block, struct error *err)
{
	struct dataset *set = mem_zeroed(1, sizeof(*set));
	const char *ref_path = getenv("REF_PATH");

	/* Unset or empty, it would make htslib ask a server for CRAM. */
	if (!ref_path || !*ref_path)
		setenv("REF_PATH", "/dev/null", 1);
	pthread_rwlock_init(&set->opening, NULL);
	pthread_mutex_init(&set->lock, NULL);
	set->options = *options;
	if (options->compat)
		compat_set_columns(&set->options);
	set->threads = threads;
	set->block = block > 0 ? block : BLOCK;
	set->notices = notices_new();
	if (name_columns(set, err) == 0 && naming_files(set, err) == 0 &&
	    (!is_read_twice(options) || dataset_spool(set, err) == 0) &&
	    prepare_regression(set, err) == 0)
		return set;
	dataset_close(set);
	return NULL;
}

struct dataset *
dataset_open(const struct input_options *options, size_t threads,
	     struct error *err)
{
	return dataset_open_block(options, threads, 0, err);
}

void
dataset_close(struct dataset *set)
{
	if (!set)
		return;
	close_reader(set);
	while (set->free_chunks) {
		struct chunk *chunk = set->free_chunks;

		set->free_chunks = chunk->next;
		chunk_free(chunk);
	}
	for (size_t i = 0; set->files && i < set->n_files; i++) {
		free(set->files[i].columns.needed);
		if (set->files[i].spool >= 0)
			close(set->files[i].spool);
	}
	source_close(set->options.first);
	genome_close(set->genome);
	notices_free(set->notices);
	free(set->files);
	free(set->columns);
	pthread_mutex_destroy(&set->lock);
	pthread_rwlock_destroy(&set->opening);
	free(set);
}

static struct source *
open_source(struct dataset *set, const struct input_file *file,
	    struct error *err)
{
	struct source *open = set->options.first;

	if (file->spool < 0 && file == set->files && open) {
		set->options.first = NULL;
		return open;
	}
	if (file->spool < 0)
		return source_open(file->path, err);
	if (lseek(file->spool, 0, SEEK_SET) < 0) {
		error_errno(err, "temporary file");
		return NULL;
	}
	return source_open_fd(fcntl(file->spool, F_DUPFD_CLOEXEC, 3),
			      file->path, err);
}

/* What follows from the format, and whether it is one that can be read. */
static int
settle_format(struct dataset *set, struct input_file *file,
	      struct error *err)
{
	if (file->format->is_table)
		return 0;
	if (set->n_columns > 1)
		return error_at(err, file->name, 0, 0,
				"this is %s, of one sequence a record, and "
				"several columns were asked for",
				file->format->name);
	if (set->options.compat)
		set->columns[0] = "sequence";
	if (!file->path)
		return 0;
	if (set->options.compat) {
		file->name_label = naming_compat_stem(file->path);
		return 0;
	}
	if (set->options.labels_not_by_name)
		return 0;
	file->name_label = naming_stem(file->path);
	if (file->name_label.bytes && !file->label.bytes &&
	    group_fault(file->name_label, false))
		return error_at(err, file->name, 0, 0,
				"its name makes no label; give one "
				"(LABEL=FILE)");
	return 0;
}

/* Opens the next file. An empty one has no format, and no chunks. */
static int
open_reader(struct dataset *set, struct error *err)
{
	struct input_file *file = &set->files[set->next_file++];
	struct reader *reader = &set->reader;
	char glimpse[GLIMPSE];

	file->format = NULL;
	*reader = (struct reader){
		.set = set, .file = file, .line = 1, .block = set->block,
		.source = open_source(set, file, err)
	};
	if (!reader->source)
		return -1;
	set->reading = true;

	const ssize_t n = source_peek(reader->source, glimpse,
				      sizeof(glimpse), err);

	if (n <= 0)
		return (int)n;
	file->format = format_recognise(file->name, glimpse, (size_t)n, err);
	if (!file->format || settle_format(set, file, err) < 0)
		return -1;
	naming_settle(file);
	if (n >= BOM && memcmp(glimpse, bom, BOM) == 0 &&
	    source_read(reader->source, glimpse, BOM, err) < 0)
		return -1;
	/* Alignments are read by htslib, from the raw stream. */
	if (file->format != &format_alignment && set->threads > 1)
		set_helped(set, reader->source);
	return 0;
}

/* Returns 1 with a chunk; 0 at the end of the open file; -1 with err set. */
static int
fill_chunk(struct dataset *set, struct chunk **chunk, struct error *err)
{
	struct reader *reader = &set->reader;
	struct chunk *filled = reader->pending;
	int more;

	if (!reader->file->format)
		return 0;
	reader->pending = NULL;
	if (!filled)
		filled = chunk_take(set);
	more = reader->file->format->fill(reader, filled, err);
	if (more <= 0) {
		chunk_release(filled);
		return more;
	}
	filled->number = set->n_chunks++;
	*chunk = filled;
	return 1;
}

int
dataset_next_chunk(struct dataset *set, struct chunk **chunk,
		   struct error *err)
{
	for (;;) {
		if (!set->reading) {
			if (set->next_file == set->n_files)
				return 0;
			if (open_reader(set, err) < 0)
				return -1;
		}

		const int more = fill_chunk(set, chunk, err);

		if (more != 0)
			return more;
		close_reader(set);
	}
}

size_t
dataset_columns(const struct dataset *set)
{
	return set->n_columns;
}

const char *
dataset_column_name(const struct dataset *set, size_t column)
{
	return set->columns[column];
}

bool
dataset_threshold(const struct dataset *set, double *threshold)
{
	if (set->has_threshold)
		*threshold = set->threshold;
	return set->has_threshold;
}

const char *
dataset_notice(const struct dataset *set, size_t n)
{
	return notices_at(set->notices, set, n);
}
