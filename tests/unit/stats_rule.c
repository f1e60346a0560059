/*
 * stats_rule.c - tests of common/stats/rule.c.
 */
#include "stats/distribution.h"
#include "stats/rule.h"
#include "unit.h"

static const struct rule rule = { .warn = .6, .fail = .7, .alpha = .005 };

/* s0 of a feature without ties in two groups of n. */
static double
null_sd(double n)
{
	return sqrt((2 * n + 1) / (12 * n * n));
}

static struct rule_part
part(double score, double n, double p)
{
	return (struct rule_part){ .score = score,
				   .ceiling = 1,
				   .null_sd = null_sd(n),
				   .p = p,
				   .flaggable = true,
				   .binding = true };
}

/* The flag of a check of one part, of one pair. */
static enum flag
flag_of(double score, double n, double p)
{
	struct rule_part one = part(score, n, p);
	struct rule_family family = rule_family_of(&rule, &one, 1, 1);

	return rule_check(&rule, &family, &one, 1, n, n).flag;
}

static void
flags_by_size(void)
{
	EXPECT(flag_of(.71, 1000, 1e-9) == FLAG_FAIL);
	EXPECT(flag_of(.7, 1000, 1e-9) == FLAG_WARNING);
	EXPECT(flag_of(.61, 1000, 1e-9) == FLAG_WARNING);
	EXPECT(flag_of(.6, 1000, 1) == FLAG_PASS);
	EXPECT(flag_of(.5, 1000, 1) == FLAG_PASS);
}

static void
chance_is_excluded(void)
{
	EXPECT(flag_of(.75, 30, .0049) == FLAG_FAIL);
	EXPECT(flag_of(.75, 30, .005) == FLAG_INCONCLUSIVE);
	EXPECT(flag_of(.99, 10, .0001) == FLAG_FAIL);
}

static void
power_is_asked(void)
{
	/* (2.807 + .8416) s0 <= .2 from 56 of each on. */
	EXPECT(flag_of(.5, 55, 1) == FLAG_INCONCLUSIVE);
	EXPECT(flag_of(.5, 56, 1) == FLAG_PASS);
}

static void
families(void)
{
	struct rule_part parts[4] = { part(.55, 200, 1), part(.66, 200, 1e-3),
				      part(.5, 200, 1), part(.5, 200, 1) };

	parts[2].ceiling = .55;	    /* too rare to differ */
	parts[3].flaggable = false; /* too few reach it */

	struct rule_family family = rule_family_of(&rule, parts, 4, 3);

	EXPECT_U64(family.parts, 2);
	EXPECT_U64(family.pairs, 3);
	EXPECT_NEAR(normal_tail(family.z), .005 / 12, 1e-15);
	EXPECT_NEAR(normal_tail(rule_interval_z(&family)), .0125, 1e-15);
	EXPECT_NEAR(rule_corrected(&family, 1e-3), 6e-3, 1e-15);
	EXPECT_NEAR(rule_corrected(&family, .3), 1, 0);
	/* .006 is not below .005, though .001 is. */
	EXPECT(rule_flag(&rule, &family, &parts[1], 200, 200) ==
	       FLAG_INCONCLUSIVE);
	EXPECT(rule_flag(&rule, &family, &parts[3], 200, 200) == FLAG_NONE);
}

static void
small_groups_do_not_pass(void)
{
	struct rule_part constant = { .score = .5,
				      .ceiling = .5,
				      .p = 1,
				      .flaggable = true,
				      .binding = true };
	struct rule_family family = rule_family_of(&rule, &constant, 1, 1);
	struct rule_outcome outcome =
		rule_check(&rule, &family, &constant, 1, 29, 1000);

	EXPECT_U64(family.parts, 0);
	EXPECT(outcome.flag == FLAG_INCONCLUSIVE);
	EXPECT_NEAR(outcome.growth, 30 / 29., 1e-15);
	outcome = rule_check(&rule, &family, &constant, 1, 30, 1000);
	EXPECT(outcome.flag == FLAG_PASS);
	EXPECT_NEAR(outcome.growth, 1, 0);
}

static void
headline_is_the_worst(void)
{
	struct rule_part parts[4] = { part(.65, 500, 1e-9),
				      part(.8, 500, 1e-30),
				      part(.8, 500, 1e-30), part(.9, 500, 1) };
	struct rule_family family = rule_family_of(&rule, parts, 4, 1);
	struct rule_outcome outcome =
		rule_check(&rule, &family, parts, 4, 500, 500);

	/* Fail before the higher score that is only Inconclusive. */
	EXPECT(outcome.flag == FLAG_FAIL);
	EXPECT_U64(outcome.part, 1);
}

static void
parts_that_do_not_bind(void)
{
	struct rule_part parts[2] = { part(.52, 500, 1), part(.65, 40, .1) };
	struct rule_family family = rule_family_of(&rule, parts, 2, 1);

	EXPECT(rule_check(&rule, &family, parts, 2, 500, 500).flag ==
	       FLAG_INCONCLUSIVE);
	parts[1].binding = false;

	struct rule_outcome outcome =
		rule_check(&rule, &family, parts, 2, 500, 500);

	EXPECT(outcome.flag == FLAG_PASS);
	EXPECT_U64(outcome.part, 0);
	/* A flag counts there all the same. */
	parts[1].p = 1e-9;
	outcome = rule_check(&rule, &family, parts, 2, 500, 500);
	EXPECT(outcome.flag == FLAG_WARNING);
	EXPECT_U64(outcome.part, 1);
	/* Nothing that anybody looked at is no Pass. */
	parts[0].flaggable = parts[1].flaggable = false;
	EXPECT(rule_check(&rule, &family, parts, 2, 500, 500).flag ==
	       FLAG_INCONCLUSIVE);
}

static void
growth_settles_it(void)
{
	struct rule_part one = part(.5, 40, 1);
	struct rule_family family = rule_family_of(&rule, &one, 1, 1);
	struct rule_outcome outcome =
		rule_check(&rule, &family, &one, 1, 40, 40);

	EXPECT(outcome.flag == FLAG_INCONCLUSIVE);
	/* With so many the check passes; with a few less it would not. */
	double n = ceil(40 * outcome.growth) + 1;

	EXPECT(flag_of(.5, n, 1) == FLAG_PASS);
	EXPECT(flag_of(.5, n - 3, 1) == FLAG_INCONCLUSIVE);

	/* Above the threshold: what would show this very size. */
	one = part(.65, 40, .02);
	outcome = rule_check(&rule, &family, &one, 1, 40, 40);
	EXPECT(outcome.flag == FLAG_INCONCLUSIVE);
	EXPECT_NEAR(outcome.growth,
		    pow((family.z + .8416) * null_sd(40) / .15, 2), 1e-12);

	/* Fisher's test alone doubts: still more than there are. */
	one = part(.9, 400, .02);
	outcome = rule_check(&rule, &family, &one, 1, 400, 400);
	EXPECT(outcome.flag == FLAG_INCONCLUSIVE);
	EXPECT(outcome.growth > 1);
}

static void
shares(void)
{
	EXPECT(rule_share(0, 100) == FLAG_PASS);
	EXPECT(rule_share(0, 0) == FLAG_PASS);
	EXPECT(rule_share(2, 100) == FLAG_WARNING);
	EXPECT(rule_share(2, 4) == FLAG_WARNING);
	EXPECT(rule_share(3, 150) == FLAG_FAIL);
	EXPECT(rule_share(3, 151) == FLAG_WARNING);
	EXPECT(rule_share(1, 1000000) == FLAG_WARNING);
	EXPECT(rule_share(UINT64_MAX / 50 + 1, UINT64_MAX) == FLAG_FAIL);
}

static void
texts(void)
{
	EXPECT_TEXT(flag_text(FLAG_NONE), ".");
	EXPECT_TEXT(flag_text(FLAG_PASS), "Pass");
	EXPECT_TEXT(flag_text(FLAG_INCONCLUSIVE), "Inconclusive");
	EXPECT_TEXT(flag_text(FLAG_WARNING), "Warning");
	EXPECT_TEXT(flag_text(FLAG_FAIL), "Fail");
}

int
main(void)
{
	unit_run("size decides", flags_by_size);
	unit_run("chance is excluded", chance_is_excluded);
	unit_run("a Pass needs power", power_is_asked);
	unit_run("a family counts what can be flagged", families);
	unit_run("fewer than 30 never pass", small_groups_do_not_pass);
	unit_run("the headline is the worst part", headline_is_the_worst);
	unit_run("parts that do not bind", parts_that_do_not_bind);
	unit_run("growth says what would settle it", growth_settles_it);
	unit_run("shares of copies and leaks", shares);
	unit_run("the words", texts);
	return unit_end();
}
