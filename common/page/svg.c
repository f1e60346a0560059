/*
 * svg.c - the one file that knows SVG.
 */
#include "page/svg.h"

#include <inttypes.h>
#include <stdlib.h>

#include "page/html.h"

enum { TEXT_SIZE = 110 };

/* Tenths of a pixel: 12.3, 12, .5, -.5. */
static void
add_length(struct text *to, int32_t tenths)
{
	uint32_t size = tenths < 0 ? 0 - (uint32_t)tenths : (uint32_t)tenths;

	if (tenths < 0)
		text_addc(to, '-');
	if (size >= 10 || size == 0)
		text_add_u64(to, size / 10);
	if (size % 10)
		text_addf(to, ".%" PRIu32, size % 10);
}

static void
add_attribute(struct text *to, const char *name, int32_t tenths)
{
	text_addf(to, " %s=\"", name);
	add_length(to, tenths);
	text_addc(to, '"');
}

/* Two lengths, parted as shortly as SVG allows. */
static void
add_point(struct text *to, char command, int32_t x, int32_t y)
{
	text_addc(to, command);
	add_length(to, x);
	if (y >= 0)
		text_addc(to, ' ');
	add_length(to, y);
}

/* Colours as attributes, and the classes by which style sheets find them. */
static void
add_look(struct text *to, const struct svg_look *look)
{
	static const char *const dashes[] = { "", "6 3", "2 2.5",
					      "7 2.5 2 2.5" };

	text_addf(to, " fill=\"%s\"", ink_colour(look->fill));
	if (look->stroke != INK_NONE) {
		text_addf(to, " stroke=\"%s\"", ink_colour(look->stroke));
		if (look->width)
			add_attribute(to, "stroke-width", look->width);
		if (look->dash != DASH_NONE)
			text_addf(to, " stroke-dasharray=\"%s\"",
				  dashes[look->dash]);
	}
	if (look->opacity)
		text_addf(to, " %s-opacity=\"%u.%02u\"",
			  look->fill != INK_NONE ? "fill" : "stroke",
			  look->opacity / 100, look->opacity % 100);
	if (look->fill != INK_NONE && look->stroke != INK_NONE)
		text_addf(to, " class=\"f%d s%d\"", (int)look->fill,
			  (int)look->stroke);
	else if (look->fill != INK_NONE)
		text_addf(to, " class=\"f%d\"", (int)look->fill);
	else if (look->stroke != INK_NONE)
		text_addf(to, " class=\"s%d\"", (int)look->stroke);
}

/* Ends an element that may have a title and has nothing else in it. */
static void
end_element(struct text *to, const char *name, const char *title)
{
	if (!title) {
		text_adds(to, "/>");
		return;
	}
	text_adds(to, "><title>");
	html_add_text(to, title);
	text_addf(to, "</title></%s>", name);
}

static void
open_size(struct text *to, int32_t width, int32_t height)
{
	text_adds(to, "<svg viewBox=\"0 0 ");
	add_length(to, width);
	text_addc(to, ' ');
	add_length(to, height);
	text_addc(to, '"');
	add_attribute(to, "width", width);
	add_attribute(to, "height", height);
}

static void
add_title(struct text *to, const char *title)
{
	text_adds(to, " role=\"img\"><title>");
	html_add_text(to, title);
	text_adds(to, "</title>");
}

void
svg_open(struct text *to, int32_t width, int32_t height, const char *title)
{
	open_size(to, width, height);
	text_adds(to, " font-family=\"Helvetica,Arial,sans-serif\"");
	add_attribute(to, "font-size", TEXT_SIZE);
	add_title(to, title);
}

void
svg_open_bare(struct text *to, int32_t width, int32_t height,
	      const char *title)
{
	open_size(to, width, height);
	add_title(to, title);
}

void
svg_close(struct text *to)
{
	text_adds(to, "</svg>");
}

void
svg_group_open(struct text *to, const struct svg_look *look)
{
	text_adds(to, "<g");
	add_look(to, look);
	text_addc(to, '>');
}

void
svg_group_close(struct text *to)
{
	text_adds(to, "</g>");
}

void
svg_path_open(struct text *to, const struct svg_look *look)
{
	text_adds(to, "<path");
	if (look)
		add_look(to, look);
	text_adds(to, " d=\"");
}

void
svg_move(struct text *to, int32_t x, int32_t y)
{
	add_point(to, 'M', x, y);
}

void
svg_to(struct text *to, int32_t x, int32_t y)
{
	add_point(to, 'L', x, y);
}

void
svg_across(struct text *to, int32_t x)
{
	text_addc(to, 'H');
	add_length(to, x);
}

void
svg_down(struct text *to, int32_t y)
{
	text_addc(to, 'V');
	add_length(to, y);
}

void
svg_gap(struct text *to, int32_t dx)
{
	add_point(to, 'm', dx, 0);
}

void
svg_run(struct text *to, int32_t dx)
{
	text_addc(to, 'h');
	add_length(to, dx);
}

void
svg_shut(struct text *to)
{
	text_addc(to, 'Z');
}

void
svg_box(struct text *to, int32_t x, int32_t y, int32_t width, int32_t height)
{
	svg_move(to, x, y);
	text_addc(to, 'h');
	add_length(to, width);
	text_addc(to, 'v');
	add_length(to, height);
	text_addc(to, 'h');
	add_length(to, -width);
	svg_shut(to);
}

void
svg_path_close(struct text *to, const char *title)
{
	text_addc(to, '"');
	end_element(to, "path", title);
}

void
svg_line(struct text *to, int32_t x1, int32_t y1, int32_t x2, int32_t y2,
	 const struct svg_look *look)
{
	svg_path_open(to, look);
	svg_move(to, x1, y1);
	if (y1 == y2)
		svg_across(to, x2);
	else if (x1 == x2)
		svg_down(to, y2);
	else
		svg_to(to, x2, y2);
	svg_path_close(to, NULL);
}

void
svg_rectangle(struct text *to, int32_t x, int32_t y, int32_t width,
	      int32_t height, const struct svg_look *look, const char *title)
{
	text_adds(to, "<rect");
	add_attribute(to, "x", x);
	add_attribute(to, "y", y);
	add_attribute(to, "width", width);
	add_attribute(to, "height", height);
	if (look)
		add_look(to, look);
	end_element(to, "rect", title);
}

void
svg_circle(struct text *to, int32_t x, int32_t y, int32_t radius,
	   const struct svg_look *look, const char *title)
{
	text_adds(to, "<circle");
	add_attribute(to, "cx", x);
	add_attribute(to, "cy", y);
	add_attribute(to, "r", radius);
	if (look)
		add_look(to, look);
	end_element(to, "circle", title);
}

/* How words look, and not where they are. */
static void
add_words_look(struct text *to, const struct svg_words *look)
{
	static const char *const anchors[] = { "", "middle", "end" };

	if (look->anchor != SVG_START)
		text_addf(to, " text-anchor=\"%s\"", anchors[look->anchor]);
	if (look->size)
		add_attribute(to, "font-size", look->size);
	if (look->bold)
		text_adds(to, " font-weight=\"bold\"");
	if (look->fixed)
		text_adds(to, " font-family=\"monospace\"");
	if (look->ink != INK_NONE)
		add_look(to, &(struct svg_look){ .fill = look->ink });
}

void
svg_words_open(struct text *to, const struct svg_words *look)
{
	text_adds(to, "<g");
	add_words_look(to, look);
	text_addc(to, '>');
}

static void
open_text(struct text *to, const struct svg_words *where)
{
	text_adds(to, "<text");
	add_attribute(to, "x", where->x);
	add_attribute(to, "y", where->y);
	if (where->turned) {
		text_addf(to, " transform=\"rotate(%" PRId32 " ",
			  where->turned);
		add_length(to, where->x);
		text_addc(to, ' ');
		add_length(to, where->y);
		text_adds(to, ")\"");
	}
	add_words_look(to, where);
	text_addc(to, '>');
}

void
svg_text(struct text *to, const struct svg_words *where, const char *words)
{
	open_text(to, where);
	html_add_text(to, words);
	text_adds(to, "</text>");
}

void
svg_name(struct text *to, const struct svg_words *where, const char *name,
	 size_t letters)
{
	struct text shown = { 0 };

	open_text(to, where);
	if (html_add_cut(&shown, name, letters)) {
		text_adds(to, "<title>");
		html_add_cut(to, name, HTML_TITLE);
		text_adds(to, "</title>");
	}
	text_add(to, shown.bytes, shown.n);
	text_adds(to, "</text>");
	text_release(&shown);
}

int32_t
svg_text_width(size_t n, int32_t size)
{
	/* The mean letter of a sans-serif face is about .56 of its size. */
	size = size ? size : TEXT_SIZE;
	return n > 10000 ? INT32_MAX : (int32_t)n * size * 56 / 100;
}

void
svg_define_open(struct text *to)
{
	open_size(to, 0, 0);
	text_adds(to, " aria-hidden=\"true\"><defs>");
}

void
svg_define_close(struct text *to)
{
	text_adds(to, "</defs></svg>\n");
}

void
svg_shape_open(struct text *to, const char *id)
{
	text_addf(to, "<g id=\"%s\">", id);
}

void
svg_use(struct text *to, const char *id, int32_t x, int32_t y)
{
	text_addf(to, "<use href=\"#%s\"", id);
	if (x)
		add_attribute(to, "x", x);
	if (y)
		add_attribute(to, "y", y);
	text_adds(to, "/>");
}

void
svg_add_flag(struct text *to, enum flag flag)
{
	text_adds(to, "<svg width=\"12\" height=\"12\" "
		  "aria-hidden=\"true\">");
	svg_use_flag(to, 0, 0, flag);
	text_adds(to, "</svg>");
}
