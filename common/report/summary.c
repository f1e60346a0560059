/*
 * summary.c - the verdicts on one screen, for a person at a terminal.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/output.h"
#include "report/advice.h"
#include "report/screen.h"
#include "report/summary.h"

enum { BAR = 25, LINE_LEAST = 40, FLAG_WIDTH = 12, INDENT = 13 };

/*
 * Flagged headlines, the worst of each kind, column and check; copies in a
 * label and conflicts between labels are two checks to a person.
 */
struct shown {
	const struct verdict **all;
	size_t n;
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

static bool
worse(const struct verdict *x, const struct verdict *y)
{
	return x->flag != y->flag ? x->flag > y->flag : x->score > y->score;
}

/* The order of lines; the list's own order settles ties. */
static int
compare_shown(const void *left, const void *right)
{
	const struct verdict *x = *(const struct verdict *const *)left;
	const struct verdict *y = *(const struct verdict *const *)right;

	if (x->flag != y->flag)
		return x->flag > y->flag ? -1 : 1;
	if (x->measure != y->measure)
		return x->measure < y->measure ? -1 : 1;
	if (x->score != y->score && !isnan(x->score) && !isnan(y->score))
		return x->score > y->score ? -1 : 1;
	return (x > y) - (x < y);
}

static struct shown
choose(const struct verdict_list *list, enum flag least)
{
	struct shown shown = { 0 };

	shown.all = mem_array(list->n + 1, sizeof(*shown.all));
	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];
		size_t j = 0;

		if (!v->headline || v->flag < least)
			continue;
		while (j < shown.n && !same_check(shown.all[j], v))
			j++;
		if (j == shown.n)
			shown.all[shown.n++] = v;
		else if (worse(v, shown.all[j]))
			shown.all[j] = v;
	}
	if (shown.n)
		qsort(shown.all, shown.n, sizeof(*shown.all), compare_shown);
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

/* "tgt  train: 1 / 0", as far as it says anything. */
static void
add_sides(struct text *line, const struct verdict *v, bool columns)
{
	if (columns) {
		screen_add_quoted(line, v->column);
		text_adds(line, "  ");
	}
	if (strcmp(v->scope, ".") != 0) {
		screen_add_quoted(line, v->scope);
		text_adds(line, ": ");
	}
	/* The reason of a leak names both splits. */
	if (v->kind == VERDICT_LEAK)
		return;
	screen_add_quoted(line, v->a);
	if (strcmp(v->b, ".") != 0 && strcmp(v->a, v->b) != 0) {
		text_adds(line, " / ");
		screen_add_quoted(line, v->b);
	}
	text_adds(line, "  ");
}

/*
 * Sides and reason after what stands from start on, in one line if that is
 * as wide, else on lines of their own. What is before start is FLAG_WIDTH.
 */
static void
add_rest(struct text *line, size_t start, const char *sides,
	 const char *reason, size_t width)
{
	const size_t here = FLAG_WIDTH + 2 +
			    screen_letters(line->bytes + start,
					  line->n - start);
	const size_t side = screen_letters(sides, strlen(sides));
	const size_t trail = 2;		/* of sides: "  " or ": " */

	if (here + side + screen_letters(reason, strlen(reason)) <= width) {
		text_addf(line, "  %s%s", sides, reason);
		return;
	}
	if (side > 0 && here + side - trail <= width) {
		text_addf(line, "  %.*s", (int)(strlen(sides) - trail), sides);
		sides = "";
	}
	while (line->bytes[line->n - 1] == ' ')
		line->n--;
	screen_add_wrapped(line, sides, INDENT, width);
	screen_add_wrapped(line, reason, INDENT, width);
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

static void
write_line(const struct verdict_list *list, const struct verdict *v,
	   const struct rule *rule, bool columns,
	   const struct summary_options *options, struct output *out)
{
	static const char *const colours[] = { "", "", "\033[35m", "\033[33m",
					       "\033[31m" };
	struct text line = { 0 }, sides = { 0 }, reason = { 0 };
	const char *check = v->kind == VERDICT_LEAK ? "leak" :
			    v->kind == VERDICT_COPIES ?
			    (strcmp(v->a, v->b) ? "conflict" : "copies") :
			    v->check;
	char score[VERDICT_NUMBER];
	size_t start;

	if (options->colour)
		text_adds(&line, colours[v->flag]);
	text_addf(&line, "%-*s", FLAG_WIDTH, flag_text(v->flag));
	if (options->colour)
		text_adds(&line, "\033[0m");
	start = line.n;
	text_addf(&line, " %-10s ", strcmp(check, ".") ? check : "");
	text_addf(&line, "%-8s", verdict_score(score, v, rule));
	add_bar(&line, v, rule);
	if (v->kind == VERDICT_DRIFT)
		text_adds(&sides, "drift ");
	add_sides(&sides, v, columns);
	screen_add(&reason, v->reason);
	add_others(&reason, list, v);
	add_rest(&line, start, sides.bytes ? sides.bytes : "", reason.bytes,
		 options->width);
	output_printf(out, "%s\n", line.bytes);
	text_release(&line);
	text_release(&sides);
	text_release(&reason);
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

/* "train and test", "test, train and valid": the splits of n groups. */
static void
add_splits(struct text *line, const struct verdict_group *groups, size_t n)
{
	size_t left = count_names(groups, n, false);
	const char *before = ", ";

	for (size_t i = 0; i < n; i++) {
		if (strcmp(groups[i].split, ".") == 0 ||
		    (i && !strcmp(groups[i].split, groups[i - 1].split)))
			continue;
		text_adds(line, before);
		screen_add_quoted(line, groups[i].split);
		before = --left > 1 ? ", " : " and ";
	}
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

/* What to mend first: the worst, or what is behind it; NULL for nothing. */
static const struct verdict *
first_to_mend(const struct shown *shown)
{
	size_t first = 0;

	while (first < shown->n && !advice_of(shown->all[first]))
		first++;
	if (first == shown->n)
		return NULL;

	const struct verdict *chosen = shown->all[first];

	for (size_t i = first + 1; i < shown->n; i++) {
		const struct verdict *v = shown->all[i];

		if (advice_explains(v, shown->all[first]) &&
		    (chosen == shown->all[first] ||
		     advice_explains(v, chosen)))
			chosen = v;
	}
	return chosen;
}

void
summary_last_line(const struct verdict_list *list, struct text *line)
{
	static const enum flag flags[] = { FLAG_FAIL, FLAG_WARNING,
					   FLAG_INCONCLUSIVE, FLAG_PASS };
	struct shown shown = choose(list, FLAG_WARNING);
	const struct verdict *first = first_to_mend(&shown);
	const char *comma = "";

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		size_t n = verdict_list_tally(list, flags[i]);

		if (!n)
			continue;
		text_addf(line, "%s%zu %s", comma, n, flag_text(flags[i]));
		comma = ", ";
	}
	if (!*comma)
		text_adds(line, "nothing to judge");
	text_addc(line, '.');
	if (first)
		text_addf(line, " First: %s.", advice_of(first));
	free(shown.all);
}

/* Why the first thing to mend is often there. */
static void
write_cause(const struct verdict_list *list, size_t width,
	    struct output *out)
{
	struct shown shown = choose(list, FLAG_WARNING);
	const struct verdict *first = first_to_mend(&shown);
	struct text words = { 0 }, lines = { 0 };

	if (first && cause_of(first)) {
		text_addf(&words, "Often because %s.", cause_of(first));
		screen_add_wrapped(&lines, words.bytes, 0, width);
		/* It begins on a new line, and so does the output here. */
		output_printf(out, "%s\n", lines.bytes + 1);
	}
	text_release(&words);
	text_release(&lines);
	free(shown.all);
}

void
summary_write(const struct verdict_list *list, const struct rule *rule,
	      const struct summary_options *options, struct output *out)
{
	struct summary_options o = *options;
	struct shown shown = choose(list, FLAG_INCONCLUSIVE);
	struct text last = { 0 };
	const bool columns = list->n_groups > 0 &&
			     strcmp(list->groups[0].column,
				    list->groups[list->n_groups - 1].column);

	if (o.width < LINE_LEAST)
		o.width = LINE_LEAST;
	write_head(list, &o, out);
	for (size_t i = 0; i < shown.n; i++)
		write_line(list, shown.all[i], rule, columns, &o, out);
	summary_last_line(list, &last);
	output_printf(out, "%s\n", last.bytes);
	text_release(&last);
	write_cause(list, o.width, out);
	free(shown.all);
}
