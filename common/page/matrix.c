/*
 * matrix.c - many classes: a triangle of pairs for each check.
 *
 * A cell is a pair of classes in its worst split. Up to NUMBERS_MOST classes
 * it has the score in it; with more, one path draws all cells of a flag, and
 * flags differ in height: Fail fills the cell, Warning its lower half,
 * Inconclusive is a line in its middle.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/html.h"
#include "page/model.h"
#include "page/parts.h"
#include "page/svg.h"
#include "page/words.h"

enum {
	CLASSES_MOST = 3,	/* more have matrices */
	NUMBERS_MOST = 12,
	CELL_WIDTH = 320, CELL_HEIGHT = 220,
	NAMES = 1250,		/* room for "12 promoter" */
	NAME_LETTERS = 15,
	SMALL_LEAST = 30, SMALL_SIDE = 3000, SMALL_EDGE = 300,
	NUMBER_EVERY = 10
};

/* The worst verdict of each pair: [i * n + j], j < i. */
struct matrix {
	const struct section *section;
	size_t n;
	const struct verdict **cells;
	size_t flagged, pairs;
};

static void
matrix_init(struct matrix *m, const struct section *s)
{
	*m = (struct matrix){ .section = s, .n = s->column->n_labels };
	m->cells = mem_zeroed(m->n * m->n, sizeof(*m->cells));
	for (size_t i = 0; i < s->n; i++) {
		const struct verdict *v = s->rows[i];
		size_t a = page_class(s->column, v->a);
		size_t b = page_class(s->column, v->b);
		const struct verdict **cell;

		if (a >= m->n || b >= m->n || a == b)
			continue;
		cell = &m->cells[a > b ? a * m->n + b : b * m->n + a];
		if (!*cell || verdict_is_worse(v, *cell))
			*cell = v;
	}
	for (size_t i = 0; i < m->n * m->n; i++) {
		m->pairs += m->cells[i] != NULL;
		m->flagged += m->cells[i] &&
			      m->cells[i]->flag >= FLAG_WARNING;
	}
}

static enum ink
cell_ink(const struct verdict *v)
{
	switch (v->flag) {
	case FLAG_FAIL:
		return INK_FAIL_CELL;
	case FLAG_WARNING:
		return INK_WARN_CELL;
	case FLAG_INCONCLUSIVE:
		return INK_UNSURE_CELL;
	case FLAG_PASS:
		return INK_PAPER;
	case FLAG_NONE:
		break;
	}
	return INK_VOID;
}

static const struct verdict *
worst_cell(const struct matrix *m)
{
	const struct verdict *worst = NULL;

	for (size_t i = 0; i < m->n * m->n; i++)
		if (m->cells[i] &&
		    (!worst || verdict_is_worse(m->cells[i], worst)))
			worst = m->cells[i];
	return worst;
}

/* What the picture says, for those who do not see it. */
static void
add_title(struct text *title, const struct matrix *m)
{
	const struct verdict *worst = worst_cell(m);

	text_addf(title, "%s: %zu of %zu pairs flagged",
		  words_section(m->section), m->flagged, m->pairs);
	if (worst && strlen(worst->a) + strlen(worst->b) < 2 * HTML_NAME)
		text_addf(title, ", worst %s against %s", worst->a,
			  worst->b);
}

/* All cells of one ink as one path. */
static void
add_cells(struct text *to, const struct matrix *m, enum ink ink)
{
	bool any = false;

	for (size_t i = 0; i < m->n; i++)
		for (size_t j = 0; j < i; j++) {
			const struct verdict *v = m->cells[i * m->n + j];

			if (!v || cell_ink(v) != ink)
				continue;
			if (!any)
				svg_path_open(to, &(struct svg_look){
							  .fill = ink,
							  .stroke = INK_GRID });
			any = true;
			svg_box(to, NAMES + (int32_t)j * CELL_WIDTH,
				(int32_t)i * CELL_HEIGHT + 10, CELL_WIDTH,
				CELL_HEIGHT);
		}
	if (any)
		svg_path_close(to, NULL);
}

static void
add_row_words(struct text *to, const struct matrix *m, size_t i)
{
	const struct rule *rule = &m->section->page->judged->options.rule;
	int32_t y = (int32_t)i * CELL_HEIGHT + 160;
	struct text number = { 0 };

	text_add_u64(&number, i + 1);
	svg_text(to, &(struct svg_words){ .x = 160, .y = y,
					  .anchor = SVG_END,
					  .ink = INK_FAINT },
		 number.bytes);
	svg_name(to, &(struct svg_words){ .x = 230, .y = y,
					  .ink = INK_TEXT },
		 m->section->column->labels[i], NAME_LETTERS);
	if (i + 1 < m->n)
		svg_text(to,
			 &(struct svg_words){
				 .x = NAMES + (int32_t)i * CELL_WIDTH +
				      CELL_WIDTH / 2,
				 .y = y, .anchor = SVG_MIDDLE,
				 .ink = INK_FAINT },
			 number.bytes);
	for (size_t j = 0; j < i; j++) {
		const struct verdict *v = m->cells[i * m->n + j];

		if (!v)
			continue;
		text_clear(&number);
		html_add_auroc(&number, v->score, rule);
		svg_text(to,
			 &(struct svg_words){
				 .x = NAMES + (int32_t)j * CELL_WIDTH +
				      CELL_WIDTH / 2,
				 .y = y, .anchor = SVG_MIDDLE,
				 .ink = INK_TEXT,
				 .size = number.n > 5 ? 80 : 0,
				 .bold = v->flag >= FLAG_WARNING },
			 number.bytes);
	}
	text_release(&number);
}

static void
add_numbers(struct text *to, const struct matrix *m, const char *title)
{
	static const enum ink inks[] = { INK_PAPER, INK_VOID, INK_UNSURE_CELL,
					 INK_WARN_CELL, INK_FAIL_CELL };

	svg_open(to, NAMES + (int32_t)(m->n - 1) * CELL_WIDTH + 20,
		 (int32_t)m->n * CELL_HEIGHT + 30, title);
	for (size_t i = 0; i < sizeof(inks) / sizeof(*inks); i++)
		add_cells(to, m, inks[i]);
	for (size_t i = 0; i < m->n; i++)
		add_row_words(to, m, i);
	svg_close(to);
}

/* Cells of a flag side by side, as high as the flag makes them. */
static void
add_run(struct text *to, enum flag flag, int32_t x, int32_t y, int32_t width,
	int32_t side)
{
	switch (flag) {
	case FLAG_FAIL:
		svg_box(to, x, y, width, side);
		break;
	case FLAG_WARNING:
		svg_box(to, x, y + side / 2, width, side - side / 2);
		break;
	case FLAG_INCONCLUSIVE:
		svg_box(to, x, y + side / 3, width, side / 3);
		break;
	case FLAG_PASS:
	case FLAG_NONE:
		break;
	}
}

static bool
has_flag(const struct matrix *m, size_t i, size_t j, enum flag flag)
{
	const struct verdict *v = j < i ? m->cells[i * m->n + j] : NULL;

	return v && v->flag == flag;
}

static void
add_small_path(struct text *to, const struct matrix *m, enum flag flag,
	       int32_t side)
{
	enum ink ink = flag == FLAG_FAIL    ? INK_FAIL_EDGE :
		       flag == FLAG_WARNING ? INK_WARN_EDGE :
					      INK_INCONCLUSIVE;
	bool any = false;

	for (size_t i = 0; i < m->n; i++)
		for (size_t j = 0, end; j < i; j = end + 1) {
			for (end = j; has_flag(m, i, end, flag); end++)
				;
			if (end == j)
				continue;
			if (!any)
				svg_path_open(to, &(struct svg_look){
							  .fill = ink });
			any = true;
			add_run(to, flag, SMALL_EDGE + (int32_t)j * side,
				(int32_t)i * side,
				(int32_t)(end - j) * side, side);
		}
	if (any)
		svg_path_close(to, NULL);
}

/* The staircase around all cells, and numbers along it. */
static void
add_frame(struct text *to, const struct matrix *m, int32_t side)
{
	int32_t n = (int32_t)m->n;
	struct text number = { 0 };

	svg_path_open(to, &(struct svg_look){ .stroke = INK_GRID });
	svg_move(to, SMALL_EDGE, side);
	for (int32_t i = 1; i < n; i++) {
		svg_across(to, SMALL_EDGE + i * side);
		svg_down(to, (i + 1) * side);
	}
	svg_across(to, SMALL_EDGE);
	svg_shut(to);
	svg_path_close(to, NULL);
	for (int32_t i = 0; i < n; i++) {
		if (i != 0 && (i + 1) % NUMBER_EVERY != 0)
			continue;
		text_clear(&number);
		text_add_u64(&number, (uint64_t)i + 1);
		svg_text(to,
			 &(struct svg_words){ .x = SMALL_EDGE - 40,
					      .y = i * side + side / 2 + 40,
					      .anchor = SVG_END,
					      .ink = INK_FAINT },
			 number.bytes);
	}
	text_release(&number);
}

static void
add_small(struct text *to, const struct matrix *m, const char *title)
{
	static const enum flag flags[] = { FLAG_INCONCLUSIVE, FLAG_WARNING,
					   FLAG_FAIL };
	int32_t side = SMALL_SIDE / (int32_t)m->n;

	side = side < SMALL_LEAST ? SMALL_LEAST : side;
	svg_open(to, SMALL_EDGE + (int32_t)m->n * side + 20,
		 (int32_t)m->n * side + 60, title);
	add_frame(to, m, side);
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		add_small_path(to, m, flags[i], side);
	svg_close(to);
}

static void
add_figure(struct text *to, const struct section *s)
{
	struct matrix m;
	struct text title = { 0 };

	matrix_init(&m, s);
	add_title(&title, &m);
	text_adds(to, "<figure tabindex=\"0\"><figcaption>");
	words_add_flag(to, s->worst->flag);
	text_addf(to, " <a href=\"#s%zu\">%s</a>, %zu of %zu pairs"
		  "</figcaption>", s->number, words_section(s), m.flagged,
		  m.pairs);
	if (m.n <= NUMBERS_MOST)
		add_numbers(to, &m, title.bytes);
	else
		add_small(to, &m, title.bytes);
	text_adds(to, "</figure>\n");
	text_release(&title);
	free(m.cells);
}

/* Which number is which class, where the matrices do not say. */
static void
add_key(struct text *to, const struct page_column *column)
{
	text_adds(to, "<details><summary>Classes by number</summary>"
		      "<ol class=\"key\">");
	for (size_t i = 0; i < column->n_labels; i++) {
		text_adds(to, "<li>");
		html_add_name(to, column->labels[i]);
		text_adds(to, "</li>");
	}
	text_adds(to, "</ol></details>\n");
}

void
page_add_matrices(const struct page *page, const struct page_column *column,
		  struct text *to)
{
	bool numbers = column->n_labels <= NUMBERS_MOST;
	size_t shown = 0, passed = 0;
	struct text names = { 0 };

	if (column->n_labels <= CLASSES_MOST ||
	    column->column->comparisons.rest)
		return;
	for (size_t i = 0; i < page->n_sections; i++) {
		const struct section *s = &page->sections[i];

		if (s->column != column || s->kind != SECTION_CHECK ||
		    s->worst->measure != MEASURE_AUROC)
			continue;
		if (words_calm(s->worst->flag)) {
			text_addf(&names, "%s<a href=\"#s%zu\">%s</a>",
				  passed++ ? ", " : "", s->number,
				  words_section(s));
			continue;
		}
		if (!shown++)
			text_addf(to, "<h3>Pairs of classes</h3>\n"
				  "<p class=\"faint\">A cell is a pair of "
				  "classes in its worst split%s.</p>\n"
				  "<div class=\"matrices\">\n",
				  numbers ? "" : ": a full cell is a Fail, "
						 "half a cell a Warning, a "
						 "line Inconclusive");
		add_figure(to, s);
	}
	if (shown)
		text_adds(to, "</div>\n");
	if (shown && passed)
		text_addf(to, "<p class=\"passed\">All pairs pass: %s.</p>\n",
			  names.bytes);
	if (shown && !numbers)
		add_key(to, column);
	text_release(&names);
}
