/*
 * count_table_write.c - the series of a count table as text, in order.
 *
 * The rows of one group and check come from up to three streams: values,
 * positions, hashes. Each makes its next row as text, and the least is
 * written: since no field holds a byte below a blank, whole rows compare as
 * their fields do. Mostly there is but one stream, whose rows are made where
 * they are written; if that is hashes, by several threads (hash_rows.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "io/output.h"
#include "table/count_table_private.h"
#include "table/hash_rows.h"

/* A series, and where its group stands among the groups in order. */
struct item {
	uint32_t group;
	int stream;		/* 0: values and windows, 1, 2 */
	const struct series *series;
};

/* Room for what differs between rows; bytes that are written at a time. */
enum { STREAMS = 3, ROW_ROOM = 4 * NUMBER_TEXT, BLOCK = 1 << 16 };

union entry {
	struct tally tally;
	struct position_count position;
	struct hash_count hash;
};

/* The rows of some series of one group and check, in order. */
struct stream {
	const struct text *prefix;	/* what all rows begin with */
	const struct item *items;	/* ascending by at */
	size_t n, next;
	const struct series *series;	/* the one that is walked */
	struct run_walk *walk;
	bool minus;			/* hashes: in the second pass */
	union entry entry;		/* the next to be written */
	struct text start;		/* of all rows of the series */
	struct text row;		/* of the entry, as far as the count */
	bool live;			/* there is an entry */
};

static int
compare_groups(const struct group *x, const struct group *y)
{
	int order = strcmp(x->split, y->split);

	if (order == 0)
		order = strcmp(x->label, y->label);
	return order != 0 ? order : strcmp(x->column, y->column);
}

struct ranked {
	const struct group *group;
	uint32_t number;
};

static int
compare_ranked(const void *x, const void *y)
{
	return compare_groups(((const struct ranked *)x)->group,
			      ((const struct ranked *)y)->group);
}

static int
compare_items(const void *x, const void *y)
{
	const struct item *p = x, *q = y;
	int order;

	if (p->group != q->group)
		return p->group < q->group ? -1 : 1;
	order = strcmp(p->series->check, q->series->check);
	if (order != 0)
		return order;
	if (p->stream != q->stream)
		return p->stream - q->stream;
	order = strcmp(p->series->at, q->series->at);
	if (order != 0)
		return order;
	/* The word "windows" comes after "." and all numbers. */
	return (p->series->kind == SERIES_WINDOWS)
	       - (q->series->kind == SERIES_WINDOWS);
}

static int
stream_of(enum series_kind kind)
{
	return kind == SERIES_POSITIONS ? 1 : kind == SERIES_HASHES ? 2 : 0;
}

/* All series, in the order of the table. Freed by the caller. */
static struct item *
sort_series(const struct count_table *table, size_t *n)
{
	size_t groups = count_table_groups(table);
	size_t series = names_count(table->series_names);
	struct ranked *ranked = mem_array(groups, sizeof(*ranked));
	uint32_t *rank = mem_array(groups, sizeof(*rank));
	struct item *items = mem_array(series, sizeof(*items));

	for (size_t i = 0; i < groups; i++)
		ranked[i] = (struct ranked){ &table->groups[i], (uint32_t)i };
	qsort(ranked, groups, sizeof(*ranked), compare_ranked);
	for (size_t i = 0; i < groups; i++)
		rank[ranked[i].number] = (uint32_t)i;
	for (size_t i = 0; i < series; i++)
		items[i] = (struct item){
			.group = rank[table->series[i].group],
			.stream = stream_of(table->series[i].kind),
			.series = &table->series[i]
		};
	qsort(items, series, sizeof(*items), compare_items);
	free(ranked);
	free(rank);
	*n = series;
	return items;
}

static char *
put_number(char *to, uint32_t number)
{
	if (number == TALLY_ABSENT)
		*to++ = '.';
	else
		to = number_put(to, number);
	return to;
}

static char *
put_field(char *to, const char *text)
{
	size_t n = strlen(text);

	memcpy(to, text, n);
	to[n] = '\t';
	return to + n + 1;
}

static char *
put_values(char *to, enum series_kind kind, const struct tally *tally)
{
	if (kind == SERIES_WINDOWS) {
		to = put_field(to, "windows");
	} else {
		to = put_number(to, tally->value);
		*to++ = '\t';
	}
	to = put_number(to, tally->of);
	*to++ = '\t';
	return to;
}

static char *
put_position(char *to, const struct position_count *position)
{
	int64_t place = position->at;

	if (place < 0) {
		*to++ = '-';
		place = -place;
	}
	to = number_put(to, (uint64_t)place);
	*to++ = '\t';
	*to++ = (char)position->letter;
	memcpy(to, "\t.\t", 3);
	return to + 3;
}

/* What follows the start of a row, as far as the count. */
static char *
put_key(char *to, const struct stream *stream)
{
	switch (stream->series->kind) {
	case SERIES_POSITIONS:
		return put_position(to, &stream->entry.position);
	case SERIES_HASHES:
		return hash_row_put(to, &stream->entry.hash, stream->minus);
	default:
		return put_values(to, stream->series->kind,
				  &stream->entry.tally);
	}
}

/* The count of the entry at hand; 0: it has no row. */
static uint64_t
entry_count(const struct stream *stream)
{
	switch (stream->series->kind) {
	case SERIES_POSITIONS:
		return stream->entry.position.count;
	case SERIES_HASHES:
		return stream->minus ? stream->entry.hash.minus
				     : stream->entry.hash.plus;
	default:
		return stream->entry.tally.count;
	}
}

/* Opens the next series, or hashes again for the other strand. */
static bool
next_series(struct stream *stream)
{
	bool again = stream->series && stream->series->kind == SERIES_HASHES
		     && !stream->minus;

	run_walk_close(stream->walk);
	stream->walk = NULL;
	if (!again && stream->next == stream->n)
		return false;
	if (!again)
		stream->series = stream->items[stream->next++].series;
	stream->minus = again;
	stream->walk = run_walk_open(&stream->series->runs,
				     series_entries(stream->series->kind));
	text_clear(&stream->start);
	text_add(&stream->start, stream->prefix->bytes, stream->prefix->n);
	if (stream_of(stream->series->kind) == 0) {
		text_adds(&stream->start, stream->series->at);
		text_addc(&stream->start, '\t');
	}
	return true;
}

/* Moves on to the next entry with a row, if any: then the stream is live. */
static int
next_entry(struct stream *stream, struct error *err)
{
	do {
		int status = 0;

		if (stream->walk)
			status = run_walk_next(stream->walk, &stream->entry,
					       err);
		if (status < 0)
			return -1;
		stream->live = status > 0;
		if (!stream->live && !next_series(stream))
			return 0;
	} while (!stream->live || entry_count(stream) == 0);
	return 0;
}

/* Appends the row of the entry as far as the count. */
static void
add_key(const struct stream *stream, struct text *to)
{
	const struct text *start = &stream->start;
	char *at;

	to->bytes = mem_grow(to->bytes, &to->room,
			     to->n + start->n + ROW_ROOM, 1);
	at = to->bytes + to->n;
	memcpy(at, start->bytes, start->n);
	at = put_key(at + start->n, stream);
	to->n = (size_t)(at - to->bytes);
}

/* And the rest of it; to has room. */
static void
add_count(const struct stream *stream, struct text *to)
{
	to->n += write_u64(to->bytes + to->n, entry_count(stream));
	to->bytes[to->n++] = '\n';
}

static void
write_lines(struct text *lines, struct output *out)
{
	output_write(out, lines->bytes, lines->n);
	text_clear(lines);
}

static char *
put_count(char *to, uint64_t count)
{
	to = number_put(to, count);
	*to++ = '\n';
	return to;
}

/* The rows of n tallies or positions of a series; to has room for them. */
static char *
put_rows(char *to, const struct text *start, enum series_kind kind,
	 const void *entries, size_t n)
{
	const struct position_count *positions = entries;
	const struct tally *tallies = entries;

	for (size_t i = 0; kind == SERIES_POSITIONS && i < n; i++) {
		if (positions[i].count == 0)
			continue;
		memcpy(to, start->bytes, start->n);
		to = put_position(to + start->n, &positions[i]);
		to = put_count(to, positions[i].count);
	}
	for (size_t i = 0; kind != SERIES_POSITIONS && i < n; i++) {
		if (tallies[i].count == 0)
			continue;
		memcpy(to, start->bytes, start->n);
		to = put_values(to + start->n, kind, &tallies[i]);
		to = put_count(to, tallies[i].count);
	}
	return to;
}

/* What is left of the series, where it lies in memory: without a walk. */
static void
write_rest(struct stream *stream, struct text *lines, struct output *out)
{
	enum { AT_ONCE = 512 };
	const struct text *start = &stream->start;
	const enum series_kind kind = stream->series->kind;
	const size_t size = series_entries(kind)->size;
	const void *entries;
	size_t n = kind == SERIES_HASHES ?
			   0 : run_walk_rest(stream->walk, &entries);

	for (size_t i = 0; i < n; i += AT_ONCE) {
		size_t here = n - i < AT_ONCE ? n - i : AT_ONCE;

		lines->bytes = mem_grow(lines->bytes, &lines->room, lines->n +
					here * (start->n + ROW_ROOM), 1);
		lines->n = (size_t)(put_rows(lines->bytes + lines->n, start,
					     kind, (const char *)entries +
					     i * size, here) - lines->bytes);
		if (lines->n >= BLOCK)
			write_lines(lines, out);
	}
}

/* All rows of a stream. */
static int
write_alone(struct stream *stream, struct text *lines, struct output *out,
	    struct error *err)
{
	while (stream->live && !output_failed(out)) {
		add_key(stream, lines);
		add_count(stream, lines);
		write_rest(stream, lines, out);
		if (lines->n >= BLOCK)
			write_lines(lines, out);
		if (next_entry(stream, err))
			return -1;
	}
	return 0;
}

/* True if x is live and its row comes before that of y. */
static bool
comes_before(const struct stream *x, const struct stream *y)
{
	size_t n = x->row.n < y->row.n ? x->row.n : y->row.n;

	return x->live && (!y->live || memcmp(x->row.bytes, y->row.bytes,
					      n) < 0);
}

static struct stream *
least(struct stream *streams)
{
	struct stream *first = &streams[0];

	for (size_t i = 1; i < STREAMS; i++)
		if (comes_before(&streams[i], first))
			first = &streams[i];
	return first;
}

static size_t
count_live(const struct stream *streams)
{
	size_t n = 0;

	for (size_t i = 0; i < STREAMS; i++)
		n += streams[i].live;
	return n;
}

/* The rows of streams while several are live. */
static int
write_together(struct stream *streams, struct text *lines,
	       struct output *out, struct error *err)
{
	for (size_t i = 0; i < STREAMS; i++)
		if (streams[i].live)
			add_key(&streams[i], &streams[i].row);
	while (count_live(streams) > 1 && !output_failed(out)) {
		struct stream *first = least(streams);

		add_key(first, lines);
		add_count(first, lines);
		if (lines->n >= BLOCK)
			write_lines(lines, out);
		if (next_entry(first, err))
			return -1;
		text_clear(&first->row);
		if (first->live)
			add_key(first, &first->row);
	}
	return 0;
}

/* The rows of n series, whatever they are. */
static int
write_streams(const struct text *prefix, const struct item *items, size_t n,
	      struct output *out, struct error *err)
{
	struct stream streams[STREAMS] = { 0 };
	struct text lines = { 0 };
	int status = 0;

	for (size_t i = n; i > 0; i--) {
		streams[items[i - 1].stream].items = &items[i - 1];
		streams[items[i - 1].stream].n++;
	}
	for (size_t i = 0; status == 0 && i < STREAMS; i++) {
		streams[i].prefix = prefix;
		status = next_entry(&streams[i], err);
	}
	if (status == 0 && count_live(streams) > 1)
		status = write_together(streams, &lines, out, err);
	for (size_t i = 0; status == 0 && i < STREAMS; i++)
		status = write_alone(&streams[i], &lines, out, err);
	write_lines(&lines, out);
	for (size_t i = 0; i < STREAMS; i++) {
		run_walk_close(streams[i].walk);
		text_release(&streams[i].start);
		text_release(&streams[i].row);
	}
	text_release(&lines);
	return status;
}

/* The rows of n series of one group and check. */
static int
write_check(const struct count_table *table, const struct item *items,
	    size_t n, size_t threads, struct output *out, struct error *err)
{
	const struct series *series = items[0].series;
	const struct group *group = &table->groups[series->group];
	struct text prefix = { 0 };
	int status;

	text_addf(&prefix, "%s\t%s\t%s\t%s\t", group->split, group->label,
		  group->column, series->check);
	if (n == 1 && series->kind == SERIES_HASHES)
		status = hash_rows_write(series, &prefix, threads, out, err);
	else
		status = write_streams(&prefix, items, n, out, err);
	text_release(&prefix);
	return status;
}

int
count_table_write(const struct count_table *table, size_t threads,
		  struct output *out, struct error *err)
{
	size_t n, start, end;
	struct item *items = sort_series(table, &n);
	int status = 0;

	table_head_write(&table->head, out);
	for (start = 0; status == 0 && start < n; start = end) {
		for (end = start + 1; end < n; end++)
			if (items[end].group != items[start].group
			    || strcmp(items[end].series->check,
				      items[start].series->check) != 0)
				break;
		status = write_check(table, items + start, end - start,
				     threads, out, err);
	}
	free(items);
	return status;
}
