/*
 * pool.c - words of 5 to 8 letters in all records of two sides.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "page/pool.h"

/* Words of a side, by the place of their series among those of the check. */
struct side_words {
	const struct side *side;
	double windows;
};

static bool
is_on(const struct side *side, size_t place)
{
	if (side->except && place == *side->except)
		return false;
	for (size_t i = 0; i < side->n; i++)
		if (side->places[i] == place)
			return true;
	return false;
}

/* Adds up the counts of a series. */
static int
sum_series(const struct series *series, double *sum, struct error *err)
{
	struct run_walk *walk = run_walk_open(&series->runs, &entry_tally);
	struct tally t;
	int status;

	while ((status = run_walk_next(walk, &t, err)) > 0)
		*sum += (double)t.count;
	run_walk_close(walk);
	return status;
}

static bool
is_total_of(const char *at, unsigned k)
{
	return at[0] == (char)('0' + k) && at[1] == '\0';
}

bool
pool_has(const struct view *view, unsigned k)
{
	size_t n;
	const struct view_series *series = view_check(view, "pool", &n);

	for (size_t i = 0; i < n; i++)
		if (is_total_of(series[i].series->at, k))
			return true;
	return false;
}

static int
read_windows(const struct view *view, unsigned k, struct side_words *a,
	     struct side_words *b, struct error *err)
{
	size_t n;
	const struct view_series *series = view_check(view, "pool", &n);
	int status = 0;

	for (size_t i = 0; i < n && status == 0; i++) {
		const struct series *s = series[i].series;

		if (s->kind != SERIES_WINDOWS || !is_total_of(s->at, k))
			continue;
		if (is_on(a->side, series[i].place))
			status = sum_series(s, &a->windows, err);
		else if (is_on(b->side, series[i].place))
			status = sum_series(s, &b->windows, err);
	}
	return status;
}

static int
compare_rows(const void *x, const void *y)
{
	const struct part_row *a = x, *b = y;

	if (a->score != b->score)
		return (a->score < b->score) - (a->score > b->score);
	return strcmp(a->at, b->at);
}

static void
add_row(struct part_rows *rows, const char *at, double count_a, double count_b,
	const struct side_words *a, const struct side_words *b)
{
	double p = (count_a + count_b) / (a->windows + b->windows);
	double sd = sqrt(p * (1 - p) * (1 / a->windows + 1 / b->windows));
	struct part_row row = { .at = at, .mean_a = count_a / a->windows,
				.mean_b = count_b / b->windows,
				.low = NAN, .high = NAN };

	row.score = sd > 0 ? fabs(row.mean_a - row.mean_b) / sd : 0;
	row.higher = (row.mean_a > row.mean_b) - (row.mean_a < row.mean_b);
	rows->all[rows->n++] = row;
}

/* A word's series stand side by side, one a group. */
static int
read_words(struct part_rows *rows, const struct view *view, unsigned k,
	   const struct side_words *a, const struct side_words *b,
	   struct error *err)
{
	size_t n;
	const struct view_series *series = view_check(view, "pool", &n);
	int status = 0;

	rows->all = mem_array(n + 1, sizeof(*rows->all));
	for (size_t i = 0, j; i < n && status == 0; i = j) {
		const struct series *s = series[i].series;
		double sum_a = 0, sum_b = 0;

		for (j = i; j < n && status == 0 &&
		     series[j].series->kind == s->kind &&
		     strcmp(series[j].series->at, s->at) == 0; j++) {
			if (s->kind != SERIES_VALUES || strlen(s->at) != k)
				continue;
			if (is_on(a->side, series[j].place))
				status = sum_series(series[j].series, &sum_a,
						    err);
			else if (is_on(b->side, series[j].place))
				status = sum_series(series[j].series, &sum_b,
						    err);
		}
		if (sum_a > 0 || sum_b > 0)
			add_row(rows, s->at, sum_a, sum_b, a, b);
	}
	return status;
}

int
pool_rows_init(struct part_rows *rows, const struct view *view,
	       const struct comparison *comparison, unsigned k,
	       struct error *err)
{
	struct side_words a = { .side = &comparison->a };
	struct side_words b = { .side = &comparison->b };
	int status = read_windows(view, k, &a, &b, err);

	*rows = (struct part_rows){ 0 };
	if (status < 0 || a.windows == 0 || b.windows == 0)
		return status;
	status = read_words(rows, view, k, &a, &b, err);
	if (status < 0)
		part_rows_release(rows);
	else if (rows->n)
		qsort(rows->all, rows->n, sizeof(*rows->all), compare_rows);
	return status;
}
