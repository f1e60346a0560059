/*
 * figure_scores.c - scores with their intervals on one scale, a row each.
 */
#include "page/figure_scores.h"

static const struct rule *
rule_of(const struct scores *s)
{
	return &s->section->page->judged->options.rule;
}

/* From Warning on, from Fail on. */
static void
draw_bands(const struct scores *s, struct text *out)
{
	int32_t warn = scale_place(&s->scale, rule_of(s)->warn);
	int32_t fail = scale_place(&s->scale, rule_of(s)->fail);

	svg_rectangle(out, warn, s->top, fail - warn, s->bottom - s->top,
		      &(struct svg_look){ .fill = INK_WARN_BAND }, NULL);
	svg_rectangle(out, fail, s->top, s->scale.high - fail,
		      s->bottom - s->top,
		      &(struct svg_look){ .fill = INK_FAIL_BAND }, NULL);
	svg_line(out, warn, s->top, warn, s->bottom,
		 &(struct svg_look){ .stroke = INK_WARN_EDGE });
	svg_line(out, fail, s->top, fail, s->bottom,
		 &(struct svg_look){ .stroke = INK_FAIL_EDGE });
}

/* One path of all intervals, and a dot each. */
static void
draw_marks(const struct scores *s, struct text *out)
{
	svg_path_open(out, &(struct svg_look){ .stroke = INK_MARK,
					       .width = 14 });
	for (size_t i = 0; i < s->n; i++) {
		svg_move(out, scale_place(&s->scale, s->marks[i].low),
			 s->marks[i].y);
		svg_across(out, scale_place(&s->scale, s->marks[i].high));
	}
	svg_path_close(out, NULL);
	svg_group_open(out, &(struct svg_look){ .fill = INK_MARK });
	for (size_t i = 0; i < s->n; i++)
		svg_circle(out, scale_place(&s->scale, s->marks[i].score),
			   s->marks[i].y, FIGURE_DOT, NULL, NULL);
	svg_group_close(out);
}

static void
write_numbers(const struct scores *s, bool intervals, struct text *out)
{
	svg_words_open(out, &(struct svg_words){
				    .ink = intervals ? INK_FAINT : INK_TEXT,
				    .bold = !intervals });
	for (size_t i = 0; i < s->n; i++) {
		const struct score_mark *m = &s->marks[i];
		struct text words = { 0 };

		if (intervals) {
			text_addc(&words, '[');
			figure_add_auroc(&words, m->low, s->section);
			text_adds(&words, ", ");
			figure_add_auroc(&words, m->high, s->section);
			text_addc(&words, ']');
		} else {
			figure_add_auroc(&words, m->score, s->section);
		}
		svg_text(out, &(struct svg_words){
				      .x = intervals ? s->interval : s->number,
				      .y = m->y + 40 },
			 words.bytes);
		text_release(&words);
	}
	svg_group_close(out);
}

void
scores_draw(const struct scores *s, struct text *out)
{
	draw_bands(s, out);
	axis_draw_x(out, &(struct axis){ .scale = s->scale, .at = s->bottom,
					 .unit = 1, .ticks = 5,
					 .what = "AUROC, 95 % interval" });
	draw_marks(s, out);
	write_numbers(s, false, out);
	write_numbers(s, true, out);
}
