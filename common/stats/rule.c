/*
 * rule.c - from scores to flags: size decides, chance is excluded, and power
 * is stated.
 */
#include <assert.h>
#include <math.h>

#include "stats/distribution.h"
#include "stats/rule.h"

/* A Fail must have been seen with a power of 80 %: its normal quantile. */
static const double POWER_Z = .8416;

/* Below this many records in a group nothing passes. */
static const double LEAST = 30;

const char *
flag_text(enum flag flag)
{
	switch (flag) {
	case FLAG_PASS:
		return "Pass";
	case FLAG_INCONCLUSIVE:
		return "Inconclusive";
	case FLAG_WARNING:
		return "Warning";
	case FLAG_FAIL:
		return "Fail";
	case FLAG_NONE:
		break;
	}
	return ".";
}

bool
rule_counts(const struct rule *rule, const struct rule_part *part)
{
	return part->flaggable && part->ceiling > rule->warn;
}

struct rule_family
rule_family_of(const struct rule *rule, const struct rule_part *parts, size_t n,
	       size_t pairs)
{
	struct rule_family family = { .pairs = pairs };

	for (size_t i = 0; i < n; i++)
		family.parts += rule_counts(rule, &parts[i]);

	double tests = family.parts ? (double)family.parts : 1;

	tests *= pairs ? (double)pairs : 1;
	/* From the small end: 1 - tail would lose its digits. */
	family.z = -normal_quantile(rule->alpha / (2 * tests));
	return family;
}

double
rule_interval_z(const struct rule_family *family)
{
	double parts = family->parts ? (double)family->parts : 1;

	return -normal_quantile(.025 / parts);
}

double
rule_corrected(const struct rule_family *family, double p)
{
	return fmin(1, (double)family->parts * (double)family->pairs * p);
}

/* How many times the records a part would need for a clear answer; or 1. */
static double
part_growth(const struct rule *rule, const struct rule_family *family,
	    const struct rule_part *part)
{
	bool above = part->score > rule->warn;
	double need = family->z + POWER_Z;
	double size = above ? part->score - .5 : rule->fail - .5;
	double ratio = need * part->null_sd / size;

	/*
	 * Fisher's test may doubt what the normal distribution does not: then
	 * from the distance that its p amounts to.
	 */
	if (above && ratio <= 1 && part->p < 1)
		ratio = need / -normal_quantile(part->p / 2);
	return fmax(1, ratio * ratio);
}

/* Times the records that would make the smaller group large enough to judge. */
static double
least_growth(double n_a, double n_b)
{
	return fmax(1, LEAST / fmin(n_a, n_b));
}

enum flag
rule_flag(const struct rule *rule, const struct rule_family *family,
	  const struct rule_part *part, double n_a, double n_b)
{
	if (!part->flaggable)
		return FLAG_NONE;
	if (part->score > rule->warn) {
		if (rule_corrected(family, part->p) >= rule->alpha)
			return FLAG_INCONCLUSIVE;
		return part->score > rule->fail ? FLAG_FAIL : FLAG_WARNING;
	}
	if (fmin(n_a, n_b) < LEAST)
		return FLAG_INCONCLUSIVE;
	if (!rule_counts(rule, part))
		return FLAG_PASS;
	if (rule->fail - .5 < (family->z + POWER_Z) * part->null_sd)
		return FLAG_INCONCLUSIVE;
	return FLAG_PASS;
}

/* True if the conditions of Pass have something to look at. */
static bool
any_binding(const struct rule_part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (parts[i].flaggable && parts[i].binding)
			return true;
	return false;
}

struct rule_outcome
rule_check(const struct rule *rule, const struct rule_family *family,
	   const struct rule_part *parts, size_t n, double n_a, double n_b)
{
	struct rule_outcome outcome = { FLAG_NONE, 0, 1 };
	double growth = least_growth(n_a, n_b);
	bool binding = any_binding(parts, n);

	assert(n > 0);
	for (size_t i = 0; i < n; i++) {
		const struct rule_part *part = &parts[i];
		enum flag flag = rule_flag(rule, family, part, n_a, n_b);

		/* Flags count anywhere; doubt only where it binds. */
		if (flag == FLAG_NONE ||
		    (flag < FLAG_WARNING && binding && !part->binding))
			continue;
		if (flag == FLAG_INCONCLUSIVE && rule_counts(rule, part))
			growth = fmax(growth, part_growth(rule, family, part));
		if (flag > outcome.flag ||
		    (flag == outcome.flag &&
		     part->score > parts[outcome.part].score)) {
			outcome.flag = flag;
			outcome.part = i;
		}
	}
	if (outcome.flag == FLAG_NONE) /* no part was judged */
		outcome.flag = FLAG_INCONCLUSIVE;
	if (outcome.flag == FLAG_INCONCLUSIVE)
		outcome.growth = growth;
	return outcome;
}

enum flag
rule_share(unsigned long long k, unsigned long long n)
{
	if (k == 0)
		return FLAG_PASS;
	/* k >= 2 % of n */
	if (k >= 3 && k >= n / 50 + (n % 50 != 0))
		return FLAG_FAIL;
	return FLAG_WARNING;
}
