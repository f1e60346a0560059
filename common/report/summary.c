/*
 * summary.c - the verdicts on one screen, for a person at a terminal.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/split_order.h"
#include "io/output.h"
#include "report/advice.h"
#include "report/finding.h"
#include "report/headline.h"
#include "report/reason.h"
#include "report/said.h"
#include "report/screen.h"
#include "report/summary.h"

enum { BAR = 25, LINE_LEAST = 40, SCORE_WIDTH = 7 };

/*
 * Headlines that are no Pass, the worst of each kind, column and check, and
 * how wide their columns are; copies in a label and conflicts between labels
 * are two checks to a person.
 */
struct shown {
	const struct verdict **all;
	size_t n;
	int flag_width, check_width;
	bool columns, labels, splits;	/* more than one, or two */
};

static bool
same_check(const struct verdict *x, const struct verdict *y)
{
	bool within_x = strcmp(x->a, x->b) == 0;
	bool within_y = strcmp(y->a, y->b) == 0;

	return x->kind == y->kind && within_x == within_y &&
	       strcmp(x->check, y->check) == 0 &&
	       strcmp(x->column, y->column) == 0;
}

/* The order of lines; the list's own order settles ties. */
static int
compare_shown(const void *left, const void *right)
{
	const struct verdict *x = *(const struct verdict *const *)left;
	const struct verdict *y = *(const struct verdict *const *)right;
	int c = headline_compare(x, y);

	return c ? c : (x > y) - (x < y);
}

/* What a line is about: for two splits the check, which drifted. */
static const char *
name_of(const struct verdict *v)
{
	const char *name = v->kind == VERDICT_DRIFT ? v->check :
						      headline_subject(v);

	return strcmp(name, ".") == 0 ? "" : name;
}

static void
measure_columns(struct shown *shown)
{
	for (size_t i = 0; i < shown->n; i++) {
		int flag = (int)strlen(flag_text(shown->all[i]->flag)) + 1;
		int check = (int)strlen(name_of(shown->all[i])) + 2;

		if (flag > shown->flag_width)
			shown->flag_width = flag;
		if (check > shown->check_width)
			shown->check_width = check;
	}
}

static struct shown
choose(const struct verdict_list *list)
{
	struct shown shown = { .flag_width = 9, .check_width = 9 };

	shown.all = mem_array(list->n + 1, sizeof(*shown.all));
	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];
		size_t j = 0;

		if (!v->headline || v->flag < FLAG_INCONCLUSIVE)
			continue;
		while (j < shown.n && !same_check(shown.all[j], v))
			j++;
		if (j == shown.n)
			shown.all[shown.n++] = v;
		else if (headline_compare(v, shown.all[j]) < 0)
			shown.all[j] = v;
	}
	if (shown.n)
		qsort(shown.all, shown.n, sizeof(*shown.all), compare_shown);
	measure_columns(&shown);
	return shown;
}

/* .5 to 1 in BAR letters: . below warn, - below fail, = above, O the score. */
static void
add_bar(struct text *line, const struct verdict *v, const struct rule *rule)
{
	int at = v->measure == MEASURE_AUROC ?
			 (int)floor((v->score - .5) / .5 * BAR) :
			 -1;

	if (at >= BAR)
		at = BAR - 1;
	for (int i = 0; i < BAR; i++) {
		double here = .5 + .5 * (i + .5) / BAR;

		if (at < 0)
			text_addc(line, ' ');
		else if (i == at)
			text_addc(line, 'O');
		else
			text_addc(line, here < rule->warn ? '.' :
					here < rule->fail ? '-' : '=');
	}
}

/* "label 0" where a name reads as a number. */
static void
add_name(struct text *line, const char *what, const char *name)
{
	if (said_is_number(name))
		text_addf(line, "%s ", what);
	screen_add_quoted(line, name);
}

/*
 * "first  train: pos / neg": as far as it says anything that the data as a
 * whole, or the reason, do not.
 */
static void
add_sides(struct text *line, const struct verdict *v,
	  const struct shown *shown)
{
	const bool drift = v->kind == VERDICT_DRIFT;
	const bool within = strcmp(v->a, v->b) == 0;

	if (shown->columns) {
		screen_add_quoted(line, v->column);
		text_adds(line, "  ");
	}
	if (drift)
		text_adds(line, "drift ");
	if (strcmp(v->scope, ".") != 0 && (drift || shown->splits ||
					   v->kind == VERDICT_LEAK)) {
		add_name(line, said_scope(v->kind), v->scope);
		text_adds(line, ": ");
	}
	/* The reason of a leak names both splits. */
	if (v->kind == VERDICT_LEAK ||
	    (!within && !(drift ? shown->splits : shown->labels)))
		return;
	add_name(line, said_side(v->kind), v->a);
	if (strcmp(v->b, ".") != 0 && !within) {
		text_adds(line, " / ");
		add_name(line, said_side(v->kind), v->b);
	}
	text_adds(line, "  ");
}

/* " (2 more Fail, 1 more Warning)": what this line stands for, too. */
static void
add_others(struct text *line, const struct verdict_list *list,
	   const struct verdict *v)
{
	static const enum flag flags[] = { FLAG_FAIL, FLAG_WARNING,
					   FLAG_INCONCLUSIVE };
	const char *before = " (";

	for (size_t f = 0; f < sizeof(flags) / sizeof(*flags); f++) {
		size_t n = 0;

		for (size_t i = 0; i < list->n; i++)
			n += list->all[i].headline && &list->all[i] != v &&
			     list->all[i].flag == flags[f] &&
			     same_check(&list->all[i], v);
		if (!n)
			continue;
		text_addf(line, "%s%zu more %s", before, n,
			  flag_text(flags[f]));
		before = ", ";
	}
	if (before[0] == ',')
		text_addc(line, ')');
}

/*
 * The reason; of positions it begins with the interval that the finding names,
 * not with the worst place in it.
 */
static void
add_found(struct text *line, const struct verdict_list *list,
	  const struct finding_list *findings, const struct verdict *v)
{
	struct text place = { 0 };
	const char *worst, *found = v->reason;

	reason_found(v, &worst, &(size_t){ 0 });
	if (worst && finding_add_place(&place, findings, list, v)) {
		text_adds(&place, ", ");
		screen_add(line, place.bytes);
		found = worst;
	}
	screen_add(line, found);
	text_release(&place);
}

/* The end of a line that is cut shows that it was. */
static void
cut(struct text *line, size_t from, size_t width)
{
	static const char dots[] = "...";

	if (screen_letters(line->bytes + from, line->n - from) <= width)
		return;
	screen_cut(line, from, width - (sizeof(dots) - 1));
	text_adds(line, dots);
}

static void
write_line(const struct verdict_list *list,
	   const struct finding_list *findings, const struct verdict *v,
	   const struct rule *rule, const struct shown *shown,
	   const struct summary_options *options, struct output *out)
{
	static const char *const colours[] = { "", "", "\033[35m", "\033[33m",
					       "\033[31m" };
	struct text line = { 0 };
	char score[VERDICT_NUMBER];
	size_t start;

	if (options->colour)
		text_adds(&line, colours[v->flag]);
	text_addf(&line, "%-*s", shown->flag_width, flag_text(v->flag));
	if (options->colour)
		text_adds(&line, "\033[0m");
	start = line.n;
	text_addf(&line, "%-*s", shown->check_width, name_of(v));
	text_addf(&line, "%-8s", verdict_score(score, v, rule));
	add_bar(&line, v, rule);
	text_adds(&line, "  ");
	add_sides(&line, v, shown);
	add_found(&line, list, findings, v);
	add_others(&line, list, v);
	cut(&line, start, options->width - (size_t)shown->flag_width);
	output_printf(out, "%s\n", line.bytes);
	text_release(&line);
}

/* How many different labels (or splits) the groups of a column have. */
static size_t
count_names(const struct verdict_group *groups, size_t n, bool labels)
{
	const char **all = mem_array(n + 1, sizeof(*all));
	size_t names = 0;

	for (size_t i = 0; i < n; i++)
		all[i] = labels ? groups[i].label : groups[i].split;
	qsort(all, n, sizeof(*all), text_compare);
	for (size_t i = 0; i < n; i++)
		names += strcmp(all[i], ".") != 0 &&
			 (i == 0 || strcmp(all[i - 1], all[i]) != 0);
	free(all);
	return names;
}

static int
compare_splits(const void *left, const void *right)
{
	return split_order(*(const char *const *)left,
			   *(const char *const *)right);
}

/* "train and test", "train, valid and test": the splits of n groups. */
static void
add_splits(struct text *line, const struct verdict_group *groups, size_t n)
{
	const char **all = mem_array(n + 1, sizeof(*all));
	size_t splits = 0;

	/* Those of one split stand side by side. */
	for (size_t i = 0; i < n; i++)
		if (strcmp(groups[i].split, ".") != 0 &&
		    (i == 0 ||
		     strcmp(groups[i].split, groups[i - 1].split) != 0))
			all[splits++] = groups[i].split;
	if (splits)
		qsort(all, splits, sizeof(*all), compare_splits);
	for (size_t i = 0; i < splits; i++) {
		text_adds(line, i == 0 || i + 1 < splits ? ", " : " and ");
		screen_add_quoted(line, all[i]);
	}
	free(all);
}

/* "3,186 sequences, 3 classes, train and test". */
static void
write_head(const struct verdict_list *list,
	   const struct summary_options *options, struct output *out)
{
	const struct verdict_group *groups = list->groups;
	struct text line = { 0 };
	uint64_t records = 0;
	size_t n = 0, labels;

	while (n < list->n_groups &&
	       strcmp(groups[n].column, groups[0].column) == 0)
		records += groups[n++].records;
	labels = count_names(groups, n, true);
	screen_add_quoted(&line, options->name);
	text_adds(&line, "  ");
	text_add_grouped(&line, records);
	text_addf(&line, " sequences, %zu class%s", labels,
		  labels == 1 ? "" : "es");
	add_splits(&line, groups, n);
	screen_cut(&line, 0, options->width);
	output_printf(out, "%s\n", line.bytes);
	text_release(&line);
}

/* Why the first thing to mend is often there. */
static void
write_cause(const struct verdict_list *list,
	    const struct finding_list *findings, size_t width,
	    struct output *out)
{
	const char *cause = findings->n ?
		cause_of(&list->all[findings->all[0].rows[0]]) : NULL;
	struct text words = { 0 }, lines = { 0 };

	if (!cause)
		return;
	text_addf(&words, "Often because %s.", cause);
	screen_add_wrapped(&lines, words.bytes, 0, width);
	/* It begins on a new line, and so does the output here. */
	output_printf(out, "%s\n", lines.bytes + 1);
	text_release(&words);
	text_release(&lines);
}

void
summary_write(const struct verdict_list *list,
	      const struct finding_list *findings, const struct rule *rule,
	      const struct summary_options *options, struct output *out)
{
	struct summary_options o = *options;
	struct shown shown = choose(list);
	const size_t n = list->n_groups;
	struct text last = { 0 };

	if (o.width < LINE_LEAST)
		o.width = LINE_LEAST;
	shown.columns = n && strcmp(list->groups[0].column,
				    list->groups[n - 1].column) != 0;
	shown.labels = count_names(list->groups, n, true) > 2;
	shown.splits = count_names(list->groups, n, false) > 1;
	write_head(list, &o, out);
	for (size_t i = 0; i < shown.n; i++)
		write_line(list, findings, shown.all[i], rule, &shown, &o,
			   out);
	summary_last_line(list, findings, &last);
	output_printf(out, "%s\n", last.bytes);
	text_release(&last);
	write_cause(list, findings, o.width, out);
	free(shown.all);
}
