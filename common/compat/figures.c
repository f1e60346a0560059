/*
 * figures.c - the three figures and the flag that the reference gives a
 * feature, and how it prints them.
 */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compat/figures.h"

static const double WARN = .6, FAIL = .7;

struct figures
figures_of_values(const struct bin *bins, size_t n)
{
	struct ranking ranking;

	rank_bins(bins, n, &ranking);
	return (struct figures){
		.scored = true,
		.auroc = ranking_score(&ranking),
		.auprc = average_precision(bins, n, ranking.higher),
		.accuracy = best_accuracy(bins, n, ranking.higher),
	};
}

static uint64_t
larger(uint64_t x, uint64_t y)
{
	return x > y ? x : y;
}

/*
 * In doubles step by step as the reference's rule is written, so that a
 * score of exactly .6 or .7 falls on the same side.
 */
struct figures
figures_of_shares(uint64_t yes_a, uint64_t n_a, uint64_t yes_b, uint64_t n_b)
{
	double share_a = (double)yes_a / (double)n_a;
	double share_b = (double)yes_b / (double)n_b;
	double all = (double)(n_a + n_b);
	bool turned = share_a < share_b;
	uint64_t high_a = turned ? n_a - yes_a : yes_a;
	uint64_t high_b = turned ? n_b - yes_b : yes_b;
	double recall = (double)high_a / (double)n_a;
	double positives = (double)n_a / all;
	uint64_t right = larger(larger(n_a, n_b), high_a + (n_b - high_b));
	struct figures figures = {
		.scored = true,
		.auroc = .5 + fabs(share_a - share_b) / 2,
		.auprc = positives,
		.accuracy = (double)right / all,
	};

	if (high_a + high_b > 0)
		figures.auprc = recall * (double)high_a /
			(double)(high_a + high_b) + positives * (1 - recall);
	return figures;
}

void
figures_worst(struct figures *worst, const struct figures *other)
{
	if (!other->scored)
		return;
	if (!worst->scored) {
		*worst = *other;
		return;
	}
	worst->auroc = fmax(worst->auroc, other->auroc);
	worst->auprc = fmax(worst->auprc, other->auprc);
	worst->accuracy = fmax(worst->accuracy, other->accuracy);
}

const char *
figures_flag(const struct figures *figures)
{
	if (!figures->scored)
		return "Unknown";
	if (figures->auroc > FAIL)
		return "Fail";
	return figures->auroc > WARN ? "Warning" : "Pass";
}

/*
 * The digits of |x| without trailing zeros, as few as read back, and the
 * power of ten of the first. Returns how many.
 */
static int
shortest_digits(char digits[24], double x, int *exponent)
{
	char text[32];
	int n = 0;

	/* 17 digits always read back. */
	for (int more = 14; more <= 16; more++) {
		snprintf(text, sizeof(text), "%.*e", more, fabs(x));
		if (strtod(text, NULL) == fabs(x))
			break;
	}
	digits[n++] = text[0];
	for (const char *c = text + 2; *c != 'e'; c++)
		digits[n++] = *c;
	*exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
	while (n > 1 && digits[n - 1] == '0')
		n--;
	return n;
}

size_t
shortest_text(char text[SHORTEST_TEXT], double x)
{
	char digits[24];
	int exponent, n, length;
	const char *sign = signbit(x) ? "-" : "";

	assert(isfinite(x));
	n = shortest_digits(digits, x, &exponent);
	if (exponent < -4 || exponent >= 16)
		length = snprintf(text, SHORTEST_TEXT, "%s%c%s%.*se%c%02d",
				  sign, digits[0], n > 1 ? "." : "", n - 1,
				  digits + 1, exponent < 0 ? '-' : '+',
				  abs(exponent));
	else if (exponent < 0)
		length = snprintf(text, SHORTEST_TEXT, "%s0.%.*s%.*s", sign,
				  -exponent - 1, "0000", n, digits);
	else if (n <= exponent + 1)
		length = snprintf(text, SHORTEST_TEXT, "%s%.*s%.*s.0", sign, n,
				  digits, exponent + 1 - n,
				  "0000000000000000");
	else
		length = snprintf(text, SHORTEST_TEXT, "%s%.*s.%.*s", sign,
				  exponent + 1, digits, n - exponent - 1,
				  digits + exponent + 1);
	return (size_t)length;
}
