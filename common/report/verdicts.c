/*
 * verdicts.c - from a count table to verdicts, a column at a time.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "checks/check.h"
#include "report/column.h"
#include "report/label_drift.h"
#include "report/leak_judge.h"
#include "report/said.h"
#include "report/verdicts.h"

static bool
any_label(const struct view *view)
{
	for (size_t i = 0; i < view->n; i++)
		if (view_has_label(view, i))
			return true;
	return false;
}

/*
 * Labels without another to compare them with have a row that says so. The
 * places of a split stand side by side, from first to before last.
 */
static void
note_lonely(struct column *column, size_t first, size_t last, bool labels)
{
	const struct view *view = &column->view;
	size_t lone = last, n = 0;
	struct side a = { 0 }, none = { .name = "." };

	for (size_t i = first; i < last; i++)
		if (!labels || view_has_label(view, i)) {
			lone = i;
			n++;
		}
	if (n != 1)
		return;
	a.name = view_group(view, lone)->label;
	a.records = view->records[lone];
	column_add_note(column, VERDICT_CLASS, view_group(view, lone)->split,
			&a, &none, ".", FLAG_INCONCLUSIVE,
			labels ? "one label alone: there is no other to "
				 "compare it with" :
				 "no labels: no classes to compare");
}

static void
note_groups(struct column *column)
{
	const struct view *view = &column->view;
	bool labels = any_label(view);
	uint64_t unlabelled = 0;

	for (size_t i = 0, j; i < view->n; i = j) {
		const char *split = view_group(view, i)->split;

		for (j = i; j < view->n &&
		     strcmp(view_group(view, j)->split, split) == 0; j++)
			if (labels && !view_has_label(view, j))
				unlabelled += view->records[j];
		note_lonely(column, i, j, labels);
	}
	if (unlabelled) {
		text_add_grouped(column->notices, unlabelled);
		text_addf(column->notices, " record%s no label, and %s "
			  "compared with none\n",
			  unlabelled == 1 ? " has" : "s have",
			  unlabelled == 1 ? "is" : "are");
	}
}

/* More labels than are compared in pairs; numbers may not be meant so. */
static void
note_many_labels(struct column *column)
{
	const struct view *view = &column->view;
	bool numbers = true;
	double number;

	for (size_t i = 0; i < view->n && numbers; i++) {
		const char *label = view_group(view, i)->label;

		numbers = !view_has_label(view, i) ||
			  decimal_number(label, strlen(label), &number);
	}
	text_addf(column->notices, "more than %d labels: each is compared "
		  "with all others together (--compare pairs compares every "
		  "two%s)\n", COMPARE_MOST_LABELS,
		  numbers ? "; of measured numbers, --regression makes two "
			    "classes" : "");
}

static void
note_empty(struct column *column)
{
	for (size_t i = 0; i < column->comparisons.n; i++) {
		const struct comparison *c = &column->comparisons.all[i];
		bool a = column_side_is_empty(column, &c->a);
		bool b = column_side_is_empty(column, &c->b);
		struct text reason = { 0 };

		if (!a && !b)
			continue;
		text_adds(&reason, "no record of ");
		said_add(&reason, said_side(c->kind),
			 a ? c->a.name : c->b.name);
		text_adds(&reason, " has a letter: only lengths can be "
			  "compared");
		column_add_note(column, c->kind, c->scope, &c->a, &c->b, ".",
				FLAG_INCONCLUSIVE, reason.bytes);
		text_release(&reason);
	}
}

/* Copies, and how much they shrink what was seen. */
static int
read_copies(struct column *column, struct error *err)
{
	struct view *view = &column->view;
	size_t n;

	view_check(view, "dup", &n);
	column->has_copies = n > 0;
	if (!n)
		return 0;
	if (copies_init(&column->copies, view, column->options->compare,
			column->options->threads, err) < 0)
		return -1;
	for (size_t i = 0; i < view->n; i++) {
		const struct copies_group *g = &column->copies.groups[i];
		double records = (double)g->records;

		if (g->records)
			view->effective[i] = records / (double)g->squares;
	}
	return 0;
}

/* The column that pairs are of: the only one, or all of them joined. */
static const char *
leak_column(const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (n == 1 || strcmp(names[i], "merged") == 0)
			return names[i];
	return "sequence";
}

/* column: of the same data; or of nothing, where only pairs are there. */
static int
judge_leaks(struct column *column, const char *name, struct error *err)
{
	const struct verdict_options *options = column->options;
	const struct view *view = column->view.table ? &column->view : NULL;

	return leak_judge(&column->judge, options->leaks, view, name,
			  options->compare, column->notices, err);
}

static int
judge_column(struct column *column, struct error *err)
{
	struct view *view = &column->view;

	/* First: a view that is too large is refused before it is read. */
	if (comparison_list_init(&column->comparisons, view,
				 column->options->compare, err) < 0)
		return -1;
	if (read_copies(column, err) < 0 ||
	    column_count_records(column, err) < 0 ||
	    column_read_lengths(column, err) < 0 ||
	    column_read_letters(column, err) < 0)
		return -1;
	comparison_list_weigh(&column->comparisons, view);
	if (column->comparisons.rest &&
	    column->options->compare == COMPARE_AUTO)
		note_many_labels(column);
	for (size_t i = 0; i < view->n; i++) {
		const struct group *g = view_group(view, i);

		verdict_list_add_group(column->judge.out,
				       &(struct verdict_group){
					       g->split, g->label, g->column,
					       view->records[i] });
	}
	note_groups(column);
	note_empty(column);
	if (column_note_degenerate(column, err) < 0)
		return -1;
	if (column_judge_features(column, err) < 0)
		return -1;
	label_drift_judge(column);
	column_judge_shares(column);
	return 0;
}

static void
column_release(struct column *column)
{
	comparison_list_release(&column->comparisons);
	if (column->has_copies)
		copies_release(&column->copies);
	if (column->groups)
		copy_groups_release(column->groups);
	free(column->groups);
	free(column->short_lengths);
	free(column->no_letter);
	free(column->has_t);
	free(column->has_u);
	view_release(&column->view);
}

/* Checks of a later version are never judged in silence. */
static void
note_unknown(const struct count_table *table, struct text *notices)
{
	const char *name = NULL;
	uint64_t rows = count_table_unknown(table, &name);
	const struct series *series;

	for (size_t i = 0; (series = count_table_at(table, i)); i++)
		if (!check_find(series->check)) {
			name = series->check;
			rows++;
		}
	if (name && rows)
		text_addf(notices, "rows that this version does not know, "
			  "such as one of check %s, are not judged\n", name);
}

static struct column
new_column(struct judged *judged)
{
	return (struct column){
		.options = &judged->options, .notices = &judged->notices,
		.judge = { .rule = judged->options.rule,
			   .out = &judged->list,
			   .all_parts = judged->options.all_parts },
	};
}

int
judged_init(struct judged *judged, const struct count_table *table,
	    const struct verdict_options *options, struct error *err)
{
	const char **names;
	size_t n = view_columns(table, &names);
	const char *with_leaks = leak_column(names, n);
	bool leaks = options->leaks && !leak_tally_is_empty(options->leaks);
	int status = 0;

	*judged = (struct judged){ .options = *options };
	judged->columns = mem_zeroed(n + 1, sizeof(*judged->columns));
	for (size_t i = 0; i < n && status == 0; i++) {
		struct column *column = &judged->columns[judged->n++];

		*column = new_column(judged);
		view_init(&column->view, table, names[i]);
		status = judge_column(column, err);
		if (status == 0 && leaks &&
		    strcmp(names[i], with_leaks) == 0) {
			status = judge_leaks(column, with_leaks, err);
			leaks = false;
		}
		judge_release(&column->judge);
		column->notices = NULL;
	}
	if (status == 0 && leaks) {
		struct column column = new_column(judged);

		status = judge_leaks(&column, with_leaks, err);
		judge_release(&column.judge);
	}
	free(names);
	note_unknown(table, &judged->notices);
	verdict_list_sort(&judged->list);
	return status;
}

int
judged_find_copies(struct judged *judged, struct error *err)
{
	for (size_t i = 0; i < judged->n; i++) {
		struct column *column = &judged->columns[i];

		if (!column->has_copies)
			continue;
		column->groups = mem_zeroed(1, sizeof(*column->groups));
		if (copy_groups_init(column->groups, &column->view,
				     &column->copies, err) < 0)
			return -1;
	}
	return 0;
}

void
judged_release(struct judged *judged)
{
	for (size_t i = 0; i < judged->n; i++)
		column_release(&judged->columns[i]);
	free(judged->columns);
	verdict_list_release(&judged->list);
	text_release(&judged->notices);
	*judged = (struct judged){ 0 };
}
