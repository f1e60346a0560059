/*
 * pair_merge.c - finds the sorted stretches of all tables, then merges them.
 *
 * A plain file is read once to check every row and to note its sorted
 * stretches, and again to merge them. What cannot be read twice, or has more
 * stretches than a sorted table has, is sorted by pieces into a temporary
 * file.
 */
#include "table/pair_merge.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/output.h"
#include "io/source.h"
#include "io/spool.h"
#include "table/merge_private.h"
#include "table/pair_format.h"
#include "table/pair_sum.h"

enum {
	WINDOW = 1 << 16,	/* of a stretch while merging */
	FILE_STRETCHES = 1 << 8,	/* of a file that counts as sorted */
	OTHER_FILES = 32	/* that the process may have open */
};

/* Rows in memory that wait to be sorted. */
struct pile {
	struct text text;	/* rows, newlines included */
	size_t *starts;
	size_t n, room;
};

struct merge {
	struct pair_head head;
	bool has_head;
	struct merge_input *inputs;	/* of all files; the last is ours */
	size_t n_inputs;
	struct stretch_list stretches;
	struct pile pile;
	uint64_t memory;
	uint64_t spilled;	/* bytes of the temporary file */
	int spill;		/* -1: there is none yet */
	bool keep;		/* all files may stay open */
};

/* A row of one of the stretches that are merged. */
struct front {
	struct rows rows;
	struct text text;
	struct pair_row pair;
};

static void
add_stretch(struct merge *merge, size_t input, uint64_t start, uint64_t end)
{
	struct stretch_list *list = &merge->stretches;

	list->list = mem_grow(list->list, &list->room, list->n + 1,
			      sizeof(*list->list));
	list->list[list->n++] = (struct stretch){ (uint32_t)input, start,
						  end };
}

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

/* A row that was checked before, in text, which is used up. */
static struct pair_row
known_row(const struct merge *merge, struct text *text)
{
	const struct pair_place place = { "(row)", 0, merge->head.form };
	struct error none = { 0 };
	struct pair_row pair = { 0 };

	if (pair_row_parse(&pair, text, &place, &none) < 0)
		abort();
	return pair;
}

/* A row of the pile, taken apart. */
struct piled {
	struct pair_row pair;
	struct text text;
	const char *line;
	size_t n;
	enum pair_form form;
};

static int
compare_piled(const void *x, const void *y)
{
	const struct piled *one = x, *other = y;

	return pair_compare(one->form, &one->pair, &other->pair);
}

static int
write_pile(struct merge *merge, const struct piled *rows, struct error *err)
{
	struct text sorted = { 0 };
	int status;

	for (size_t i = 0; i < merge->pile.n; i++)
		text_add(&sorted, rows[i].line, rows[i].n);
	status = spool_write(merge->spill, sorted.bytes, sorted.n, err);
	if (status == 0)
		add_stretch(merge, merge->n_inputs, merge->spilled,
			    merge->spilled + sorted.n);
	merge->spilled += sorted.n;
	text_release(&sorted);
	return status;
}

/* Sorts the pile into a stretch of the temporary file. */
static int
sort_pile(struct merge *merge, struct error *err)
{
	struct pile *pile = &merge->pile;
	struct piled *rows;
	int status;

	if (pile->n == 0)
		return 0;
	if (merge->spill < 0)
		merge->spill = spool_open(err);
	if (merge->spill < 0)
		return -1;
	rows = mem_zeroed(pile->n, sizeof(*rows));
	for (size_t i = 0; i < pile->n; i++) {
		const size_t start = pile->starts[i];
		const size_t end = i + 1 < pile->n ? pile->starts[i + 1] :
						     pile->text.n;

		rows[i].line = pile->text.bytes + start;
		rows[i].n = end - start;
		rows[i].form = merge->head.form;
		text_add(&rows[i].text, rows[i].line, rows[i].n - 1);
		rows[i].pair = known_row(merge, &rows[i].text);
	}
	qsort(rows, pile->n, sizeof(*rows), compare_piled);
	status = write_pile(merge, rows, err);
	for (size_t i = 0; i < pile->n; i++)
		text_release(&rows[i].text);
	free(rows);
	pile->n = 0;
	text_clear(&pile->text);
	return status;
}

/* What a row of the pile takes while it is sorted, beside its bytes. */
static uint64_t
pile_size(const struct pile *pile)
{
	return 3 * (uint64_t)pile->text.n +
	       (uint64_t)pile->n * (sizeof(struct piled) + sizeof(size_t));
}

static int
pile_up(struct merge *merge, const char *line, size_t n, struct error *err)
{
	struct pile *pile = &merge->pile;

	if (merge->memory > 0 && pile_size(pile) > merge->memory &&
	    sort_pile(merge, err) < 0)
		return -1;
	pile->starts = mem_grow(pile->starts, &pile->room, pile->n + 1,
				sizeof(*pile->starts));
	pile->starts[pile->n++] = pile->text.n;
	text_add(&pile->text, line, n);
	text_addc(&pile->text, '\n');
	return 0;
}

/*
 * Reads a table to its end. in_place: notes its stretches, and returns 0
 * where there are too many; else its rows go to the pile. 1: done; -1 with
 * err set.
 */
static int
read_table(struct merge *merge, struct source *source, bool in_place,
	   struct error *err)
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

			if (!in_place) {
				more = pile_up(merge, line, n, err);
				if (more < 0)
					break;
				continue;
			}
			if (merge->stretches.n == had || start != end ||
			    pair_compare(merge->head.form, &before.pair,
					 &pair) > 0)
				add_stretch(merge, merge->n_inputs - 1, start,
					    start);
			end = start + n + 1;
			merge->stretches.list[merge->stretches.n - 1].end = end;
			if (merge->stretches.n - had > FILE_STRETCHES)
				break;
			text_clear(&before.text);
			text_add(&before.text, line, n);
			before.pair = known_row(merge, &before.text);
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
		source = source_open(name, NULL, err);
	if (!source)
		return -1;
	status = read_table(merge, source, false, err);
	source_close(source);
	return status < 0 ? -1 : 0;
}

/* True if it is a plain table in a file of its own. */
static bool
is_plain(const char *name)
{
	char first[32];
	struct stat is;
	ssize_t n = 0;
	int file;

	if (strcmp(name, "-") == 0 || stat(name, &is) != 0 ||
	    !S_ISREG(is.st_mode))
		return false;
	file = open(name, O_RDONLY | O_CLOEXEC);
	if (file >= 0) {
		n = pread(file, first, sizeof(first), 0);
		close(file);
	}
	return n > 0 && pair_table_recognise(first, (size_t)n);
}

static int
add_file(struct merge *merge, const char *name, struct source *first,
	 struct error *err)
{
	struct source *source;
	int status;

	if (first || !is_plain(name))
		return read_once(merge, name, first, err);
	if (merge_input_open(&merge->inputs[merge->n_inputs], name,
			     merge->keep, err))
		return -1;
	merge->n_inputs++;
	source = source_open(name, NULL, err);
	status = source ? read_table(merge, source, true, err) : -1;
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
	front->pair = known_row(merge, &front->text);
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

	merge->inputs[merge->n_inputs] = (struct merge_input){
		.name = "(temporary file)", .file = merge->spill,
		.deleted = true
	};
	for (size_t i = 0; i < n; i++) {
		const struct stretch *s = &merge->stretches.list[i];
		const uint64_t bytes = s->end - s->start;
		const size_t room = bytes < WINDOW ? (size_t)bytes : WINDOW;
		char *buffer = mem_zeroed(room + ROWS_PAD, 1);

		fronts[i].rows = (struct rows){
			.input = &merge->inputs[s->input], .buffer = buffer,
			.room = room, .row = buffer, .next = buffer,
			.end = buffer, .filled = buffer, .offset = s->start,
			.left = bytes
		};
	}
	pair_head_write(&merge->head, out);
	status = merge_fronts(merge, fronts, n, out, err);
	for (size_t i = 0; i < n; i++) {
		free(fronts[i].rows.buffer);
		text_release(&fronts[i].text);
	}
	free(fronts);
	return status;
}

static bool
may_keep_open(size_t files)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_NOFILE, &limit) == 0 &&
	       (limit.rlim_cur == RLIM_INFINITY ||
		(limit.rlim_cur > OTHER_FILES &&
		 files < limit.rlim_cur - OTHER_FILES));
}

int
merge_pairs(const char *const *files, size_t n, struct source *first,
	    uint64_t memory, struct output *out, struct error *err)
{
	struct merge merge = {
		.inputs = mem_array(n + 1, sizeof(*merge.inputs)),
		.memory = memory, .spill = -1, .keep = may_keep_open(n)
	};
	int status = 0;

	for (size_t i = 0; status == 0 && i < n; i++)
		status = add_file(&merge, files[i], i == 0 ? first : NULL,
				  err);
	if (status == 0)
		status = sort_pile(&merge, err);
	if (status == 0)
		status = write_all(&merge, out, err);
	for (size_t i = 0; i < merge.n_inputs; i++)
		merge_input_close(&merge.inputs[i]);
	if (merge.spill >= 0)
		close(merge.spill);
	free(merge.inputs);
	free(merge.stretches.list);
	free(merge.pile.starts);
	text_release(&merge.pile.text);
	return status;
}
