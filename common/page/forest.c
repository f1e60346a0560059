/*
 * forest.c - scores on one scale, a row at a time.
 */
#include "page/forest.h"

#include <math.h>
#include <string.h>

#include "page/html.h"
#include "page/svg.h"
#include "page/words.h"

/*
 * The scale runs from LEFT on; shares have an arrow beyond its end. Bands go
 * BEYOND the picture, and are clipped to the row that it stands in.
 */
enum { WIDTH = 2600, LEFT = 100, SPAN = 2400, BEYOND = 1000, STRIP = 50,
       RADIUS = 40, PADDING = 40,
       HEIGHT_MOST = FOREST_LANES * FOREST_LANE + 2 * PADDING + STRIP,
       AXIS_HEIGHT = 180, SAMPLE = 120 };

/* Of shares: the scale ends at 10 %, and a Fail begins at 2 %. */
static const double SHARE_END = .1, SHARE_FAIL = .02;

static bool
beyond(const struct verdict *v)
{
	return v->measure == MEASURE_SHARE && v->score > SHARE_END;
}

static int32_t
place_of(double x, enum verdict_measure measure)
{
	double part = measure == MEASURE_SHARE ? x / SHARE_END :
						 (x - .5) / .5;

	part = part < 0 ? 0 : part > 1 ? 1 : part;
	return LEFT + (int32_t)lround(part * SPAN);
}

static const char *
bands_id(enum verdict_measure measure)
{
	return measure == MEASURE_SHARE ? "shares" : "bands";
}

/* Behind the marks: the bands of Warning and Fail, and their edges. */
static void
define_bands(struct text *to, enum verdict_measure measure,
	     const struct rule *rule)
{
	const int32_t top = -BEYOND, all = HEIGHT_MOST + 2 * BEYOND;
	bool share = measure == MEASURE_SHARE;
	int32_t warn = share ? LEFT : place_of(rule->warn, measure);
	int32_t fail = place_of(share ? SHARE_FAIL : rule->fail, measure);

	svg_shape_open(to, bands_id(measure));
	svg_rectangle(to, warn, top, fail - warn, all,
		      &(struct svg_look){ .fill = INK_WARN_BAND }, NULL);
	svg_rectangle(to, fail, top, LEFT + SPAN - fail, all,
		      &(struct svg_look){ .fill = INK_FAIL_BAND }, NULL);
	svg_line(to, LEFT, top, LEFT, top + all,
		 &(struct svg_look){ .stroke = INK_GRID });
	if (!share)
		svg_line(to, warn, top, warn, top + all,
			 &(struct svg_look){ .stroke = INK_WARN_EDGE });
	svg_line(to, fail, top, fail, top + all,
		 &(struct svg_look){ .stroke = INK_FAIL_EDGE });
	svg_group_close(to);
}

void
forest_define(struct text *to, const struct rule *rule)
{
	define_bands(to, MEASURE_AUROC, rule);
	define_bands(to, MEASURE_SHARE, rule);
}

/* A circle; between the first and the last of several a diamond. */
static void
add_shape(struct text *to, int32_t x, int32_t y, size_t place, size_t marks,
	  const char *title)
{
	const struct svg_look filled = { .fill = INK_MARK };
	const struct svg_look hollow = { .fill = INK_PAPER,
					 .stroke = INK_MARK, .width = 14 };
	bool first = place == 0, last = place + 1 == marks;

	if (first || last) {
		svg_circle(to, x, y, first ? RADIUS : RADIUS - 7,
			   first ? &filled : &hollow, title);
		return;
	}
	svg_path_open(to, &hollow);
	svg_move(to, x - RADIUS, y);
	svg_to(to, x, y - RADIUS);
	svg_to(to, x + RADIUS, y);
	svg_to(to, x, y + RADIUS);
	svg_shut(to);
	svg_path_close(to, title);
}

static void
add_arrow(struct text *to, int32_t y)
{
	const int32_t x = LEFT + SPAN;

	svg_path_open(to, &(struct svg_look){ .fill = INK_MARK });
	svg_move(to, x - 20, y - RADIUS);
	svg_to(to, x + 60, y);
	svg_to(to, x - 20, y + RADIUS);
	svg_shut(to);
	svg_path_close(to, NULL);
}

/* What the pointer, and a screen reader, is told of a mark. */
static void
add_words(struct text *to, const struct verdict *v, const struct rule *rule)
{
	char score[VERDICT_NUMBER], low[VERDICT_NUMBER], high[VERDICT_NUMBER];

	if (strcmp(v->scope, ".") != 0)
		text_addf(to, "%s: ", v->scope);
	text_adds(to, v->a);
	if (strcmp(v->b, ".") != 0 && strcmp(v->a, v->b) != 0)
		text_addf(to, v->kind == VERDICT_LEAK ? " in %s" :
							" against %s",
			  strcmp(v->b, "*") ? v->b : "the others");
	text_addf(to, ": %s %s [%s, %s], %s",
		  v->measure == MEASURE_SHARE ? "share" : "AUROC",
		  verdict_number(score, v->score, rule),
		  verdict_number(low, v->low, rule),
		  verdict_number(high, v->high, rule), flag_text(v->flag));
}

/* Names are long now and then, and are there in full elsewhere. */
static void
cut_words(struct text *words)
{
	enum { MOST = 240 };

	if (words->n > MOST) {
		size_t n = MOST;

		while (n > 0 && ((unsigned char)words->bytes[n] & 0xc0) == 0x80)
			n--;
		words->n = n;
		text_adds(words, "...");
	}
}

static void
add_mark(struct text *to, const struct verdict *v, int32_t y, size_t place,
	 size_t marks, bool titled, const struct rule *rule)
{
	int32_t x = place_of(v->score, v->measure);
	struct text words = { 0 };

	if (!isnan(v->low) && !isnan(v->high))
		svg_line(to, place_of(v->low, v->measure), y,
			 place_of(v->high, v->measure), y,
			 &(struct svg_look){ .stroke = INK_MARK,
					     .width = 14 });
	add_words(&words, v, rule);
	cut_words(&words);
	if (beyond(v))
		add_arrow(to, y);
	else
		add_shape(to, x, y, place, marks, titled ? words.bytes : NULL);
	text_release(&words);
}

/* A tick for each pixel column that some verdict of the row stands in. */
static void
add_strip(struct text *to, const struct forest_row *row, int32_t height)
{
	bool there[SPAN / 10 + 1] = { false };
	bool any = false;

	for (size_t i = 0; i < row->n_others; i++) {
		const struct verdict *v = row->others[i];

		if (v->measure == MEASURE_NONE || isnan(v->score))
			continue;
		there[(place_of(v->score, v->measure) - LEFT) / 10] = true;
		any = true;
	}
	if (!any)
		return;
	svg_path_open(to, &(struct svg_look){ .stroke = INK_FAINT });
	for (int32_t i = 0; i <= SPAN / 10; i++)
		if (there[i]) {
			svg_move(to, LEFT + 10 * i, height - STRIP - 10);
			svg_down(to, height - 20);
		}
	svg_path_close(to, NULL);
}

static const struct verdict *
any_mark(const struct forest_row *row)
{
	for (size_t i = 0; i < row->n_lanes; i++)
		for (size_t j = 0; j < row->marks; j++)
			if (row->lanes[i].marks[j])
				return row->lanes[i].marks[j];
	return NULL;
}

static size_t
count_marks(const struct forest_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n_lanes; i++)
		for (size_t j = 0; j < row->marks; j++)
			n += row->lanes[i].marks[j] != NULL;
	return n;
}

/* The title of the whole: its marks, one after another. */
static void
add_title(struct text *words, const struct forest_row *row,
	  const struct rule *rule)
{
	for (size_t i = 0; i < row->n_lanes; i++)
		for (size_t j = 0; j < row->marks; j++) {
			const struct verdict *v = row->lanes[i].marks[j];
			struct text one = { 0 };

			if (!v)
				continue;
			add_words(&one, v, rule);
			cut_words(&one);
			if (words->n)
				text_adds(words, "; ");
			text_adds(words, one.bytes);
			text_release(&one);
		}
}

void
forest_add_row(struct text *to, const struct forest_row *row,
	       const struct rule *rule)
{
	const struct verdict *any = any_mark(row);
	int32_t height = (int32_t)row->n_lanes * FOREST_LANE + 2 * PADDING +
			 (row->others ? STRIP : 0);
	int32_t lane = FOREST_LANE / (int32_t)(row->marks + 1);
	struct text title = { 0 };
	bool titled;

	if (!any)
		return;
	add_title(&title, row, rule);
	svg_open_bare(to, WIDTH, height, title.bytes);
	svg_use(to, bands_id(any->measure), 0, 0);
	if (row->others)
		add_strip(to, row, height);
	/* What the whole says of one mark is not said again. */
	titled = count_marks(row) > 1;
	/* The last first, so that the first, filled, is above all. */
	for (size_t i = 0; i < row->n_lanes; i++)
		for (size_t j = row->marks; j-- > 0;)
			if (row->lanes[i].marks[j])
				add_mark(to, row->lanes[i].marks[j],
					 PADDING + (int32_t)i * FOREST_LANE +
						 (int32_t)(j + 1) * lane,
					 j, row->marks, titled, rule);
	svg_close(to);
	text_release(&title);
}

void
forest_add_axis(struct text *to, enum verdict_measure measure,
		const struct rule *rule)
{
	static const char *const aurocs[] = { ".5", ".6", ".7", ".8", ".9",
					      "1" };
	static const char *const shares[] = { "0 %", "2 %", "4 %", "6 %",
					      "8 %", "10 %" };
	bool share = measure == MEASURE_SHARE;

	svg_open(to, WIDTH, AXIS_HEIGHT,
		 share ? "scale of shares, 0 to 10 %" :
			 "scale of AUROC, .5 to 1");
	for (int32_t i = 0; i <= 5; i++)
		svg_text(to,
			 &(struct svg_words){ .x = LEFT + i * (SPAN / 5) +
						   (i == 5 ? 90 : 0),
					      .y = 130,
					      .anchor = i < 5 ? SVG_MIDDLE :
								SVG_END,
					      .ink = INK_FAINT, .bold = true },
			 share ? shares[i] : aurocs[i]);
	/* Thresholds of the user's own have no label of the scale. */
	svg_line(to, place_of(share ? SHARE_FAIL : rule->fail, measure), 150,
		 place_of(share ? SHARE_FAIL : rule->fail, measure),
		 AXIS_HEIGHT, &(struct svg_look){ .stroke = INK_FAIL_EDGE });
	svg_close(to);
}

void
forest_add_sample(struct text *to, size_t place, size_t marks)
{
	svg_open_bare(to, SAMPLE, SAMPLE, "mark");
	add_shape(to, SAMPLE / 2, SAMPLE / 2, place, marks, NULL);
	svg_close(to);
}
