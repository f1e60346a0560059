/*
 * pair_pile.c - rows of pair tables that wait to be sorted.
 */
#include "table/pair_pile.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/spool.h"
#include "table/pair_format.h"

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
write_rows(struct pair_pile *pile, const struct piled *rows,
	   struct stretch_list *stretches, struct error *err)
{
	struct text sorted = { 0 };
	int status;

	for (size_t i = 0; i < pile->n; i++)
		text_add(&sorted, rows[i].line, rows[i].n);
	status = spool_write(pile->file.file, sorted.bytes, sorted.n, err);
	if (status == 0) {
		stretch_begin(stretches, &pile->file, pile->spilled);
		pile->spilled += sorted.n;
		stretch_end(stretches, pile->spilled);
	}
	text_release(&sorted);
	return status;
}

int
pair_pile_sort(struct pair_pile *pile, enum pair_form form,
	       struct stretch_list *stretches, struct error *err)
{
	struct piled *rows;
	int status;

	if (pile->n == 0)
		return 0;
	if (merge_input_temporary(&pile->file, err))
		return -1;
	rows = mem_zeroed(pile->n, sizeof(*rows));
	for (size_t i = 0; i < pile->n; i++) {
		const size_t start = pile->starts[i];
		const size_t end = i + 1 < pile->n ? pile->starts[i + 1] :
						     pile->text.n;

		rows[i].line = pile->text.bytes + start;
		rows[i].n = end - start;
		rows[i].form = form;
		text_add(&rows[i].text, rows[i].line, rows[i].n - 1);
		rows[i].pair = pair_row_known(form, &rows[i].text);
	}
	qsort(rows, pile->n, sizeof(*rows), compare_piled);
	status = write_rows(pile, rows, stretches, err);
	for (size_t i = 0; i < pile->n; i++)
		text_release(&rows[i].text);
	free(rows);
	pile->n = 0;
	text_clear(&pile->text);
	return status;
}

/* What the rows take while they are sorted. */
static uint64_t
size_of(const struct pair_pile *pile)
{
	return 3 * (uint64_t)pile->text.n +
	       (uint64_t)pile->n * (sizeof(struct piled) + sizeof(size_t));
}

int
pair_pile_add(struct pair_pile *pile, enum pair_form form, const char *line,
	      size_t n, struct stretch_list *stretches, struct error *err)
{
	if (pile->memory > 0 && size_of(pile) > pile->memory &&
	    pair_pile_sort(pile, form, stretches, err) < 0)
		return -1;
	pile->starts = mem_grow(pile->starts, &pile->room, pile->n + 1,
				sizeof(*pile->starts));
	pile->starts[pile->n++] = pile->text.n;
	text_add(&pile->text, line, n);
	text_addc(&pile->text, '\n');
	return 0;
}

void
pair_pile_release(struct pair_pile *pile)
{
	merge_input_close(&pile->file);
	free(pile->starts);
	text_release(&pile->text);
}
