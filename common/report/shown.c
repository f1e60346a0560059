/*
 * shown.c - numbers as people read them.
 */
#include "report/shown.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

enum { DIGITS_MOST = 17 };	/* that many tell any two doubles apart */

static int
sign_of(double x)
{
	return (x > 0) - (x < 0);
}

/* True where text stands otherwise to a threshold than x does. */
static bool
hides(const char *text, double x, const double *thresholds, size_t n)
{
	double shown;

	if (!decimal_number(text, strlen(text), &shown))
		return false;
	for (size_t i = 0; i < n; i++)
		if (sign_of(shown - thresholds[i]) !=
		    sign_of(x - thresholds[i]))
			return true;
	return false;
}

/* AUROC and probabilities are written without their 0. */
static const char *
without_zero(char text[VERDICT_NUMBER])
{
	if (text[0] == '0' && text[1] == '.')
		memmove(text, text + 1, strlen(text));
	return text;
}

const char *
shown_auroc(char text[VERDICT_NUMBER], double auroc, const struct rule *rule)
{
	const double thresholds[] = { rule->warn, rule->fail, 1 };

	if (auroc == 1) {
		snprintf(text, VERDICT_NUMBER, "1");
		return text;
	}
	for (int digits = 3; digits <= DIGITS_MOST; digits++) {
		snprintf(text, VERDICT_NUMBER, "%.*f", digits, auroc);
		if (!hides(text, auroc, thresholds, 3))
			break;
	}
	return without_zero(text);
}

const char *
shown_percent(char text[VERDICT_NUMBER], double share)
{
	static const double thresholds[] = { 0, 2, 100 };
	const double percent = 100 * share;

	if (percent > 0 && percent < .001) {
		snprintf(text, VERDICT_NUMBER, "under 0.001");
		return text;
	}
	for (int digits = percent < 10 ? 2 : 3; digits <= DIGITS_MOST;
	     digits++) {
		snprintf(text, VERDICT_NUMBER, "%.*g", digits, percent);
		if (!hides(text, percent, thresholds, 3))
			break;
	}
	return text;
}

const char *
shown_p(char text[VERDICT_NUMBER], double p, const struct rule *rule)
{
	const double thresholds[] = { rule->alpha, 1 };

	if (p < 1e-300) {	/* below what a double tells apart */
		snprintf(text, VERDICT_NUMBER, "<1e-300");
		return text;
	}
	for (int digits = 2; digits <= DIGITS_MOST; digits++) {
		snprintf(text, VERDICT_NUMBER, "%.*g", digits, p);
		if (!hides(text, p, thresholds, 2))
			break;
	}
	return without_zero(text);
}
