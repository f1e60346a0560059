/*
 * counting.c - one count table, and related records, from tables or from
 * sequences.
 */
#include <string.h>
#include <sys/stat.h>

#include "app/counting.h"
#include "app/measuring.h"
#include "app/report_leaks.h"
#include "base/error.h"
#include "io/source.h"
#include "record/dataset.h"

/* Enough to tell a count table by its first line. */
enum { FIRST_BYTES = 64 };

enum content { CONTENT_SEQUENCES, CONTENT_COUNTS, CONTENT_PAIRS };

static int
look(struct source *source, enum content *content, struct error *err)
{
	char first[FIRST_BYTES];
	ssize_t n = source_peek(source, first, sizeof(first), err);

	if (n < 0)
		return -1;
	if (n == 0)
		return error_set(err, "%s: holds nothing: what should have "
				 "written it failed", source_name(source));
	*content = count_table_recognise(first, (size_t)n) ?
			   CONTENT_COUNTS :
		   pair_table_recognise(first, (size_t)n) ?
			   CONTENT_PAIRS :
			   CONTENT_SEQUENCES;
	return 0;
}

static int
add_pairs(struct leak_tally *tally, struct source *source, struct error *err)
{
	struct pair_reader *reader = pair_reader_new(source, err);
	struct pair_row pair;
	int more = -1;

	if (reader)
		more = leak_tally_head(tally, pair_reader_head(reader),
				       source_name(source), err);
	if (more == 0)
		while ((more = pair_reader_next(reader, &pair, err)) > 0)
			leak_tally_add(tally, &pair);
	pair_reader_free(reader);
	return more;
}

/* Adds a table of either kind; source is taken over. */
static int
add_table(struct count_table *table, struct counting *counting,
	  struct source *source, struct error *err)
{
	enum content content;
	int status = look(source, &content, err);

	if (status == 0)
		status = content == CONTENT_PAIRS ?
				 add_pairs(counting->tally, source, err) :
				 count_table_read(table, source, err);
	source_close(source);
	return status;
}

static bool
is_stdin_alone(const struct cli_list *files)
{
	return files->n == 0 ||
	       (files->n == 1 && strcmp(files->items[0], "-") == 0);
}

static int
measure(const struct cli *cli, const struct measure_options *how,
	struct count_table *table, struct counting *counting,
	struct source *first, struct error *err)
{
	struct cli_shared *shared = cli->shared;
	struct cli_progress progress = { .cli = cli };
	struct measure_options watched = *how;
	/* A pipe that has one split for certain is not kept for this. */
	const bool search = counting->search &&
			    !(shared->input.split &&
			      is_stdin_alone(&shared->files));
	struct dataset *set;
	int status = -1;

	watched.progress = cli_say_progress;
	watched.watcher = &progress;
	shared->input.first = first;
	shared->input.twice = search || counting->again;
	set = dataset_open(&shared->input, how->threads, err);
	if (set)
		status = measure_table(set, &watched, table, err);
	cli_end_progress(&progress);
	if (status == 0) {
		cli_say_notices(cli, set);
		measuring_say_beyond(cli, &how->params);
	}
	if (status == 0 && search)
		status = report_leaks_search(cli, set, table, counting->tally,
					     err);
	if (counting->again)
		counting->set = set;
	else
		dataset_close(set);
	return status;
}

/* What can be looked at and read again; a pipe cannot. */
enum kind { KIND_NONE, KIND_FILE, KIND_PIPE };

/* Of an argument; [SPLIT/][LABEL]=FILE is none, and means sequences. */
static enum kind
kind_of(const char *name)
{
	struct stat status;

	if (strcmp(name, "-") == 0)
		return KIND_PIPE;
	if (stat(name, &status) < 0 || S_ISDIR(status.st_mode))
		return KIND_NONE;
	return S_ISREG(status.st_mode) ? KIND_FILE : KIND_PIPE;
}

/* Opens name (NULL: stdin) and looks at it; NULL with err set. */
static struct source *
open_and_look(const char *name, enum content *content, struct error *err)
{
	struct source *source = source_open(name, err);

	if (source && look(source, content, err) < 0) {
		source_close(source);
		return NULL;
	}
	return source;
}

/* How many of the named files are tables, and how many are pipes. */
static int
count_tables(const struct cli_list *files, size_t *tables, size_t *pipes,
	     struct error *err)
{
	*tables = *pipes = 0;
	for (size_t i = 0; i < files->n; i++) {
		enum kind kind = kind_of(files->items[i]);
		enum content is = CONTENT_SEQUENCES;
		struct source *source;

		*pipes += kind == KIND_PIPE;
		if (kind != KIND_FILE)
			continue;
		source = open_and_look(files->items[i], &is, err);
		if (!source)
			return -1;
		source_close(source);
		*tables += is != CONTENT_SEQUENCES;
	}
	return 0;
}

static int
fail_mixed(size_t tables, size_t files, struct error *err)
{
	return error_set(err, "%zu of %zu files %s of counts or pairs, the "
			 "other%s not: give one kind in a run", tables, files,
			 tables == 1 ? "is a table" : "are tables",
			 files - tables == 1 ? " is" : "s are");
}

/*
 * What the files are. A pipe that comes first is opened to see, and stays
 * open in *first; other pipes are taken for what the rest is.
 */
static int
look_at_files(const struct cli_list *files, enum content *content,
	      struct source **first, struct error *err)
{
	size_t tables, pipes;

	*content = CONTENT_SEQUENCES;
	if (count_tables(files, &tables, &pipes, err) < 0)
		return -1;
	if (files->n == 0 || kind_of(files->items[0]) == KIND_PIPE) {
		*first = open_and_look(files->n ? files->items[0] : NULL,
				       content, err);
		if (!*first)
			return -1;
	}
	if (tables)
		*content = CONTENT_COUNTS;
	if (*content != CONTENT_SEQUENCES && tables + pipes < files->n)
		return fail_mixed(tables + pipes, files->n, err);
	return 0;
}

int
counting_find_table(const struct cli *cli, bool *found, struct error *err)
{
	struct cli_shared *shared = cli->shared;
	enum content content = CONTENT_SEQUENCES;
	struct source *source;
	size_t tables, pipes;

	if (!is_stdin_alone(&shared->files)) {
		if (count_tables(&shared->files, &tables, &pipes, err) < 0)
			return -1;
		*found = tables > 0;
		return 0;
	}
	source = open_and_look(NULL, &content, err);
	if (!source)
		return -1;
	*found = content != CONTENT_SEQUENCES;
	if (*found)
		source_close(source);
	else
		shared->input.first = source;
	return 0;
}

/* An option that says how sequences are read, if one was given, or NULL. */
static const char *
reading_option(const struct input_options *in)
{
	return in->label ? "--label" : in->split ? "--split" :
	       in->label_column ? "--label-column" :
	       in->split_column ? "--split-column" :
	       in->id_column ? "--id-column" :
	       in->n_seq_columns ? "--seq-column" :
	       in->regression ? "--regression" :
	       in->reference ? "--reference" : NULL;
}

static int
add_tables(const struct cli_shared *shared, const char *counting_option,
	   struct source *first, struct count_table *table,
	   struct counting *counting, struct error *err)
{
	const char *option = reading_option(&shared->input);

	option = option ? option : counting_option;
	if (option) {
		source_close(first);
		return error_set(err, "%s is of sequences, and this is a "
				 "table", option);
	}
	if (first && add_table(table, counting, first, err) < 0)
		return -1;
	for (size_t i = first ? 1 : 0; i < shared->files.n; i++) {
		const char *name = shared->files.items[i];
		struct source *source = source_open(name, err);

		if (!source || add_table(table, counting, source, err) < 0)
			return -1;
	}
	return 0;
}

static int
fill(const struct cli *cli, struct measure_options *how,
     const char *counting_option, struct count_table *table,
     struct counting *counting, struct error *err)
{
	enum content content;
	struct source *first = NULL;

	if (look_at_files(&cli->shared->files, &content, &first, err) < 0) {
		source_close(first);
		return -1;
	}
	if (content != CONTENT_SEQUENCES)
		return add_tables(cli->shared, counting_option, first, table,
				  counting, err);
	return measure(cli, how, table, counting, first, err);
}

int
counting_fill(const struct cli *cli, struct measure_options *how,
	      const char *counting_option, struct count_table *table,
	      struct counting *counting, struct error *err)
{
	how->threads = cli->shared->threads.value;
	return fill(cli, how, counting_option, table, counting, err);
}

void
counting_release(struct counting *counting)
{
	dataset_close(counting->set);
	counting->set = NULL;
}
