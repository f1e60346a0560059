/*
 * merge.c - finds the sorted stretches of all tables, then merges them.
 *
 * A plain file is looked through once, which checks every row before any is
 * written, and leaves a few numbers for each stretch of sorted rows; it is
 * read again while merging. What cannot be read twice, or has so many
 * stretches that it is not sorted at all, is gathered in memory; when that
 * is full, its sorted sum becomes a stretch of a temporary file.
 */
#include "table/merge.h"

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
#include "table/count_table.h"
#include "table/merge_private.h"

enum {
	SCAN_BYTES = 1 << 18,	/* read at a time */
	MIN_WINDOW = 1 << 12,	/* of a stretch while merging */
	ALL_WINDOWS = 1 << 26,	/* of all together, if MIN_WINDOW allows */
	FILE_STRETCHES = 1 << 10,	/* of a file that counts as sorted */
	ALL_STRETCHES = ALL_WINDOWS / MIN_WINDOW,
	OTHER_FILES = 32	/* that the process may have open */
};

/* Rows in memory, as they came, and their sorted stretches. */
struct gathered {
	char *bytes;
	size_t n, room;
	struct stretch_list stretches;
};

struct merge {
	struct table_head head;
	struct merge_input *inputs;	/* room for all, and the spill */
	size_t n_inputs;
	bool keep;		/* all files may stay open */
	struct stretch_list stretches;	/* of the inputs */
	struct gathered gathered;
	uint64_t memory;
	uint32_t spill;		/* the input that is ours, or UINT32_MAX */
	char *buffer;		/* to look through files */
	size_t buffer_room;
};

static void
begin_stretch(struct stretch_list *stretches, uint32_t input, uint64_t at)
{
	stretches->list = mem_grow(stretches->list, &stretches->room,
				   stretches->n + 1,
				   sizeof(*stretches->list));
	stretches->list[stretches->n++] = (struct stretch){ input, at, at };
}

/* Takes in one line of n bytes at that place. */
static void
add_line(struct stretch_list *stretches, enum scan scan, uint32_t input,
	 uint64_t at, size_t n)
{
	if (scan == SCAN_HEADER)
		return;
	if (scan == SCAN_LESS)
		begin_stretch(stretches, input, at);
	stretches->list[stretches->n - 1].end = at + n;
}

static int
cut_line(const struct scanner *scanner, struct error *err)
{
	return error_at(err, scanner->file, scanner->line + 1, 0,
			"the last line has no newline: the file may be cut");
}

/*
 * Finds the stretches of a plain file. Returns 1; 0 if there are too many;
 * -1 with err set.
 */
static int
scan_file(struct merge *merge, uint32_t input, struct error *err)
{
	struct merge_input *file = &merge->inputs[input];
	struct scanner scanner = { .file = file->name, .head = &merge->head };
	struct rows rows = {
		.input = file, .buffer = merge->buffer,
		.room = merge->buffer_room, .row = merge->buffer,
		.next = merge->buffer, .end = merge->buffer,
		.filled = merge->buffer, .left = (uint64_t)file->size
	};
	size_t had = merge->stretches.n;
	uint64_t at = 0;
	int status;

	while ((status = rows_more(&rows, err)) > 0) {
		const char *end;
		int scan;

		if (scanner.row)
			scanner.row = rows.row;
		scan = scanner_line(&scanner, rows.next, &end, err);
		if (scan < 0) {
			status = -1;
			break;
		}
		add_line(&merge->stretches, (enum scan)scan, input, at,
			 (size_t)(end + 1 - rows.next));
		at += (size_t)(end + 1 - rows.next);
		rows.row = rows.next;
		rows.next = end + 1;
		if (merge->stretches.n - had > FILE_STRETCHES
		    || merge->stretches.n > ALL_STRETCHES) {
			merge->stretches.n = had;
			break;
		}
	}
	merge->buffer = rows.buffer;	/* it may have grown */
	merge->buffer_room = rows.room;
	if (status == 0 && rows.filled > rows.end)
		return cut_line(&scanner, err);
	return status < 0 ? -1 : status == 0 ? 1 : 0;
}

/* A leaf for each stretch of gathered rows. */
static void
add_gathered(const struct gathered *gathered, struct leaf *leaves)
{
	for (size_t i = 0; i < gathered->stretches.n; i++) {
		const struct stretch *s = &gathered->stretches.list[i];
		const char *start = gathered->bytes + s->start;
		const char *end = gathered->bytes + s->end;

		leaves[i] = (struct leaf){ .rows = {
			.row = start, .next = start, .end = end, .filled = end
		} };
	}
}

/* The file that stretches are written to, made by the first of them. */
static int
open_spill(struct merge *merge, struct error *err)
{
	struct merge_input *input;
	int file;

	if (merge->spill != UINT32_MAX)
		return 0;
	file = spool_open(err);
	if (file < 0)
		return -1;
	merge->spill = (uint32_t)merge->n_inputs;
	input = &merge->inputs[merge->n_inputs++];
	*input = (struct merge_input){
		.name = "(temporary file)", .file = file, .deleted = true
	};
	return 0;
}

/* Writes the sum of what is gathered as one stretch of the spill. */
static int
spill(struct merge *merge, struct error *err)
{
	struct gathered *gathered = &merge->gathered;
	size_t n = gathered->stretches.n;
	struct leaf *leaves;
	struct output *out;
	off_t start, end;
	int file, status;

	if (n == 0)
		return 0;
	if (open_spill(merge, err))
		return -1;
	file = merge->inputs[merge->spill].file;
	start = lseek(file, 0, SEEK_CUR);
	file = fcntl(file, F_DUPFD_CLOEXEC, 3);
	if (start < 0 || file < 0) {
		if (file >= 0)
			close(file);
		return error_errno(err, "cannot use a temporary file");
	}
	leaves = mem_array(n, sizeof(*leaves));
	add_gathered(gathered, leaves);
	out = output_open_fd(file, "temporary file (TMPDIR says where)");
	status = merge_leaves(leaves, n, out, err);
	free(leaves);
	if (status != 0)
		output_discard(out);
	else
		status = output_close(out, err);
	if (status != 0)
		return -1;
	end = lseek(merge->inputs[merge->spill].file, 0, SEEK_CUR);
	begin_stretch(&merge->stretches, merge->spill, (uint64_t)start);
	merge->stretches.list[merge->stretches.n - 1].end = (uint64_t)end;
	gathered->stretches.n = 0;
	return 0;
}

/* What gathered rows take, with what merging them will take. */
static uint64_t
gathered_size(const struct gathered *gathered)
{
	enum { EACH = sizeof(struct stretch) + sizeof(struct leaf) + 64 };

	return gathered->n + (uint64_t)gathered->stretches.n * EACH;
}

/*
 * Makes room for more bytes. keep: where those begin that must stay, since
 * they are not gathered yet; it is moved when the rest goes to the spill.
 */
static int
make_room(struct merge *merge, size_t *keep, struct error *err)
{
	struct gathered *gathered = &merge->gathered;
	size_t need;

	if (merge->memory > 0 && *keep > 0
	    && gathered_size(gathered) + SCAN_BYTES > merge->memory) {
		if (spill(merge, err))
			return -1;
		gathered->n -= *keep;
		memmove(gathered->bytes, gathered->bytes + *keep,
			gathered->n);
		*keep = 0;
	}
	need = gathered->n + SCAN_BYTES + ROWS_PAD;
	if (need > gathered->room) {
		size_t room = gathered->room + gathered->room / 2;

		if (merge->memory > 0 && room > merge->memory)
			room = (size_t)merge->memory;
		gathered->room = room > need ? room : need;
		gathered->bytes = mem_resize(gathered->bytes, gathered->room,
					     1);
	}
	return 0;
}

/* Takes in all whole lines from next on. */
static int
gather_lines(struct gathered *gathered, struct scanner *scanner,
	     size_t *before, size_t *next, struct error *err)
{
	const char *bytes = gathered->bytes;
	size_t stop = gathered->n;

	while (stop > *next && bytes[stop - 1] != '\n')
		stop--;
	while (*next < stop) {
		const char *end;
		size_t n;
		int scan;

		if (scanner->row)
			scanner->row = bytes + *before;
		scan = scanner_line(scanner, bytes + *next, &end, err);
		if (scan < 0)
			return -1;
		n = (size_t)(end + 1 - bytes) - *next;
		add_line(&gathered->stretches, (enum scan)scan, 0, *next, n);
		*before = *next;
		*next += n;
	}
	return 0;
}

static int
gather(struct merge *merge, struct source *source, struct error *err)
{
	struct gathered *gathered = &merge->gathered;
	struct scanner scanner = { .file = source_name(source),
				   .head = &merge->head };
	size_t before = 0, next = gathered->n;
	ssize_t got;

	do {
		size_t keep = next;

		if (make_room(merge, &keep, err))
			return -1;
		if (keep == 0 && next > 0) {	/* the row before is gone */
			next = 0;
			scanner.row = NULL;
		}
		got = source_read(source, gathered->bytes + gathered->n,
				  SCAN_BYTES, err);
		if (got < 0)
			return -1;
		gathered->n += (size_t)got;
		memset(gathered->bytes + gathered->n, 0, ROWS_PAD);
		if (gather_lines(gathered, &scanner, &before, &next, err))
			return -1;
	} while (got > 0);
	if (next < gathered->n)
		return cut_line(&scanner, err);
	return scanner.line > 0 ? 0 : table_empty(scanner.file, err);
}

static int
gather_file(struct merge *merge, const char *name, struct source *source,
	    struct error *err)
{
	int status;

	if (!source)
		source = source_open(name, NULL, err);
	if (!source)
		return -1;
	status = gather(merge, source, err);
	source_close(source);
	return status;
}

/*
 * True if it is a plain table in a file of its own: the one place that looks
 * at the first line to know what a file is.
 */
static bool
can_be_read_twice(const char *name)
{
	char first[32];
	struct stat is;
	ssize_t n = 0;
	int file;

	if (strcmp(name, "-") == 0 || stat(name, &is) != 0
	    || !S_ISREG(is.st_mode))
		return false;
	file = open(name, O_RDONLY | O_CLOEXEC);
	if (file >= 0) {
		n = pread(file, first, sizeof(first), 0);
		close(file);
	}
	return n > 0 && count_table_recognise(first, (size_t)n);
}

static int
add_file(struct merge *merge, const char *name, struct source *first,
	 struct error *err)
{
	uint32_t input = (uint32_t)merge->n_inputs;
	int status;

	if (first || !can_be_read_twice(name))
		return gather_file(merge, name, first, err);
	if (merge_input_open(&merge->inputs[input], name, merge->keep, err))
		return -1;
	merge->n_inputs++;
	status = scan_file(merge, input, err);
	if (status != 0)
		return status < 0 ? -1 : 0;
	merge_input_close(&merge->inputs[input]);
	merge->n_inputs--;
	return gather_file(merge, name, NULL, err);
}

static void
add_stretches(struct merge *merge, struct leaf *leaves)
{
	size_t n = merge->stretches.n;
	size_t window = n > 0 ? ALL_WINDOWS / n : 0;

	if (window < MIN_WINDOW)
		window = MIN_WINDOW;
	if (window > SCAN_BYTES)
		window = SCAN_BYTES;
	for (size_t i = 0; i < n; i++) {
		const struct stretch *s = &merge->stretches.list[i];
		uint64_t bytes = s->end - s->start;
		size_t room = bytes < window ? (size_t)bytes : window;
		char *buffer = mem_zeroed(room + ROWS_PAD, 1);

		leaves[i] = (struct leaf){ .rows = {
			.input = &merge->inputs[s->input], .buffer = buffer,
			.room = room, .row = buffer, .next = buffer,
			.end = buffer, .filled = buffer, .offset = s->start,
			.left = bytes
		} };
	}
}

static int
write_all(struct merge *merge, struct output *out, struct error *err)
{
	size_t in_files = merge->stretches.n;
	size_t n = in_files + merge->gathered.stretches.n;
	struct leaf *leaves = mem_array(n, sizeof(*leaves));
	int status;

	free(merge->buffer);
	merge->buffer = NULL;
	add_stretches(merge, leaves);
	add_gathered(&merge->gathered, leaves + in_files);
	table_head_write(&merge->head, out);
	status = merge_leaves(leaves, n, out, err);
	for (size_t i = 0; i < in_files; i++)
		free(leaves[i].rows.buffer);
	free(leaves);
	return status;
}

static bool
may_keep_open(size_t files)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_NOFILE, &limit) == 0
	       && (limit.rlim_cur == RLIM_INFINITY
		   || (limit.rlim_cur > OTHER_FILES
		       && files < limit.rlim_cur - OTHER_FILES));
}

int
merge_counts(const char *const *files, size_t n, struct source *first,
	     uint64_t memory, struct output *out, struct error *err)
{
	struct merge merge = {
		.inputs = mem_array(n + 1, sizeof(*merge.inputs)),
		.keep = may_keep_open(n),
		.memory = memory,
		.spill = UINT32_MAX,
		.buffer = mem_zeroed(SCAN_BYTES + ROWS_PAD, 1),
		.buffer_room = SCAN_BYTES
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
	free(merge.gathered.bytes);
	free(merge.gathered.stretches.list);
	free(merge.buffer);
	return status;
}
