/*
 * merge_rows.c - rows of a file through a window that keeps the last one.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/spool.h"
#include "table/merge_private.h"

static int
open_file(struct merge_input *input, struct error *err)
{
	if (input->file >= 0)
		return 0;
	input->file = open(input->name, O_RDONLY | O_CLOEXEC);
	if (input->file < 0)
		return error_at(err, input->name, 0, 0, "%s", strerror(errno));
	return 0;
}

static void
close_unless_kept(struct merge_input *input)
{
	if (!input->keep && !input->deleted)
		merge_input_close(input);
}

static int
look(const struct merge_input *input, struct stat *is, struct error *err)
{
	if (fstat(input->file, is) != 0)
		return error_at(err, input->name, 0, 0, "%s", strerror(errno));
	return 0;
}

int
merge_input_open(struct merge_input *input, const char *name, bool keep,
		 struct error *err)
{
	struct stat is;

	*input = (struct merge_input){ .name = name, .file = -1, .keep = keep };
	if (open_file(input, err) || look(input, &is, err)) {
		merge_input_close(input);
		return -1;
	}
	input->device = is.st_dev;
	input->inode = is.st_ino;
	input->size = is.st_size;
	input->changed = is.st_mtim;
	close_unless_kept(input);
	return 0;
}

void
merge_input_close(struct merge_input *input)
{
	if (input->file >= 0)
		close(input->file);
	input->file = -1;
}

int
merge_input_temporary(struct merge_input *input, struct error *err)
{
	if (input->file >= 0)
		return 0;
	*input = (struct merge_input){
		.name = "(temporary file)", .file = spool_open(err),
		.deleted = true
	};
	return input->file < 0 ? -1 : 0;
}

/*
 * A file is read twice, and must be the same both times. To be asked after
 * each reading: what was read before is then what was there.
 */
static int
check_unchanged(const struct merge_input *input, struct error *err)
{
	struct stat is;

	if (input->deleted)
		return 0;
	if (look(input, &is, err))
		return -1;
	if (is.st_dev != input->device || is.st_ino != input->inode
	    || is.st_size != input->size
	    || is.st_mtim.tv_sec != input->changed.tv_sec
	    || is.st_mtim.tv_nsec != input->changed.tv_nsec)
		return error_at(err, input->name, 0, 0,
				"changed while it was read");
	return 0;
}

static int
read_at(struct merge_input *input, uint64_t offset, char *to, size_t n,
	struct error *err)
{
	int status = 0;

	if (open_file(input, err))
		return -1;
	while (n > 0) {
		ssize_t got = pread(input->file, to, n, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			status = error_at(err, input->name, 0, 0, "%s",
					  got < 0 ? strerror(errno)
					  : "changed while it was read");
			break;
		}
		to += got;
		offset += (uint64_t)got;
		n -= (size_t)got;
	}
	if (status == 0)
		status = check_unchanged(input, err);
	close_unless_kept(input);
	return status;
}

/*
 * Moves row and what follows to the front, doubles the buffer if they take
 * up most of it, and fills it.
 */
static int
fill(struct rows *rows, struct error *err)
{
	size_t kept = (size_t)(rows->filled - rows->row);
	size_t next = (size_t)(rows->next - rows->row);
	size_t n;

	memmove(rows->buffer, rows->row, kept);
	if (kept > rows->room / 2) {
		rows->room *= 2;
		rows->buffer = mem_resize(rows->buffer, rows->room + ROWS_PAD,
					  1);
		memset(rows->buffer + rows->room, 0, ROWS_PAD);
	}
	n = rows->room - kept;
	if (n > rows->left)
		n = (size_t)rows->left;
	rows->row = rows->buffer;
	rows->next = rows->buffer + next;
	rows->end = rows->next;
	rows->filled = rows->buffer + kept;
	if (read_at(rows->input, rows->offset, rows->buffer + kept, n, err))
		return -1;
	rows->offset += n;
	rows->left -= n;
	rows->filled += n;
	for (const char *at = rows->filled; at > rows->next; at--)
		if (at[-1] == '\n') {
			rows->end = at;
			break;
		}
	return 0;
}

int
rows_more(struct rows *rows, struct error *err)
{
	while (rows->next == rows->end) {
		if (!rows->input || rows->left == 0)
			return 0;
		if (fill(rows, err))
			return -1;
	}
	return 1;
}

bool
merge_inputs_may_stay(size_t files)
{
	enum { OTHERS = 32 };
	struct rlimit limit;

	return getrlimit(RLIMIT_NOFILE, &limit) == 0
	       && (limit.rlim_cur == RLIM_INFINITY
		   || (limit.rlim_cur > OTHERS
		       && files < limit.rlim_cur - OTHERS));
}

void
stretch_begin(struct stretch_list *stretches, struct merge_input *input,
	      uint64_t start)
{
	stretches->list = mem_grow(stretches->list, &stretches->room,
				   stretches->n + 1,
				   sizeof(*stretches->list));
	stretches->list[stretches->n++] = (struct stretch){ input, start,
							    start };
}

void
stretch_end(struct stretch_list *stretches, uint64_t end)
{
	stretches->list[stretches->n - 1].end = end;
}

struct rows
stretch_rows(const struct stretch *stretch, size_t window)
{
	const uint64_t bytes = stretch->end - stretch->start;
	const size_t room = bytes < window ? (size_t)bytes : window;
	char *buffer = mem_zeroed(room + ROWS_PAD, 1);

	return (struct rows){
		.input = stretch->input, .buffer = buffer, .room = room,
		.row = buffer, .next = buffer, .end = buffer,
		.filled = buffer, .offset = stretch->start, .left = bytes
	};
}
