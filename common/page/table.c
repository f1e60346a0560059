/*
 * table.c - the verdicts: a row a check, in groups of a fixed order.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/html.h"
#include "page/parts.h"
#include "page/table_row.h"
#include "page/words.h"
#include "report/said.h"

enum { ROWS_MOST = 12 };

static const char *const group_titles[] = {
	"Not compared", "Composition", "Position", "Form",
	"Train against test", "Copies and leaks",
};

static void
add_title_cell(const struct table_row *row, struct text *to)
{
	const struct section *s = row->section;

	text_addf(to, "<th scope=\"row\"><a href=\"#s%zu\">", s->number);
	if (s->kind == SECTION_DRIFT) {
		if (strcmp(row->worst->scope, ".") == 0)
			text_adds(to, "Class sizes");
		else if (table_drifts_together(s))
			text_addf(to, "%zu classes", s->column->n_labels);
		else
			words_add_class(to, s->column, row->worst->scope);
	} else if (s->kind == SECTION_LEAK) {
		words_add_sides(to, s, row->worst);
		text_adds(to, strcmp(row->worst->check, "dup") == 0 ?
				      ", copies" : ", near copies");
	} else {
		text_adds(to, words_section(s));
	}
	text_adds(to, "</a></th>");
}

static size_t
count_flagged(const struct table_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		n += row->all[i]->flag > FLAG_INCONCLUSIVE;
	return n;
}

static void
add_found_cell(const struct table_row *row, struct text *to)
{
	const struct verdict *v = row->worst;
	size_t flagged = count_flagged(row);

	text_adds(to, "<td class=\"found\">");
	if (v->kind == VERDICT_DRIFT && strcmp(v->check, "label") != 0) {
		if (table_drifts_together(row->section)) {
			words_say_class(to, row->section->column, v->scope);
			text_adds(to, ", ");
		}
		text_addf(to, "%s: ", words_check(v->check));
	}
	words_add_found(to, row->section, v, true);
	if (row->forest.marks > 1 && !words_calm(v->flag)) {
		text_adds(to, " <small>\xc2\xb7 in ");
		html_say_name(to, said_scope(v->kind), v->scope);
		text_adds(to, "</small>");
	}
	if (row->n > 1 && flagged) {
		text_adds(to, " <small>\xc2\xb7 ");
		text_add_grouped(to, flagged);
		text_adds(to, " of ");
		text_add_grouped(to, row->n);
		text_adds(to, " flagged</small>");
	}
	text_adds(to, "</td>");
}

/* True where most rows of a column need words that tell lanes apart. */
static bool
has_pairs(const struct page_column *column)
{
	return column->n_labels == TABLE_CLASSES_MOST;
}

/* The sides of each lane. */
static void
add_pair_cell(const struct table_row *row, struct text *to)
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

/* Bold is what gives the row its flag; where none needs it, the first. */
static void
add_number(const struct table_row *row, const struct verdict *v, bool interval,
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
		bool bold = words_calm(row->worst->flag) ?
				    interval : v->flag == row->worst->flag;

		text_adds(to, bold ? "<b>" : "");
		html_add_score(to, v, rule);
		text_adds(to, bold ? "</b>" : "");
		text_adds(to, interval ? " <small>" : "");
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
add_number_cells(const struct table_row *row, struct text *to)
{
	const struct forest_row *forest = &row->forest;
	size_t columns = table_number_columns(row->section->column);
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
add_reason_row(const struct table_row *row, struct text *to)
{
	const struct page_column *column = row->section->column;
	const struct verdict *v = row->worst;

	text_addf(to, "<td colspan=\"%zu\">",
		  2 + has_pairs(column) + table_number_columns(column));
	if (v->flag != FLAG_NONE) {
		if (strcmp(v->scope, ".") != 0) {
			html_say_name(to, said_scope(v->kind), v->scope);
			text_adds(to, ": ");
		}
		words_say_sides(to, row->section, v);
		text_adds(to, ": ");
	}
	words_add_found(to, row->section, v, false);
	text_adds(to, "</td>");
}

static void
add_row(struct table_row *row, struct text *to)
{
	table_row_fill(row);
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

/* Of many rows the worst, in their order; how many are left is said. */
static void
add_section_rows(const struct section *s, struct text *to)
{
	struct table_row *rows = mem_array(s->n + 1, sizeof(*rows));
	const struct verdict **some = mem_array(s->n + 1, sizeof(*some));
	size_t n = table_rows_split(s, rows, some), shown = n;

	if (n > ROWS_MOST) {
		qsort(rows, n, sizeof(*rows), table_row_compare);
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
			  3 + has_pairs(s->column) +
				  table_number_columns(s->column),
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
		  has_pairs(column) + table_number_columns(column));
	for (size_t i = 0; i < n; i++)
		add_section_rows(&sections[i], to);
	text_adds(to, "</tbody>\n");
}

static void
add_table_head(const struct page *page, const struct page_column *column,
	       struct text *to)
{
	size_t columns = table_number_columns(column);

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
	text_adds(to, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		  "aria-label=\"verdicts\"><table class=\"verdicts\">\n");
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
	size_t marks = page->judged->n ? table_number_columns(column) : 1;

	text_adds(to, "<p class=\"faint\">AUROC: how well one feature alone "
		  "tells two classes apart; .5 is chance, 1 is perfect. "
		  "Lines are 95\xc2\xa0% intervals");
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
	text_adds(to, "; shares from 2\xc2\xa0%</li><li>");
	words_add_flag(to, FLAG_WARNING);
	add_threshold(to, rule->warn);
	text_adds(to, "; any share</li><li>");
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
