/*
 * report_verdict.c - tests of common/report/verdict.c and verdict_table.c.
 */
#include <float.h>
#include <stdlib.h>

#include "report/verdict.h"
#include "tables.h"

static const struct rule usual = { .warn = .6, .fail = .7, .alpha = .005 };

static const char *
number(double n, const struct rule *rule)
{
	static char text[VERDICT_NUMBER];

	return verdict_number(text, n, rule);
}

static void
six_digits(void)
{
	EXPECT_TEXT(number(NAN, &usual), ".");
	EXPECT_TEXT(number(0, &usual), "0");
	EXPECT_TEXT(number(.5, &usual), "0.5");
	EXPECT_TEXT(number(1. / 3, &usual), "0.333333");
	EXPECT_TEXT(number(1.5e-9, &usual), "1.5e-09");
	EXPECT_TEXT(number(.6, &usual), "0.6");
}

/* The last bit of a p differs between libraries, and decides at alpha alone. */
static void
p_of_six_digits(void)
{
	char text[VERDICT_NUMBER];
	const double noise[] = { .5, .6, .7, .02 };

	for (size_t i = 0; i < sizeof(noise) / sizeof(*noise); i++) {
		char wanted[VERDICT_NUMBER];

		snprintf(wanted, sizeof(wanted), "%g", noise[i]);
		EXPECT_TEXT(verdict_p(text, nextafter(noise[i], 0), &usual),
			    wanted);
		EXPECT_TEXT(verdict_p(text, nextafter(noise[i], 1), &usual),
			    wanted);
	}
	EXPECT_TEXT(verdict_p(text, .0049999999, &usual), "0.0049999999");
	EXPECT_TEXT(verdict_p(text, NAN, &usual), ".");
}

static void
check_sides(double n, const struct rule *rule)
{
	const double at[] = { rule->warn, rule->fail, rule->alpha, .02, .5,
			      0 };
	const char *text = number(n, rule);
	double shown = strtod(text, NULL);

	for (size_t i = 0; i < sizeof(at) / sizeof(*at); i++) {
		EXPECT((shown > at[i]) == (n > at[i]));
		EXPECT((shown < at[i]) == (n < at[i]));
	}
	EXPECT(fabs(shown - n) <= 5e-6 * fabs(n));
}

/* Whatever the threshold is, the number read back is where n is. */
static void
no_threshold_hidden(void)
{
	uint64_t seed = 1;

	EXPECT_TEXT(number(.6000001, &usual), "0.6000001");
	EXPECT_TEXT(number(.0049999999, &usual), "0.0049999999");
	for (int i = 0; i < 20000; i++) {
		struct rule rule = {
			.warn = .5 + (double)tables_random(&seed) / 6e9,
			.fail = .7, .alpha = .005 };
		double step = ldexp(1, -(int)(tables_random(&seed) % 53));
		double on[] = { rule.warn, rule.fail, rule.alpha, .5, .02 };
		double n = on[i % 5];

		rule.fail = rule.warn > .7 ? rule.warn : .7;
		check_sides(n, &rule);
		check_sides(n + n * step, &rule);
		check_sides(n - n * step, &rule);
		check_sides(nextafter(n, 0), &rule);
		check_sides(nextafter(n, 1), &rule);
	}
	check_sides(DBL_MIN, &usual);
}

/* A row by what orders it. */
static struct verdict
row(enum verdict_kind kind, const char *names, size_t rank, const char *at,
    double score)
{
	static const char *const texts[] = { ".", "a", "b", "c", "s", "t" };
	struct verdict v = { .kind = kind, .column = texts[names[0] - '0'],
			     .scope = texts[names[1] - '0'],
			     .a = texts[names[2] - '0'],
			     .b = texts[names[3] - '0'], .rank = rank,
			     .at = at, .headline = strcmp(at, ".") == 0,
			     .score = score };

	return v;
}

static void
order(void)
{
	const struct verdict wanted[] = {
		row(VERDICT_CLASS, "4412", 0, ".", NAN),
		row(VERDICT_CLASS, "4412", 2, ".", .5),
		row(VERDICT_CLASS, "4412", 2, "CG", .9),
		row(VERDICT_CLASS, "4412", 2, "AA", .8),
		row(VERDICT_CLASS, "4412", 2, "CA", .8),
		row(VERDICT_CLASS, "4413", 1, ".", .5),
		row(VERDICT_CLASS, "4423", 1, ".", .5),
		row(VERDICT_CLASS, "4512", 1, ".", .5),
		row(VERDICT_CLASS, "5412", 1, ".", .5),
		row(VERDICT_DRIFT, "4012", 1, ".", .5),
		row(VERDICT_COPIES, "4411", 1, ".", .5),
		row(VERDICT_LEAK, "4045", 1, ".", .5),
	};
	const size_t n = sizeof(wanted) / sizeof(*wanted);

	for (size_t shift = 0; shift < n; shift++) {
		struct verdict_list list = { 0 };

		for (size_t i = 0; i < n; i++)
			verdict_list_add(&list, &wanted[(7 * i + shift) % n]);
		verdict_list_sort(&list);
		for (size_t i = 0; i < n; i++) {
			EXPECT(list.all[i].kind == wanted[i].kind);
			EXPECT_TEXT(list.all[i].column, wanted[i].column);
			EXPECT_TEXT(list.all[i].scope, wanted[i].scope);
			EXPECT_TEXT(list.all[i].a, wanted[i].a);
			EXPECT_TEXT(list.all[i].b, wanted[i].b);
			EXPECT_TEXT(list.all[i].at, wanted[i].at);
		}
		verdict_list_release(&list);
	}
}

int
main(void)
{
	unit_run("numbers have six digits", six_digits);
	unit_run("a p has more than six digits at alpha alone", p_of_six_digits);
	unit_run("no number is printed on another side of a threshold",
		 no_threshold_hidden);
	unit_run("rows are in the order of the format page", order);
	return unit_end();
}
