/*
 * figure_sparse.c - a feature that most records have none of (N, lower case,
 * low complexity): how many have none, and a histogram of the others.
 */
#include <string.h>

#include "checks/check.h"
#include "page/curves.h"
#include "page/figure.h"

enum { WIDTH = 4700, LEFT = 20, SPAN = 4000, ROW = 480, BAR = 160 };

struct sparse_words {
	const char *check, *at;	/* at NULL: any */
	struct measure measure;
	const char *none;
};

static const struct sparse_words *
words_of(const char *check, const char *at)
{
	static const struct sparse_words all[] = {
		{ "n", "share", { .01, "N, % of letters", " %" },
		  "without any N" },
		{ "n", "lead", { 1, "run of N at the start, nt", " nt" },
		  "that do not begin with N" },
		{ "n", "trail", { 1, "run of N at the end, nt", " nt" },
		  "that do not end in N" },
		{ "n", "longest", { 1, "longest run of N, nt", " nt" },
		  "without any N" },
		{ "case", NULL, { .01, "lower case, % of letters", " %" },
		  "without lower case" },
		{ "complexity", NULL,
		  { .01, "low complexity, % of windows", " %" },
		  "without a window of low complexity" },
	};
	const size_t n = sizeof(all) / sizeof(*all);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].check, check) == 0 &&
		    (!all[i].at || strcmp(all[i].at, at) == 0))
			return &all[i];
	return &all[n - 1];
}

/* One side: its name, a bar of those with none, the share. */
static void
draw_none(const struct figure_pair *pair, bool b, uint64_t none, uint64_t of,
	  struct text *out)
{
	const struct class_look *look = b ? &pair->b : &pair->a;
	const struct side *side = b ? &pair->c->b : &pair->c->a;
	int32_t y = 140 + b * ROW;
	double share = of ? (double)none / (double)of : 0;
	struct scale scale = { 0, 1, LEFT, LEFT + SPAN };
	struct text words = { 0 };

	svg_name(out, &(struct svg_words){ .x = LEFT, .y = y,
					   .ink = look->name, .bold = true },
		 figure_side(side), 40);
	svg_rectangle(out, LEFT, y + 60, SPAN, BAR,
		      &(struct svg_look){ .stroke = INK_GRID }, NULL);
	svg_rectangle(out, LEFT, y + 60, scale_place(&scale, share) - LEFT,
		      BAR,
		      &(struct svg_look){ .fill = look->area, .opacity = 35,
					  .stroke = look->line,
					  .dash = look->dash },
		      NULL);
	if (share > .999 && share < 1)
		text_adds(&words, "over 99.9 %");
	else
		text_addf(&words, "%.1f %%", 100 * share);
	svg_text(out, &(struct svg_words){ .x = LEFT + SPAN + 60,
					   .y = y + 60 + BAR - 40,
					   .ink = INK_TEXT },
		 words.bytes);
	text_release(&words);
}

static void
add_none(const struct figure_pair *pair, const struct sample *s,
	 const struct sparse_words *words, struct text *out)
{
	struct bin zeros = sample_zeros(s);
	struct text caption = { 0 }, title = { 0 };

	text_addf(&title, "Records %s", words->none);
	text_addf(&caption, "Records %s: ", words->none);
	text_add_grouped(&caption, zeros.a);
	text_adds(&caption, " of ");
	text_add_grouped(&caption, s->a);
	text_adds(&caption, ", ");
	text_add_grouped(&caption, zeros.b);
	text_adds(&caption, " of ");
	text_add_grouped(&caption, s->b);
	figure_open(out, false);
	svg_open(out, WIDTH, 2 * ROW + 20, title.bytes);
	draw_none(pair, false, zeros.a, s->a, out);
	draw_none(pair, true, zeros.b, s->b, out);
	svg_close(out);
	figure_close(out, caption.bytes);
	text_release(&caption);
	text_release(&title);
}

/* Where none has any, there is no histogram with its numbers. */
static void
add_none_numbers(const struct figure_pair *pair, const struct sample *s,
		 struct text *out)
{
	static const struct figure_column columns[] = {
		{ "Class", false, NULL }, { "with none", true, NULL },
		{ "records", true, NULL }
	};
	struct bin zeros = sample_zeros(s);

	figure_numbers_open(out, "Numbers of this figure", columns, 3);
	for (int side = 0; side < 2; side++) {
		text_adds(out, "<tr><th scope=\"row\">");
		html_add_name(out, figure_side(side ? &pair->c->b :
							&pair->c->a));
		text_adds(out, "</th>");
		figure_cell_count(out, side ? zeros.b : zeros.a);
		figure_cell_count(out, side ? s->b : s->a);
		text_adds(out, "</tr>");
	}
	figure_numbers_close(out);
}

static void
write_pair(const struct figure_task *task, const struct figure_pair *pair,
	   const struct feature *feature, struct text *out)
{
	const struct sparse_words *words = words_of(task->check->name,
						    feature->at);
	struct sample s, some;
	struct curves curves = { .pair = pair, .sample = &some,
				 .measure = words->measure };

	sample_init(&s, feature, pair->c);
	sample_without_zero(&some, &s);
	curves.of_a = s.a;
	curves.of_b = s.b;
	if (s.a && s.b) {
		figure_add_heading(out, task, pair);
		figure_row_open(out);
		add_none(pair, &s, words, out);
		if (some.n) {
			curves_init(&curves);
			figure_open(out, false);
			curves_draw_histogram(&curves, out);
			figure_close(out, "The others, in % of all records.");
		}
		figure_row_close(out);
		if (some.n)
			curves_add_numbers(&curves, out);
		else
			add_none_numbers(pair, &s, out);
	}
	sample_release(&s);
	sample_release(&some);
}

int
figure_sparse(const struct figure_task *task, struct text *out,
	      struct error *err)
{
	return figure_each_worst(task, write_pair, out, err);
}
