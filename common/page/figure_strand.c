/*
 * figure_strand.c - is one strand written more often in one class? G of G and
 * C, A of A and T: as the records are, and with their reverse complements.
 */
#include <string.h>

#include "checks/check.h"
#include "page/curves.h"
#include "page/figure.h"
#include "stats/ranking.h"

static double
auroc_of(const struct sample *s)
{
	struct ranking ranking;

	rank_bins(s->bins, s->n, &ranking);
	return ranking_score(&ranking);
}

static void
draw_histogram(const struct figure_pair *pair, const struct sample *s,
	       const struct measure *measure, struct text *caption,
	       struct text *out)
{
	struct curves curves = { .pair = pair, .sample = s,
				 .measure = *measure };

	curves_init(&curves);
	figure_open(out, false);
	curves_draw_histogram(&curves, out);
	figure_close(out, caption->bytes);
	text_clear(caption);
}

static void
write_pair(const struct figure_task *task, const struct figure_pair *pair,
	   const struct feature *feature, struct text *out)
{
	bool gc = strcmp(feature->at, "GC") == 0;
	struct measure measure = { .01,
				   gc ? "G, % of G and C" : "A, % of A and T",
				   " %" };
	struct sample s, both, strength;
	struct curves curves = { .pair = pair, .sample = &s,
				 .measure = measure };
	struct text caption = { 0 };

	sample_init(&s, feature, pair->c);
	if (!s.a || !s.b) {
		sample_release(&s);
		return;
	}
	sample_both_strands(&both, &s);
	sample_strength(&strength, &s);
	figure_add_heading(out, task, pair);
	figure_row_open(out);
	text_adds(&caption, "As the records are: AUROC ");
	figure_add_auroc(&caption, auroc_of(&s), pair->section);
	draw_histogram(pair, &s, &measure, &caption, out);
	text_adds(&caption, "With the reverse complement of each record: "
		  "AUROC ");
	figure_add_auroc(&caption, auroc_of(&both), pair->section);
	text_adds(&caption, "; how uneven a record is, whichever way, still "
		  "tells with ");
	figure_add_auroc(&caption, auroc_of(&strength), pair->section);
	draw_histogram(pair, &both, &measure, &caption, out);
	figure_row_close(out);
	curves_init(&curves);
	curves_add_numbers(&curves, out);
	text_release(&caption);
	sample_release(&s);
	sample_release(&both);
	sample_release(&strength);
}

int
figure_strand(const struct figure_task *task, struct text *out,
	      struct error *err)
{
	return figure_each_worst(task, write_pair, out, err);
}
