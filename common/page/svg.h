/*
 * svg.h - the one file that knows SVG.
 *
 * Coordinates are whole tenths of a pixel, from the upper left corner, so
 * that machines agree on every byte. A chart is one <svg role="img"> with a
 * title, and keeps its size and colours without the style sheet.
 */
#ifndef GBQC_PAGE_SVG_H
#define GBQC_PAGE_SVG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "page/style.h"

/* What is not named is left to the group around it. */
struct svg_look {
	enum ink fill, stroke;
	int32_t width;		/* of the stroke; 0: 1 px */
	enum dash dash;
	unsigned opacity;	/* of the fill, or of the stroke where there is
				 * none, in percent; 0: full */
};

/* Opens a chart; title is outside text. Closed by svg_close(). */
void svg_open(struct text *to, int32_t width, int32_t height,
	      const char *title);

/* The same of a chart without words. */
void svg_open_bare(struct text *to, int32_t width, int32_t height,
		   const char *title);
void svg_close(struct text *to);

/* Elements of one look. */
void svg_group_open(struct text *to, const struct svg_look *look);
void svg_group_close(struct text *to);

/*
 * A path: opened, drawn, and closed with a title for the pointer (outside
 * text) or NULL. look NULL: that of the group.
 */
void svg_path_open(struct text *to, const struct svg_look *look);
void svg_move(struct text *to, int32_t x, int32_t y);
void svg_to(struct text *to, int32_t x, int32_t y);
void svg_across(struct text *to, int32_t x);	/* to x, level */
void svg_down(struct text *to, int32_t y);	/* to y, upright */
void svg_gap(struct text *to, int32_t dx);	/* a move, level */
void svg_run(struct text *to, int32_t dx);	/* a line, level */
void svg_shut(struct text *to);			/* back to the last move */
void svg_box(struct text *to, int32_t x, int32_t y, int32_t width,
	     int32_t height);			/* a closed rectangle */
void svg_path_close(struct text *to, const char *title);

/* Elements by themselves. */
void svg_line(struct text *to, int32_t x1, int32_t y1, int32_t x2,
	      int32_t y2, const struct svg_look *look);
void svg_rectangle(struct text *to, int32_t x, int32_t y, int32_t width,
		   int32_t height, const struct svg_look *look,
		   const char *title);
void svg_circle(struct text *to, int32_t x, int32_t y, int32_t radius,
		const struct svg_look *look, const char *title);

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

/* x is where the anchor of the words is, y their base line. */
struct svg_words {
	int32_t x, y;
	enum svg_anchor anchor;
	enum ink ink;		/* INK_NONE: that of the group */
	int32_t size;		/* 0: 11 px */
	bool bold, fixed;	/* fixed: all letters of one width */
	int32_t turned;		/* degrees about x, y */
};

/* Words of one look: x and y are not looked at. Closed by svg_group_close(). */
void svg_words_open(struct text *to, const struct svg_words *look);

/*
 * words is outside text. What where does not say (SVG_START, INK_NONE, false)
 * is left to the group around.
 */
void svg_text(struct text *to, const struct svg_words *where,
	      const char *words);

/* A name, cut at so many letters, then with more of it as a title. */
void svg_name(struct text *to, const struct svg_words *where,
	      const char *name, size_t letters);

/* How wide n letters of that size are, or hardly wider (no font is read). */
int32_t svg_text_width(size_t n, int32_t size);

/*
 * What stands in a page many times is defined once, at the beginning of its
 * body, and used by its id: shapes between these two.
 */
void svg_define_open(struct text *to);
void svg_define_close(struct text *to);

/* A group by that name, of the tool's own; closed by svg_group_close(). */
void svg_shape_open(struct text *to, const char *id);

/* That shape, moved by x and y. */
void svg_use(struct text *to, const char *id, int32_t x, int32_t y);

/*
 * The shapes of all flags, to be defined; one of them, 12 px square from x, y
 * (nothing for FLAG_NONE); and the same as a picture of its own that is not
 * read aloud.
 */
void svg_define_flags(struct text *to);
void svg_use_flag(struct text *to, int32_t x, int32_t y, enum flag flag);
void svg_add_flag(struct text *to, enum flag flag);

#endif
