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
#include "io/output.h"
#include "table/count_table_private.h"
#include "table/hash_rows.h"
#include "table/row_stream.h"

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
	const struct row_item *p = x, *q = y;
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

/* All series, in the order of the table. Freed by the caller. */
static struct row_item *
sort_series(const struct count_table *table, size_t *n)
{
	size_t groups = count_table_groups(table);
	size_t series = names_count(table->series_names);
	struct ranked *ranked = mem_array(groups, sizeof(*ranked));
	uint32_t *rank = mem_array(groups, sizeof(*rank));
	struct row_item *items = mem_array(series, sizeof(*items));

	for (size_t i = 0; i < groups; i++)
		ranked[i] = (struct ranked){ &table->groups[i], (uint32_t)i };
	qsort(ranked, groups, sizeof(*ranked), compare_ranked);
	for (size_t i = 0; i < groups; i++)
		rank[ranked[i].number] = (uint32_t)i;
	for (size_t i = 0; i < series; i++)
		items[i] = (struct row_item){
			.group = rank[table->series[i].group],
			.stream = row_stream_of(table->series[i].kind),
			.series = &table->series[i]
		};
	qsort(items, series, sizeof(*items), compare_items);
	free(ranked);
	free(rank);
	*n = series;
	return items;
}

/* True if x is live and its row comes before that of y. */
static bool
comes_before(const struct row_stream *x, const struct row_stream *y)
{
	size_t n = x->row.n < y->row.n ? x->row.n : y->row.n;

	return x->live && (!y->live || memcmp(x->row.bytes, y->row.bytes,
					      n) < 0);
}

static struct row_stream *
least(struct row_stream *streams)
{
	struct row_stream *first = &streams[0];

	for (size_t i = 1; i < ROW_STREAMS; i++)
		if (comes_before(&streams[i], first))
			first = &streams[i];
	return first;
}

static size_t
count_live(const struct row_stream *streams)
{
	size_t n = 0;

	for (size_t i = 0; i < ROW_STREAMS; i++)
		n += streams[i].live;
	return n;
}

/* The rows of streams while several are live. */
static int
write_together(struct row_stream *streams, struct row_writer *writer,
	       struct error *err)
{
	for (size_t i = 0; i < ROW_STREAMS; i++)
		if (streams[i].live)
			row_stream_key(&streams[i], &streams[i].row);
	while (count_live(streams) > 1 && !output_failed(writer->out)) {
		struct row_stream *first = least(streams);

		row_stream_write(first, writer);
		if (row_stream_next(first, err) < 0)
			return -1;
		text_clear(&first->row);
		if (first->live)
			row_stream_key(first, &first->row);
	}
	return 0;
}

/* The rows of n series, whatever they are. */
static int
write_streams(const struct text *prefix, const struct row_item *items,
	      size_t n, struct row_writer *writer, struct error *err)
{
	struct row_stream streams[ROW_STREAMS] = { 0 };
	int status = 0;

	for (size_t i = n; i > 0; i--) {
		streams[items[i - 1].stream].items = &items[i - 1];
		streams[items[i - 1].stream].n++;
	}
	for (size_t i = 0; status == 0 && i < ROW_STREAMS; i++) {
		streams[i].prefix = prefix;
		status = row_stream_next(&streams[i], err);
	}
	if (status == 0 && count_live(streams) > 1)
		status = write_together(streams, writer, err);
	for (size_t i = 0; status == 0 && i < ROW_STREAMS; i++)
		status = row_stream_write_all(&streams[i], writer, err);
	for (size_t i = 0; i < ROW_STREAMS; i++)
		row_stream_release(&streams[i]);
	return status;
}

/* The rows of n series of one group and check. */
static int
write_check(const struct count_table *table, const struct row_item *items,
	    size_t n, size_t threads, struct row_writer *writer,
	    struct error *err)
{
	const struct series *series = items[0].series;
	const struct group *group = &table->groups[series->group];
	struct text prefix = { 0 };
	int status;

	text_addf(&prefix, "%s\t%s\t%s\t%s\t", group->split, group->label,
		  group->column, series->check);
	if (n == 1 && series->kind == SERIES_HASHES) {
		row_writer_flush(writer);
		status = hash_rows_write(series, &prefix, threads,
					 writer->out, err);
	} else {
		status = write_streams(&prefix, items, n, writer, err);
	}
	text_release(&prefix);
	return status;
}

void
count_table_write_head(const struct count_table *table, struct output *out)
{
	table_head_write(&table->head, out);
}

int
count_table_write_rows(const struct count_table *table, size_t threads,
		       struct output *out, struct error *err)
{
	size_t n, start, end;
	struct row_item *items = sort_series(table, &n);
	struct row_writer writer;
	int status = 0;

	row_writer_open(&writer, out);
	for (start = 0; status == 0 && start < n; start = end) {
		for (end = start + 1; end < n; end++)
			if (items[end].group != items[start].group
			    || strcmp(items[end].series->check,
				      items[start].series->check) != 0)
				break;
		status = write_check(table, items + start, end - start,
				     threads, &writer, err);
	}
	row_writer_close(&writer);
	free(items);
	return status;
}

int
count_table_write(const struct count_table *table, size_t threads,
		  struct output *out, struct error *err)
{
	count_table_write_head(table, out);
	return count_table_write_rows(table, threads, out, err);
}
