/*
 * rows.c - all numbers of a section, folded.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/html.h"
#include "page/model.h"
#include "page/parts.h"
#include "page/words.h"

/*
 * Rows of a section: all headlines up to so many (12 classes in 3 splits),
 * else the worst; and of their parts the worst.
 */
enum { HEADLINES_MOST = 200, HEADLINES_OF_MANY = 20, PARTS = 100 };

/* The rows that follow a headline in the list. */
static size_t
count_parts(const struct verdict_list *list, const struct verdict *headline)
{
	size_t n = 0;
	const struct verdict *end = list->all + list->n;

	for (const struct verdict *v = headline + 1;
	     v < end && !v->headline; v++)
		n++;
	return n;
}

static int
compare_worse(const void *left, const void *right)
{
	const struct verdict *x = *(const struct verdict *const *)left;
	const struct verdict *y = *(const struct verdict *const *)right;

	if (verdict_is_worse(x, y))
		return -1;
	if (verdict_is_worse(y, x))
		return 1;
	return (x > y) - (x < y);
}

static bool
shows_check(const struct section *s)
{
	return s->kind == SECTION_DRIFT || s->kind == SECTION_NOTE ||
	       s->kind == SECTION_LEAK;
}

static const char *
check_title(const struct section *s, const struct verdict *v)
{
	if (strcmp(v->check, ".") == 0)
		return "";
	if (s->kind == SECTION_LEAK && strcmp(v->check, "leak") == 0)
		return "Near copies";
	return words_check(v->check);
}

static const char *
scope_title(const struct section *s)
{
	return s->kind == SECTION_DRIFT || s->kind == SECTION_LEAK ?
		       "Class" : "Split";
}

static void
add_head(const struct section *s, struct text *to)
{
	bool share = s->worst->measure == MEASURE_SHARE;

	text_adds(to, "<thead><tr><th scope=\"col\">Verdict</th>");
	if (shows_check(s))
		text_adds(to, "<th scope=\"col\">Check</th>");
	text_addf(to, "<th scope=\"col\">%s</th>", scope_title(s));
	text_adds(to, "<th scope=\"col\">Of</th><th scope=\"col\">Part</th>"
		  "<th scope=\"col\">n</th>");
	if (share)
		text_adds(to, "<th scope=\"col\">Share</th>"
			  "<th scope=\"col\">95\xc2\xa0%</th>");
	else
		text_adds(to, "<th scope=\"col\">AUROC</th>"
			  "<th scope=\"col\">95\xc2\xa0%</th>"
			  "<th scope=\"col\">More in</th>"
			  "<th scope=\"col\">Average precision "
			  "(prevalence)</th>"
			  "<th scope=\"col\">Best accuracy (guessing)</th>"
			  "<th scope=\"col\">p</th>");
	text_adds(to, "<th scope=\"col\">What was found</th></tr></thead>\n");
}

static void
add_pair_of_shares(struct text *to, double x, double of)
{
	text_adds(to, "<td>");
	html_add_share(to, x);
	if (!isnan(of)) {
		text_adds(to, " (");
		html_add_share(to, of);
		text_addc(to, ')');
	}
	text_adds(to, "</td>");
}

static void
add_auroc_cells(const struct section *s, const struct verdict *v,
		struct text *to)
{
	const struct rule *rule = &s->page->judged->options.rule;

	text_adds(to, "<td>");
	if (v->higher)
		html_add_name(to, v->higher > 0 ? v->a : v->b);
	text_adds(to, "</td>");
	add_pair_of_shares(to, v->average_precision, v->prevalence);
	add_pair_of_shares(to, v->accuracy, v->majority);
	text_adds(to, "<td>");
	html_add_p(to, v->p, rule);
	text_adds(to, "</td>");
}

/* A question mark where no table tells it. */
static void
add_size(uint64_t n, struct text *to)
{
	if (n == RECORDS_UNKNOWN)
		text_addc(to, '?');
	else
		text_add_grouped(to, n);
}

static void
add_sizes(const struct verdict *v, struct text *to)
{
	text_adds(to, "<td>");
	add_size(v->n_a, to);
	if (strcmp(v->a, v->b) != 0 && strcmp(v->b, ".") != 0) {
		text_adds(to, ", ");
		add_size(v->n_b, to);
	}
	text_adds(to, "</td>");
}

static void
add_row(const struct section *s, const struct verdict *v, struct text *to)
{
	const struct rule *rule = &s->page->judged->options.rule;
	const char *part = v->headline ? v->part : v->at;

	text_adds(to, v->headline ? "<tr><td>" : "<tr class=\"part\"><td>");
	words_add_flag(to, v->flag);
	text_adds(to, "</td>");
	if (shows_check(s))
		text_addf(to, "<td>%s</td>",
			  check_title(s, v));
	text_adds(to, "<td>");
	if (strcmp(v->scope, ".") != 0)
		html_add_name(to, v->scope);
	else if (s->kind == SECTION_LEAK)
		text_adds(to, "all");
	text_adds(to, "</td><td>");
	html_add_sides(to, v->a, v->b);
	text_adds(to, "</td><td>");
	if (v->measure != MEASURE_NONE)
		words_add_part(to, v->check, part);
	text_adds(to, "</td>");
	add_sizes(v, to);
	text_adds(to, "<td>");
	html_add_score(to, v, rule);
	text_adds(to, "</td><td>");
	html_add_interval(to, v, rule);
	text_adds(to, "</td>");
	if (s->worst->measure != MEASURE_SHARE)
		add_auroc_cells(s, v, to);
	text_adds(to, "<td>");
	words_add_reason(to, v);
	text_adds(to, "</td></tr>\n");
}

/*
 * The rows to show: headlines in their order, each with its parts, if there
 * are few; else the worst of each, in that order. *n of them, from malloc().
 */
static const struct verdict **
choose_rows(const struct section *s, size_t *n, size_t *headlines)
{
	const struct verdict_list *list = &s->page->judged->list;
	const struct verdict **heads, **parts, **all;
	size_t n_parts = 0, kept = 0;

	for (size_t i = 0; i < s->n; i++)
		n_parts += count_parts(list, s->rows[i]);
	heads = mem_array(s->n + 1, sizeof(*heads));
	parts = mem_array(n_parts + 1, sizeof(*parts));
	n_parts = 0;
	for (size_t i = 0; i < s->n; i++) {
		size_t m = count_parts(list, s->rows[i]);

		heads[i] = s->rows[i];
		for (size_t j = 1; j <= m; j++)
			parts[n_parts++] = s->rows[i] + j;
	}
	*headlines = s->n > HEADLINES_MOST ? HEADLINES_OF_MANY : s->n;
	if (*headlines < s->n)
		qsort(heads, s->n, sizeof(*heads), compare_worse);
	if (n_parts > PARTS) {
		qsort(parts, n_parts, sizeof(*parts), compare_worse);
		n_parts = PARTS;
	}
	all = mem_array(*headlines + n_parts + 1, sizeof(*all));
	for (size_t i = 0; i < *headlines; i++)
		all[kept++] = heads[i];
	for (size_t i = 0; i < n_parts; i++)
		all[kept++] = parts[i];
	*n = kept;
	free(heads);
	free(parts);
	return all;
}

/* How many rows the verdict table has that are not here. */
static size_t
count_all(const struct section *s)
{
	size_t n = s->n;

	for (size_t i = 0; i < s->n; i++)
		n += count_parts(&s->page->judged->list, s->rows[i]);
	return n;
}

void
section_add_rows(const struct section *s, struct text *to)
{
	size_t n, headlines;
	const struct verdict **rows = choose_rows(s, &n, &headlines);
	size_t left = count_all(s) - n;

	text_addf(to, "<details%s><summary>All numbers: %zu row%s</summary>\n",
		  headlines < s->n ? " open=\"open\"" : "", n,
		  n == 1 ? "" : "s");
	text_adds(to, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		  "aria-label=\"numbers\"><table class=\"rows\">\n");
	add_head(s, to);
	text_adds(to, "<tbody>\n");
	for (size_t i = 0; i < n; i++)
		add_row(s, rows[i], to);
	text_adds(to, "</tbody></table></div>\n");
	if (left)
		text_addf(to, "<p class=\"faint\">The worst are here; the "
			  "verdict table of gbqc-report has %zu more.</p>\n",
			  left);
	text_adds(to, "</details>\n");
	free(rows);
}
