/*
 * track_numbers.c - the worst places along a sequence as a folded table.
 */
#include <math.h>

#include "page/figure_track.h"

enum { NUMBER_ROWS = 50 };

/* The worst place among some; the first of them where none is judged. */
static size_t
worst_place(const struct track *t, struct places p)
{
	size_t worst = p.from;

	for (size_t i = p.from; i < p.to; i++)
		if (isnan(t->score[worst]) || t->score[i] > t->score[worst])
			worst = i;
	return worst;
}

void
track_add_numbers(const struct track_figure *f, struct text *out)
{
	const struct track *t = f->track;
	const char *a = figure_side(&f->pair->c->a);
	const char *b = figure_side(&f->pair->c->b);
	const struct figure_column columns[] = {
		{ "positions", false, NULL }, { "worst place", false, NULL },
		{ "AUROC", true, NULL }, { "", true, a }, { "", true, b },
		{ " that reach it", true, a }, { " that reach it", true, b }
	};
	size_t rows = t->n < NUMBER_ROWS ? t->n : NUMBER_ROWS;

	figure_numbers_open(out, t->all_reach ?
			    "Numbers of this figure: all sequences reach all "
			    "positions" : "Numbers of this figure",
			    columns, t->all_reach ? 5 : 7);
	for (size_t i = 0; i < rows; i++) {
		struct places p = track_places(t->n, rows, i);
		size_t at = worst_place(t, p);
		size_t cell = at * t->n_letters + t->worst[at];

		text_addf(out, "<tr><th scope=\"row\">%d",
			  (int)track_position(t, p.from));
		if (p.to - p.from > 1)
			text_addf(out, " to %d",
				  (int)track_position(t, p.to - 1));
		text_adds(out, "</th>");
		if (isnan(t->score[at])) {
			text_adds(out, "<td>not judged</td><td></td><td></td>"
				  "<td></td>");
		} else {
			figure_cell_open(out);
			text_addf(out, "%c at %d", t->letters[t->worst[at]],
				  (int)track_position(t, at));
			figure_cell_close(out);
			figure_cell_open(out);
			figure_add_auroc(out, t->score[at], f->pair->section);
			figure_cell_close(out);
			figure_cell_share(out, t->share_a[cell]);
			figure_cell_share(out, t->share_b[cell]);
		}
		if (!t->all_reach) {
			figure_cell_share(out, t->reach_a[at]);
			figure_cell_share(out, t->reach_b[at]);
		}
		text_adds(out, "</tr>");
	}
	figure_numbers_close(out);
}
