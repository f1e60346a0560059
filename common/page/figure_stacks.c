/*
 * figure_stacks.c - letter stacks: what stands at the positions of an
 * interval and beside it, in percent of the records that reach them.
 */
#include <stdlib.h>
#include <string.h>

#include "page/figure_track.h"
#include "page/letters.h"

/* Tenths of a pixel. */
enum {
	WIDTH = 4700, LEFT = 420, SPAN = 4240, TOP = 230, HEIGHT = 900,
	BESIDE = 6, COLUMNS_MOST = 31, COLUMN_MOST = 260, FADED = 40
};

/* Places from..to of a track, and where they stand in the picture. */
struct window {
	size_t from, to;
	size_t first, last;	/* of the interval, within these */
	int32_t width;		/* of a column */
};

static struct window
window_of(const struct track *t, const struct interval *in)
{
	size_t x = track_place(t, in->from), y = track_place(t, in->to);
	struct window w = { .first = x < y ? x : y, .last = x < y ? y : x };
	size_t at = track_place(t, in->at);

	w.from = w.first > BESIDE ? w.first - BESIDE : 0;
	w.to = w.last + BESIDE < t->n ? w.last + BESIDE : t->n - 1;
	/* Of a long interval what is around its worst place. */
	if (w.to - w.from + 1 > COLUMNS_MOST) {
		size_t half = COLUMNS_MOST / 2;

		if (at > w.from + half)
			w.from = at - half;
		if (w.to > w.from + COLUMNS_MOST - 1)
			w.to = w.from + COLUMNS_MOST - 1;
	}
	w.first = w.first < w.from ? w.from : w.first;
	w.last = w.last > w.to ? w.to : w.last;
	w.width = SPAN / (int32_t)(w.to - w.from + 1);
	w.width = w.width < COLUMN_MOST ? w.width : COLUMN_MOST;
	/* Whole pixels are short. */
	w.width -= w.width % 10;
	return w;
}

/* A letter of a stack. */
struct stacked {
	size_t letter;
	double share;
};

/* The rarest first; of equal ones the earlier letter. */
static int
compare_stacked(const void *x, const void *y)
{
	const struct stacked *a = x, *b = y;

	if (a->share != b->share)
		return (a->share > b->share) - (a->share < b->share);
	return (a->letter > b->letter) - (a->letter < b->letter);
}

/* Adds one letter of the stack at a place, if it is tall enough to see. */
static void
add_letter(const struct track_figure *f, const struct window *w, size_t place,
	   bool b, size_t letter, struct text *out)
{
	const struct track *t = f->track;
	const double *share = (b ? t->share_b : t->share_a) +
			      place * t->n_letters;
	struct stacked stack[TRACK_LETTERS] = { { 0, 0 } };
	double below = 0;
	int32_t low, high;
	size_t i = 0;

	for (size_t l = 0; l < t->n_letters; l++)
		stack[l] = (struct stacked){ l, share[l] };
	qsort(stack, t->n_letters, sizeof(*stack), compare_stacked);
	while (stack[i].letter != letter)
		below += stack[i++].share;
	low = TOP + HEIGHT - (int32_t)(below * HEIGHT + .5);
	high = TOP + HEIGHT -
	       (int32_t)((below + stack[i].share) * HEIGHT + .5);
	if (low - high < 12)
		return;
	letters_add(out, t->letters[letter],
		    LEFT + (int32_t)(place - w->from) * w->width + 10,
		    high + 3, w->width - 20, low - high - 6);
}

/* All of one letter: what is beside the interval steps back. */
static void
add_letters(const struct track_figure *f, const struct window *w, bool b,
	    size_t letter, struct text *out)
{
	for (int beside = 1; beside >= 0; beside--) {
		struct text uses = { 0 };

		for (size_t p = w->from; p <= w->to; p++)
			if ((p < w->first || p > w->last) == beside)
				add_letter(f, w, p, b, letter, &uses);
		if (uses.n) {
			letters_group_open(out, f->track->letters[letter],
					   beside ? FADED : 0);
			text_add(out, uses.bytes, uses.n);
			letters_group_close(out);
		}
		text_release(&uses);
	}
}

static void
add_position(const struct track_figure *f, const struct window *w,
	     size_t place, struct text *out)
{
	struct text words = { 0 };

	text_addf(&words, "%d", (int)track_position(f->track, place));
	svg_text(out, &(struct svg_words){
			      .x = LEFT + (int32_t)(place - w->from) *
						  w->width + w->width / 2,
			      .y = TOP + HEIGHT + 240, .anchor = SVG_MIDDLE,
			      .ink = INK_FAINT },
		 words.bytes);
	text_release(&words);
}

/* A bracket below the interval, and the positions that matter. */
static void
draw_below(const struct track_figure *f, const struct window *w,
	   struct text *out)
{
	int32_t x = LEFT + (int32_t)(w->first - w->from) * w->width;
	int32_t y = TOP + HEIGHT + 30;
	int32_t end = LEFT + (int32_t)(w->last - w->from + 1) * w->width;

	svg_path_open(out, &(struct svg_look){ .stroke = INK_TEXT,
					       .width = 12 });
	svg_move(out, x + 15, y);
	svg_down(out, y + 60);
	svg_across(out, end - 15);
	svg_down(out, y);
	svg_path_close(out, NULL);
	add_position(f, w, w->first, out);
	if (end - x > 500)
		add_position(f, w, w->last, out);
	if (x - LEFT > 500)
		add_position(f, w, w->from, out);
	if ((int32_t)(w->to - w->last) * w->width > 500)
		add_position(f, w, w->to, out);
}

void
stacks_draw(const struct track_figure *f, const struct interval *in, bool b,
	    struct text *out)
{
	const struct track *t = f->track;
	const struct figure_pair *p = f->pair;
	struct window w = window_of(t, in);
	const char *side = figure_side(b ? &p->c->b : &p->c->a);
	struct scale y = { 0, 1, TOP + HEIGHT, TOP };
	struct text title = { 0 };

	text_addf(&title, "Letters at positions %d to %d in %% of ",
		  (int)in->from, (int)in->to);
	figure_say_side(&title, p, b);
	text_addf(&title, ": %s", b ? in->consensus_b : in->consensus_a);
	if (title.n > 200) {
		title.n = 200;
		text_adds(&title, "...");
	}
	svg_open(out, WIDTH, TOP + HEIGHT + 290, title.bytes);
	text_release(&title);
	axis_draw_y(out, &(struct axis){
				 .scale = y, .at = LEFT,
				 .across = (int32_t)(w.to - w.from + 1) *
					   w.width,
				 .unit = .01, .ticks = 2,
				 .what = "% of sequences" });
	svg_name(out, &(struct svg_words){ .x = LEFT + 900, .y = TOP - 90,
					   .ink = b ? p->b.name : p->a.name,
					   .bold = true },
		 side, 32);
	for (size_t l = 0; l < t->n_letters; l++)
		add_letters(f, &w, b, l, out);
	draw_below(f, &w, out);
	svg_close(out);
}
