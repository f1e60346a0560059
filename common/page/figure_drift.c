/*
 * figure_drift.c - what differs between the splits of a class: every check as
 * a mark on one scale.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/figure.h"
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

static void
draw_bands(const struct section *section, int32_t bottom, struct text *out)
{
	const struct rule *rule = &section->page->judged->options.rule;
	const struct scale scores = scale_of(section);
	int32_t warn = scale_place(&scores, rule->warn);
	int32_t fail = scale_place(&scores, rule->fail);

	svg_rectangle(out, warn, TOP, fail - warn, bottom - TOP,
		      &(struct svg_look){ .fill = INK_WARN_BAND }, NULL);
	svg_rectangle(out, fail, TOP, scores.high - fail, bottom - TOP,
		      &(struct svg_look){ .fill = INK_FAIL_BAND }, NULL);
	svg_line(out, warn, TOP, warn, bottom,
		 &(struct svg_look){ .stroke = INK_WARN_EDGE });
	svg_line(out, fail, TOP, fail, bottom,
		 &(struct svg_look){ .stroke = INK_FAIL_EDGE });
}

/* What a row is of: flag, check, class, splits. */
static void
draw_words(const struct section *section, const struct verdict *v, int32_t y,
	   struct text *out)
{
	struct text splits = { 0 };

	svg_flag_shape(out, 0, y - 60, v->flag);
	svg_text(out, &(struct svg_words){ .x = CHECK, .y = y + 40,
					   .ink = INK_TEXT },
		 words_check(v->check));
	if (strcmp(v->scope, ".") != 0)
		figure_draw_name(out, &(struct svg_words){
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
		figure_draw_name(out, &(struct svg_words){ .x = SPLITS,
							   .y = y + 40,
							   .ink = INK_FAINT },
				 splits.bytes, 22);
	}
	text_release(&splits);
}

static void
draw_row(const struct section *section, const struct verdict *v, int32_t y,
	 struct text *out)
{
	const struct scale scores = scale_of(section);
	struct text words = { 0 };

	draw_words(section, v, y, out);
	svg_line(out, scale_place(&scores, v->low), y,
		 scale_place(&scores, v->high), y,
		 &(struct svg_look){ .stroke = INK_MARK, .width = 14 });
	svg_circle(out, scale_place(&scores, v->score), y, 42,
		   &(struct svg_look){ .fill = INK_MARK }, NULL);
	figure_add_auroc(&words, v->score, section);
	svg_text(out, &(struct svg_words){ .x = NUMBER, .y = y + 40,
					   .ink = INK_TEXT, .bold = true },
		 words.bytes);
	text_clear(&words);
	text_addc(&words, '[');
	figure_add_auroc(&words, v->low, section);
	text_adds(&words, ", ");
	figure_add_auroc(&words, v->high, section);
	text_addc(&words, ']');
	svg_text(out, &(struct svg_words){ .x = NUMBER + 480, .y = y + 40,
					   .ink = INK_FAINT },
		 words.bytes);
	text_release(&words);
}

static void
draw_rows(const struct section *section, const struct verdict **rows,
	  size_t n, struct text *out)
{
	int32_t bottom = TOP + (int32_t)n * ROW;

	svg_open(out, WIDTH, bottom + 330,
		 "How well each feature tells the splits of a class apart");
	draw_bands(section, bottom, out);
	axis_draw_x(out, &(struct axis){ .scale = scale_of(section), .at = bottom,
					 .unit = 1, .ticks = 5,
					 .what = "AUROC, 95 % interval" });
	for (size_t i = 0; i < n; i++)
		draw_row(section, rows[i],
			 TOP + (int32_t)i * ROW + ROW / 2, out);
	svg_close(out);
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
