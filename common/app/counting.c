/*
 * counting.c - one count table from count tables or from sequences.
 */
#include <string.h>
#include <sys/stat.h>

#include "app/counting.h"
#include "app/measuring.h"
#include "base/error.h"
#include "io/source.h"
#include "record/dataset.h"

/* Enough to tell a count table by its first line. */
enum { FIRST_BYTES = 64 };

enum content { CONTENT_SEQUENCES, CONTENT_COUNTS };

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
			   CONTENT_SEQUENCES;
	return 0;
}

/* source is taken over. */
static int
add_counts(struct count_table *table, struct source *source,
	   struct error *err)
{
	int status = count_table_read(table, source, err);

	source_close(source);
	return status;
}

static int
measure(const struct cli *cli, struct measure_options *how,
	struct count_table *table, struct source *first, struct error *err)
{
	struct cli_shared *shared = cli->shared;
	struct cli_progress progress = { .cli = cli };
	struct dataset *set;
	int status = -1;

	how->progress = cli_say_progress;
	how->watcher = &progress;
	shared->input.first = first;
	set = dataset_open(&shared->input, how->pool, err);
	if (set)
		status = measure_table(set, how, table, err);
	cli_end_progress(&progress);
	if (status == 0) {
		cli_say_notices(cli, set);
		measuring_say_beyond(cli, &how->params);
	}
	dataset_close(set);
	return status;
}

/* "-", or what exists and can be read once only. */
static bool
is_pipe(const char *name)
{
	struct stat status;

	if (strcmp(name, "-") == 0)
		return true;
	return stat(name, &status) == 0 && !S_ISREG(status.st_mode) &&
	       !S_ISDIR(status.st_mode);
}

static bool
is_file(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0 && S_ISREG(status.st_mode);
}

/*
 * How many of the named files were looked at, and how many of them are count
 * tables. A pipe could not be read again, and [SPLIT/][LABEL]=FILE means
 * sequences.
 */
static int
look_at_files(const struct cli_shared *shared, size_t *seen, size_t *tables,
	      struct error *err)
{
	for (size_t i = 0; i < shared->files.n; i++) {
		const char *name = shared->files.items[i];
		enum content is = CONTENT_SEQUENCES;
		struct source *source;
		int status;

		if (is_pipe(name))
			continue;
		++*seen;
		if (!is_file(name))
			continue;
		source = source_open(name, NULL, err);
		if (!source)
			return -1;
		status = look(source, &is, err);
		source_close(source);
		if (status < 0)
			return -1;
		*tables += is == CONTENT_COUNTS;
	}
	return 0;
}

/*
 * What the input is. A pipe that comes first is opened, once for all: *first,
 * else NULL. Other pipes must hold what the rest does, as reading them shows.
 */
static int
look_at_input(const struct cli_shared *shared, hts_tpool *pool,
	      struct source **first, enum content *content, struct error *err)
{
	const struct cli_list *files = &shared->files;
	const bool piped = files->n == 0 || is_pipe(files->items[0]);
	size_t seen = 0, tables = 0;

	*first = NULL;
	*content = CONTENT_SEQUENCES;
	if (piped) {
		*first = source_open(files->n ? files->items[0] : NULL, pool,
				     err);
		if (!*first || look(*first, content, err) < 0)
			goto fail;
		seen = 1;
		tables = *content == CONTENT_COUNTS;
	}
	if (look_at_files(shared, &seen, &tables, err) < 0)
		goto fail;
	if (tables && tables < seen) {
		error_set(err, "%zu of %zu files are count tables, the "
			  "others are not: give one kind in a run", tables,
			  seen);
		goto fail;
	}
	*content = tables ? CONTENT_COUNTS : CONTENT_SEQUENCES;
	return 0;
fail:
	source_close(*first);
	return -1;
}

int
counting_find_table(const struct cli *cli, bool *found, struct error *err)
{
	struct source *first;
	enum content content;

	if (look_at_input(cli->shared, NULL, &first, &content, err) < 0)
		return -1;
	*found = content == CONTENT_COUNTS;
	if (*found)
		source_close(first);
	else
		cli->shared->input.first = first;
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

/* Adds up the named files, of which the first may be open already. */
static int
add_files(const struct cli_list *files, struct source *first,
	  struct count_table *table, struct error *err)
{
	if (first && add_counts(table, first, err) < 0)
		return -1;
	for (size_t i = first != NULL; i < files->n; i++) {
		struct source *source = source_open(files->items[i], NULL,
						    err);

		if (!source || add_counts(table, source, err) < 0)
			return -1;
	}
	return 0;
}

static int
fill(const struct cli *cli, struct measure_options *how,
     const char *counting_option, struct count_table *table,
     struct error *err)
{
	const char *option = reading_option(&cli->shared->input);
	struct source *first;
	enum content content;

	if (look_at_input(cli->shared, how->pool, &first, &content, err) < 0)
		return -1;
	if (content == CONTENT_SEQUENCES)
		return measure(cli, how, table, first, err);
	option = option ? option : counting_option;
	if (!option)
		return add_files(&cli->shared->files, first, table, err);
	source_close(first);
	return error_set(err, "%s is of sequences, and this is a count table",
			 option);
}

int
counting_fill(const struct cli *cli, struct measure_options *how,
	      const char *counting_option, struct count_table *table,
	      struct error *err)
{
	int status;

	how->threads = (int)cli->shared->threads.value;
	how->pool = cli_pool(cli->shared);
	status = fill(cli, how, counting_option, table, err);
	if (how->pool)
		hts_tpool_destroy(how->pool);
	how->pool = NULL;
	return status;
}
