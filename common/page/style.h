/*
 * style.h - colours, and the one style sheet of every page.
 *
 * An ink is a role: in SVG it is a presentation attribute with the colour on
 * paper, so that a chart keeps it where style sheets are blocked, and a class
 * by which the style sheet gives it the colour on a dark screen.
 */
#ifndef GBQC_PAGE_STYLE_H
#define GBQC_PAGE_STYLE_H

#include <stddef.h>

#include "base/text.h"
#include "stats/rule.h"

/* Colours of classes repeat after so many (Okabe-Ito order). */
enum { CLASS_COLOURS = 7 };

enum ink {
	INK_NONE,
	INK_TEXT,
	INK_FAINT,		/* small text that may step back */
	INK_GRID,		/* lines that lead the eye */
	INK_PAPER,		/* what is behind all */
	INK_MARK,		/* a mark that is no class */
	INK_WARN_BAND,		/* above the threshold of Warning */
	INK_FAIL_BAND,
	INK_WARN_EDGE,		/* the threshold itself */
	INK_FAIL_EDGE,
	INK_WARN_CELL,		/* of a matrix */
	INK_FAIL_CELL,
	INK_UNSURE_CELL,	/* Inconclusive */
	INK_VOID,		/* not judged */
	INK_PASS,		/* text of a flag, and its shape */
	INK_INCONCLUSIVE,
	INK_WARNING,
	INK_FAIL,
	INK_A, INK_C, INK_G, INK_T, INK_OTHER,	/* letters of sequences */
	INK_AREA,		/* of class 0; 1 to CLASS_COLOURS - 1 follow */
	INK_LINE = INK_AREA + CLASS_COLOURS,	/* as a line */
	INK_NAME = INK_LINE + CLASS_COLOURS,	/* as text */
	INKS = INK_NAME + CLASS_COLOURS
};

/* "#rrggbb" on paper; "none" for INK_NONE. */
const char *ink_colour(enum ink ink);

/* Of a flag: text and shape. */
enum ink ink_of_flag(enum flag flag);

/* How a line is drawn: classes differ by this, too. */
enum dash { DASH_NONE, DASH_LONG, DASH_SHORT, DASH_MIXED, DASHES };

/* How a class looks, by its place among the labels of its column. */
struct class_look {
	enum ink area, line, name;
	enum dash dash;
};
struct class_look class_look(size_t number);

/* The style sheet; the same bytes on every page. */
void style_add_sheet(struct text *to);

/*
 * Its SHA-256 in base64, as a Content-Security-Policy names it: "sha256-...".
 */
void style_add_hash(struct text *to);

#endif
