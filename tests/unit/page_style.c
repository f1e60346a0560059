/*
 * page_style.c - tests of common/page/style.c.
 */
#include "page/style.h"

#include <stdlib.h>

#include "unit.h"

static struct text sheet;

/* Of "#rrggbb": its relative luminance, as WCAG 2 defines it. */
static double
luminance(const char *colour)
{
	static const double weights[] = { .2126, .7152, .0722 };
	unsigned long rgb = strtoul(colour + 1, NULL, 16);
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double c = (double)(rgb >> (16 - 8 * i) & 255) / 255;

		sum += weights[i] * (c <= .03928 ? c / 12.92 :
				     pow((c + .055) / 1.055, 2.4));
	}
	return sum;
}

/* On paper, or what the style sheet says for a dark screen. */
static const char *
colour_of(int ink, int dark)
{
	char rule[32];
	const char *at;

	if (!dark)
		return ink_colour((enum ink)ink);
	snprintf(rule, sizeof(rule), ".f%d{fill:#", ink);
	at = strstr(sheet.bytes, rule);
	return at ? strchr(at, '#') : "#000000";
}

static double
contrast(int x, int y, int dark)
{
	double a = luminance(colour_of(x, dark));
	double b = luminance(colour_of(y, dark));

	return (fmax(a, b) + .05) / (fmin(a, b) + .05);
}

static void
text_stands_out(void)
{
	static const int backs[] = { INK_PAPER, INK_WARN_CELL, INK_FAIL_CELL,
				     INK_UNSURE_CELL, INK_VOID };
	static const int small[] = { INK_FAINT, INK_PASS, INK_INCONCLUSIVE,
				     INK_WARNING, INK_FAIL };

	for (int dark = 0; dark < 2; dark++) {
		for (size_t i = 0; i < sizeof(backs) / sizeof(*backs); i++)
			EXPECT(contrast(INK_TEXT, backs[i], dark) >= 4.5);
		for (size_t i = 0; i < sizeof(small) / sizeof(*small); i++)
			EXPECT(contrast(small[i], INK_PAPER, dark) >= 4.5);
		for (int i = 0; i < CLASS_COLOURS; i++)
			EXPECT(contrast(INK_NAME + i, INK_PAPER, dark) >=
			       4.5);
	}
}

static void
marks_stand_out(void)
{
	static const int marks[] = { INK_MARK, INK_WARN_EDGE, INK_FAIL_EDGE,
				     INK_A, INK_C, INK_G, INK_T };

	for (int dark = 0; dark < 2; dark++) {
		for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
			EXPECT(contrast(marks[i], INK_PAPER, dark) >= 3);
		EXPECT(contrast(INK_MARK, INK_FAIL_BAND, dark) >= 3);
		for (int i = 0; i < CLASS_COLOURS; i++)
			EXPECT(contrast(INK_LINE + i, INK_PAPER, dark) >= 3);
	}
}

static void
classes_differ(void)
{
	for (size_t i = 0; i < CLASS_COLOURS * DASHES; i++)
		for (size_t j = 0; j < i; j++) {
			struct class_look x = class_look(i);
			struct class_look y = class_look(j);

			EXPECT(x.line != y.line || x.dash != y.dash);
		}
}

int
main(void)
{
	style_add_sheet(&sheet);
	unit_run("text stands out 4.5 to 1, on paper and on a dark screen",
		 text_stands_out);
	unit_run("marks stand out 3 to 1", marks_stand_out);
	unit_run("28 classes differ in colour or line", classes_differ);
	text_release(&sheet);
	return unit_end();
}
