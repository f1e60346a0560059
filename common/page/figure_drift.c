/*
 * figure_drift.c - what differs between the splits of a class: every check as
 * a mark on one scale.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/figure_scores.h"
#include "page/words.h"

/* Tenths of a pixel: columns from left to right. */
enum {
	ROWS_MOST = 30, WIDTH = 9600, TOP = 20, ROW = 210, CHECK = 190,
	CLASS = 1900, SPLITS = 3100, PLOT_END = 8000, NUMBER = 8140
};

/* Scores, beside the names of splits where there are more than two. */
static struct scale
scale_of(const struct section *section)
{
	return (struct scale){ .5, 1,
			       section->column->n_splits > 2 ? 4700 : 3400,
			       PLOT_END };
}

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

/* What a row is of: flag, check, class, splits. */
static void
draw_words(const struct section *section, const struct verdict *v, int32_t y,
	   struct text *out)
{
	struct text splits = { 0 };

	svg_use_flag(out, 0, y - 60, v->flag);
	svg_text(out, &(struct svg_words){ .x = CHECK, .y = y + 40,
					   .ink = INK_TEXT },
		 words_check(v->check));
	if (strcmp(v->scope, ".") != 0)
		svg_name(out, &(struct svg_words){
					      .x = CLASS, .y = y + 40,
					      .ink = class_look(page_class(
						      section->column,
						      v->scope)).name,
					      .bold = true },
				 v->scope, 14);
	if (section->column->n_splits > 2) {
		figure_add_plain(&splits, v->a);
		text_adds(&splits, " against ");
		figure_add_plain(&splits, v->b);
		svg_name(out, &(struct svg_words){ .x = SPLITS,
							   .y = y + 40,
							   .ink = INK_FAINT },
				 splits.bytes, 22);
	}
	text_release(&splits);
}

static void
draw_rows(const struct section *section, const struct verdict **rows,
	  size_t n, struct text *out)
{
	struct score_mark *marks = mem_array(n + 1, sizeof(*marks));
	struct scores scores = { .section = section, .marks = marks, .n = n,
				 .scale = scale_of(section), .top = TOP,
				 .bottom = TOP + (int32_t)n * ROW,
				 .number = NUMBER, .interval = NUMBER + 480 };

	svg_open(out, WIDTH, scores.bottom + 330,
		 "How well each feature tells the splits of a class apart");
	for (size_t i = 0; i < n; i++) {
		marks[i] = (struct score_mark){
			rows[i]->score, rows[i]->low, rows[i]->high,
			TOP + (int32_t)i * ROW + ROW / 2 };
		draw_words(section, rows[i], marks[i].y, out);
	}
	scores_draw(&scores, out);
	svg_close(out);
	free(marks);
}

void
figure_drift_marks(const struct section *section, struct text *out)
{
	const struct verdict **rows = mem_array(section->n + 1, sizeof(*rows));
	size_t n = 0, most;
	struct text caption = { 0 };

	for (size_t i = 0; i < section->n; i++)
		if (section->rows[i]->measure == MEASURE_AUROC &&
		    !isnan(section->rows[i]->score))
			rows[n++] = section->rows[i];
	most = n < ROWS_MOST ? n : ROWS_MOST;
	if (n) {
		qsort(rows, n, sizeof(*rows), compare_rows);
		if (most < n)
			text_addf(&caption, "The worst %zu of %zu.", most, n);
		figure_row_open(out);
		figure_open(out, true);
		draw_rows(section, rows, most, out);
		figure_close(out, caption.bytes);
		figure_row_close(out);
	}
	text_release(&caption);
	free(rows);
}
