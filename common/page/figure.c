/*
 * figure.c - what figures have alike: sides, scales, axes, numbers.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "page/figure.h"
#include "page/histogram.h"
#include "page/words.h"
#include "report/said.h"

/* Looks of what is no class: splits, and all others together. */
enum { LOOK_SPLITS = 4, LOOK_OTHERS = 6 };

static size_t
find_name(const char *const *names, size_t n, const char *name)
{
	size_t i = 0;

	while (i < n && strcmp(names[i], name) != 0)
		i++;
	return i;
}

static size_t
look_number(const struct section *section, const struct verdict *v,
	    const char *name)
{
	const struct page_column *column = section->column;

	if (strcmp(name, "*") == 0)
		return LOOK_OTHERS;
	if (v->kind == VERDICT_DRIFT)
		return LOOK_SPLITS + find_name(column->splits,
					       column->n_splits, name);
	return page_class(column, name);
}

bool
figure_pair_init(struct figure_pair *pair, const struct section *section,
		 const struct verdict *v, size_t number)
{
	size_t a = look_number(section, v, v->a);
	size_t b = look_number(section, v, v->b);

	/* Of many classes two may look alike. */
	if (a % CLASS_COLOURS == b % CLASS_COLOURS)
		b++;
	*pair = (struct figure_pair){
		.section = section, .v = v,
		.c = section_comparison(section, v),
		.a = class_look(a), .b = class_look(b), .number = number,
	};
	if (pair->a.dash == pair->b.dash)
		pair->b.dash = (enum dash)((pair->b.dash + 1) % DASHES);
	return pair->c != NULL;
}

const char *
figure_side(const struct side *side)
{
	return strcmp(side->name, "*") == 0 ? "the others" : side->name;
}

void
figure_add_plain(struct text *to, const char *name)
{
	enum { MOST = 60 };
	size_t n = strlen(name);

	if (n <= MOST) {
		text_adds(to, name);
		return;
	}
	/* No letter is torn apart. */
	for (n = MOST; n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80;)
		n--;
	text_add(to, name, n);
	text_adds(to, "...");
}

void
figure_say_side(struct text *to, const struct figure_pair *pair, bool b)
{
	const char *name = figure_side(b ? &pair->c->b : &pair->c->a);

	if (said_is_number(name))
		text_addf(to, "%s ", said_side(pair->c->kind));
	figure_add_plain(to, name);
}

const struct verdict *
figure_part_row(const struct figure_pair *pair, const char *at)
{
	const struct verdict_list *list = &pair->section->page->judged->list;

	for (const struct verdict *v = pair->v + 1;
	     v < list->all + list->n && !v->headline; v++)
		if (strcmp(v->at, at) == 0)
			return v;
	return NULL;
}

void
figure_add_heading(struct text *out, const struct figure_task *task,
		   const struct figure_pair *pair)
{
	const struct verdict *v = pair->v;

	if (task->n < 2 && strcmp(v->scope, ".") == 0)
		return;
	text_adds(out, "<h3>");
	if (v->kind == VERDICT_DRIFT)
		text_addf(out, "%s: ", words_check(v->check));
	html_add_name(out, v->a);
	text_adds(out, " against ");
	html_add_name(out, figure_side(&pair->c->b));
	if (strcmp(v->scope, ".") != 0) {
		text_adds(out, v->kind == VERDICT_DRIFT ? ", class " :
							  ", split ");
		html_add_name(out, v->scope);
	}
	text_adds(out, "</h3>");
}

void
figure_row_open(struct text *out)
{
	text_adds(out, "<div class=\"figures\">");
}

void
figure_row_close(struct text *out)
{
	text_adds(out, "</div>\n");
}

void
figure_open(struct text *out, bool wide)
{
	text_adds(out, wide ? "<figure class=\"wide\">" : "<figure>");
}

void
figure_close(struct text *out, const char *caption)
{
	if (caption)
		text_addf(out, "<figcaption>%s</figcaption>", caption);
	text_adds(out, "</figure>");
}

int32_t
scale_place(const struct scale *s, double value)
{
	double part = s->to > s->from ? (value - s->from) / (s->to - s->from) :
					0;

	part = part < 0 ? 0 : part > 1 ? 1 : part;
	return s->low + (int32_t)lround(part * (s->high - s->low));
}

double
scale_step(const struct scale *s, size_t most)
{
	double width = s->to - s->from;

	return width > 0 ? round_step(width / (double)most) : 1;
}

void
figure_add_number(struct text *out, double value, double step)
{
	char number[64];
	int digits = 0;

	while (digits < 9 && step < 1 - 1e-9) {
		step *= 10;
		digits++;
	}
	if (fabs(value) < step * 1e-9)
		value = 0;
	if (digits == 0 && value >= 1000) {
		text_add_grouped(out, (uint64_t)llround(value));
		return;
	}
	snprintf(number, sizeof(number), "%.*f", digits, value);
	/* .5, not 0.5; but 0. */
	if (number[0] == '0' && number[1] == '.' && value != 0)
		text_adds(out, number + 1);
	else
		text_adds(out, value == 0 ? "0" : number);
}

struct tick {
	double value;
	int32_t at;
};

/* The i-th tick from first on; false: none is left. */
static bool
find_tick(const struct axis *axis, const struct scale *s, double first,
	  double step, size_t i, struct tick *tick)
{
	tick->value = first + (double)i * step;
	tick->at = scale_place(s, tick->value);
	return i <= 2 * axis->ticks && tick->value <= s->to + step * 1e-9;
}

static void
write_tick(struct text *out, int32_t x, int32_t y, double value, double step)
{
	struct text words = { 0 };

	figure_add_number(&words, value, step);
	svg_text(out, &(struct svg_words){ .x = x, .y = y }, words.bytes);
	text_release(&words);
}

void
axis_draw_x(struct text *out, const struct axis *axis)
{
	struct scale s = axis->scale;
	double step, first;
	struct tick tick;

	s.from /= axis->unit;
	s.to /= axis->unit;
	step = fmax(scale_step(&s, axis->ticks), axis->least);
	first = ceil(s.from / step - 1e-9) * step;
	svg_path_open(out, &(struct svg_look){ .stroke = INK_FAINT });
	svg_move(out, s.low, axis->at);
	svg_across(out, s.high);
	for (size_t i = 0; find_tick(axis, &s, first, step, i, &tick); i++) {
		svg_move(out, tick.at, axis->at);
		svg_down(out, axis->at + 40);
	}
	svg_path_close(out, NULL);
	svg_words_open(out, &(struct svg_words){ .anchor = SVG_MIDDLE,
						 .ink = INK_FAINT });
	for (size_t i = 0; find_tick(axis, &s, first, step, i, &tick); i++)
		write_tick(out, tick.at, axis->at + 160, tick.value, step);
	svg_group_close(out);
	svg_text(out, &(struct svg_words){ .x = s.high, .y = axis->at + 300,
					   .anchor = SVG_END,
					   .ink = INK_FAINT },
		 axis->what);
}

void
axis_draw_y(struct text *out, const struct axis *axis)
{
	struct scale s = axis->scale;
	double step, first;
	struct tick tick;

	s.from /= axis->unit;
	s.to /= axis->unit;
	step = scale_step(&s, axis->ticks);
	first = ceil(s.from / step - 1e-9) * step;
	svg_path_open(out, &(struct svg_look){ .stroke = INK_GRID });
	for (size_t i = 0; find_tick(axis, &s, first, step, i, &tick); i++) {
		svg_move(out, axis->at, tick.at);
		svg_across(out, axis->at + axis->across);
	}
	svg_path_close(out, NULL);
	svg_words_open(out, &(struct svg_words){ .anchor = SVG_END,
						 .ink = INK_FAINT });
	for (size_t i = 0; find_tick(axis, &s, first, step, i, &tick); i++)
		write_tick(out, axis->at - 60, tick.at + 40, tick.value, step);
	svg_group_close(out);
	svg_text(out, &(struct svg_words){ .x = 0, .y = s.high - 90,
					   .ink = INK_FAINT },
		 axis->what);
}

void
figure_add_auroc(struct text *out, double auroc,
		 const struct section *section)
{
	html_add_auroc(out, auroc, &section->page->judged->options.rule);
}

static void
add_heads(struct text *out, const struct figure_column *columns, size_t n)
{
	text_adds(out, "<thead><tr>");
	for (size_t i = 0; i < n; i++) {
		text_adds(out, "<th scope=\"col\">");
		if (columns[i].name)
			html_add_name(out, columns[i].name);
		text_adds(out, columns[i].head);
		text_adds(out, "</th>");
	}
	text_adds(out, "</tr></thead><tbody>");
}

void
figure_table_open(struct text *out, const struct figure_column *columns,
		  size_t n)
{
	const char *before = " class=\"";

	/* A class a column costs less than one a cell. */
	text_adds(out, "<div class=\"scroll\"><table");
	for (size_t i = 0; i < n; i++)
		if (columns[i].number) {
			text_addf(out, "%sn%zu", before, i + 1);
			before = " ";
		}
	text_adds(out, *before == ' ' && before[1] == '\0' ? "\">" : ">");
	add_heads(out, columns, n);
}

void
figure_table_close(struct text *out)
{
	text_adds(out, "</tbody></table></div>\n");
}

void
figure_numbers_open(struct text *out, const char *summary,
		    const struct figure_column *columns, size_t n)
{
	text_addf(out, "<details><summary>%s</summary>", summary);
	figure_table_open(out, columns, n);
}

void
figure_numbers_close(struct text *out)
{
	text_adds(out, "</tbody></table></div></details>\n");
}

void
figure_cell_open(struct text *out)
{
	text_adds(out, "<td>");
}

void
figure_cell_close(struct text *out)
{
	text_adds(out, "</td>");
}

void
figure_cell_count(struct text *out, uint64_t n)
{
	figure_cell_open(out);
	text_add_grouped(out, n);
	figure_cell_close(out);
}

void
figure_cell_share(struct text *out, double share)
{
	figure_cell_open(out);
	html_add_share(out, share);
	figure_cell_close(out);
}

int
figure_each_worst(const struct figure_task *task,
		  void (*write)(const struct figure_task *task,
				const struct figure_pair *pair,
				const struct feature *feature,
				struct text *out),
		  struct text *out, struct error *err)
{
	const struct view *view = &task->section->column->column->view;
	struct feature_list features;

	if (feature_list_init(&features, view, task->check, err) < 0)
		return -1;
	for (size_t i = 0; i < task->n; i++) {
		const struct feature *worst =
			feature_list_find(&features, task->pairs[i].v->part);

		if (worst)
			write(task, &task->pairs[i], worst, out);
	}
	feature_list_release(&features);
	return 0;
}
