/* gbqc-merge - one table from the count or pair tables of shards. */
#include "base/error.h"
#include "cli/cli.h"
#include "io/file_list.h"
#include "io/output.h"
#include "io/place.h"
#include "io/plain.h"
#include "io/source.h"
#include "table/merge.h"
#include "table/pair_merge.h"
#include "table/pair_table.h"

static const uint64_t default_memory = (uint64_t)256 << 20;

/* Of a table of its own the sum is in it; of the list nothing would be left. */
static int
check_list(const struct cli *cli, const char *files_from)
{
	const char *output = cli->shared->output;

	if (!output || !files_from || !place_is_read(output, files_from))
		return -1;
	return cli_misuse(cli, "--output is also the list of inputs, which "
			  "would be lost");
}

static int
name_files(const struct cli_shared *shared, const char *files_from,
	   struct file_list *list, struct error *err)
{
	for (size_t i = 0; i < shared->files.n; i++)
		file_list_add(list, shared->files.items[i]);
	if (files_from)
		return file_list_read(list, files_from, err);
	if (list->n == 0)
		file_list_add(list, "-");
	return 0;
}

/*
 * Whether the first table is one of pairs. What cannot be opened again stays
 * open in *first. -1 with err set.
 */
static int
look(const char *name, struct source **first, bool *pairs, struct error *err)
{
	struct source *source = source_open(name, err);
	char bytes[32];
	ssize_t n = source ? source_peek(source, bytes, sizeof(bytes), err) :
			     -1;

	*first = NULL;
	*pairs = n > 0 && pair_table_recognise(bytes, (size_t)n);
	if (n >= 0 && !plain_is_file(name))
		*first = source;
	else
		source_close(source);
	return n < 0 ? -1 : 0;
}

static int
merge(const struct cli_shared *shared, const struct file_list *list,
      struct error *err)
{
	struct source *first;
	struct output *out;
	bool pairs;
	int status;

	if (look(list->names[0], &first, &pairs, err) < 0)
		return -1;
	out = output_open(shared->output, err);
	if (!out) {
		source_close(first);
		return -1;
	}
	status = pairs ? merge_pairs(list->names, list->n, first,
				     shared->memory, out, err) :
			 merge_counts(list->names, list->n, first,
				      shared->memory, out, err);
	if (status == 0)
		return output_close(out, err);
	output_discard(out);
	return -1;
}

int
main(int argc, char **argv)
{
	struct cli_shared shared = { .memory = default_memory };
	const char *files_from = NULL;
	const struct cli_option options[] = {
		{ 0, "files-from", CLI_TEXT, &files_from, "FILE",
		  "also merge the files named in FILE, one a line" },
		{ 0 }
	};
	const struct cli cli = {
		.name = "gbqc-merge",
		.usage = "[OPTION]... [FILE]...",
		.about = "Add up count tables, the counts of equal keys, or "
			 "unite pair tables.\n"
			 "With no FILE, or when FILE is -, read standard "
			 "input.",
		.example = "gbqc-merge shard*.tsv | gbqc-report",
		.shares = CLI_OUTPUT | CLI_MEMORY,
		.options = options,
		.shared = &shared,
	};
	struct file_list list = { 0 };
	struct error err = { 0 };
	int status = cli_parse(&cli, argc, argv);

	if (status < 0)
		status = check_list(&cli, files_from);
	if (status < 0) {
		status = name_files(&shared, files_from, &list, &err) == 0
			 && merge(&shared, &list, &err) == 0
			 ? CLI_OK : cli_fail(&cli, &err);
	}
	file_list_release(&list);
	cli_release(&shared);
	return status;
}
