/*
 * figure_drift.c - what differs between the splits of a class: every check as
 * a mark on one scale.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/figure.h"
#include "page/forest.h"
#include "page/words.h"

enum { ROWS_MOST = 30 };

/* Worse flags first, then the higher score, then as they are listed. */
static int
compare_rows(const void *x, const void *y)
{
	const struct verdict *a = *(const struct verdict *const *)x;
	const struct verdict *b = *(const struct verdict *const *)y;

	if (a->flag != b->flag)
		return a->flag < b->flag ? 1 : -1;
	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	return (a > b) - (a < b);
}

static void
add_row(const struct section *section, const struct verdict *v, bool parts,
	struct text *out)
{
	const struct rule *rule = &section->page->judged->options.rule;
	struct forest_row row = { .n_lanes = 1, .marks = 1 };

	row.lanes[0].marks[0] = v;
	text_adds(out, "<tr><td>");
	words_add_flag(out, v->flag);
	text_addf(out, "</td><th scope=\"row\">%s</th><td>",
		  words_check(v->check));
	if (strcmp(v->scope, ".") != 0)
		words_add_class(out, section->column, v->scope);
	if (parts) {
		text_adds(out, "</td><td>");
		html_add_sides(out, v->a, v->b);
	}
	text_adds(out, "</td><td class=\"plot\">");
	forest_add_row(out, &row, rule);
	text_adds(out, "</td><td class=\"number\"><b>");
	html_add_score(out, v, rule);
	text_adds(out, "</b></td></tr>");
}

void
figure_drift_marks(const struct section *section, struct text *out)
{
	static const struct figure_column columns[] = {
		{ "Verdict", false, NULL }, { "Check", false, NULL },
		{ "Class", false, NULL }, { "AUROC, .5 to 1", false, NULL },
		{ "", true, NULL }
	};
	static const struct figure_column with_parts[] = {
		{ "Verdict", false, NULL }, { "Check", false, NULL },
		{ "Class", false, NULL }, { "Splits", false, NULL },
		{ "AUROC, .5 to 1", false, NULL }, { "", true, NULL }
	};
	bool parts = section->column->n_splits > 2;
	const struct verdict **rows = mem_array(section->n + 1, sizeof(*rows));
	size_t n = 0;

	for (size_t i = 0; i < section->n; i++)
		if (!isnan(section->rows[i]->score))
			rows[n++] = section->rows[i];
	if (n) {
		qsort(rows, n, sizeof(*rows), compare_rows);
		figure_table_open(out, parts ? with_parts : columns,
				  parts ? 6 : 5);
		for (size_t i = 0; i < n && i < ROWS_MOST; i++)
			add_row(section, rows[i], parts, out);
		figure_table_close(out);
	}
	if (n > ROWS_MOST)
		text_addf(out, "<p class=\"faint\">The worst %d of %zu.</p>",
			  (int)ROWS_MOST, n);
	free(rows);
}
