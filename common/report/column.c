/*
 * column.c - what must be known of a column before its checks are judged.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "checks/check.h"
#include "report/column.h"

size_t
verdict_rank(const char *check)
{
	static const char *const derived[] = { "alphabet", "copies", "label",
					       "leak" };
	size_t rank = 1;

	if (strcmp(check, ".") == 0)
		return 0;
	for (const struct check *const *c = check_list; *c; c++, rank++)
		if (strcmp((*c)->name, check) == 0)
			return rank;
	for (size_t i = 0; i < sizeof(derived) / sizeof(*derived); i++, rank++)
		if (strcmp(derived[i], check) == 0)
			return rank;
	return rank;
}

void
column_add_note(struct column *column, enum verdict_kind kind,
		const char *scope, const struct side *a, const struct side *b,
		const char *check, enum flag flag, const char *reason)
{
	struct verdict_list *out = column->judge.out;
	struct verdict v = {
		.kind = kind, .scope = scope, .a = a->name, .b = b->name,
		.column = column->view.column, .check = check,
		.n_a = a->records, .n_b = b->records,
		.rank = verdict_rank(check), .at = ".", .part = ".",
		.measure = MEASURE_NONE, .score = NAN, .low = NAN,
		.high = NAN, .average_precision = NAN, .prevalence = NAN,
		.accuracy = NAN, .majority = NAN, .p = NAN, .flag = flag,
		.headline = true,
	};

	v.reason = verdict_list_keep(out, reason);
	verdict_list_add(out, &v);
}

bool
column_side_is_empty(const struct column *column, const struct side *side)
{
	for (size_t i = 0; i < side->n; i++) {
		size_t place = side->places[i];

		if ((!side->except || place != *side->except) &&
		    !column->no_letter[place])
			return false;
	}
	return true;
}

/* Adds up the counts of a series of values; only totals, or all but them. */
static int
sum_values(const struct series *series, bool totals, uint64_t *sum,
	   struct error *err)
{
	struct run_walk *walk = run_walk_open(&series->runs, &entry_tally);
	struct tally t;
	int status;

	while ((status = run_walk_next(walk, &t, err)) > 0) {
		bool total = t.value == TALLY_ABSENT;

		if (total == totals && !add_u64(sum, t.count)) {
			status = error_set(err, "the counts of check %s pass "
					   "2^64", series->check);
			break;
		}
	}
	run_walk_close(walk);
	return status;
}

/* The walk through all hashes has counted them. */
static uint64_t
sum_hashes(const struct column *column, size_t place)
{
	const struct copies_group *group = &column->copies.groups[place];

	return group->records + group->empty;
}

/*
 * The records that a series tells of; *tells is false for one that holds
 * only some of them.
 */
static int
seen_by(const struct column *column, const struct view_series *from,
	bool *tells, uint64_t *seen, struct error *err)
{
	const struct series *series = from->series;
	const struct check *check = check_find(series->check);

	*seen = 0;
	*tells = true;
	if (series->kind == SERIES_HASHES && check == &check_dup) {
		*seen = sum_hashes(column, from->place);
		return 0;
	}
	*tells = series->kind == SERIES_VALUES;
	if (!*tells)
		return 0;
	if (check->scoring == SCORE_VALUES)
		return sum_values(series, false, seen, err);
	if (sum_values(series, true, seen, err) < 0)
		return -1;
	*tells = *seen > 0 && (strcmp(series->at, ".") == 0 ||
			       (series->at[0] >= '0' && series->at[0] <= '9'));
	return 0;
}

/* What one check of a group saw, against what another one did. */
struct seen {
	const char *check;
	uint64_t records;
};

static void
say_mismatch(struct column *column, size_t place, const struct seen *one,
	     const struct seen *other)
{
	const struct group *g = view_group(&column->view, place);
	struct quote label, split, name;
	struct text text = { 0 };

	text_addf(&text, "%s saw ", other->check);
	text_add_grouped(&text, other->records);
	text_addf(&text, " records, %s ", one->check);
	text_add_grouped(&text, one->records);
	text_adds(&text, ": a table was added twice, or one is missing");
	text_addf(column->notices, "label %s, split %s, column %s: %s\n",
		  error_quote(&label, g->label, strlen(g->label)),
		  error_quote(&split, g->split, strlen(g->split)),
		  error_quote(&name, g->column, strlen(g->column)),
		  text.bytes);
	column_add_note(column, VERDICT_CLASS, g->split,
			&(struct side){ .name = g->label,
					.records = column->view.records[place] },
			&(struct side){ .name = "." }, other->check,
			FLAG_INCONCLUSIVE, text.bytes);
	text_release(&text);
}

/* Checks that some groups have rows of, and others none at all. */
static void
find_missing(struct column *column, const struct seen *first)
{
	const struct view *view = &column->view;
	bool *there = mem_array(view->n + 1, sizeof(*there));

	for (const struct check *const *c = check_list; *c; c++) {
		const struct seen none = { (*c)->name, 0 };
		size_t n;
		const struct view_series *series = view_check(view, none.check,
							      &n);

		memset(there, 0, view->n * sizeof(*there));
		for (size_t i = 0; i < n; i++)
			there[series[i].place] = true;
		for (size_t place = 0; place < view->n && n; place++)
			if (!there[place] && first[place].check)
				say_mismatch(column, place, &first[place],
					     &none);
	}
	free(there);
}

/* Series come by check: the last check that differed is not said again. */
static int
compare_seen(struct column *column, struct seen *first, struct error *err)
{
	struct view *view = &column->view;
	const char **said = mem_zeroed(view->n + 1, sizeof(*said));
	int status = 0;

	for (size_t i = 0; i < view->n_series && status == 0; i++) {
		const struct series *s = view->series[i].series;
		size_t place = view->series[i].place;
		struct seen now = { s->check, 0 };
		bool tells;

		if (!check_find(s->check))
			continue;
		status = seen_by(column, &view->series[i], &tells,
				 &now.records, err);
		if (status < 0 || !tells)
			continue;
		if (now.records > RECORDS_MOST / view->n) {
			status = error_set(err, "check %s counts %" PRIu64
					   " records of one group, more than "
					   "can be judged", s->check,
					   now.records);
		} else if (!first[place].check) {
			first[place] = now;
			view->records[place] = now.records;
		} else if (now.records != first[place].records &&
			   (!said[place] || strcmp(said[place], s->check))) {
			said[place] = s->check;
			say_mismatch(column, place, &first[place], &now);
		}
	}
	free(said);
	return status;
}

int
column_count_records(struct column *column, struct error *err)
{
	struct seen *first = mem_zeroed(column->view.n + 1, sizeof(*first));
	int status = compare_seen(column, first, err);

	if (status == 0)
		find_missing(column, first);
	free(first);
	return status;
}

/* What one series of lengths adds. */
static int
read_lengths(struct column *column, const struct view_series *from,
	     bool *known, struct error *err)
{
	struct run_walk *walk = run_walk_open(&from->series->runs,
					      &entry_tally);
	struct tally t;
	int status;

	while ((status = run_walk_next(walk, &t, err)) > 0) {
		if (!*known)
			column->length = t.value;
		else if (t.value != column->length)
			column->equal_lengths = false;
		*known = true;
		if (t.value > 0)
			column->no_letter[from->place] = false;
		if (t.value < SHORT_LENGTHS)
			column->short_lengths[from->place][t.value] += t.count;
	}
	run_walk_close(walk);
	return status;
}

int
column_read_lengths(struct column *column, struct error *err)
{
	struct view *view = &column->view;
	size_t n;
	const struct view_series *series = view_check(view, "length", &n);
	bool known = false;
	int status = 0;

	column->equal_lengths = n > 0 && n == view->n;
	column->no_letter = mem_zeroed(view->n + 1, sizeof(bool));
	column->short_lengths = mem_zeroed(view->n + 1,
					   sizeof(*column->short_lengths));
	for (size_t i = 0; i < n; i++)
		column->no_letter[series[i].place] = true;
	for (size_t i = 0; i < n && status >= 0; i++)
		if (series[i].series->kind == SERIES_VALUES)
			status = read_lengths(column, &series[i], &known,
					      err);
	return status < 0 ? -1 : 0;
}

int
column_read_letters(struct column *column, struct error *err)
{
	size_t n;
	const struct view_series *series = view_check(&column->view, "base",
						      &n);

	column->has_t = mem_zeroed(column->view.n + 1, sizeof(bool));
	column->has_u = mem_zeroed(column->view.n + 1, sizeof(bool));
	for (size_t i = 0; i < n; i++) {
		const struct series *s = series[i].series;
		uint64_t sum = 0;

		if (s->kind != SERIES_VALUES ||
		    (strcmp(s->at, "T") != 0 && strcmp(s->at, "U") != 0))
			continue;
		if (sum_values(s, false, &sum, err) < 0)
			return -1;
		if (sum)
			(s->at[0] == 'T' ? column->has_t :
					   column->has_u)[series[i].place] =
				true;
	}
	return 0;
}

/* Fewer bases than this tell a model nothing but that they are few. */
enum { BASES_LEAST = 4 };

/* How many records of one group have fewer bases, from its check gc. */
static int
count_degenerate(const struct series *series, uint64_t *count,
		 struct error *err)
{
	struct run_walk *walk = run_walk_open(&series->runs, &entry_tally);
	struct tally t;
	int status;

	while ((status = run_walk_next(walk, &t, err)) > 0)
		if (t.of < BASES_LEAST && !add_u64(count, t.count)) {
			status = error_set(err, "the counts of check %s pass "
					   "2^64", series->check);
			break;
		}
	run_walk_close(walk);
	return status;
}

int
column_note_degenerate(struct column *column, struct error *err)
{
	const struct view *view = &column->view;
	size_t n, worst = 0;
	const struct view_series *series = view_check(view, "gc", &n);
	uint64_t sum = 0, most = 0;
	struct quote quote;
	const char *label;

	for (size_t i = 0; i < n; i++) {
		uint64_t count = 0;

		if (series[i].series->kind != SERIES_VALUES)
			continue;
		if (count_degenerate(series[i].series, &count, err) < 0)
			return -1;
		if (!add_u64(&sum, count))
			return error_set(err, "the counts of check gc pass "
					 "2^64");
		if (count > most) {
			most = count;
			worst = series[i].place;
		}
	}
	if (!sum)
		return 0;
	text_add_grouped(column->notices, sum);
	text_addf(column->notices, " record%s fewer than %d bases",
		  sum == 1 ? " has" : "s have", BASES_LEAST);
	if (strcmp(view->column, "sequence") != 0)
		text_addf(column->notices, " in column %s",
			  error_quote(&quote, view->column,
				      strlen(view->column)));
	label = view_group(view, worst)->label;
	text_addf(column->notices, " (of N alone, or so short), most of them "
		  "in label %s: drop such records from all labels alike\n",
		  error_quote(&quote, label, strlen(label)));
	return 0;
}
