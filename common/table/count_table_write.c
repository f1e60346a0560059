/*
 * count_table_write.c - the series of a count table as text, in order.
 *
 * The rows of one group and check come from up to three streams: values,
 * positions, hashes. Each makes its next row as text, and the least is
 * written: since no field holds a byte below a blank, whole rows compare as
 * their fields do.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "io/output.h"
#include "table/count_table_private.h"

/* A series, and where its group stands among the groups in order. */
struct item {
	uint32_t group;
	int stream;		/* 0: values and windows, 1, 2 */
	const struct series *series;
};

enum { STREAMS = 3, ROW_ROOM = 4 * NUMBER_TEXT };

/* The rows of some series of one group and check, in order. */
struct stream {
	const struct item *items;	/* ascending by at */
	size_t n, next;
	const struct series *series;	/* the one that is walked */
	struct run_walk *walk;
	bool minus;			/* hashes: in the second pass */
	struct text row;		/* at, value, of, count, newline */
	size_t key;			/* bytes of it before the count */
	size_t at;			/* bytes of it up to value */
	bool live;
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
		to += write_u64(to, number);
	return to;
}

static char *
put_hex(char *to, uint64_t word)
{
	static const char hex[] = "0123456789abcdef";

	for (int shift = 60; shift >= 0; shift -= 4)
		*to++ = hex[word >> shift & 15];
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

/* Ends the row of which the key was written up to to. */
static void
end_row(struct stream *stream, char *to, uint64_t count)
{
	stream->key = (size_t)(to - stream->row.bytes);
	to += write_u64(to, count);
	*to++ = '\n';
	stream->row.n = (size_t)(to - stream->row.bytes);
}

/* False where the entry has no row: a count of 0. */
static bool
put_values(struct stream *stream, const struct tally *tally)
{
	char *to = stream->row.bytes + stream->at;

	if (stream->series->kind == SERIES_WINDOWS) {
		to = put_field(to, "windows");
	} else {
		to = put_number(to, tally->value);
		*to++ = '\t';
	}
	to = put_number(to, tally->of);
	*to++ = '\t';
	end_row(stream, to, tally->count);
	return tally->count > 0;
}

static bool
put_position(struct stream *stream, const struct position_count *position)
{
	char *to = stream->row.bytes;
	int64_t place = position->at;

	if (place < 0) {
		*to++ = '-';
		place = -place;
	}
	to += write_u64(to, (uint64_t)place);
	*to++ = '\t';
	*to++ = (char)position->letter;
	memcpy(to, "\t.\t", 3);
	end_row(stream, to + 3, position->count);
	return position->count > 0;
}

static bool
put_hash(struct stream *stream, const struct hash_count *hash)
{
	char *to = stream->row.bytes;
	uint32_t count = stream->minus ? hash->minus : hash->plus;

	*to++ = stream->minus ? '-' : '+';
	*to++ = '\t';
	to = put_hex(put_hex(to, hash->high), hash->low);
	memcpy(to, "\t.\t", 3);
	end_row(stream, to + 3, count);
	return count > 0;
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
	text_clear(&stream->row);
	if (stream_of(stream->series->kind) == 0) {
		text_adds(&stream->row, stream->series->at);
		text_addc(&stream->row, '\t');
	}
	stream->at = stream->row.n;
	stream->row.bytes = mem_grow(stream->row.bytes, &stream->row.room,
				     stream->at + ROW_ROOM, 1);
	return true;
}

/* Makes the next row. 1, 0 at the end, -1 with err set. */
static int
next_row(struct stream *stream, struct error *err)
{
	union {
		struct tally tally;
		struct position_count position;
		struct hash_count hash;
	} entry;

	for (;;) {
		int status = stream->walk ? run_walk_next(stream->walk,
							  &entry, err) : 0;
		bool has_row;

		if (status < 0)
			return -1;
		if (status == 0) {
			if (!next_series(stream))
				return 0;
			continue;
		}
		switch (stream->series->kind) {
		case SERIES_POSITIONS:
			has_row = put_position(stream, &entry.position);
			break;
		case SERIES_HASHES:
			has_row = put_hash(stream, &entry.hash);
			break;
		default:
			has_row = put_values(stream, &entry.tally);
		}
		if (has_row)
			return 1;
	}
}

/* True if x is live and its row comes before that of y. */
static bool
comes_before(const struct stream *x, const struct stream *y)
{
	size_t n = x->key < y->key ? x->key : y->key;

	return x->live && (!y->live || memcmp(x->row.bytes, y->row.bytes,
					      n) < 0);
}

/* The stream with the least row; with one alone nothing is compared. */
static struct stream *
least(struct stream *streams)
{
	struct stream *first = &streams[0];

	for (size_t i = 1; i < STREAMS; i++)
		if (comes_before(&streams[i], first))
			first = &streams[i];
	return first->live ? first : NULL;
}

/* The rows of n series of one group and check. */
static int
write_check(const struct count_table *table, const struct item *items,
	    size_t n, struct output *out, struct error *err)
{
	struct stream streams[STREAMS] = { 0 }, *first;
	const struct series *series = items[0].series;
	const struct group *group = &table->groups[series->group];
	struct text prefix = { 0 };
	int status = 0;

	text_addf(&prefix, "%s\t%s\t%s\t%s\t", group->split, group->label,
		  group->column, series->check);
	for (size_t i = n; i > 0; i--) {
		streams[items[i - 1].stream].items = &items[i - 1];
		streams[items[i - 1].stream].n++;
	}
	for (size_t i = 0; status >= 0 && i < STREAMS; i++) {
		status = next_row(&streams[i], err);
		streams[i].live = status > 0;
	}
	while (status >= 0 && !output_failed(out)
	       && (first = least(streams)) != NULL) {
		output_write(out, prefix.bytes, prefix.n);
		output_write(out, first->row.bytes, first->row.n);
		status = next_row(first, err);
		first->live = status > 0;
	}
	for (size_t i = 0; i < STREAMS; i++) {
		run_walk_close(streams[i].walk);
		text_release(&streams[i].row);
	}
	text_release(&prefix);
	return status < 0 ? -1 : 0;
}

int
count_table_write(const struct count_table *table, struct output *out,
		  struct error *err)
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
		status = write_check(table, items + start, end - start, out,
				     err);
	}
	free(items);
	return status;
}
