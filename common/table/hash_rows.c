/*
 * hash_rows.c - hashes as rows of a count table: all of strand +, then all of
 * strand -, the parts of each made by any thread and written in turn.
 */
#include "table/hash_rows.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/parallel.h"
#include "base/text.h"
#include "io/output.h"
#include "table/hash_part.h"

enum { ROW_ROOM = 41 + NUMBER_TEXT };

/* What a thread works with. */
struct row_maker {
	struct hash_part part;
	struct text rows;
};

struct row_making {
	const struct series *series;
	const struct text *prefix;
	struct output *out;
	unsigned bits;			/* 2^bits parts a strand */
	struct row_maker *makers;	/* by thread */
	struct turns turns;
	/* Touched in turn only. */
	int status;
	struct error *err;
};

static uint32_t
count_of(const struct hash_count *hash, bool minus)
{
	return minus ? hash->minus : hash->plus;
}

/*
 * Those of n hashes that have a row. Which they are cannot be foreseen, so
 * that is no branch.
 */
static size_t
pick(const struct hash_count *hashes, size_t n, bool minus,
     const struct hash_count **picked)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		picked[kept] = &hashes[i];
		kept += count_of(&hashes[i], minus) > 0;
	}
	return kept;
}

static void
make_rows(struct row_maker *maker, const struct text *prefix, bool minus)
{
	enum { BLOCK = 256 };
	const struct hash_count *picked[BLOCK];
	const struct hash_part *part = &maker->part;
	struct text *rows = &maker->rows;
	char *to;

	text_clear(rows);
	rows->bytes = mem_grow(rows->bytes, &rows->room,
			       part->n * (prefix->n + ROW_ROOM), 1);
	to = rows->bytes;
	for (size_t i = 0; i < part->n; i += BLOCK) {
		size_t left = part->n - i;
		size_t n = pick(part->hashes + i, left < BLOCK ? left : BLOCK,
				minus, picked);

		for (size_t j = 0; j < n; j++) {
			memcpy(to, prefix->bytes, prefix->n);
			to = hash_row_put(to + prefix->n, picked[j], minus);
			to += write_u64(to, count_of(picked[j], minus));
			*to++ = '\n';
		}
	}
	rows->n = (size_t)(to - rows->bytes);
}

static void
write_part(void *data, size_t thread, size_t number)
{
	struct row_making *making = data;
	struct row_maker *maker = &making->makers[thread];
	size_t parts = (size_t)1 << making->bits;
	struct error err = { 0 };
	int status = hash_part_find(&maker->part, &making->series->runs,
				    making->bits, number % parts, &err);

	if (status == 0)
		make_rows(maker, making->prefix, number >= parts);
	turns_wait(&making->turns, number);
	if (making->status == 0 && status < 0)
		*making->err = err;
	if (status < 0)
		making->status = -1;
	if (making->status == 0 && !output_failed(making->out))
		output_write(making->out, maker->rows.bytes, maker->rows.n);
	turns_pass(&making->turns);
}

int
hash_rows_write(const struct series *series, const struct text *prefix,
		size_t threads, struct output *out, struct error *err)
{
	const struct run_list *runs = &series->runs;
	struct row_making making = {
		.series = series, .prefix = prefix, .out = out, .err = err
	};
	uint64_t n = 0;

	for (size_t i = 0; i < runs->n; i++)
		n += runs->runs[i].n;
	making.bits = hash_part_bits(n);
	making.makers = mem_zeroed(threads, sizeof(*making.makers));
	turns_init(&making.turns);
	parallel_run(threads, (size_t)2 << making.bits, write_part, &making);
	turns_release(&making.turns);
	for (size_t i = 0; i < threads; i++) {
		hash_part_release(&making.makers[i].part);
		text_release(&making.makers[i].rows);
	}
	free(making.makers);
	return making.status;
}
