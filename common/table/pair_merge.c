/*
 * pair_merge.c - finds the sorted stretches of all tables, then merges them.
 *
 * A plain file is read once to check every row and to note its sorted
 * stretches, and again to merge them. What cannot be read twice, or has more
 * stretches than a sorted table has, is sorted by pieces into a temporary
 * file.
 */
#include "table/pair_merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/output.h"
#include "io/plain.h"
#include "io/source.h"
#include "table/merge_private.h"
#include "table/pair_format.h"
#include "table/pair_pile.h"
#include "table/pair_sum.h"

enum {
	WINDOW = 1 << 16,	/* of a stretch while merging */
	FILE_STRETCHES = 1 << 8	/* of a file that counts as sorted */
};

struct merge {
	struct pair_head head;
	bool has_head;
	struct merge_input *inputs;	/* of all files */
	size_t n_inputs;
	struct stretch_list stretches;	/* of the inputs, then of the pile */
	struct pair_pile pile;
	bool keep;		/* all files may stay open */
};

/* A row of one of the stretches that are merged. */
struct front {
	struct rows rows;
	struct text text;
	struct pair_row pair;
};

static int
check_head(struct merge *merge, const struct pair_head *head,
	   const char *file, struct error *err)
{
	if (merge->has_head)
		return pair_head_check(&merge->head, head, file, err);
	merge->head = *head;
	merge->has_head = true;
	return 0;
}

/*
 * Reads a table to its end. Notes its stretches of input, and returns 0 where
 * there are too many; without an input its rows go to the pile. 1: done; -1
 * with err set.
 */
static int
read_table(struct merge *merge, struct source *source,
	   struct merge_input *input, struct error *err)
{
	const size_t had = merge->stretches.n;
	struct pair_reader *reader = pair_reader_new(source, err);
	struct front before = { 0 };
	struct pair_row pair;
	uint64_t start, end = 0;
	int more = -1;

	if (reader && check_head(merge, pair_reader_head(reader),
				 source_name(source), err) == 0)
		while ((more = pair_reader_next(reader, &pair, err)) > 0) {
			size_t n;
			const char *line = pair_reader_bytes(reader, &start,
							     &n);

			if (!input) {
				more = pair_pile_add(&merge->pile,
						     merge->head.form, line, n,
						     &merge->stretches, err);
				if (more < 0)
					break;
				continue;
			}
			if (merge->stretches.n == had || start != end ||
			    pair_compare(merge->head.form, &before.pair,
					 &pair) > 0)
				stretch_begin(&merge->stretches, input, start);
			end = start + n + 1;
			stretch_end(&merge->stretches, end);
			if (merge->stretches.n - had > FILE_STRETCHES)
				break;
			text_clear(&before.text);
			text_add(&before.text, line, n);
			before.pair = pair_row_known(merge->head.form,
						     &before.text);
		}
	text_release(&before.text);
	pair_reader_free(reader);
	if (more > 0)
		merge->stretches.n = had;
	return more < 0 ? -1 : more == 0;
}

static int
read_once(struct merge *merge, const char *name, struct source *source,
	  struct error *err)
{
	int status;

	if (!source)
		source = source_open(name, err);
	if (!source)
		return -1;
	status = read_table(merge, source, NULL, err);
	source_close(source);
	return status < 0 ? -1 : 0;
}

static int
add_file(struct merge *merge, const char *name, struct source *first,
	 struct error *err)
{
	struct merge_input *input = &merge->inputs[merge->n_inputs];
	struct source *source;
	int status;

	if (first || !plain_begins(name, pair_table_recognise))
		return read_once(merge, name, first, err);
	if (merge_input_open(input, name, merge->keep, err))
		return -1;
	merge->n_inputs++;
	source = source_open(name, err);
	status = source ? read_table(merge, source, input, err) : -1;
	source_close(source);
	return status != 0 ? (status < 0 ? -1 : 0) :
			     read_once(merge, name, NULL, err);
}

/* Takes the next row of a stretch. 1, 0 at its end, or -1 with err set. */
static int
advance(const struct merge *merge, struct front *front, struct error *err)
{
	struct rows *rows = &front->rows;
	const int more = rows_more(rows, err);
	const char *newline;

	if (more <= 0)
		return more;
	rows->row = rows->next;
	newline = memchr(rows->row, '\n', (size_t)(rows->end - rows->row));
	rows->next = newline + 1;
	text_clear(&front->text);
	text_add(&front->text, rows->row, (size_t)(newline - rows->row));
	front->pair = pair_row_known(merge->head.form, &front->text);
	rows->row = rows->next;	/* it was copied */
	return 1;
}

/* Puts heap[at] where it belongs below. */
static void
sift(enum pair_form form, struct front **heap, size_t n, size_t at)
{
	for (;;) {
		size_t least = at;

		for (size_t child = 2 * at + 1;
		     child <= 2 * at + 2 && child < n; child++)
			if (pair_compare(form, &heap[child]->pair,
					 &heap[least]->pair) < 0)
				least = child;
		if (least == at)
			return;

		struct front *moved = heap[at];

		heap[at] = heap[least];
		heap[least] = moved;
		at = least;
	}
}

static int
merge_fronts(struct merge *merge, struct front *fronts, size_t n_fronts,
	     struct output *out, struct error *err)
{
	const enum pair_form form = merge->head.form;
	struct pair_sum *sum = pair_sum_new(form, out);
	struct front **heap = mem_array(n_fronts + 1, sizeof(*heap));
	size_t n = 0;
	int more = 0;

	for (size_t i = 0; i < n_fronts && more >= 0; i++) {
		more = advance(merge, &fronts[i], err);
		if (more > 0)
			heap[n++] = &fronts[i];
	}
	for (size_t i = n / 2 + 1; i-- > 0 && n > 0;)
		sift(form, heap, n, i);
	while (n > 0 && more >= 0 && !output_failed(out)) {
		more = pair_sum_add(sum, &heap[0]->pair, err);
		if (more == 0)
			more = advance(merge, heap[0], err);
		if (more == 0)
			heap[0] = heap[--n];
		sift(form, heap, n, 0);
	}
	if (more >= 0)
		pair_sum_end(sum);
	pair_sum_free(sum);
	free(heap);
	return more < 0 ? -1 : 0;
}

static int
write_all(struct merge *merge, struct output *out, struct error *err)
{
	const size_t n = merge->stretches.n;
	struct front *fronts = mem_zeroed(n + 1, sizeof(*fronts));
	int status;

	for (size_t i = 0; i < n; i++)
		fronts[i].rows = stretch_rows(&merge->stretches.list[i],
					      WINDOW);
	pair_head_write(&merge->head, out);
	status = merge_fronts(merge, fronts, n, out, err);
	for (size_t i = 0; i < n; i++) {
		free(fronts[i].rows.buffer);
		text_release(&fronts[i].text);
	}
	free(fronts);
	return status;
}

int
merge_pairs(const char *const *files, size_t n, struct source *first,
	    uint64_t memory, struct output *out, struct error *err)
{
	struct merge merge = {
		.inputs = mem_array(n, sizeof(*merge.inputs)),
		.pile.memory = memory, .pile.file.file = -1,
		.keep = merge_inputs_may_stay(n)
	};
	int status = 0;

	for (size_t i = 0; status == 0 && i < n; i++)
		status = add_file(&merge, files[i], i == 0 ? first : NULL,
				  err);
	if (status == 0)
		status = pair_pile_sort(&merge.pile, merge.head.form,
					&merge.stretches, err);
	if (status == 0)
		status = write_all(&merge, out, err);
	for (size_t i = 0; i < merge.n_inputs; i++)
		merge_input_close(&merge.inputs[i]);
	pair_pile_release(&merge.pile);
	free(merge.inputs);
	free(merge.stretches.list);
	return status;
}
