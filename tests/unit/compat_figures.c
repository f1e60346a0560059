/*
 * compat_figures.c - figures of the reference: their definitions, flags
 * and text.
 */
#include <stdlib.h>

#include "compat/figures.h"
#include "compat/values.h"
#include "unit.h"

static const char *
text_of(double x)
{
	static char text[SHORTEST_TEXT];

	EXPECT_U64(shortest_text(text, x), strlen(text));
	return text;
}

static void
texts_are_those_of_python(void)
{
	EXPECT_TEXT(text_of(0), "0.0");
	EXPECT_TEXT(text_of(1), "1.0");
	EXPECT_TEXT(text_of(.5), "0.5");
	EXPECT_TEXT(text_of(-.5), "-0.5");
	EXPECT_TEXT(text_of(.1 + .2), "0.30000000000000004");
	EXPECT_TEXT(text_of(1.0 / 3), "0.3333333333333333");
	EXPECT_TEXT(text_of(2.0 / 3), "0.6666666666666666");
	EXPECT_TEXT(text_of(.0001), "0.0001");
	EXPECT_TEXT(text_of(.00012345), "0.00012345");
	EXPECT_TEXT(text_of(.00001), "1e-05");
	EXPECT_TEXT(text_of(.000083257), "8.3257e-05");
	EXPECT_TEXT(text_of(123.25), "123.25");
	EXPECT_TEXT(text_of(1e15), "1000000000000000.0");
	EXPECT_TEXT(text_of(1e16), "1e+16");
	EXPECT_TEXT(text_of(1.5e300), "1.5e+300");
	EXPECT_TEXT(text_of(1 - 0x1p-53), "0.9999999999999999");
}

/* Any quotient reads back, and with one digit less it would not. */
static void
texts_read_back(void)
{
	uint64_t state = 1;

	for (int i = 0; i < 20000; i++) {
		char shorter[SHORTEST_TEXT], longer[SHORTEST_TEXT];
		double x;
		int digits = 17;

		state = state * UINT64_C(6364136223846793005) + 1;
		x = (double)(state >> 40) /
			(double)((state >> 20 & 0xfffff) + 1);
		EXPECT(strtod(text_of(x), NULL) == x);
		/* The text is that of so many digits and of no fewer. */
		do {
			snprintf(longer, sizeof(longer), "%.*g", digits, x);
			snprintf(shorter, sizeof(shorter), "%.*g",
				 --digits, x);
		} while (digits > 0 && strtod(shorter, NULL) == x);
		if (strchr(longer, 'e'))
			continue;
		if (!strchr(longer, '.'))
			strcat(longer, ".0");
		EXPECT_TEXT(text_of(x), longer);
	}
}

static void
flags_are_decided_on_the_unrounded_score(void)
{
	struct figures figures = { .scored = true, .auroc = .6 };

	EXPECT_TEXT(figures_flag(&figures), "Pass");
	figures.auroc = nextafter(.6, 1);
	EXPECT_TEXT(figures_flag(&figures), "Warning");
	figures.auroc = .7;
	EXPECT_TEXT(figures_flag(&figures), "Warning");
	figures.auroc = nextafter(.7, 1);
	EXPECT_TEXT(figures_flag(&figures), "Fail");
	figures.scored = false;
	EXPECT_TEXT(figures_flag(&figures), "Unknown");
}

static void
a_share_is_scored_as_its_two_values(void)
{
	for (uint64_t a = 0; a <= 7; a++)
		for (uint64_t b = 0; b <= 5; b++) {
			const struct bin bins[] = { { 7 - a, 5 - b },
						    { a, b } };
			struct figures x = figures_of_shares(a, 7, b, 5);
			struct figures y = figures_of_values(bins, 2);

			EXPECT_NEAR(x.auroc, y.auroc, 1e-12);
			EXPECT_NEAR(x.auprc, y.auprc, 1e-12);
			EXPECT_NEAR(x.accuracy, y.accuracy, 1e-12);
		}
}

static void
a_constant_feature_says_nothing(void)
{
	const struct bin bin = { 3, 1 };
	struct figures figures = figures_of_values(&bin, 1);

	EXPECT_NEAR(figures.auroc, .5, 0);
	EXPECT_NEAR(figures.auprc, .75, 0);
	EXPECT_NEAR(figures.accuracy, .75, 0);
}

static void
the_worst_takes_each_figure_on_its_own(void)
{
	const struct figures x = { true, .6, .1, .9 }, y = { true, .5, .4, .2 };
	const struct figures unknown = { 0 };
	struct figures worst = { 0 };

	figures_worst(&worst, &unknown);
	EXPECT(!worst.scored);
	figures_worst(&worst, &y);
	figures_worst(&worst, &unknown);
	figures_worst(&worst, &x);
	EXPECT(worst.scored);
	EXPECT_NEAR(worst.auroc, .6, 0);
	EXPECT_NEAR(worst.auprc, .4, 0);
	EXPECT_NEAR(worst.accuracy, .9, 0);
}

/* 1/3 and 2/6 are one value; zeros are what is left. */
static void
equal_fractions_are_one_bin(void)
{
	struct values a = { 0 }, b = { 0 };
	struct bin *bins = NULL;
	size_t room = 0;

	values_add(&a, 1, 3);
	values_add(&a, 2, 6);
	values_add(&a, 3, 4);
	values_add(&a, 0, 9);
	for (uint32_t i = 1; i <= 100; i++)
		values_add(&b, i, 300);
	values_sort(&a);
	values_sort(&b);
	EXPECT_U64(values_bins(&a, 5, &b, 103, &bins, &room), 102);
	EXPECT_U64(bins[0].a, 2);
	EXPECT_U64(bins[0].b, 3);
	EXPECT_U64(bins[100].a, 2);
	EXPECT_U64(bins[100].b, 1);
	EXPECT_U64(bins[101].a, 1);
	EXPECT_U64(bins[101].b, 0);
	EXPECT_U64(values_bins(NULL, 5, NULL, 7, &bins, &room), 1);
	EXPECT_U64(bins[0].b, 7);
	values_release(&a);
	values_release(&b);
	free(bins);
}

int
main(void)
{
	unit_run("texts are those of Python", texts_are_those_of_python);
	unit_run("texts read back", texts_read_back);
	unit_run("flags are decided on the unrounded score",
		 flags_are_decided_on_the_unrounded_score);
	unit_run("a share is scored as its two values",
		 a_share_is_scored_as_its_two_values);
	unit_run("a constant feature says nothing",
		 a_constant_feature_says_nothing);
	unit_run("the worst takes each figure on its own",
		 the_worst_takes_each_figure_on_its_own);
	unit_run("equal fractions are one bin", equal_fractions_are_one_bin);
	return unit_end();
}
