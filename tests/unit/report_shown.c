/*
 * report_shown.c - what people read is never on another side of a threshold
 * than the number.
 */
#include "report/shown.h"
#include "unit.h"

static const struct rule rule = { .6, .7, .005 };

static void
aurocs(void)
{
	char text[VERDICT_NUMBER];

	EXPECT_TEXT(shown_auroc(text, .795915, &rule), ".796");
	EXPECT_TEXT(shown_auroc(text, .5, &rule), ".500");
	EXPECT_TEXT(shown_auroc(text, .6, &rule), ".600");
	EXPECT_TEXT(shown_auroc(text, .60004, &rule), ".60004");
	EXPECT_TEXT(shown_auroc(text, .59996, &rule), ".59996");
	EXPECT_TEXT(shown_auroc(text, .7000001, &rule), ".7000001");
	EXPECT_TEXT(shown_auroc(text, .9998, &rule), ".9998");
	EXPECT_TEXT(shown_auroc(text, 1, &rule), "1");
}

static void
shares(void)
{
	char text[VERDICT_NUMBER];
	const struct verdict v = { .measure = MEASURE_SHARE, .score = .245 };

	EXPECT_TEXT(shown_percent(text, 0), "0");
	EXPECT_TEXT(shown_percent(text, .0414), "4.1");
	EXPECT_TEXT(shown_percent(text, .000826788), "0.083");
	EXPECT_TEXT(shown_percent(text, .00001), "0.001");
	EXPECT_TEXT(shown_percent(text, 2e-8), "under 0.001");
	EXPECT_TEXT(shown_percent(text, .01996), "1.996");
	EXPECT_TEXT(shown_percent(text, .02004), "2.004");
	EXPECT_TEXT(shown_percent(text, .245), "24.5");
	EXPECT_TEXT(shown_percent(text, .99999), "99.999");
	EXPECT_TEXT(shown_percent(text, 1), "100");
	EXPECT_TEXT(verdict_score(text, &v, &rule), "24.5 %");
}

static void
probabilities(void)
{
	char text[VERDICT_NUMBER];

	EXPECT_TEXT(shown_p(text, .0312, &rule), ".031");
	EXPECT_TEXT(shown_p(text, .00501, &rule), ".00501");
	EXPECT_TEXT(shown_p(text, .999, &rule), ".999");
	EXPECT_TEXT(shown_p(text, 1, &rule), "1");
	EXPECT_TEXT(shown_p(text, 2.14e-10, &rule), "2.1e-10");
	EXPECT_TEXT(shown_p(text, 0, &rule), "<1e-300");
}

int
main(void)
{
	unit_run("AUROC", aurocs);
	unit_run("shares in %", shares);
	unit_run("probabilities", probabilities);
	return unit_end();
}
