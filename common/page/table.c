/*
 * table.c - the verdicts: a row a check, in groups of a fixed order.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/forest.h"
#include "page/html.h"
#include "page/model.h"
#include "page/parts.h"
#include "page/words.h"

/* More classes are compared in matrices. */
enum { CLASSES_MOST = 3, ROWS_MOST = 12 };

static const char *const group_titles[] = {
	"Not compared", "Composition", "Position", "Form",
	"Train against test", "Copies and leaks",
};

/* What one row of the table stands for. */
struct row {
	const struct section *section;
	const struct verdict **all;
	size_t n;
	const struct verdict *worst;
	struct forest_row forest;
	bool by_split;		/* a mark a split; else one a lane */
};

/* Columns of the table that hold numbers. */
static size_t
number_columns(const struct page_column *column)
{
	return column->n_splits > 1 && column->n_splits <= FOREST_MARKS ?
		       column->n_splits : 1;
}

static size_t
split_place(const struct page_column *column, const char *split)
{
	size_t i = 0;

	if (number_columns(column) == 1)
		return 0;
	while (i < column->n_splits &&
	       strcmp(column->splits[i], split) != 0)
		i++;
	return i;
}

static bool
same_sides(const struct verdict *x, const struct verdict *y)
{
	return strcmp(x->a, y->a) == 0 && strcmp(x->b, y->b) == 0;
}

static void
find_worst(struct row *row)
{
	row->worst = row->all[0];
	for (size_t i = 1; i < row->n; i++)
		if (verdict_is_worse(row->all[i], row->worst))
			row->worst = row->all[i];
}

/* A lane for each pair of sides, if there are few; false if not. */
static bool
fill_lanes(struct row *row)
{
	struct forest_row *forest = &row->forest;
	const struct verdict *first[FOREST_LANES];

	for (size_t i = 0; i < row->n; i++) {
		const struct verdict *v = row->all[i];
		size_t lane = 0, mark = 0;

		if (v->measure == MEASURE_NONE)
			continue;
		while (lane < forest->n_lanes && !same_sides(first[lane], v))
			lane++;
		if (lane == FOREST_LANES)
			return false;
		if (lane == forest->n_lanes)
			first[forest->n_lanes++] = v;
		if (row->by_split)
			mark = split_place(row->section->column, v->scope);
		if (mark >= forest->marks)
			continue;	/* of records without a split */

		const struct verdict **at = &forest->lanes[lane].marks[mark];

		if (!*at || verdict_is_worse(v, *at))
			*at = v;
	}
	return true;
}

/* Of many pairs the worst of each split, and a strip of all. */
static void
fill_summary(struct row *row)
{
	struct forest_row *forest = &row->forest;

	*forest = (struct forest_row){ .n_lanes = 1, .marks = forest->marks,
				       .others = row->all,
				       .n_others = row->n };
	for (size_t i = 0; i < row->n; i++) {
		const struct verdict *v = row->all[i];
		size_t mark = row->by_split ?
				      split_place(row->section->column,
						  v->scope) : 0;

		if (v->measure == MEASURE_NONE || mark >= forest->marks)
			continue;

		const struct verdict **at = &forest->lanes[0].marks[mark];

		if (!*at || verdict_is_worse(v, *at))
			*at = v;
	}
}

static void
row_fill(struct row *row)
{
	find_worst(row);
	row->by_split = row->worst->kind == VERDICT_CLASS ||
			row->worst->kind == VERDICT_COPIES;
	row->forest.marks = row->by_split ?
				    number_columns(row->section->column) : 1;
	if (!fill_lanes(row) || (row->n > row->forest.marks &&
				 row->section->column->n_labels > CLASSES_MOST))
		fill_summary(row);
}

/* Many classes stand in one row for what differs between splits. */
static bool
drifts_together(const struct section *s)
{
	return s->kind == SECTION_DRIFT && s->column->n_labels > CLASSES_MOST;
}

static void
add_title_cell(const struct row *row, struct text *to)
{
	const struct section *s = row->section;

	text_addf(to, "<th scope=\"row\"><a href=\"#s%zu\">", s->number);
	if (s->kind == SECTION_DRIFT) {
		if (strcmp(row->worst->scope, ".") == 0)
			text_adds(to, "Class sizes");
		else if (drifts_together(s))
			text_addf(to, "%zu classes", s->column->n_labels);
		else
			words_add_class(to, s->column, row->worst->scope);
	} else if (s->kind == SECTION_LEAK) {
		words_add_sides(to, s, row->worst);
	} else {
		text_adds(to, words_section(s));
	}
	text_adds(to, "</a></th>");
}

static size_t
count_flagged(const struct row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		n += row->all[i]->flag > FLAG_INCONCLUSIVE;
	return n;
}

static void
add_found_cell(const struct row *row, struct text *to)
{
	const struct verdict *v = row->worst;
	size_t flagged = count_flagged(row);

	text_adds(to, "<td class=\"found\">");
	if (v->kind == VERDICT_DRIFT && strcmp(v->check, "label") != 0) {
		if (drifts_together(row->section)) {
			words_add_class(to, row->section->column, v->scope);
			text_adds(to, ", ");
		}
		text_addf(to, "%s: ", words_check(v->check));
	}
	words_add_found(to, row->section, v, true);
	if (row->n > 1 && flagged)
		text_addf(to, " <small>\xc2\xb7 %zu of %zu flagged</small>",
			  flagged, row->n);
	text_adds(to, "</td>");
}

/* True where most rows of a column need words that tell lanes apart. */
static bool
has_pairs(const struct page_column *column)
{
	return column->n_labels == CLASSES_MOST;
}

/* The sides of each lane. */
static void
add_pair_cell(const struct row *row, struct text *to)
{
	const struct forest_row *forest = &row->forest;

	text_adds(to, "<td class=\"lanes\">");
	for (size_t i = 0; i < forest->n_lanes; i++) {
		const struct verdict *v = NULL;

		for (size_t j = 0; j < forest->marks && !v; j++)
			v = forest->lanes[i].marks[j];
		text_adds(to, "<div>");
		if (v)
			words_add_sides(to, row->section, v);
		text_adds(to, "</div>");
	}
	text_adds(to, "</td>");
}

static void
add_number(const struct row *row, const struct verdict *v, bool interval,
	   struct text *to)
{
	const struct rule *rule = &row->section->page->judged->options.rule;

	text_adds(to, "<div>");
	/* Without a column that tells lanes apart. */
	if (v && interval && row->forest.n_lanes > 1 &&
	    !has_pairs(row->section->column)) {
		words_add_sides(to, row->section, v);
		text_addc(to, ' ');
	}
	if (v && !isnan(v->score)) {
		text_adds(to, interval ? "<b>" : "");
		html_add_score(to, v, rule);
		text_adds(to, interval ? "</b> <small>" : "");
		if (interval && v->measure == MEASURE_AUROC &&
		    v->score == .5 && v->low == .5 && v->high == .5)
			text_adds(to, "constant");
		else if (interval)
			html_add_interval(to, v, rule);
		text_adds(to, interval ? "</small>" : "");
	}
	text_adds(to, "</div>");
}

static void
add_number_cells(const struct row *row, struct text *to)
{
	const struct forest_row *forest = &row->forest;
	size_t columns = number_columns(row->section->column);
	size_t span = columns / forest->marks;

	for (size_t j = 0; j < forest->marks; j++) {
		text_adds(to, "<td class=\"number lanes\"");
		if (span > 1)
			text_addf(to, " colspan=\"%zu\"", span);
		text_addc(to, '>');
		for (size_t i = 0; i < forest->n_lanes; i++)
			add_number(row, forest->lanes[i].marks[j], j == 0,
				   to);
		text_adds(to, "</td>");
	}
}

/* What was not measured: a reason, across the rest of the row. */
static void
add_reason_row(const struct row *row, struct text *to)
{
	const struct page_column *column = row->section->column;
	const struct verdict *v = row->worst;

	text_addf(to, "<td colspan=\"%zu\">",
		  2 + has_pairs(column) + number_columns(column));
	if (v->flag != FLAG_NONE) {
		if (strcmp(v->scope, ".") != 0) {
			html_add_name(to, v->scope);
			text_adds(to, ": ");
		}
		words_add_sides(to, row->section, v);
		text_adds(to, ": ");
	}
	words_add_found(to, row->section, v, false);
	text_adds(to, "</td>");
}

static void
add_row(struct row *row, struct text *to)
{
	row_fill(row);
	text_adds(to, "<tr");
	if (words_calm(row->worst->flag))
		text_addf(to, " class=\"calm%s\"",
			  row->worst->flag == FLAG_NONE ? " faint" : "");
	text_adds(to, "><td>");
	words_add_flag(to, row->worst->flag);
	text_adds(to, "</td>");
	add_title_cell(row, to);
	if (row->worst->measure == MEASURE_NONE) {
		add_reason_row(row, to);
	} else {
		add_found_cell(row, to);
		text_adds(to, "<td class=\"plot\">");
		forest_add_row(to, &row->forest,
			       &row->section->page->judged->options.rule);
		text_adds(to, "</td>");
		if (has_pairs(row->section->column))
			add_pair_cell(row, to);
		add_number_cells(row, to);
	}
	text_adds(to, "</tr>\n");
}

/*
 * Rows of a section: all of it in one; a class each for drift, a pair of
 * splits each for leaks, and what could not be measured by itself.
 */
static bool
same_row(const struct section *s, const struct verdict *x,
	 const struct verdict *y)
{
	bool none_x = x->measure == MEASURE_NONE;
	bool none_y = y->measure == MEASURE_NONE;

	if (none_x != none_y)
		return false;
	if (none_x)
		return x->flag == FLAG_NONE && y->flag == FLAG_NONE;
	if (drifts_together(s))
		return (strcmp(x->scope, ".") == 0) ==
		       (strcmp(y->scope, ".") == 0);
	if (s->kind == SECTION_DRIFT)
		return strcmp(x->scope, y->scope) == 0;
	return s->kind != SECTION_LEAK || same_sides(x, y);
}

/* rows, some: room for all verdicts of the section. Returns how many rows. */
static size_t
split_rows(const struct section *s, struct row *rows,
	   const struct verdict **some)
{
	bool *taken = mem_zeroed(s->n + 1, sizeof(*taken));
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct row *row = &rows[n];

		/* That all have one length is said of the classes. */
		if (taken[i] || (s->kind == SECTION_DRIFT &&
				 s->rows[i]->flag == FLAG_NONE))
			continue;
		*row = (struct row){ .section = s, .all = some };
		for (size_t j = i; j < s->n; j++) {
			if (taken[j] || (j != i && !same_row(s, s->rows[i],
							     s->rows[j])))
				continue;
			taken[j] = true;
			*some++ = s->rows[j];
			row->n++;
		}
		/* A leak: all labels together, if that is there. */
		for (size_t j = 0; s->kind == SECTION_LEAK && j < row->n; j++)
			if (strcmp(row->all[j]->scope, ".") == 0) {
				row->all[0] = row->all[j];
				row->n = 1;
			}
		find_worst(row);
		n++;
	}
	free(taken);
	return n;
}

static int
compare_rows(const void *left, const void *right)
{
	const struct row *x = left, *y = right;

	if (verdict_is_worse(x->worst, y->worst))
		return -1;
	if (verdict_is_worse(y->worst, x->worst))
		return 1;
	return (x->worst > y->worst) - (x->worst < y->worst);
}

/* Of many rows the worst, in their order; how many are left is said. */
static void
add_section_rows(const struct section *s, struct text *to)
{
	struct row *rows = mem_array(s->n + 1, sizeof(*rows));
	const struct verdict **some = mem_array(s->n + 1, sizeof(*some));
	size_t n = split_rows(s, rows, some), shown = n;

	if (n > ROWS_MOST) {
		qsort(rows, n, sizeof(*rows), compare_rows);
		shown = ROWS_MOST;
	}
	for (size_t i = 0; i < shown; i++)
		add_row(&rows[i], to);
	if (shown < n)
		text_addf(to,
			  "<tr class=\"%s\"><td></td><td colspan=\"%zu\">"
			  "<a href=\"#s%zu\">%zu more, none worse</a></td>"
			  "</tr>\n",
			  words_calm(rows[shown].worst->flag) ? "calm" : "",
			  3 + has_pairs(s->column) + number_columns(s->column),
			  s->number, n - shown);
	free(rows);
	free(some);
}

/* Of drift the usual two splits, else what it is. */
static const char *
group_title(const struct page_column *column, enum section_group group)
{
	if (group == GROUP_DRIFT &&
	    !(column->n_splits == 2 && strcmp(column->splits[0], "train") == 0
	      && strcmp(column->splits[1], "test") == 0))
		return "Between splits";
	return group_titles[group];
}

static void
add_group(const struct page_column *column, const struct section *sections,
	  size_t n, struct text *to)
{
	const struct rule *rule = &sections->page->judged->options.rule;
	enum section_group group = sections->group;
	bool calm = true;

	for (size_t i = 0; i < n; i++)
		calm &= words_calm(sections[i].worst->flag);
	text_addf(to, "<tbody%s>\n<tr class=\"group\"><th scope=\"rowgroup\" "
		  "colspan=\"3\">%s",
		  calm ? " class=\"calm\"" : "",
		  group_title(column, group));
	if (group == GROUP_SHARES)
		text_adds(to, " <small>share of records</small>");
	text_adds(to, "</th><td class=\"plot\">");
	if (group == GROUP_SHARES)
		forest_add_axis(to, MEASURE_SHARE, rule);
	text_addf(to, "</td><td colspan=\"%zu\"></td></tr>\n",
		  has_pairs(column) + number_columns(column));
	for (size_t i = 0; i < n; i++)
		add_section_rows(&sections[i], to);
	text_adds(to, "</tbody>\n");
}

static void
add_table_head(const struct page *page, const struct page_column *column,
	       struct text *to)
{
	size_t columns = number_columns(column);

	text_adds(to, "<thead><tr><th scope=\"col\">Verdict</th>"
		  "<th scope=\"col\">Check</th>"
		  "<th scope=\"col\">What was found</th>"
		  "<th scope=\"col\" class=\"plot\">");
	forest_add_axis(to, MEASURE_AUROC, &page->judged->options.rule);
	text_adds(to, "</th>");
	if (has_pairs(column))
		text_adds(to, "<th scope=\"col\">Pair</th>");
	for (size_t i = 0; i < columns; i++) {
		text_adds(to, "<th scope=\"col\" class=\"number\">");
		if (columns > 1)
			html_add_name(to, column->splits[i]);
		else
			text_adds(to, "AUROC");
		text_adds(to, "</th>");
	}
	text_adds(to, "</tr></thead>\n");
}

static void
add_table(const struct page *page, const struct page_column *column,
	  struct text *to)
{
	const struct section *all = page->sections;

	if (page->judged->n > 1) {
		text_adds(to, "<h3>Column ");
		html_add_name(to, column->column->view.column);
		text_adds(to, "</h3>\n");
	}
	text_adds(to, "<div class=\"scroll\"><table class=\"verdicts\">\n");
	add_table_head(page, column, to);
	for (size_t i = 0, j; i < page->n_sections; i = j) {
		for (j = i + 1; j < page->n_sections &&
		     all[j].column == all[i].column &&
		     all[j].group == all[i].group; j++)
			;
		if (all[i].column == column)
			add_group(column, all + i, j - i, to);
	}
	text_adds(to, "</table></div>\n");
	page_add_matrices(page, column, to);
}

/* Two radio buttons that the style sheet looks at. */
static void
add_filter(const struct page *page, struct text *to)
{
	size_t calm = 0;

	for (size_t i = 0; i < page->n_sections; i++)
		calm += words_calm(page->sections[i].worst->flag);
	if (calm == 0 || calm == page->n_sections)
		return;
	text_addf(to,
		  "<fieldset class=\"filter\"><legend class=\"skip\">Show"
		  "</legend><label><input type=\"radio\" name=\"show\" "
		  "checked=\"checked\"/> all %zu checks</label>"
		  "<label><input type=\"radio\" name=\"show\" "
		  "class=\"attention\"/> needs attention, %zu</label>"
		  "</fieldset>",
		  page->n_sections, page->n_sections - calm);
}

/* As the user gave it. */
static void
add_threshold(struct text *to, double threshold)
{
	char number[VERDICT_NUMBER];

	snprintf(number, sizeof(number), "%.10g", threshold);
	text_addf(to, " above %s", number[0] == '0' && number[1] == '.' ?
					   number + 1 : number);
}

static void
add_legend(const struct page *page, struct text *to)
{
	const struct rule *rule = &page->judged->options.rule;
	const struct page_column *column = page->columns;
	size_t marks = page->judged->n ? number_columns(column) : 1;

	text_adds(to, "<p class=\"faint\">AUROC: how well one feature alone "
		  "tells two classes apart; .5 is chance, 1 is perfect. "
		  "Lines are 95&#160;% intervals");
	for (size_t i = 0; i < marks && marks > 1; i++) {
		text_adds(to, i ? ", " : "; ");
		forest_add_sample(to, i, marks);
		text_addc(to, ' ');
		html_add_name(to, column->splits[i]);
	}
	text_adds(to, ". A flag says what a model <em>can</em> learn, not "
		  "that the data are wrong.</p>\n"
		  "<ul class=\"legend faint\"><li>");
	words_add_flag(to, FLAG_FAIL);
	add_threshold(to, rule->fail);
	text_adds(to, "</li><li>");
	words_add_flag(to, FLAG_WARNING);
	add_threshold(to, rule->warn);
	text_adds(to, "</li><li>");
	words_add_flag(to, FLAG_INCONCLUSIVE);
	text_adds(to, " too few sequences to tell</li><li>");
	words_add_flag(to, FLAG_PASS);
	text_adds(to, "</li></ul>\n");
}

void
page_add_verdicts(const struct page *page, struct text *to)
{
	text_adds(to, "<section id=\"verdicts\">\n<div class=\"top\">"
		  "<h2>Verdicts</h2>");
	add_filter(page, to);
	text_adds(to, "</div>\n");
	add_legend(page, to);
	for (size_t i = 0; i < page->judged->n; i++)
		add_table(page, &page->columns[i], to);
	text_adds(to, "</section>\n");
}
