/*
 * collecting.c - what gbqc-report makes of the reports of many datasets.
 */
#include "app/collecting.h"

#include "base/error.h"
#include "export/report_file.h"
#include "export/summary_table.h"
#include "io/file_list.h"
#include "io/output.h"
#include "io/place.h"
#include "page/index.h"

static int
read_reports(const struct cli *cli, const struct report_request *r,
	     struct file_list *names, struct report_file_list *list,
	     struct error *err)
{
	const struct cli_list *files = &cli->shared->files;

	for (size_t i = 0; i < files->n; i++)
		file_list_add(names, files->items[i]);
	if (r->files_from && file_list_read(names, r->files_from, err) < 0)
		return -1;
	if (names->n == 0)
		file_list_add(names, "-");
	for (size_t i = 0; i < names->n; i++)
		if (report_file_list_add(list, names->names[i], err) < 0)
			return -1;
	return 0;
}

/* Neither a report nor the list is written over by what is made of it. */
static int
check_output(const char *option, const char *path, const char *files_from,
	     const struct report_file_list *list, struct error *err)
{
	bool lost = path && files_from && place_is_read(path, files_from);

	for (size_t i = 0; path && i < list->n; i++)
		lost |= list->all[i].path &&
			place_is_read(path, list->all[i].path);
	return lost ? error_set(err, "%s is also an input, which would be "
				"lost", option) :
		      0;
}

static int
write_table(const struct cli *cli, const struct report_file_list *list,
	    struct error *err)
{
	struct output *out = output_open(cli->shared->output, err);

	if (!out)
		return -1;
	summary_table_write(list, out);
	return output_close(out, err);
}

static int
write_index(const char *path, const struct report_file_list *list,
	    struct error *err)
{
	struct output *out = output_open(path, err);

	if (!out)
		return -1;
	if (index_write(list, path, out, err) == 0)
		return output_close(out, err);
	output_discard(out);
	return -1;
}

int
collecting_run(const struct cli *cli, const struct report_request *r,
	       struct error *err)
{
	struct report_file_list list = { 0 };
	struct file_list names = { 0 };
	int status = read_reports(cli, r, &names, &list, err);

	if (status == 0)
		status = check_output("--index", r->index, r->files_from,
				      &list, err);
	if (status == 0)
		status = check_output("--output", cli->shared->output,
				      r->files_from, &list, err);
	if (status == 0 && r->index)
		status = write_index(r->index, &list, err);
	if (status == 0 && r->collect)
		status = write_table(cli, &list, err);
	if (status == 0 && r->fail_from != FLAG_NONE &&
	    summary_table_reaches(&list, r->fail_from))
		status = CLI_VERDICT;
	report_file_list_release(&list);
	file_list_release(&names);
	return status;
}
