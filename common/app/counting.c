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
	struct count_table *table, struct source *standard_input,
	struct error *err)
{
	struct cli_shared *shared = cli->shared;
	struct cli_progress progress = { .cli = cli };
	struct dataset *set;
	int status = -1;

	how->progress = cli_say_progress;
	how->watcher = &progress;
	shared->input.standard_input = standard_input;
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

static bool
is_file(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0 && S_ISREG(status.st_mode);
}

/*
 * How many of the named files are count tables. Only names of regular files
 * are looked at: a pipe could not be read again, and [SPLIT/][LABEL]=FILE
 * means sequences.
 */
static int
count_tables(const struct cli_shared *shared, size_t *tables,
	     struct error *err)
{
	*tables = 0;
	for (size_t i = 0; i < shared->files.n; i++) {
		const char *name = shared->files.items[i];
		enum content is = CONTENT_SEQUENCES;
		struct source *source;
		int status;

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

static int
look_at_files(const struct cli_shared *shared, enum content *content,
	      struct error *err)
{
	size_t tables;

	if (count_tables(shared, &tables, err) < 0)
		return -1;
	if (tables && tables < shared->files.n)
		return error_set(err, "%zu of %zu files are count tables, the "
				 "others are not: give one kind in a run",
				 tables, shared->files.n);
	*content = tables ? CONTENT_COUNTS : CONTENT_SEQUENCES;
	return 0;
}

static bool
is_stdin_alone(const struct cli_list *files)
{
	return files->n == 0 ||
	       (files->n == 1 && strcmp(files->items[0], "-") == 0);
}

/* Opens stdin and looks at it; NULL with err set. */
static struct source *
look_at_stdin(hts_tpool *pool, enum content *content, struct error *err)
{
	struct source *source = source_open(NULL, pool, err);

	if (source && look(source, content, err) < 0) {
		source_close(source);
		return NULL;
	}
	return source;
}

int
counting_find_table(const struct cli *cli, bool *found, struct error *err)
{
	struct cli_shared *shared = cli->shared;
	enum content content = CONTENT_SEQUENCES;
	struct source *source;
	size_t tables;

	if (!is_stdin_alone(&shared->files)) {
		if (count_tables(shared, &tables, err) < 0)
			return -1;
		*found = tables > 0;
		return 0;
	}
	source = look_at_stdin(NULL, &content, err);
	if (!source)
		return -1;
	*found = content == CONTENT_COUNTS;
	if (*found)
		source_close(source);
	else
		shared->input.standard_input = source;
	return 0;
}

static int
fill_from_stdin(const struct cli *cli, struct measure_options *how,
		struct count_table *table, struct error *err)
{
	enum content content = CONTENT_SEQUENCES;
	struct source *source = look_at_stdin(how->pool, &content, err);

	if (!source)
		return -1;
	if (content == CONTENT_COUNTS)
		return add_counts(table, source, err);
	return measure(cli, how, table, source, err);
}

static int
fill(const struct cli *cli, struct measure_options *how,
     struct count_table *table, struct error *err)
{
	const struct cli_list *files = &cli->shared->files;
	enum content content = CONTENT_SEQUENCES;

	if (is_stdin_alone(files))
		return fill_from_stdin(cli, how, table, err);
	if (look_at_files(cli->shared, &content, err) < 0)
		return -1;
	if (content == CONTENT_SEQUENCES)
		return measure(cli, how, table, NULL, err);
	for (size_t i = 0; i < files->n; i++) {
		struct source *source = source_open(files->items[i], NULL,
						    err);

		if (!source || add_counts(table, source, err) < 0)
			return -1;
	}
	return 0;
}

int
counting_fill(const struct cli *cli, struct measure_options *how,
	      struct count_table *table, struct error *err)
{
	int status;

	how->threads = (int)cli->shared->threads.value;
	how->pool = cli_pool(cli->shared);
	status = fill(cli, how, table, err);
	if (how->pool)
		hts_tpool_destroy(how->pool);
	how->pool = NULL;
	return status;
}
