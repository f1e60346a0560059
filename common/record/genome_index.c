/*
 * genome_index.c - where the sequences of a FASTA file lie: a .fai index,
 * which is not believed before it was held against the file.
 *
 * An index that is older than its genome, or of another one, gives letters
 * without any sign that they are the wrong ones. Reading a contig once costs
 * less than the letters that are asked of it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "record/genome_index.h"
#include "record/letters.h"

enum {
	FIELDS = 5,
	HEADER_MOST = 1 << 20,	/* bytes of a header line that are looked at */
	BLOCK = 1 << 20
};

/* Where in the file a contig is read, and what was read of it. */
struct view {
	int fd;
	uint64_t at;		/* in the file, of the first unread byte */
	char *bytes;		/* BLOCK of them and the pad of letters.h */
	size_t from, n;		/* what is there and was not looked at yet */
};

static int
fail_line(const char *name, uint64_t line, const char *what,
	  struct error *err)
{
	return error_at(err, name, line, 0, "%s", what);
}

/* The letters of the contig and what ends its lines, in bytes. */
static uint64_t
span(const struct contig *contig)
{
	if (contig->length == 0)
		return 0;
	return (contig->length - 1) / contig->line_letters *
		       contig->line_bytes +
	       (contig->length - 1) % contig->line_letters + 1;
}

/* What no contig of a file of this size can be; NULL: it can. */
static const char *
fault(const struct contig *c, uint64_t size)
{
	const uint64_t most = UINT64_MAX / 8;

	if (c->length > most || c->offset > most || c->line_bytes > most)
		return "numbers too large for any file";
	if (c->length == 0)
		return NULL;
	if (c->line_letters == 0 || c->line_bytes < c->line_letters ||
	    c->line_bytes > c->line_letters + 2)
		return "a line must hold letters and one line end";
	if (c->line_bytes == c->line_letters && c->length > c->line_letters)
		return "lines without line ends";
	if (c->offset == 0 || c->offset > size || span(c) > size - c->offset)
		return "the sequence would end behind the end of the genome";
	return NULL;
}

/* Cuts a line at its tabs. False where it has not FIELDS of them. */
static bool
cut(struct contig *contig, const char *line, size_t n, size_t *name_length)
{
	uint64_t *const numbers[] = { &contig->length, &contig->offset,
				      &contig->line_letters,
				      &contig->line_bytes };
	const char *at = line, *const end = line + n;

	for (size_t i = 0; i < FIELDS; i++) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		const char *stop = tab ? tab : end;

		if ((tab == NULL) != (i == FIELDS - 1))
			return false;
		if (i == 0)
			*name_length = (size_t)(stop - at);
		else if (!digits_u64(at, (size_t)(stop - at), numbers[i - 1]))
			return false;
		at = stop + 1;
	}
	return *name_length > 0;
}

static int
read_line(struct genome_index *index, const char *line, size_t n,
	  uint64_t number, uint64_t size, const char *name, struct error *err)
{
	struct contig contig = { .line = number };
	size_t name_length = 0;
	const char *what;

	if (!cut(&contig, line, n, &name_length))
		return fail_line(name, number, "not a line of an index of "
				 "FASTA: a name and four numbers", err);
	what = fault(&contig, size);
	if (what)
		return fail_line(name, number, what, err);
	if (names_add(index->names, line, name_length) != index->n)
		return fail_line(name, number, "a second sequence of this "
				 "name", err);
	index->contigs = mem_grow(index->contigs, &index->room, index->n + 1,
				  sizeof(*index->contigs));
	index->contigs[index->n++] = contig;
	return 0;
}

int
genome_index_read(struct genome_index *index, const char *bytes, size_t n,
		  uint64_t size, const char *name, struct error *err)
{
	uint64_t number = 1;

	index->names = names_new();
	for (size_t at = 0; at < n; number++) {
		const char *feed = memchr(bytes + at, '\n', n - at);

		if (!feed)
			return fail_line(name, number, "the last line has no "
					 "end: the index is truncated", err);

		const size_t length = (size_t)(feed - (bytes + at));

		if (read_line(index, bytes + at, length, number, size, name,
			      err) < 0)
			return -1;
		at += length + 1;
	}
	return index->n > 0 ? 0 :
		error_at(err, name, 0, 0, "an index of no sequence");
}

void
genome_index_release(struct genome_index *index)
{
	names_free(index->names);
	free(index->contigs);
	*index = (struct genome_index){ 0 };
}

/* Up to n bytes of the file; fewer at its end. -1 with errno set. */
static ssize_t
read_at(int fd, char *bytes, size_t n, uint64_t at)
{
	size_t done = 0;

	while (done < n) {
		const ssize_t got = pread(fd, bytes + done, n - done,
					  (off_t)(at + done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

/* Sees to at least n bytes (at most BLOCK) or the end. -1 with errno set. */
static int
look(struct view *view, size_t n)
{
	ssize_t got;

	if (view->n >= n)
		return 0;
	memmove(view->bytes, view->bytes + view->from, view->n);
	view->from = 0;
	got = read_at(view->fd, view->bytes + view->n, BLOCK - view->n,
		      view->at);
	if (got < 0)
		return -1;
	view->n += (size_t)got;
	view->at += (uint64_t)got;
	return 0;
}

static void
pass(struct view *view, size_t n)
{
	view->from += n;
	view->n -= n;
}

/* Steps over a line end, if this is one of n bytes. -1 with errno set. */
static int
pass_feed(struct view *view, size_t n)
{
	const char *at;

	if (look(view, 2) < 0)
		return -1;
	at = view->bytes + view->from;
	if (view->n < n || (n == 1 && at[0] != '\n') ||
	    (n == 2 && (at[0] != '\r' || at[1] != '\n')))
		return 0;
	pass(view, n);
	return 1;
}

/* Steps over n letters: 1; 0 where they are not there; -1 with errno set. */
static int
pass_letters(struct view *view, uint64_t n)
{
	while (n > 0) {
		const size_t part = n < BLOCK ? (size_t)n : BLOCK;

		if (look(view, part) < 0)
			return -1;
		if (view->n < part ||
		    letters_span(view->bytes + view->from, part) < part)
			return 0;
		pass(view, part);
		n -= part;
	}
	return 1;
}

/* Behind the last letter: the end of the line, then none that goes on. */
static int
is_end(struct view *view)
{
	const char *at;

	if (look(view, 1) < 0)
		return -1;
	if (view->n == 0)
		return 1;
	for (;;) {
		if (look(view, 2) < 0)
			return -1;
		at = view->bytes + view->from;
		if (view->n == 0)
			return 1;
		if (*at != '\n' && *at != '\r')
			return *at == '>' && at > view->bytes &&
			       at[-1] == '\n';
		/* The byte before stays, to tell where a line begins. */
		view->from++;
		view->n--;
	}
}

/* True if the line before offset is the header of that name. */
static int
has_header(int fd, const struct contig *contig, const char *name,
	   char *bytes)
{
	const size_t n = contig->offset < HEADER_MOST ?
				 (size_t)contig->offset : HEADER_MOST;
	const ssize_t got = read_at(fd, bytes, n, contig->offset - n);
	const size_t length = strlen(name);
	size_t at = n;

	if (got < 0)
		return -1;
	if ((size_t)got < n || n < length + 2 || bytes[n - 1] != '\n')
		return 0;
	while (--at > 0 && bytes[at - 1] != '\n')
		;
	if (n - at < length + 2 || bytes[at] != '>' ||
	    memcmp(bytes + at + 1, name, length) != 0)
		return 0;
	return strchr(" \t\r\n\v\f", bytes[at + 1 + length]) != NULL;
}

/* As pass_letters(), for the whole contig and what follows it. */
static int
has_lines(struct view *view, const struct contig *contig)
{
	const size_t feed = (size_t)(contig->line_bytes -
				     contig->line_letters);
	uint64_t left = contig->length;
	int good = 1;

	while (good > 0 && left > contig->line_letters) {
		good = pass_letters(view, contig->line_letters);
		if (good > 0)
			good = pass_feed(view, feed);
		left -= contig->line_letters;
	}
	if (good > 0)
		good = pass_letters(view, left);
	return good > 0 ? is_end(view) : good;
}

int
genome_index_check(struct genome_index *index, uint32_t number, int fd,
		   const char *name, struct error *err)
{
	struct contig *contig = &index->contigs[number];
	const char *contig_name = names_text(index->names, number);
	struct view view = { .fd = fd, .at = contig->offset };
	struct quote quote;
	int good;

	if (contig->checked)
		return 0;
	view.bytes = mem_zeroed(BLOCK + LETTERS_PAD, 1);
	good = has_header(fd, contig, contig_name, view.bytes);
	if (good > 0)
		good = has_lines(&view, contig);
	free(view.bytes);
	error_quote(&quote, contig_name, strlen(contig_name));
	if (good < 0)
		return error_errno(err, "the genome, at \"%s\"", quote.text);
	if (good == 0)
		return error_at(err, name, contig->line, 0, "\"%s\" is not in "
				"the genome as this line has it: the index is "
				"of another file (samtools faidx makes it "
				"anew)", quote.text);
	contig->checked = true;
	return 0;
}
