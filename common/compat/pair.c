/*
 * pair.c - the report of two classes: every row of gb-qc-report.csv.
 *
 * The headlines come first and are the worst of the parts, so parts with
 * values are scored into arrays; positions, of which there are many and each
 * takes constant time, are scored twice.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "compat/figures.h"
#include "compat/group.h"
#include "compat/pair.h"
#include "io/output.h"

static const char
	UNIQUE[] = "Unique bases",
	WITHIN[] = "Sequence Duplications within Labels",
	BETWEEN[] = "Duplicate Sequences between Labels",
	LENGTH[] = "Sequence lengths",
	GC[] = "Per sequence GC content",
	LETTER[] = "Per sequence nucleotide content",
	PAIR[] = "Per sequence dinucleotide content",
	START[] = "Per position nucleotide content",
	END[] = "Per position reversed nucleotide content";

/* A letter or two at work on a pair of classes. */
struct part {
	char name[3];
	struct figures figures;
};

/* What is worked out of a pair before anything is written. */
struct scores {
	unsigned char letters[GROUP_LETTERS];	/* of both, ascending */
	size_t n_letters;
	struct figures length, gc;
	struct part *letter, *pair;		/* [n_letters], [n_pairs] */
	size_t n_pairs;
	struct figures worst_letter, worst_pair, worst_start, worst_end;
	uint64_t shown, scored;
	struct bin *bins;			/* room for one feature */
	size_t room;
};

static struct figures
score_values(const struct pair *pair, struct scores *scores,
	     const struct values *a, const struct values *b)
{
	size_t n;

	if (pair->a->n < COMPAT_FLOOR || pair->b->n < COMPAT_FLOOR)
		return (struct figures){ 0 };
	n = values_bins(a, pair->a->n, b, pair->b->n, &scores->bins,
			&scores->room);
	return figures_of_values(scores->bins, n);
}

static void
score_letters(const struct pair *pair, struct scores *scores)
{
	scores->letter = mem_array(scores->n_letters, sizeof(struct part));
	for (size_t i = 0; i < scores->n_letters; i++) {
		unsigned x = scores->letters[i];
		struct part *part = &scores->letter[i];

		*part = (struct part){ .name = { (char)x } };
		part->figures = score_values(pair, scores,
					     &pair->a->letter[x],
					     &pair->b->letter[x]);
		figures_worst(&scores->worst_letter, &part->figures);
	}
}

static const struct values *
pair_values(const struct group *group, unsigned x, unsigned y)
{
	return group->pair[x] ? &group->pair[x][y] : NULL;
}

/* A pair has a row if one of the classes has both of its letters. */
static void
score_pairs(const struct pair *pair, struct scores *scores)
{
	const struct group *a = pair->a, *b = pair->b;
	size_t n = scores->n_letters;

	scores->pair = mem_array(n * n, sizeof(struct part));
	for (size_t i = 0; i < n * n; i++) {
		unsigned x = scores->letters[i / n];
		unsigned y = scores->letters[i % n];
		struct part *part = &scores->pair[scores->n_pairs];

		if (!(a->has[x] && a->has[y]) && !(b->has[x] && b->has[y]))
			continue;
		*part = (struct part){ .name = { (char)x, (char)y } };
		part->figures = score_values(pair, scores,
					     pair_values(a, x, y),
					     pair_values(b, x, y));
		figures_worst(&scores->worst_pair, &part->figures);
		scores->n_pairs++;
	}
}

/* A letter at position p, from 0, of the start or of the end. */
static struct figures
score_position(const struct pair *pair, const struct scores *scores, bool end,
	       unsigned x, uint64_t p)
{
	const struct group *a = pair->a, *b = pair->b;
	const uint64_t *yes_a = end ? a->end[x] : a->start[x];
	const uint64_t *yes_b = end ? b->end[x] : b->start[x];

	if (p >= scores->scored || a->reach[p] < COMPAT_FLOOR ||
	    b->reach[p] < COMPAT_FLOOR)
		return (struct figures){ 0 };
	return figures_of_shares(yes_a ? yes_a[p] : 0, a->reach[p],
				 yes_b ? yes_b[p] : 0, b->reach[p]);
}

static struct figures
worst_position(const struct pair *pair, const struct scores *scores, bool end,
	       unsigned x)
{
	struct figures worst = { 0 };

	for (uint64_t p = 0; p < scores->scored; p++) {
		struct figures at = score_position(pair, scores, end, x, p);

		figures_worst(&worst, &at);
	}
	return worst;
}

static void
score_positions(const struct pair *pair, struct scores *scores)
{
	const struct group *a = pair->a, *b = pair->b;

	scores->shown = a->shown < b->shown ? a->shown : b->shown;
	scores->scored = a->scored < b->scored ? a->scored : b->scored;
	for (size_t i = 0; i < scores->n_letters; i++) {
		unsigned x = scores->letters[i];
		struct figures start = worst_position(pair, scores, false, x);
		struct figures end = worst_position(pair, scores, true, x);

		figures_worst(&scores->worst_start, &start);
		figures_worst(&scores->worst_end, &end);
	}
}

static void
write_figure(struct output *out, double x)
{
	char text[SHORTEST_TEXT + 1] = ",";
	size_t n = shortest_text(text + 1, x);

	output_write(out, text, n + 1);
}

/* What follows the name of a check. */
static void
write_figures(struct output *out, const struct figures *figures)
{
	output_puts(out, ",");
	output_puts(out, figures_flag(figures));
	if (figures->scored) {
		write_figure(out, figures->auroc);
		write_figure(out, figures->auprc);
		write_figure(out, figures->accuracy);
		output_puts(out, "\n");
	} else {
		output_puts(out, ",,,\n");
	}
}

/* As one CSV field: letters may be anything. */
static void
write_name(struct output *out, const char *check, const char *letters,
	   uint64_t position)
{
	bool quoted = strpbrk(letters, ",\"\n") != NULL;

	if (quoted)
		output_puts(out, "\"");
	output_puts(out, check);
	output_puts(out, " - ");
	for (; *letters; letters++)
		output_write(out, *letters == '"' ? "\"\"" : letters,
			     *letters == '"' ? 2 : 1);
	if (position > 0) {
		output_puts(out, " position ");
		output_u64(out, position);
	}
	if (quoted)
		output_puts(out, "\"");
}

static void
write_headline(struct output *out, const char *check,
	       const struct figures *figures)
{
	output_puts(out, check);
	write_figures(out, figures);
}

static void
write_flag(struct output *out, const char *check, const char *flag)
{
	output_puts(out, check);
	output_puts(out, ",");
	output_puts(out, flag);
	output_puts(out, ",,,\n");
}

static void
write_headlines(const struct pair *pair, const struct scores *scores,
		struct output *out)
{
	const struct group *a = pair->a, *b = pair->b;
	double left = (double)(pair->distinct_a + pair->distinct_b) /
		(double)(a->n + b->n);

	write_flag(out, UNIQUE, memcmp(a->has, b->has, sizeof(a->has)) ?
		   "Fail" : "Pass");
	write_flag(out, WITHIN, left < .98 ? "Fail" : left < 1 ? "Warning" :
		   "Pass");
	write_flag(out, BETWEEN, pair->shared ? "Fail" : "Pass");
	write_headline(out, LENGTH, &scores->length);
	write_headline(out, GC, &scores->gc);
	if (scores->n_letters == 0)
		return;
	write_headline(out, LETTER, &scores->worst_letter);
	write_headline(out, PAIR, &scores->worst_pair);
	write_headline(out, START, &scores->worst_start);
	write_headline(out, END, &scores->worst_end);
}

static void
write_parts(struct output *out, const char *check, const struct part *parts,
	    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		write_name(out, check, parts[i].name, 0);
		write_figures(out, &parts[i].figures);
	}
}

static void
write_positions(const struct pair *pair, const struct scores *scores,
		bool end, struct output *out)
{
	const char *check = end ? END : START;

	for (size_t i = 0; i < scores->n_letters; i++) {
		const char letter[2] = { (char)scores->letters[i] };
		unsigned x = scores->letters[i];
		struct figures worst;

		for (uint64_t p = 0; p < scores->shown; p++) {
			struct figures at =
				score_position(pair, scores, end, x, p);

			write_name(out, check, letter, p + 1);
			write_figures(out, &at);
			if (output_failed(out))
				return;
		}
		worst = worst_position(pair, scores, end, x);
		write_name(out, check, letter, 0);
		write_figures(out, &worst);
	}
}

void
pair_write(const struct pair *pair, struct output *out)
{
	struct scores scores = { 0 };

	for (unsigned x = 0; x < GROUP_LETTERS; x++)
		if (pair->a->has[x] || pair->b->has[x])
			scores.letters[scores.n_letters++] = (unsigned char)x;
	scores.length = score_values(pair, &scores, &pair->a->length,
				     &pair->b->length);
	scores.gc = score_values(pair, &scores, &pair->a->gc, &pair->b->gc);
	score_letters(pair, &scores);
	score_pairs(pair, &scores);
	score_positions(pair, &scores);

	output_puts(out, "Check,Flag,AU-ROC,AU-PR,Accuracy\n");
	write_headlines(pair, &scores, out);
	write_parts(out, LETTER, scores.letter, scores.n_letters);
	write_parts(out, PAIR, scores.pair, scores.n_pairs);
	write_positions(pair, &scores, false, out);
	write_positions(pair, &scores, true, out);
	free(scores.letter);
	free(scores.pair);
	free(scores.bins);
}
