/*
 * copy_list.c - the groups of copies of a dataset, with their records.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/text.h"
#include "checks/canonical.h"
#include "checks/copy_list.h"
#include "io/output.h"
#include "record/dataset.h"

/* One sequence of one record. */
struct copy {
	uint64_t high, low;	/* hash */
	uint64_t row;		/* of the record, from 1 */
	size_t id;		/* where it begins in ids */
	uint32_t group;		/* split and label */
	uint16_t column;
	bool minus;
};

struct copy_list {
	struct copy *all;
	size_t n, room;
	struct text ids;	/* NUL-terminated, one after another */
	struct names *groups;	/* "split TAB label" */
};

/* A stretch of equal hashes in the sorted list. */
struct stretch {
	size_t first, n;
};

static int
compare_copies(const void *left, const void *right)
{
	const struct copy *x = left, *y = right;

	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->high != y->high)
		return x->high < y->high ? -1 : 1;
	if (x->low != y->low)
		return x->low < y->low ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Stretches come in order of column and hash: first tells them apart. */
static int
compare_stretches(const void *left, const void *right)
{
	const struct stretch *x = left, *y = right;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

/* What a reading needs beside the list. */
struct reading {
	struct copy_list *list;
	struct canonical canonical;
	struct text group;
	uint64_t row;
};

static int
add_record(void *arg, struct chunk *chunk, const struct record *record,
	   struct error *err)
{
	struct reading *reading = arg;
	struct copy_list *list = reading->list;
	struct text *group = &reading->group;
	size_t id = list->ids.n;

	(void)chunk;
	(void)err;
	reading->row++;
	text_clear(group);
	text_add(group, record->split.bytes, record->split.n);
	text_addc(group, '\t');
	text_add(group, record->label.bytes, record->label.n);
	text_add_field(&list->ids, record->id.bytes, record->id.n);
	text_addc(&list->ids, '\0');
	list->all = mem_grow(list->all, &list->room,
			     list->n + record->columns, sizeof(*list->all));
	for (size_t c = 0; c < record->columns; c++) {
		struct copy *copy = &list->all[list->n];

		if (record->seq[c].n == 0)
			continue;
		*copy = (struct copy){
			.row = reading->row, .id = id, .column = (uint16_t)c,
			.group = names_add(list->groups, group->bytes,
					   group->n),
		};
		copy->minus = !canonical_hash(
			&reading->canonical,
			(const uint8_t *)record->seq[c].bytes,
			(uint32_t)record->seq[c].n, canonical_has_wide(),
			&copy->high, &copy->low);
		list->n++;
	}
	return 0;
}

static int
read_all(struct copy_list *list, struct dataset *set, struct error *err)
{
	struct reading reading = { .list = list };
	const int status = dataset_each(set, add_record, &reading, err);

	canonical_release(&reading.canonical);
	text_release(&reading.group);
	return status;
}

static bool
same_sequence(const struct copy *x, const struct copy *y)
{
	return x->column == y->column && x->high == y->high &&
	       x->low == y->low;
}

static void
write_stretch(const struct copy_list *list, const struct dataset *set,
	      const struct stretch *stretch, size_t number,
	      struct output *out)
{
	for (size_t i = 0; i < stretch->n; i++) {
		const struct copy *c = &list->all[stretch->first + i];

		output_printf(out, "%zu\t%zu\t%s\t%s\t%s\t%c\t%" PRIu64 "\n",
			      number, stretch->n, list->ids.bytes + c->id,
			      names_text(list->groups, c->group),
			      dataset_column_name(set, c->column),
			      c->minus ? '-' : '+', c->row);
	}
}

static void
write_groups(struct copy_list *list, const struct dataset *set,
	     struct output *out)
{
	struct stretch *stretches = NULL;
	size_t n = 0, room = 0;

	if (list->n)
		qsort(list->all, list->n, sizeof(*list->all), compare_copies);
	for (size_t i = 0, j; i < list->n; i = j) {
		for (j = i + 1; j < list->n &&
		     same_sequence(&list->all[i], &list->all[j]); j++)
			;
		if (j - i < 2)
			continue;
		stretches = mem_grow(stretches, &room, n + 1,
				     sizeof(*stretches));
		stretches[n++] = (struct stretch){ i, j - i };
	}
	if (n)
		qsort(stretches, n, sizeof(*stretches), compare_stretches);
	output_puts(out,
		    "#group\tcopies\tid\tsplit\tlabel\tcolumn\tstrand\trow\n");
	for (size_t i = 0; i < n && !output_failed(out); i++)
		write_stretch(list, set, &stretches[i], i + 1, out);
	free(stretches);
}

int
copy_list_write(struct dataset *set, struct output *out, struct error *err)
{
	struct copy_list list = { .groups = names_new() };
	int status = read_all(&list, set, err);

	if (status == 0)
		write_groups(&list, set, out);
	free(list.all);
	text_release(&list.ids);
	names_free(list.groups);
	return status;
}
