/*
 * section.c - a section a check: the flag, the score in words, the figures,
 * all numbers.
 */
#include <math.h>
#include <string.h>

#include "page/html.h"
#include "page/parts.h"
#include "page/words.h"
#include "report/advice.h"
#include "report/said.h"

/* "(train; test 79.3 %)": where, and the same pair in the other splits. */
static void
add_splits(struct text *to, const struct section *s, const struct verdict *v)
{
	if (strcmp(v->scope, ".") == 0)
		return;
	text_adds(to, " (");
	html_say_name(to, said_scope(v->kind), v->scope);
	for (size_t i = 0; i < s->n && v->kind == VERDICT_CLASS; i++) {
		const struct verdict *w = s->rows[i];

		if (w == v || strcmp(w->a, v->a) != 0 ||
		    strcmp(w->b, v->b) != 0 || isnan(w->score))
			continue;
		text_adds(to, "; ");
		html_say_name(to, said_scope(w->kind), w->scope);
		text_adds(to, said_is_number(w->scope) ? ": " : " ");
		html_add_share(to, w->score);
	}
	text_addc(to, ')');
}

static void
add_side(struct text *to, const struct section *s, const struct verdict *v,
	 const char *side)
{
	if (strcmp(side, "*") == 0)
		text_adds(to, "the others");
	else if (v->kind == VERDICT_CLASS)
		words_say_class(to, s->column, side);
	else
		html_say_name(to, said_side(v->kind), side);
}

/*
 * "Sorting by GC content alone puts a sequence of a above one of b in 79.6 %
 * of pairs."
 */
static void
add_chance(struct text *to, const struct section *s, const struct verdict *v)
{
	if (v->score == .5 && v->higher == 0) {
		text_adds(to, "No difference. ");
		return;
	}
	text_adds(to, "Sorting by ");
	words_add_feature(to, v->check, v->part);
	text_adds(to, " alone puts a sequence of ");
	add_side(to, s, v, v->higher < 0 ? v->b : v->a);
	text_adds(to, " above one of ");
	add_side(to, s, v, v->higher < 0 ? v->a : v->b);
	text_adds(to, " in <b>");
	html_add_share(to, v->score);
	text_adds(to, "</b> of pairs");
	add_splits(to, s, v);
	text_adds(to, ". ");
}

/* The opening sentence, then what the worst row says. */
static void
add_words(const struct section *s, struct text *to)
{
	const struct verdict *v = s->worst;

	text_adds(to, "<p class=\"say\">");
	if (v->measure == MEASURE_AUROC) {
		add_chance(to, s, v);
	} else if (v->flag != FLAG_NONE) {
		words_say_sides(to, s, v);
		text_adds(to, ": ");
	}
	words_add_found(to, s, v, false);
	text_adds(to, "</p>\n");
}

static void
add_sentence(struct text *to, const char *before, const char *words)
{
	if (!words)
		return;
	text_addf(to, "%s%s. ", before, words);
}

static void
add_advice(const struct section *s, struct text *to)
{
	const char *cause, *mend;

	if (s->worst->flag < FLAG_WARNING)
		return;
	cause = cause_of(s->worst);
	mend = advice_of(s->worst);
	if (!cause && !mend)
		return;
	text_adds(to, "<p>");
	add_sentence(to, "Often because ", cause);
	add_sentence(to, "To mend it: ", mend);
	text_adds(to, "</p>\n");
}

int
section_write(const struct section *s, struct text *to, struct error *err)
{
	bool calm = words_calm(s->worst->flag);

	text_addf(to, "<section class=\"check%s\" id=\"s%zu\">\n"
		  "<div class=\"top\"><h2>",
		  calm ? " calm" : "", s->number);
	words_add_flag(to, s->worst->flag);
	text_adds(to, words_section(s));
	if (s->page->judged->n > 1) {
		text_adds(to, " <small>column ");
		html_add_name(to, s->column->column->view.column);
		text_adds(to, "</small>");
	}
	text_adds(to, "</h2>");
	if (!calm)
		text_adds(to, "<a class=\"up\" href=\"#verdicts\">"
			  "\xe2\x86\x91 verdicts</a>");
	text_adds(to, "</div>\n");
	add_words(s, to);
	add_advice(s, to);
	if (!calm && section_write_figures(s, to, err) < 0)
		return -1;
	section_add_rows(s, to);
	text_adds(to, "</section>\n");
	return 0;
}
