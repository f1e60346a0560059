/*
 * summary.c - one row a group: what --summary prints.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "checks/summary.h"
#include "io/output.h"

/* A value and how many records have it. */
struct point {
	double value;
	uint64_t count;
};

struct points {
	struct point *all;
	size_t n, room;
	uint64_t records;
};

static void
add_point(struct points *points, double value, uint64_t count)
{
	points->all = mem_grow(points->all, &points->room, points->n + 1,
			       sizeof(*points->all));
	points->all[points->n++] = (struct point){ value, count };
	points->records += count;
}

static int
compare_points(const void *x, const void *y)
{
	double a = ((const struct point *)x)->value;
	double b = ((const struct point *)y)->value;

	return (a > b) - (a < b);
}

static double
value_of(const struct tally *t)
{
	if (t->of == TALLY_ABSENT)
		return t->value;
	return t->of ? (double)t->value / (double)t->of : 0;
}

static int
read_values(const struct series *series, struct points *points,
	    struct error *err)
{
	struct run_walk *walk = run_walk_open(&series->runs, &entry_tally);
	struct tally t;
	int status;

	while ((status = run_walk_next(walk, &t, err)) > 0)
		if (t.value != TALLY_ABSENT)
			add_point(points, value_of(&t), t.count);
	run_walk_close(walk);
	return status;
}

static int
read_hashes(const struct series *series, struct points *points,
	    struct error *err)
{
	struct run_walk *walk = run_walk_open(&series->runs, &entry_hash);
	struct hash_count h;
	int status;

	while ((status = run_walk_next(walk, &h, err)) > 0)
		add_point(points, (double)h.plus + (double)h.minus, 1);
	run_walk_close(walk);
	return status;
}

/* The k-th smallest value, from 0. */
static double
value_at(const struct points *points, uint64_t k)
{
	size_t i = 0;

	while (k >= points->all[i].count)
		k -= points->all[i++].count;
	return points->all[i].value;
}

/* Type 7: between the two values around (n - 1) q. */
static double
quantile(const struct points *points, double q)
{
	double at = (double)(points->records - 1) * q, low = floor(at);
	double x = value_at(points, (uint64_t)low), y = x;

	if (at > low)
		y = value_at(points, (uint64_t)low + 1);
	return x + (at - low) * (y - x);
}

static void
mean_and_sd(const struct points *points, double *mean, double *sd)
{
	double n = (double)points->records, sum = 0, squares = 0;

	for (size_t i = 0; i < points->n; i++)
		sum += points->all[i].value * (double)points->all[i].count;
	*mean = sum / n;
	for (size_t i = 0; i < points->n; i++) {
		double off = points->all[i].value - *mean;

		squares += off * off * (double)points->all[i].count;
	}
	*sd = points->records > 1 ? sqrt(squares / (n - 1)) : NAN;
}

static void
write_row(const struct count_table *table, const struct series *series,
	  struct points *points, struct output *out)
{
	const struct group *g = count_table_group_at(table, series->group);
	double mean, sd;

	if (points->n == 0)
		return;
	qsort(points->all, points->n, sizeof(*points->all), compare_points);
	mean_and_sd(points, &mean, &sd);
	output_printf(out, "%s\t%s\t%s\t%s\t%s\t%" PRIu64, g->split, g->label,
		      g->column, series->check,
		      *series->at ? series->at : ".", points->records);
	for (int quarter = 0; quarter <= 4; quarter++)
		output_printf(out, "\t%.6g", quantile(points, quarter / 4.));
	output_printf(out, "\t%.6g", mean);
	if (isnan(sd))
		output_puts(out, "\t.\n");
	else
		output_printf(out, "\t%.6g\n", sd);
}

/* Records that a sparse check saw in a group; -1 with err set. */
static int
total_of(const struct count_table *table, const struct series *series,
	 const char *at, uint64_t *total, struct error *err)
{
	const struct series *totals = count_table_find(
		table, series->group, series->check, at, SERIES_VALUES);
	struct run_walk *walk;
	struct tally t;
	int status;

	*total = 0;
	if (!totals)
		return 0;
	walk = run_walk_open(&totals->runs, &entry_tally);
	while ((status = run_walk_next(walk, &t, err)) > 0)
		*total += t.count;
	run_walk_close(walk);
	return status;
}

/* A sparse check has no row for zeros. */
static int
add_zeros(const struct count_table *table, const struct series *series,
	  struct points *points, struct error *err)
{
	char at[] = { '.', '\0' };
	uint64_t total;

	if (points->n == 0)
		return 0;
	if (strcmp(series->check, "kmer") == 0)
		at[0] = (char)('0' + strlen(series->at));
	if (total_of(table, series, at, &total, err) < 0)
		return -1;
	if (total > points->records)
		add_point(points, 0, total - points->records);
	return 0;
}

static int
summarise(const struct count_table *table, const struct series *series,
	  const struct check *check, struct output *out, struct error *err)
{
	struct points points = { 0 };
	int status = series->kind == SERIES_HASHES ?
			     read_hashes(series, &points, err) :
			     read_values(series, &points, err);

	if (status == 0 && check->scoring == SCORE_SPARSE)
		status = add_zeros(table, series, &points, err);
	if (status == 0)
		write_row(table, series, &points, out);
	free(points.all);
	return status;
}

/* A series to be written, with its names. */
struct row {
	const struct group *group;
	size_t check;		/* in the order of how->checks */
	const struct series *series;
};

static int
compare_rows(const void *left, const void *right)
{
	const struct row *x = left, *y = right;
	int c = strcmp(x->group->split, y->group->split);

	if (!c)
		c = strcmp(x->group->label, y->group->label);
	if (!c)
		c = strcmp(x->group->column, y->group->column);
	if (!c)
		c = (x->check > y->check) - (x->check < y->check);
	if (!c)
		c = strcmp(x->series->at, y->series->at);
	return c;
}

static bool
has_summary(const struct check *check)
{
	return check == &check_dup || check->scoring == SCORE_VALUES ||
	       check->scoring == SCORE_SPARSE;
}

/* Series of checks whose features are values, in order; n of them. */
static struct row *
choose(const struct count_table *table, const struct measure_options *how,
       size_t *n)
{
	struct row *rows = NULL;
	const struct series *series;
	size_t room = 0;

	*n = 0;
	for (size_t i = 0; (series = count_table_at(table, i)); i++) {
		size_t k = 0;

		while (how->checks[k] &&
		       strcmp(how->checks[k]->name, series->check) != 0)
			k++;
		if (!how->checks[k] || !has_summary(how->checks[k]))
			continue;
		rows = mem_grow(rows, &room, *n + 1, sizeof(*rows));
		rows[(*n)++] = (struct row){
			count_table_group_at(table, series->group), k, series
		};
	}
	if (rows)
		qsort(rows, *n, sizeof(*rows), compare_rows);
	return rows;
}

int
measured_summary_write(const struct count_table *table,
		       const struct measure_options *how, struct output *out,
		       struct error *err)
{
	size_t n;
	struct row *rows = choose(table, how, &n);
	int status = 0;

	output_puts(out, "#split\tlabel\tcolumn\tcheck\tat\tn\tmin\tq1\t"
			 "median\tq3\tmax\tmean\tsd\n");
	for (size_t i = 0; i < n && status == 0; i++)
		status = summarise(table, rows[i].series,
				   how->checks[rows[i].check], out, err);
	free(rows);
	return status;
}
