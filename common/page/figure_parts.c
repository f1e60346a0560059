/*
 * figure_parts.c - a row a part (a base, a pair, a word), the worst first:
 * what the classes have of it as joined dots, and how well it tells them
 * apart.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "checks/check.h"
#include "page/figure_parts.h"
#include "page/figure_scores.h"
#include "page/sample.h"

/* Tenths of a pixel. */
enum {
	WIDTH = 4700, ROW = 200, TOP = 300, LABEL = 520,
	DOTS_RIGHT = 4560, FOREST_RIGHT = 3160, FLAG = 120,
	NAME_LETTERS = 20
};

static int32_t
row_y(size_t i)
{
	return TOP + (int32_t)i * ROW + ROW / 2;
}

static int32_t
bottom_of(size_t n)
{
	return TOP + (int32_t)n * ROW + 60;
}

/* The names of parts at the left, each by its flag where it has one. */
static void
draw_labels(const struct figure_pair *pair, const struct part_rows *rows,
	    size_t n, struct text *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct verdict *v = figure_part_row(pair,
							  rows->all[i].at);

		if (v && v->flag >= FLAG_WARNING)
			svg_use_flag(out, 0, row_y(i) - FLAG / 2, v->flag);
	}
	svg_words_open(out, &(struct svg_words){ .anchor = SVG_END,
						 .ink = INK_TEXT,
						 .fixed = true });
	for (size_t i = 0; i < n; i++)
		svg_text(out, &(struct svg_words){ .x = LABEL - 100,
						   .y = row_y(i) + 40 },
			 rows->all[i].at);
	svg_group_close(out);
}

/* The own scale of the dots, with room at both ends. */
static struct scale
dots_scale(const struct part_rows *rows, size_t n)
{
	struct scale s = { INFINITY, 0, LABEL, DOTS_RIGHT };
	double step;

	for (size_t i = 0; i < n; i++) {
		const struct part_row *row = &rows->all[i];

		s.from = fmin(s.from, fmin(row->mean_a, row->mean_b));
		s.to = fmax(s.to, fmax(row->mean_a, row->mean_b));
	}
	if (s.from < .4 * s.to || s.to <= s.from)
		s.from = 0;
	if (s.to <= s.from)
		s.to = s.from + .01;
	step = scale_step(&s, 6);
	s.from = floor(s.from / step + 1e-9) * step;
	s.to = ceil(s.to / step - 1e-9) * step;
	return s;
}

static int32_t
name_width(const char *name)
{
	size_t letters = strlen(name);

	/* Bold letters are wider. */
	return svg_text_width(letters < NAME_LETTERS ? letters + 1 :
						       NAME_LETTERS,
			      0) * 7 / 6;
}

/* Names of the sides above the dots of the first row. */
static void
name_dots(const struct figure_pair *pair, const struct part_row *row,
	  const struct scale *s, struct text *out)
{
	bool a_left = row->mean_a <= row->mean_b;
	int32_t a = scale_place(s, row->mean_a);
	int32_t b = scale_place(s, row->mean_b);

	int32_t *left = a_left ? &a : &b, *right = a_left ? &b : &a;
	int32_t left_width = name_width(figure_side(a_left ? &pair->c->a :
							     &pair->c->b));
	int32_t right_width = name_width(figure_side(a_left ? &pair->c->b :
							      &pair->c->a));

	/* Names that would not fit above their dots go inwards. */
	if (*left < left_width)
		*left = left_width;
	if (*right + right_width > WIDTH)
		*right = WIDTH - right_width;
	svg_name(out, &(struct svg_words){
			      .x = a + (a_left ? 60 : -60), .y = TOP - 60,
			      .anchor = a_left ? SVG_END : SVG_START,
			      .ink = pair->a.name, .bold = true },
		 figure_side(&pair->c->a), NAME_LETTERS);
	svg_name(out, &(struct svg_words){
			      .x = b + (a_left ? -60 : 60), .y = TOP - 60,
			      .anchor = a_left ? SVG_START : SVG_END,
			      .ink = pair->b.name, .bold = true },
		 figure_side(&pair->c->b), NAME_LETTERS);
}

/* One side of all rows. */
static void
draw_side(const struct part_rows *rows, size_t n, bool b,
	  const struct scale *s, const struct svg_look *look, int32_t radius,
	  struct text *out)
{
	svg_group_open(out, look);
	for (size_t i = 0; i < n; i++)
		svg_circle(out,
			   scale_place(s, b ? rows->all[i].mean_b :
					      rows->all[i].mean_a),
			   row_y(i), radius, NULL, NULL);
	svg_group_close(out);
}

/* Lines that join dots, then b, hollow, then a above it. */
static void
draw_dots(const struct figure_pair *pair, const struct part_rows *rows,
	  size_t n, const struct scale *s, struct text *out)
{
	svg_path_open(out, &(struct svg_look){ .stroke = INK_FAINT });
	for (size_t i = 0; i < n; i++) {
		svg_move(out, scale_place(s, rows->all[i].mean_a), row_y(i));
		svg_across(out, scale_place(s, rows->all[i].mean_b));
	}
	svg_path_close(out, NULL);
	draw_side(rows, n, true, s,
		  &(struct svg_look){ .fill = INK_PAPER,
				      .stroke = pair->b.line, .width = 18 },
		  FIGURE_DOT - 6, out);
	draw_side(rows, n, false, s,
		  &(struct svg_look){ .fill = pair->a.line }, FIGURE_DOT, out);
}

void
parts_draw_dots(const struct figure_pair *pair, const struct part_rows *rows,
		size_t n, const char *what, struct text *out)
{
	struct scale s = dots_scale(rows, n);
	struct text title = { 0 };

	text_addf(&title, "Means: %s, of ", what);
	figure_say_side(&title, pair, false);
	text_adds(&title, " (filled) and ");
	figure_say_side(&title, pair, true);
	text_adds(&title, " (hollow)");
	svg_open(out, WIDTH, bottom_of(n) + 330, title.bytes);
	text_release(&title);
	axis_draw_x(out, &(struct axis){ .scale = s, .at = bottom_of(n),
					 .unit = .01, .ticks = 7,
					 .what = what });
	name_dots(pair, &rows->all[0], &s, out);
	draw_labels(pair, rows, n, out);
	draw_dots(pair, rows, n, &s, out);
	svg_close(out);
}

static void
draw_forest(const struct figure_pair *pair, const struct part_rows *rows,
	    size_t n, struct text *out)
{
	struct score_mark marks[PARTS_MOST];
	const struct scores scores = {
		.section = pair->section, .marks = marks, .n = n,
		.scale = { .5, 1, LABEL, FOREST_RIGHT },
		.top = TOP, .bottom = bottom_of(n),
		.number = FOREST_RIGHT + 120, .interval = FOREST_RIGHT + 540
	};

	for (size_t i = 0; i < n; i++)
		marks[i] = (struct score_mark){ rows->all[i].score,
						rows->all[i].low,
						rows->all[i].high, row_y(i) };
	svg_open(out, WIDTH, scores.bottom + 330,
		 "AUROC of each part alone, with its interval");
	scores_draw(&scores, out);
	draw_labels(pair, rows, n, out);
	svg_close(out);
}

static void
add_numbers(const struct figure_pair *pair, const struct part_rows *rows,
	    size_t n, const char *what, struct text *out)
{
	const struct figure_column columns[] = {
		{ what, false, NULL },
		{ ", mean", true, figure_side(&pair->c->a) },
		{ ", mean", true, figure_side(&pair->c->b) },
		{ "AUROC", true, NULL }, { "interval", true, NULL }
	};

	figure_numbers_open(out, "Numbers of these figures", columns, 5);
	for (size_t i = 0; i < n; i++) {
		const struct part_row *row = &rows->all[i];

		text_adds(out, "<tr><th scope=\"row\" class=\"code\">");
		html_add_text(out, row->at);
		text_adds(out, "</th>");
		figure_cell_share(out, row->mean_a);
		figure_cell_share(out, row->mean_b);
		figure_cell_open(out);
		figure_add_auroc(out, row->score, pair->section);
		figure_cell_close(out);
		figure_cell_open(out);
		text_addc(out, '[');
		figure_add_auroc(out, row->low, pair->section);
		text_adds(out, ", ");
		figure_add_auroc(out, row->high, pair->section);
		text_addc(out, ']');
		figure_cell_close(out);
		text_adds(out, "</tr>");
	}
	figure_numbers_close(out);
}

static void
write_pair(const struct figure_task *task, const struct figure_pair *pair,
	   const struct feature_list *features, const char *what,
	   struct text *out)
{
	struct part_rows rows;
	struct text caption = { 0 };
	size_t n;

	part_rows_init(&rows, features, pair->c,
		       &pair->section->page->judged->options.rule);
	n = rows.n < PARTS_MOST ? rows.n : PARTS_MOST;
	if (n) {
		if (n < rows.n)
			text_addf(&caption, "The worst %zu of %zu.", n,
				  rows.n);
		figure_add_heading(out, task, pair);
		figure_row_open(out);
		figure_open(out, false);
		parts_draw_dots(pair, &rows, n, what, out);
		figure_close(out, caption.bytes);
		figure_open(out, false);
		draw_forest(pair, &rows, n, out);
		figure_close(out, NULL);
		figure_row_close(out);
		add_numbers(pair, &rows, n, what, out);
	}
	text_release(&caption);
	part_rows_release(&rows);
}

/* What the means are shares of. */
static const char *
what_of(const char *check)
{
	static const char *const words[][2] = {
		{ "base", "% of letters" }, { "dinuc", "% of pairs" },
		{ "kmer", "% of words" },
		{ "alphabet", "% of records that hold the letter" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i][0], check) == 0)
			return words[i][1];
	return "%";
}

int
figure_parts(const struct figure_task *task, struct text *out,
	     struct error *err)
{
	const struct view *view = &task->section->column->column->view;
	struct feature_list features;

	if (feature_list_init(&features, view, task->check, err) < 0)
		return -1;
	for (size_t i = 0; i < task->n; i++)
		write_pair(task, &task->pairs[i], &features,
			   what_of(task->check->name), out);
	feature_list_release(&features);
	return 0;
}

int
figure_alphabet(const struct figure_task *task, struct text *out,
		struct error *err)
{
	const struct view *view = &task->section->column->column->view;
	struct feature_list bases, alphabet = { 0 };

	if (feature_list_init(&bases, view, &check_base, err) < 0)
		return -1;
	feature_list_alphabet(&alphabet, view, &bases);
	for (size_t i = 0; i < task->n; i++)
		write_pair(task, &task->pairs[i], &alphabet,
			   what_of("alphabet"), out);
	feature_list_release(&alphabet);
	feature_list_release(&bases);
	return 0;
}
