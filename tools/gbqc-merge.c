/* gbqc-merge - add up the count tables of shards. */
#include "base/error.h"
#include "cli/cli.h"
#include "io/file_list.h"
#include "io/output.h"
#include "table/merge.h"

static const uint64_t default_memory = (uint64_t)256 << 20;

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

static int
merge(const struct cli_shared *shared, const struct file_list *list,
      struct error *err)
{
	struct output *out = output_open(shared->output, err);

	if (!out)
		return -1;
	if (merge_counts(list->names, list->n, shared->memory, out, err)) {
		output_discard(out);
		return -1;
	}
	return output_close(out, err);
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
		.about = "Add up count tables: the counts of equal keys.\n"
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

	if (status < 0) {
		status = name_files(&shared, files_from, &list, &err) == 0
			 && merge(&shared, &list, &err) == 0
			 ? CLI_OK : cli_fail(&cli, &err);
	}
	file_list_release(&list);
	cli_release(&shared);
	return status;
}
