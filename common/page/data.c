/*
 * data.c - what the data are: a row a class.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/check.h"
#include "page/html.h"
#include "page/parts.h"
#include "page/svg.h"
#include "page/words.h"
#include "report/copies.h"
#include "report/feature.h"

enum { SPARK_WIDTH = 1200, SPARK_HEIGHT = 220, SPARK_BINS = 30 };

/* More rows would stand between the verdicts and their sections. */
enum { ROWS_MOST = 20 };

/* What is known of a column's records, by feature; NULL: not counted. */
struct facts {
	const struct page *page;
	const struct page_column *column;
	struct feature_list gc_list, length_list, n_list, case_list;
	const struct feature *gc, *length, *n, *lower;
	double spark_from, spark_to;	/* GC content that sparklines show */
};

static bool
has_name(const struct facts *facts, size_t place, const char *label)
{
	return !label ||
	       strcmp(view_group(&facts->column->column->view, place)->label,
		      label) == 0;
}

/*
 * How many records of a label (NULL: all) have each value: [feature->n], from
 * malloc(). *sum is how many records that are.
 */
static uint64_t *
add_up(const struct facts *facts, const struct feature *f, const char *label,
       uint64_t *sum)
{
	uint64_t *count = mem_zeroed(f->n + 1, sizeof(*count));

	*sum = 0;
	for (size_t i = 0; i < facts->column->column->view.n; i++) {
		const struct feature_group *group = &f->groups[i];

		for (size_t j = 0; has_name(facts, i, label) && j < group->n;
		     j++) {
			count[group->counts[j].value] += group->counts[j].count;
			*sum += group->counts[j].count;
		}
	}
	return count;
}

/* The value below which so large a share of the records is. */
static double
quantile(const struct feature *f, const uint64_t *count, uint64_t sum,
	 double share)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < f->n; i++) {
		seen += count[i];
		if (count[i] && (double)seen >= share * (double)sum)
			return f->value[i];
	}
	return f->n ? f->value[f->n - 1] : 0;
}

static int
facts_init(struct facts *facts, const struct page *page,
	   const struct page_column *column, struct error *err)
{
	const struct view *view = &column->column->view;
	uint64_t sum, *count;

	*facts = (struct facts){ .page = page, .column = column };
	if (feature_list_init(&facts->gc_list, view, &check_gc, err) < 0 ||
	    feature_list_init(&facts->length_list, view, &check_length,
			      err) < 0 ||
	    feature_list_init(&facts->n_list, view, &check_n, err) < 0 ||
	    feature_list_init(&facts->case_list, view, &check_case, err) < 0)
		return -1;
	facts->gc = feature_list_find(&facts->gc_list, ".");
	facts->length = feature_list_find(&facts->length_list, ".");
	facts->n = feature_list_find(&facts->n_list, "share");
	facts->lower = feature_list_find(&facts->case_list, ".");
	if (facts->gc) {
		count = add_up(facts, facts->gc, NULL, &sum);
		facts->spark_from = quantile(facts->gc, count, sum, .005);
		facts->spark_to = quantile(facts->gc, count, sum, .995);
		free(count);
	}
	return 0;
}

static void
facts_release(struct facts *facts)
{
	feature_list_release(&facts->gc_list);
	feature_list_release(&facts->length_list);
	feature_list_release(&facts->n_list);
	feature_list_release(&facts->case_list);
}

static void
add_dash_cell(struct text *to)
{
	text_adds(to, "<td class=\"number\">\xe2\x80\x93</td>");
}

/* "251" or "50 to 2,000 (median 300)". */
static void
add_length_cell(const struct facts *facts, const char *label,
		struct text *to)
{
	const struct feature *f = facts->length;
	uint64_t sum, *count;
	double least, most;

	if (!f) {
		add_dash_cell(to);
		return;
	}
	count = add_up(facts, f, label, &sum);
	least = quantile(f, count, sum, 0);
	most = quantile(f, count, sum, 1);
	text_adds(to, "<td class=\"number\">");
	if (sum) {
		text_add_grouped(to, (uint64_t)least);
		if (most > least) {
			text_adds(to, "\xe2\x80\x93");
			text_add_grouped(to, (uint64_t)most);
			text_adds(to, " (median ");
			text_add_grouped(to, (uint64_t)quantile(f, count, sum,
								.5));
			text_addc(to, ')');
		}
	}
	text_adds(to, "</td>");
	free(count);
}

/* Sums of three bins: values and bins are not of one width. */
static void
smooth(uint64_t bins[SPARK_BINS])
{
	uint64_t before = 0;

	for (size_t i = 0; i < SPARK_BINS; i++) {
		uint64_t here = bins[i];

		bins[i] += before + (i + 1 < SPARK_BINS ? bins[i + 1] : 0);
		before = here;
	}
}

/* How GC content is spread, as an area in the colour of the class. */
static void
add_spark(const struct facts *facts, const uint64_t *count, size_t number,
	  struct text *to)
{
	uint64_t bins[SPARK_BINS] = { 0 }, most = 1;
	double width = facts->spark_to - facts->spark_from;
	struct class_look look = class_look(number);

	if (!(width > 0))
		return;
	for (size_t i = 0; i < facts->gc->n; i++) {
		double part = (facts->gc->value[i] - facts->spark_from) /
			      width;
		size_t bin = part <= 0 ? 0 : (size_t)(part * SPARK_BINS);

		bin = bin < SPARK_BINS ? bin : SPARK_BINS - 1;
		bins[bin] += count[i];
	}
	smooth(bins);
	for (size_t i = 0; i < SPARK_BINS; i++)
		most = bins[i] > most ? bins[i] : most;
	svg_open(to, SPARK_WIDTH, SPARK_HEIGHT, "how GC content is spread");
	svg_path_open(to, &(struct svg_look){ .fill = look.area,
					      .stroke = look.line,
					      .dash = look.dash,
					      .opacity = 30 });
	svg_move(to, 0, SPARK_HEIGHT);
	for (int32_t i = 0; i < SPARK_BINS; i++)
		svg_to(to, (2 * i + 1) * SPARK_WIDTH / (2 * SPARK_BINS),
		       SPARK_HEIGHT - 10 -
			       (int32_t)lround((double)bins[i] *
					       (SPARK_HEIGHT - 20) /
					       (double)most));
	svg_to(to, SPARK_WIDTH, SPARK_HEIGHT);
	svg_path_close(to, NULL);
	svg_close(to);
}

static void
add_gc_cells(const struct facts *facts, const char *label, size_t number,
	     struct text *to)
{
	const struct feature *f = facts->gc;
	uint64_t sum, *count;
	double total = 0;

	if (!f) {
		add_dash_cell(to);
		text_adds(to, "<td></td>");
		return;
	}
	count = add_up(facts, f, label, &sum);
	for (size_t i = 0; i < f->n; i++)
		total += (double)count[i] * f->value[i];
	text_adds(to, "<td class=\"number\">");
	if (sum)
		text_addf(to, "%.1f\xc2\xa0%% (%.0f\xe2\x80\x93%.0f)",
			  100 * total / (double)sum,
			  100 * quantile(f, count, sum, .25),
			  100 * quantile(f, count, sum, .75));
	text_adds(to, "</td><td class=\"spark\">");
	if (sum)
		add_spark(facts, count, number, to);
	text_adds(to, "</td>");
	free(count);
}

/* Records of a label whose value is not 0. */
static void
add_some_cell(const struct facts *facts, const struct feature *f,
	      const char *label, struct text *to)
{
	uint64_t sum, *count;

	if (!f) {
		add_dash_cell(to);
		return;
	}
	count = add_up(facts, f, label, &sum);
	if (f->n && f->value[0] == 0)
		sum -= count[0];
	text_adds(to, "<td class=\"number\">");
	text_add_grouped(to, sum);
	text_adds(to, "</td>");
	free(count);
}

/* Of each split its own: a sequence of both is in each of them. */
static void
add_distinct_cells(const struct facts *facts, const char *label,
		   struct text *to)
{
	const struct column *column = facts->column->column;
	uint64_t distinct = 0, empty = 0;

	for (size_t i = 0; column->has_copies && i < column->copies.n; i++)
		if (has_name(facts, i, label)) {
			distinct += column->copies.groups[i].distinct;
			empty += column->copies.groups[i].empty;
		}
	if (!column->has_copies) {
		add_dash_cell(to);
		add_dash_cell(to);
		return;
	}
	text_adds(to, "<td class=\"number\">");
	text_add_grouped(to, distinct);
	text_adds(to, "</td><td class=\"number\">");
	text_add_grouped(to, empty);
	text_adds(to, "</td>");
}

/* Records of a label in a split; NULL: without a split, or all. */
static void
add_size_cell(const struct facts *facts, const char *label,
	      const char *split, struct text *to)
{
	const struct view *view = &facts->column->column->view;
	uint64_t sum = 0;

	for (size_t i = 0; i < view->n; i++)
		if (has_name(facts, i, label) &&
		    (!split ||
		     strcmp(view_group(view, i)->split, split) == 0))
			sum += view->records[i];
	text_adds(to, "<td class=\"number\">");
	text_add_grouped(to, sum);
	text_adds(to, "</td>");
}

/* Splits that have a column of their own; more are shown as their sum. */
enum { SPLITS_SHOWN = 4 };

static bool
shows_splits(const struct page_column *column)
{
	return column->n_splits > 0 && column->n_splits <= SPLITS_SHOWN;
}

static void
add_row(const struct facts *facts, const char *label, struct text *to)
{
	const struct page_column *column = facts->column;
	size_t number = page_class(column, label);

	text_adds(to, "<tr><th scope=\"row\">");
	if (strcmp(label, ".") == 0)
		text_adds(to, "<i>no label</i>");
	else
		words_add_whole_class(to, column, label);
	text_adds(to, "</th>");
	for (size_t i = 0; shows_splits(column) && i < column->n_splits; i++)
		add_size_cell(facts, label, column->splits[i], to);
	if (!shows_splits(column))
		add_size_cell(facts, label, NULL, to);
	add_length_cell(facts, label, to);
	add_gc_cells(facts, label, number, to);
	add_distinct_cells(facts, label, to);
	add_some_cell(facts, facts->n, label, to);
	add_some_cell(facts, facts->lower, label, to);
	text_adds(to, "</tr>\n");
}

static void
add_table_head(const struct page_column *column, struct text *to)
{
	static const char *const titles[] = { "distinct", "empty", "with N",
					      "with lower case" };

	text_adds(to, "<thead><tr><th scope=\"col\">Class</th>");
	for (size_t i = 0; shows_splits(column) && i < column->n_splits;
	     i++) {
		text_adds(to, "<th scope=\"col\" class=\"number\">");
		html_add_name(to, column->splits[i]);
		text_adds(to, "</th>");
	}
	if (!shows_splits(column))
		text_adds(to, "<th scope=\"col\" class=\"number\">n</th>");
	text_adds(to, "<th scope=\"col\" class=\"number\">length, nt</th>"
		  "<th scope=\"col\" class=\"number\">GC, mean (middle half)"
		  "</th><th scope=\"col\"><span class=\"skip\">GC, spread"
		  "</span></th>");
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
		text_addf(to, "<th scope=\"col\" class=\"number\">%s</th>",
			  titles[i]);
	text_adds(to, "</tr></thead>\n<tbody>\n");
}

static bool
any_unlabelled(const struct page_column *column)
{
	for (size_t i = 0; i < column->column->view.n; i++)
		if (!view_has_label(&column->column->view, i))
			return true;
	return false;
}

static int
add_column(const struct page *page, const struct page_column *column,
	   struct text *to, struct error *err)
{
	bool folds = column->n_labels > ROWS_MOST;
	struct facts facts;
	int status = facts_init(&facts, page, column, err);

	if (status == 0) {
		if (page->judged->n > 1) {
			text_adds(to, "<h3>Column ");
			html_add_whole_name(to, column->column->view.column);
			text_adds(to, "</h3>\n");
		}
		if (folds)
			text_addf(to, "<details><summary>%zu classes"
				  "</summary>\n", column->n_labels);
		text_adds(to, "<div class=\"scroll\" tabindex=\"0\" "
			  "role=\"region\" aria-label=\"the data\">"
			  "<table>\n");
		add_table_head(column, to);
		for (size_t i = 0; i < column->n_labels; i++)
			add_row(&facts, column->labels[i], to);
		if (any_unlabelled(column))
			add_row(&facts, ".", to);
		text_adds(to, "</tbody></table></div>\n");
		if (folds)
			text_adds(to, "</details>\n");
	}
	facts_release(&facts);
	return status;
}

int
page_add_data(const struct page *page, struct text *to, struct error *err)
{
	text_adds(to, "<section id=\"data\">\n<h2>The data</h2>\n");
	for (size_t i = 0; i < page->judged->n; i++)
		if (add_column(page, &page->columns[i], to, err) < 0)
			return -1;
	text_adds(to, "</section>\n");
	return 0;
}
