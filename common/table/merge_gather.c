/*
 * merge_gather.c - rows as they come, in memory; when that is full, their
 * sorted sum becomes a stretch of a temporary file.
 *
 * Rows without order are stretches of a row or two. A merge of very many of
 * them looks all over the memory for each row; so they are merged as soon as
 * they are some thousand, while they are in the cache, into one of some size.
 */
#include "table/merge_gather.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "io/output.h"
#include "io/source.h"

enum { READ_BYTES = 1 << 18, SETTLE = 1 << 11 };

static void
add_leaves(const struct gathered *gathered, size_t first, struct leaf *leaves)
{
	for (size_t i = first; i < gathered->stretches.n; i++) {
		const struct stretch *s = &gathered->stretches.list[i];
		const char *start = gathered->bytes + s->start;
		const char *end = gathered->bytes + s->end;

		*leaves++ = (struct leaf){ .rows = {
			.row = start, .next = start, .end = end, .filled = end
		} };
	}
}

void
gathered_leaves(const struct gathered *gathered, struct leaf *leaves)
{
	add_leaves(gathered, 0, leaves);
}

void
gathered_release(struct gathered *gathered)
{
	merge_input_close(&gathered->file);
	free(gathered->bytes);
	free(gathered->stretches.list);
	free(gathered->spilled.list);
}

/* Writes the sum of the stretches from first on; out is closed. */
static int
write_sum(const struct gathered *gathered, size_t first, struct output *out,
	  struct error *err)
{
	const size_t n = gathered->stretches.n - first;
	struct leaf *leaves = mem_array(n, sizeof(*leaves));
	int status;

	add_leaves(gathered, first, leaves);
	status = merge_leaves(leaves, n, out, err);
	free(leaves);
	if (status == 0)
		return output_close(out, err);
	output_discard(out);
	return -1;
}

static void
add_text(void *to, const void *bytes, size_t n)
{
	text_add(to, bytes, n);
}

/*
 * Merges short stretches, if they are many, in their place. keep: where the
 * bytes begin that are not gathered yet; they and it move to the front. 1: the
 * rows before are others now; 0: nothing was done; -1 with err set.
 */
static int
settle(struct gathered *gathered, size_t *keep, struct error *err)
{
	struct stretch_list *stretches = &gathered->stretches;
	const size_t first = gathered->settled;
	struct text sum = { 0 };
	size_t start;

	if (stretches->n - first < SETTLE)
		return 0;
	if (write_sum(gathered, first, output_open_sink(add_text, &sum),
		      err)) {
		text_release(&sum);
		return -1;
	}
	start = (size_t)stretches->list[first].start;
	memcpy(gathered->bytes + start, sum.bytes, sum.n);
	memmove(gathered->bytes + start + sum.n, gathered->bytes + *keep,
		gathered->n - *keep);
	gathered->n -= *keep - start - sum.n;
	*keep = start + sum.n;
	stretches->n = first + 1;
	stretch_end(stretches, *keep);
	gathered->settled = stretches->n;
	text_release(&sum);
	return 1;
}

/* Writes the sum of what is in memory as one stretch of the file. */
static int
spill(struct gathered *gathered, struct error *err)
{
	off_t start, end;
	int file;

	if (gathered->stretches.n == 0)
		return 0;
	if (merge_input_temporary(&gathered->file, err))
		return -1;
	start = lseek(gathered->file.file, 0, SEEK_CUR);
	file = fcntl(gathered->file.file, F_DUPFD_CLOEXEC, 3);
	if (start < 0 || file < 0) {
		if (file >= 0)
			close(file);
		return error_errno(err, "cannot use a temporary file");
	}
	if (write_sum(gathered, 0,
		      output_open_fd(file, "temporary file (TMPDIR says where)"),
		      err))
		return -1;
	end = lseek(gathered->file.file, 0, SEEK_CUR);
	stretch_begin(&gathered->spilled, &gathered->file, (uint64_t)start);
	stretch_end(&gathered->spilled, (uint64_t)end);
	gathered->stretches.n = 0;
	gathered->settled = 0;
	return 0;
}

/* What gathered rows take, with what merging them will take. */
static uint64_t
size_of(const struct gathered *gathered)
{
	enum { EACH = sizeof(struct stretch) + sizeof(struct leaf) +
		      2 * sizeof(struct merge_row) + 64 };

	return gathered->n + (uint64_t)gathered->stretches.n * EACH;
}

/* Writes what is gathered to the file; the bytes from keep on are not yet. */
static int
empty(struct gathered *gathered, size_t *keep, struct error *err)
{
	if (spill(gathered, err))
		return -1;
	gathered->n -= *keep;
	memmove(gathered->bytes, gathered->bytes + *keep, gathered->n);
	*keep = 0;
	return 1;
}

/* Makes room for more bytes. keep, and what is returned, are as of settle(). */
static int
make_room(struct gathered *gathered, size_t *keep, struct error *err)
{
	const uint64_t memory = gathered->memory;
	int moved = settle(gathered, keep, err);
	size_t need;

	if (moved >= 0 && memory > 0 && *keep > 0
	    && size_of(gathered) + READ_BYTES > memory)
		moved = empty(gathered, keep, err);
	if (moved < 0)
		return -1;
	need = gathered->n + READ_BYTES + ROWS_PAD;
	if (need > gathered->room) {
		size_t room = gathered->room + gathered->room / 2;

		if (memory > 0 && room > memory)
			room = (size_t)memory;
		gathered->room = room > need ? room : need;
		gathered->bytes = mem_resize(gathered->bytes, gathered->room,
					     1);
	}
	return moved;
}

/*
 * Takes in all whole lines from next on; before: where the row before them
 * stands.
 */
static int
take_lines(struct gathered *gathered, struct scanner *scanner,
	   size_t *before, size_t *next, struct error *err)
{
	const char *bytes = gathered->bytes;
	size_t stop = gathered->n;

	while (stop > *next && bytes[stop - 1] != '\n')
		stop--;
	if (scanner->row)
		scanner->row = bytes + *before;
	while (*next < stop) {
		const char *end = scanner_take(scanner, bytes + *next,
					       bytes + stop, *next, err);

		if (!end)
			return -1;
		*next = (size_t)(end - bytes);
	}
	if (scanner->row)
		*before = (size_t)(scanner->row - bytes);
	return 0;
}

int
gathered_add(struct gathered *gathered, struct source *source,
	     struct table_head *head, struct error *err)
{
	struct scanner scanner = { .file = source_name(source), .head = head,
				   .stretches = &gathered->stretches };
	size_t before = 0, next = gathered->n;
	ssize_t got;

	do {
		const int moved = make_room(gathered, &next, err);

		if (moved < 0)
			return -1;
		if (moved > 0)	/* the row before is gone */
			scanner.row = NULL;
		got = source_read(source, gathered->bytes + gathered->n,
				  READ_BYTES, err);
		if (got < 0)
			return -1;
		gathered->n += (size_t)got;
		memset(gathered->bytes + gathered->n, 0, ROWS_PAD);
		if (take_lines(gathered, &scanner, &before, &next, err))
			return -1;
	} while (got > 0);
	if (next < gathered->n)
		return scanner_cut(&scanner, err);
	return scanner.line > 0 ? 0 : table_empty(scanner.file, err);
}
