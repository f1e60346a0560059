/*
 * merge.c - finds the sorted stretches of all tables, then merges them.
 *
 * A plain file is looked through once, which checks every row before any is
 * written, and leaves a few numbers for each stretch of sorted rows; it is
 * read again while merging. What cannot be read twice, or has so many
 * stretches that it is not sorted at all, is gathered (merge_gather.h).
 */
#include "table/merge.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/plain.h"
#include "io/source.h"
#include "table/count_table.h"
#include "table/merge_gather.h"
#include "table/merge_private.h"

enum {
	SCAN_BYTES = 1 << 18,	/* read at a time */
	MIN_WINDOW = 1 << 12,	/* of a stretch while merging */
	ALL_WINDOWS = 1 << 26,	/* of all together, if MIN_WINDOW allows */
	FILE_STRETCHES = 1 << 10,	/* of a file that counts as sorted */
	ALL_STRETCHES = ALL_WINDOWS / MIN_WINDOW
};

struct merge {
	struct table_head head;
	struct merge_input *inputs;	/* room for all */
	size_t n_inputs;
	bool keep;		/* all files may stay open */
	struct stretch_list stretches;	/* of the inputs */
	struct gathered gathered;
	char *buffer;		/* to look through files */
	size_t room;		/* of that */
};

/*
 * Finds the stretches of a plain file. Returns 1; 0 if there are too many;
 * -1 with err set.
 */
static int
scan_file(struct merge *merge, struct merge_input *input, struct error *err)
{
	struct stretch_list *stretches = &merge->stretches;
	const size_t had = stretches->n;
	struct scanner scanner = { .file = input->name, .head = &merge->head,
				   .stretches = stretches, .input = input };
	struct rows rows = {
		.input = input, .buffer = merge->buffer, .room = merge->room,
		.row = merge->buffer, .next = merge->buffer,
		.end = merge->buffer, .filled = merge->buffer,
		.left = (uint64_t)input->size
	};
	uint64_t offset = 0;
	int more;

	while ((more = rows_more(&rows, err)) > 0) {
		const char *end;

		if (scanner.row)
			scanner.row = rows.row;
		end = scanner_take(&scanner, rows.next, rows.end, offset,
				   err);
		if (!end) {
			more = -1;
			break;
		}
		offset += (uint64_t)(end - rows.next);
		rows.row = scanner.row ? scanner.row : rows.next;
		rows.next = end;
		if (stretches->n - had > FILE_STRETCHES
		    || stretches->n > ALL_STRETCHES) {
			stretches->n = had;
			break;
		}
	}
	merge->buffer = rows.buffer;	/* it may have grown */
	merge->room = rows.room;
	if (more == 0 && rows.filled > rows.end)
		return scanner_cut(&scanner, err);
	return more < 0 ? -1 : more == 0;
}

static int
gather_file(struct merge *merge, const char *name, struct source *source,
	    struct error *err)
{
	int status;

	if (!source)
		source = source_open(name, err);
	if (!source)
		return -1;
	status = gathered_add(&merge->gathered, source, &merge->head, err);
	source_close(source);
	return status;
}

static int
add_file(struct merge *merge, const char *name, struct source *first,
	 struct error *err)
{
	struct merge_input *input = &merge->inputs[merge->n_inputs];
	int status;

	if (first || !plain_begins(name, count_table_recognise))
		return gather_file(merge, name, first, err);
	if (merge_input_open(input, name, merge->keep, err))
		return -1;
	merge->n_inputs++;
	status = scan_file(merge, input, err);
	if (status != 0)
		return status < 0 ? -1 : 0;
	merge_input_close(input);
	merge->n_inputs--;
	return gather_file(merge, name, NULL, err);
}

static void
open_stretches(const struct stretch_list *stretches, size_t window,
	       struct leaf *leaves)
{
	for (size_t i = 0; i < stretches->n; i++)
		leaves[i] = (struct leaf){
			.rows = stretch_rows(&stretches->list[i], window)
		};
}

static size_t
window_of_each(size_t n)
{
	const size_t window = n > 0 ? ALL_WINDOWS / n : 0;

	return window < MIN_WINDOW ? MIN_WINDOW
	       : window > SCAN_BYTES ? SCAN_BYTES : window;
}

static int
write_all(struct merge *merge, struct output *out, struct error *err)
{
	const struct gathered *gathered = &merge->gathered;
	const size_t spilled = gathered->spilled.n;
	const size_t in_files = merge->stretches.n + spilled;
	const size_t window = window_of_each(in_files);
	const size_t n = in_files + gathered->stretches.n;
	struct leaf *leaves = mem_array(n, sizeof(*leaves));
	int status;

	free(merge->buffer);
	merge->buffer = NULL;
	open_stretches(&merge->stretches, window, leaves);
	open_stretches(&gathered->spilled, window, leaves + in_files - spilled);
	gathered_leaves(gathered, leaves + in_files);
	table_head_write(&merge->head, out);
	status = merge_leaves(leaves, n, out, err);
	for (size_t i = 0; i < in_files; i++)
		free(leaves[i].rows.buffer);
	free(leaves);
	return status;
}

int
merge_counts(const char *const *files, size_t n, struct source *first,
	     uint64_t memory, struct output *out, struct error *err)
{
	struct merge merge = {
		.inputs = mem_array(n, sizeof(*merge.inputs)),
		.keep = merge_inputs_may_stay(n),
		.gathered.memory = memory, .gathered.file.file = -1,
		.buffer = mem_zeroed(SCAN_BYTES + ROWS_PAD, 1),
		.room = SCAN_BYTES
	};
	int status = 0;

	for (size_t i = 0; status == 0 && i < n; i++)
		status = add_file(&merge, files[i], i == 0 ? first : NULL,
				  err);
	if (status == 0)
		status = write_all(&merge, out, err);
	for (size_t i = 0; i < merge.n_inputs; i++)
		merge_input_close(&merge.inputs[i]);
	free(merge.inputs);
	free(merge.stretches.list);
	gathered_release(&merge.gathered);
	free(merge.buffer);
	return status;
}
