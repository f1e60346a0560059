/* pair_sum.c - what is left of sorted rows of several pair tables. */
#include "table/pair_sum.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "io/output.h"

/* A row that is kept, its text copied. */
struct kept {
	struct pair_row row;
	struct text text;
};

/*
 * Rows of one record name: those of PAIR_ALL are written as they come, and
 * only the last is kept; of the other forms the first of each pair of splits
 * waits until no more can come.
 */
struct pair_sum {
	enum pair_form form;
	struct output *out;
	struct kept last;
	struct kept *kept;	/* one for each pair of splits */
	size_t n, room;
	bool any;
};

struct pair_sum *
pair_sum_new(enum pair_form form, struct output *out)
{
	struct pair_sum *sum = mem_zeroed(1, sizeof(*sum));

	sum->form = form;
	sum->out = out;
	return sum;
}

void
pair_sum_free(struct pair_sum *sum)
{
	if (!sum)
		return;
	for (size_t i = 0; i < sum->room; i++)
		text_release(&sum->kept[i].text);
	text_release(&sum->last.text);
	free(sum->kept);
	free(sum);
}

static void
copy_row(struct kept *kept, const struct pair_row *pair)
{
	const char *const from[] = { pair->query, pair->target, pair->qlabel,
				     pair->tlabel, pair->qsplit,
				     pair->tsplit };
	const char **const to[] = { &kept->row.query, &kept->row.target,
				    &kept->row.qlabel, &kept->row.tlabel,
				    &kept->row.qsplit, &kept->row.tsplit };
	enum { N = sizeof(from) / sizeof(*from) };
	size_t at[N];

	kept->row = *pair;
	text_clear(&kept->text);
	for (size_t i = 0; i < N; i++) {
		at[i] = kept->text.n;
		text_add(&kept->text, from[i], strlen(from[i]) + 1);
	}
	for (size_t i = 0; i < N; i++)
		*to[i] = kept->text.bytes + at[i];
}

static const char *
own_id(const struct pair_sum *sum, const struct pair_row *pair)
{
	return sum->form == PAIR_BEST_QUERY ? pair->target : pair->query;
}

/* The row kept for the same record and splits, or NULL. */
static struct kept *
find_kept(const struct pair_sum *sum, const struct pair_row *pair)
{
	for (size_t i = 0; i < sum->n; i++)
		if (pair_same_record(sum->form, &sum->kept[i].row, pair))
			return &sum->kept[i];
	return NULL;
}

static void
keep(struct pair_sum *sum, const struct pair_row *pair)
{
	const size_t room = sum->room;

	sum->kept = mem_grow(sum->kept, &sum->room, sum->n + 1,
			     sizeof(*sum->kept));
	if (sum->room > room)
		memset(sum->kept + room, 0,
		       (sum->room - room) * sizeof(*sum->kept));
	copy_row(&sum->kept[sum->n++], pair);
}

void
pair_sum_end(struct pair_sum *sum)
{
	for (size_t i = 0; i < sum->n && sum->form != PAIR_ALL; i++)
		pair_row_write(sum->form, &sum->kept[i].row, sum->out);
	sum->n = 0;
}

/* Rows of relation none come last, so what they yield to was seen. */
static void
add_to_union(struct pair_sum *sum, const struct pair_row *pair)
{
	const bool seen = find_kept(sum, pair) != NULL;

	if (pair->relation == PAIR_NONE && seen)
		return;
	if (!seen)
		keep(sum, pair);
	if (sum->any && pair_compare(PAIR_ALL, &sum->last.row, pair) == 0)
		return;
	pair_row_write(PAIR_ALL, pair, sum->out);
	copy_row(&sum->last, pair);
	sum->any = true;
}

int
pair_sum_add(struct pair_sum *sum, const struct pair_row *pair,
	     struct error *err)
{
	struct kept *kept;

	if (sum->n > 0 && strcmp(own_id(sum, &sum->kept[0].row),
				 own_id(sum, pair)) != 0)
		pair_sum_end(sum);
	if (sum->form == PAIR_ALL) {
		add_to_union(sum, pair);
		return 0;
	}
	kept = find_kept(sum, pair);
	if (!kept)
		keep(sum, pair);
	else if (!add_u64(&kept->row.related, pair->related))
		return error_set(err, "more than 2^64 related records");
	return 0;
}
