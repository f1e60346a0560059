/*
 * reason.c - what was found, in words that hold.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/reason.h"
#include "report/said.h"
#include "report/shown.h"

/* How the values of a check are spoken of. */
struct wording {
	const char *check, *at;	/* NULL: any */
	const char *subject;	/* %s is the at */
	const char *what;	/* after the number of a side */
	bool share, median;
};

static const struct wording wordings[] = {
	{ "length", NULL, "median length ", " nt", false, true },
	{ "gc", NULL, "median GC ", "", true, true },
	{ "base", NULL, "%s is ", " of letters", true, false },
	{ "dinuc", NULL, "%s is ", " of pairs", true, false },
	{ "kmer", NULL, "%s is ", " of words", true, false },
	{ "n", "share", "N is ", " of letters", true, false },
	{ "n", "lead", "mean run of N at the start ", " nt", false, false },
	{ "n", "trail", "mean run of N at the end ", " nt", false, false },
	{ "n", "longest", "mean longest run of N ", " nt", false, false },
	{ "case", NULL, "lower case is ", " of letters", true, false },
	{ "complexity", NULL, "low complexity in ", " of windows", true,
	  false },
	{ "skew", "GC", "G is ", " of G and C", true, false },
	{ "skew", "AT", "A is ", " of A and T", true, false },
	{ "alphabet", NULL, "%s occurs in ", " of records", true, false },
	{ "copies", NULL, "records with copies are ", "", true, false },
	{ "label", NULL, "label %s has ", " of records", true, false },
	{ "leak", NULL, "records that are related to one of %s are ", "",
	  true, false },
};

static const struct wording *
find_wording(const char *check, const char *at)
{
	static const struct wording plain = { NULL, NULL, "%s is ", "", false,
					      false };

	for (size_t i = 0; i < sizeof(wordings) / sizeof(*wordings); i++)
		if (strcmp(wordings[i].check, check) == 0 &&
		    (!wordings[i].at || strcmp(wordings[i].at, at) == 0))
			return &wordings[i];
	return &plain;
}

static uint64_t
side_of(const struct bin *bin, int side)
{
	return side ? bin->b : bin->a;
}

static double
mean_of(const struct feature *f, const struct feature_bins *bins, int side)
{
	double sum = 0, n = 0;

	for (size_t i = 0; i < bins->n; i++) {
		double count = (double)side_of(&bins->bins[i], side);

		sum += count * f->value[bins->values[i]];
		n += count;
	}
	return n > 0 ? sum / n : 0;
}

/* The lower median: a value that occurs. */
static double
median_of(const struct feature *f, const struct feature_bins *bins, int side)
{
	uint64_t n = 0, seen = 0;

	for (size_t i = 0; i < bins->n; i++)
		n += side_of(&bins->bins[i], side);
	for (size_t i = 0; i < bins->n; i++) {
		seen += side_of(&bins->bins[i], side);
		if (seen >= n - n / 2)
			return f->value[bins->values[i]];
	}
	return 0;
}

/* Few figures: 64.5 %, 7.93 %, 0.12 %; of next to nothing, no exponent. */
static void
say_share(struct text *text, double share)
{
	double percent = 100 * share;

	if (percent == 0 || percent == 100)
		text_addf(text, "%.0f %%", percent);
	else if (percent >= 99.95)	/* never rounded to all of it */
		text_adds(text, "over 99.9 %");
	else if (percent >= 10)
		text_addf(text, "%.1f %%", percent);
	else if (percent >= 1)
		text_addf(text, "%.3g %%", percent);
	else if (percent >= .001)
		text_addf(text, "%.2g %%", percent);
	else
		text_adds(text, "under 0.001 %");
}

static void
say_value(struct text *text, const struct wording *w, double value)
{
	if (w->share)
		say_share(text, value);
	else if (value > 0 && value < .01)
		text_adds(text, "under 0.01");
	else if (value < 1000)
		text_addf(text, value < 1 ? "%.2g" : "%.4g", value);
	else
		text_add_grouped(text, (uint64_t)round(value));
}

static void
say_subject(struct text *text, const struct wording *w, const char *at)
{
	const char *hole = strstr(w->subject, "%s");

	if (!hole) {
		text_adds(text, w->subject);
		return;
	}
	text_add(text, w->subject, (size_t)(hole - w->subject));
	text_adds(text, at);
	text_adds(text, hole + 2);
}

static void
say_side(struct text *text, const struct comparison *comparison, bool b)
{
	said_add(text, said_side(comparison->kind),
		 b ? comparison->b.name : comparison->a.name);
}

static void
say_position(struct text *text, const struct judged_check *check,
	     const struct part *part, const struct comparison *comparison)
{
	const struct ranking *r = &part->ranking;

	text_addf(text, "%c at %" PRId32, part->letter, part->position);
	if (strcmp(check->name, "end") == 0)
		text_adds(text, " from the end");
	else if (strcmp(check->name, "centre") == 0)
		text_adds(text, " from the centre");
	text_adds(text, " in ");
	say_share(text, (double)part->yes_a / (double)r->a);
	text_adds(text, " of ");
	say_side(text, comparison, false);
	text_adds(text, ", ");
	say_share(text, (double)part->yes_b / (double)r->b);
	text_adds(text, " of ");
	say_side(text, comparison, true);
}

void
reason_part(struct text *text, const struct judged_check *check,
	    const struct part *part, const struct comparison *comparison,
	    const struct feature_bins *bins)
{
	const struct wording *w;
	double a, b;

	if (part->ranking.ties == 0) {
		text_adds(text, "constant");
		return;
	}
	if (!part->feature) {
		say_position(text, check, part, comparison);
		return;
	}
	w = find_wording(check->name, part->feature->at);
	a = w->median ? median_of(part->feature, bins, 0) :
			mean_of(part->feature, bins, 0);
	b = w->median ? median_of(part->feature, bins, 1) :
			mean_of(part->feature, bins, 1);
	say_subject(text, w, part->feature->at);
	say_value(text, w, a);
	text_addf(text, "%s in ", w->what);
	say_side(text, comparison, false);
	text_adds(text, ", ");
	say_value(text, w, b);
	text_adds(text, " in ");
	say_side(text, comparison, true);
}

/* n of each side that would settle it, as a round number not too small. */
static void
say_need(struct text *text, const struct reason_flag *why)
{
	double a = ceil((double)why->n_a * why->growth);
	double b = ceil((double)why->n_b * why->growth);

	a = a < 30 ? 30 : a;
	b = b < 30 ? 30 : b;
	if (!(a < 1e15 && b < 1e15))
		return;
	text_adds(text, "; about ");
	text_add_grouped(text, (uint64_t)a);
	text_adds(text, " and ");
	text_add_grouped(text, (uint64_t)b);
	text_adds(text, " records would settle it");
}

static void
say_sizes(struct text *text, double a, double b)
{
	text_add_grouped(text, (uint64_t)a);
	text_adds(text, " and ");
	text_add_grouped(text, (uint64_t)b);
}

/* Where copies shrink a side so far that the sizes would mislead. */
static bool
copies_count(const struct reason_flag *why)
{
	return why->left_a < .9 * (double)why->n_a ||
	       why->left_b < .9 * (double)why->n_b;
}

void
reason_why(struct text *text, const struct reason_flag *why)
{
	bool chance = why->score > why->rule->warn;
	char number[VERDICT_NUMBER];

	if (why->flag != FLAG_INCONCLUSIVE)
		return;
	text_adds(text, "; ");
	if (chance)
		text_addf(text, "AUROC %s may be chance (p %.2g)",
			  shown_auroc(number, why->score, why->rule), why->p);
	if (!chance || copies_count(why)) {
		text_adds(text, chance ? ", as " : "");
		say_sizes(text, (double)why->n_a, (double)why->n_b);
		text_adds(text, " records");
	}
	if (copies_count(why)) {
		text_adds(text, chance ? " with their copies weigh like " :
					 ", which with their copies weigh "
					 "like ");
		say_sizes(text, round(why->left_a), round(why->left_b));
		text_adds(text, chance ? "" : ",");
	}
	if (!chance)
		text_adds(text, " are too few to exclude a Fail");
	say_need(text, why);
}

bool
reason_begins_with_name(const char *words, const struct verdict *v)
{
	const char *const names[] = { v->a, v->b, v->scope, v->column };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t n = strlen(names[i]);

		if (n && strncmp(words, names[i], n) == 0 &&
		    strchr(" :,;", words[n]))
			return true;
	}
	return false;
}

const char *
reason_found(const struct verdict *v, const char **worst, size_t *n)
{
	static const char comma[] = ", worst of ";
	const size_t part = strlen(v->part);
	const char *colon;

	*worst = NULL;
	*n = 0;
	if (strncmp(v->reason, v->part, part) != 0 ||
	    strncmp(v->reason + part, comma, sizeof(comma) - 1) != 0)
		return v->reason;
	colon = strstr(v->reason + part, ": ");
	if (!colon)
		return v->reason;
	*worst = v->reason + part + 2;
	*n = (size_t)(colon - *worst);
	return colon + 2;
}
