/*
 * figure.h - what figures have alike: whom they compare, scales, axes, and
 * the numbers below them. Private to the figures of page/.
 */
#ifndef GBQC_PAGE_FIGURE_H
#define GBQC_PAGE_FIGURE_H

#include "page/html.h"
#include "page/section.h"
#include "page/svg.h"

struct check;
struct feature;

enum { FIGURE_DOT = 42 };	/* the radius of a dot, tenths of a pixel */

/* A comparison that is drawn, and how its two sides look. */
struct figure_pair {
	const struct section *section;
	const struct verdict *v;
	const struct comparison *c;
	struct class_look a, b;
	size_t number;		/* from 1, within its section */
};

/*
 * What to draw: one check, in at most so many comparisons, the worst first.
 */
struct figure_task {
	const struct section *section;
	const struct check *check;
	struct figure_pair pairs[SECTION_PAIRS];
	size_t n;
};

/* Fills a pair; false for a verdict that is of no comparison. */
bool figure_pair_init(struct figure_pair *pair, const struct section *section,
		      const struct verdict *v, size_t number);

/* "the others" for `*`. */
const char *figure_side(const struct side *side);

/* A name, cut short, in the title of a chart (svg_open() escapes it). */
void figure_add_plain(struct text *to, const char *name);

/* A side of a pair alike, as a sentence has it: "label 0" (report/said.h). */
void figure_say_side(struct text *to, const struct figure_pair *pair, bool b);

/* The row of a part of a pair that is in the list of verdicts, or NULL. */
const struct verdict *figure_part_row(const struct figure_pair *pair,
				      const char *at);

/*
 * The pair as a heading of its figures, where they do not stand for
 * themselves: "a against b, split train".
 */
void figure_add_heading(struct text *out, const struct figure_task *task,
			const struct figure_pair *pair);

/*
 * A row of figures; wide: as wide as the page. A caption is the tool's own
 * HTML.
 */
void figure_row_open(struct text *out);
void figure_row_close(struct text *out);
void figure_open(struct text *out, bool wide);
void figure_close(struct text *out, const char *caption);

/* Values from..to at low..high tenths of a pixel. */
struct scale {
	double from, to;
	int32_t low, high;
};
int32_t scale_place(const struct scale *scale, double value);

/* The distance of ticks of which there are not more than `most`. */
double scale_step(const struct scale *scale, size_t most);

/*
 * Words below a scale from left to right: ticks in units of `unit` (.01 for
 * percent), y the line; what, after the last, says what they are.
 */
struct axis {
	struct scale scale;
	int32_t at;		/* y of an axis along x, x of one along y */
	int32_t across;		/* how far grid lines go from there */
	double unit;
	double least;		/* ticks are not closer than this; in units */
	size_t ticks;
	const char *what;
};
void axis_draw_x(struct text *out, const struct axis *axis);
void axis_draw_y(struct text *out, const struct axis *axis);

/* A number with as many digits as a step asks for, commas from 1,000 on. */
void figure_add_number(struct text *out, double value, double step);

/* ".796" and the like in a chart: three digits, none across a threshold. */
void figure_add_auroc(struct text *out, double auroc,
		      const struct section *section);

/*
 * The numbers of a figure: a folded table with these column heads, of which
 * FIGURE_COLUMNS at most; numbers stand at the right of their column.
 */
enum { FIGURE_COLUMNS = 9 };
struct figure_column {
	const char *head;
	bool number;
	const char *name;	/* outside text before it, or NULL */
};
void figure_numbers_open(struct text *out, const char *summary,
			 const struct figure_column *columns, size_t n);
void figure_numbers_close(struct text *out);
void figure_cell_open(struct text *out);
void figure_cell_close(struct text *out);
void figure_cell_count(struct text *out, uint64_t n);
void figure_cell_share(struct text *out, double share);

/* A table like those, not folded. */
void figure_table_open(struct text *out, const struct figure_column *columns,
		       size_t n);
void figure_table_close(struct text *out);

/*
 * Calls write for each pair with the feature of its worst part. -1 with err
 * set where counts cannot be read.
 */
MUST_USE int figure_each_worst(
	const struct figure_task *task,
	void (*write)(const struct figure_task *task,
		      const struct figure_pair *pair,
		      const struct feature *feature, struct text *out),
	struct text *out, struct error *err);

/* Those who draw: a file each. -1 with err set where counts cannot be read. */
typedef int figure_writer(const struct figure_task *task, struct text *out,
			  struct error *err);
figure_writer figure_values;	/* length, GC */
figure_writer figure_sparse;	/* N, case, complexity: most are none */
figure_writer figure_strand;	/* skew */
figure_writer figure_parts;	/* bases, pairs, words */
figure_writer figure_alphabet;	/* task->check is not looked at */
figure_writer figure_positions;	/* start, end, centre */

/* Sections of kinds copies, conflict and leak, and drift as a whole. */
void figure_copies(const struct section *section, struct text *out);
void figure_leaks(const struct section *section, struct text *out);
void figure_drift_marks(const struct section *section, struct text *out);

#endif
