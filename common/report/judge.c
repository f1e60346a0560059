/*
 * judge.c - one check of one comparison: scores, flag, rows.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/judge.h"
#include "report/reason.h"

/* Of a check as a whole, while its rows are made. */
struct judging {
	struct judge *judge;
	const struct judged_check *check;
	const struct comparison *comparison;
	const char *column, *note;
	struct rule_family family;
	double n_a, n_b;	/* records of the sides that copies leave */
};

void
judge_reserve(struct judge *judge, size_t n)
{
	if (n <= judge->room)
		return;
	judge->room = n + n / 2;
	judge->parts = mem_resize(judge->parts, judge->room,
				  sizeof(*judge->parts));
	judge->rule_parts = mem_resize(judge->rule_parts, judge->room,
				       sizeof(*judge->rule_parts));
}

void
judge_release(struct judge *judge)
{
	feature_bins_release(&judge->bins);
	free(judge->parts);
	free(judge->rule_parts);
	*judge = (struct judge){ 0 };
}

const char *
part_at(const struct part *part, char text[PART_AT])
{
	if (part->at)
		return part->at;
	snprintf(text, PART_AT, "%" PRId32 "%c", part->position,
		 part->letter);
	return text;
}

/* Records of a part that copies leave: the sides' share of them. */
static double
effective(uint64_t n, const struct side *side)
{
	return side->records ? (double)n * side->effective /
				       (double)side->records :
			       0;
}

/* A quarter of the side reaches the position of a part. */
static bool
reached_by_quarter(uint64_t n, const struct side *side)
{
	return n >= 1 && n >= side->records / 4 + (side->records % 4 != 0);
}

/* So many reach it that the conditions of Pass look at it. */
static bool
reached_by_most(uint64_t n, const struct side *side)
{
	double all = (double)side->records;
	double need = fmax(fmin(.8 * all, 200), all / 4);

	return (double)n >= need;
}

bool
judge_reached_by_most(const struct part *part,
		      const struct comparison *comparison)
{
	return reached_by_most(part->ranking.a, &comparison->a) &&
	       reached_by_most(part->ranking.b, &comparison->b);
}

static void
prepare_part(const struct judging *of, const struct part *part,
	     struct rule_part *to)
{
	const struct side *a = &of->comparison->a, *b = &of->comparison->b;
	const struct ranking *r = &part->ranking;
	double n_a = effective(r->a, a), n_b = effective(r->b, b);
	bool position = part->feature == NULL;

	*to = (struct rule_part){
		.score = ranking_score(r),
		.ceiling = r->ceiling,
		.null_sd = ranking_null_sd(r, n_a, n_b),
		.p = 1,
		.flaggable = !position || (reached_by_quarter(r->a, a) &&
					   reached_by_quarter(r->b, b)),
		.binding = !position ||
			   judge_reached_by_most(part, of->comparison),
	};
	if (to->flaggable && to->score > of->judge->rule.warn)
		to->p = ranking_p(r, n_a, n_b);
}

/* Bins of a part into judge->bins. */
static void
part_bins(const struct judging *of, const struct part *part)
{
	struct feature_bins *bins = &of->judge->bins;

	if (part->feature) {
		feature_compare(part->feature, of->comparison, bins);
		return;
	}
	if (bins->room < 2) {
		bins->room = 2;
		bins->bins = mem_resize(bins->bins, 2, sizeof(*bins->bins));
		bins->values = mem_resize(bins->values, 2,
					  sizeof(*bins->values));
	}
	bins->n = 2;
	bins->bins[0] = (struct bin){ part->ranking.a - part->yes_a,
				      part->ranking.b - part->yes_b };
	bins->bins[1] = (struct bin){ part->yes_a, part->yes_b };
}

/* The p of a part, not corrected. */
static double
part_p(const struct judging *of, const struct ranking *r)
{
	return ranking_p(r, effective(r->a, &of->comparison->a),
			 effective(r->b, &of->comparison->b));
}

/* All figures of one part. */
static struct verdict
figures(const struct judging *of, const struct part *part,
	const struct rule_part *rule_part)
{
	const struct judge *judge = of->judge;
	const struct ranking *r = &part->ranking;
	const struct bin *bins = judge->bins.bins;
	size_t n = judge->bins.n;
	uint64_t all = r->a + r->b;
	struct verdict v = {
		.kind = of->comparison->kind,
		.scope = of->comparison->scope,
		.a = of->comparison->a.name,
		.b = of->comparison->b.name,
		.column = of->column,
		.check = of->check->name,
		.rank = of->check->rank,
		.n_a = r->a,
		.n_b = r->b,
		.measure = MEASURE_AUROC,
		.score = rule_part->score,
		.higher = r->higher,
		.average_precision = average_precision(bins, n, r->higher),
		.prevalence = (double)r->a / (double)all,
		.accuracy = best_accuracy(bins, n, r->higher),
		.majority = (double)(r->a > r->b ? r->a : r->b) / (double)all,
		.p = NAN,
	};

	/* A part that does not count is not tested. */
	if (rule_counts(&judge->rule, rule_part))
		v.p = rule_corrected(&of->family, part_p(of, r));
	ranking_interval(bins, n, r, effective(r->a, &of->comparison->a),
			 effective(r->b, &of->comparison->b),
			 rule_interval_z(&of->family), &v.low, &v.high);
	return v;
}

/* What 0 of 0 was taken for, if it occurs. */
static void
say_undefined(struct text *text, const struct feature *feature,
	      const struct comparison *comparison)
{
	uint64_t n = feature_undefined(feature, comparison);

	if (!n)
		return;
	text_adds(text, "; ");
	text_add_grouped(text, n);
	text_adds(text, n == 1 ? " record is 0 of 0, taken as 0" :
				 " records are 0 of 0, taken as 0");
}

/*
 * The reason of a part, or of a headline: then of how many parts it is the
 * worst.
 */
static const char *
reason_of(const struct judging *of, const struct part *part,
	  const struct verdict *v, double growth, size_t of_parts)
{
	struct text text = { 0 };
	char at[PART_AT];
	const char *kept;
	struct reason_flag why = {
		.flag = v->flag, .score = v->score, .p = v->p,
		.n_a = v->n_a, .n_b = v->n_b,
		.left_a = effective(v->n_a, &of->comparison->a),
		.left_b = effective(v->n_b, &of->comparison->b),
		.growth = growth,
		.rule = &of->judge->rule,
	};

	if (of_parts > 1 && part->ranking.ties != 0)
		text_addf(&text, "%s, worst of %zu: ", part_at(part, at),
			  of_parts);
	reason_part(&text, of->check, part, of->comparison,
		    &of->judge->bins);
	reason_why(&text, &why);
	if (of_parts && part->feature)
		say_undefined(&text, part->feature, of->comparison);
	if (of->note && of_parts)
		text_addf(&text, "; %s", of->note);
	kept = verdict_list_keep(of->judge->out, text.bytes);
	text_release(&text);
	return kept;
}

/*
 * Of the parts with the flag and the score of the one that decided, the one
 * whose at comes first.
 */
static size_t
smallest_at(const struct judging *of, size_t n, size_t chosen)
{
	const struct judge *judge = of->judge;
	char best[PART_AT], other[PART_AT];
	const struct rule_part *c = &judge->rule_parts[chosen];
	enum flag flag = rule_flag(&judge->rule, &of->family, c, of->n_a,
				   of->n_b);

	for (size_t i = 0; i < n; i++) {
		const struct rule_part *p = &judge->rule_parts[i];

		/* Doubt counts only where it binds, flags anywhere. */
		if (flag < FLAG_WARNING && p->binding != c->binding)
			continue;
		if (p->score == c->score && i != chosen &&
		    rule_flag(&judge->rule, &of->family, p, of->n_a,
			      of->n_b) == flag &&
		    strcmp(part_at(&judge->parts[i], other),
			   part_at(&judge->parts[chosen], best)) < 0)
			chosen = i;
	}
	return chosen;
}

/* Parts that could have been flagged; at least 1. */
static size_t
count_flaggable(const struct judge *judge, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += judge->rule_parts[i].flaggable;
	return count ? count : 1;
}

static void
add_headline(const struct judging *of, size_t n)
{
	struct judge *judge = of->judge;
	struct rule_outcome outcome = rule_check(&judge->rule, &of->family,
						 judge->rule_parts, n,
						 of->n_a, of->n_b);
	size_t chosen = smallest_at(of, n, outcome.part);
	const struct part *part = &judge->parts[chosen];
	char at[PART_AT];
	struct verdict v;

	part_bins(of, part);
	v = figures(of, part, &judge->rule_parts[chosen]);
	v.flag = outcome.flag;
	v.at = ".";
	v.headline = true;
	v.part = verdict_list_keep(judge->out, part_at(part, at));
	v.reason = reason_of(of, part, &v, outcome.growth,
			     count_flaggable(judge, n));
	verdict_list_add(judge->out, &v);
}

static void
add_part(const struct judging *of, size_t i, enum flag flag)
{
	struct judge *judge = of->judge;
	const struct part *part = &judge->parts[i];
	char at[PART_AT];
	struct verdict v;

	part_bins(of, part);
	v = figures(of, part, &judge->rule_parts[i]);
	v.flag = flag;
	v.at = verdict_list_keep(judge->out, part_at(part, at));
	v.part = v.at;
	v.reason = reason_of(of, part, &v, INFINITY, 0);
	verdict_list_add(judge->out, &v);
}

void
judge_parts(struct judge *judge, const struct judged_check *check,
	    const struct comparison *comparison, const char *column, size_t n,
	    const char *note)
{
	struct judging of = {
		.judge = judge, .check = check, .comparison = comparison,
		.column = column, .note = note,
		.n_a = comparison->a.effective,
		.n_b = comparison->b.effective,
	};

	for (size_t i = 0; i < n; i++)
		prepare_part(&of, &judge->parts[i], &judge->rule_parts[i]);
	of.family = rule_family_of(&judge->rule, judge->rule_parts, n,
				   comparison->pairs);
	add_headline(&of, n);
	/* The one part of a check like gc is its headline. */
	if (n == 1 && judge->parts[0].at &&
	    strcmp(judge->parts[0].at, ".") == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		enum flag flag = rule_flag(&judge->rule, &of.family,
					   &judge->rule_parts[i], of.n_a,
					   of.n_b);

		if (judge->all_parts || flag > FLAG_INCONCLUSIVE)
			add_part(&of, i, flag);
	}
}

/* False where the check was not counted for one side: a shard is missing. */
static bool
both_sides(const struct feature_bins *bins)
{
	bool a = false, b = false;

	for (size_t i = 0; i < bins->n && !(a && b); i++) {
		a |= bins->bins[i].a > 0;
		b |= bins->bins[i].b > 0;
	}
	return a && b;
}

size_t
judge_rank_features(struct judge *judge, const struct feature_list *features,
		    const struct comparison *comparison)
{
	size_t n = 0;

	judge_reserve(judge, features->n);
	for (size_t i = 0; i < features->n; i++) {
		const struct feature *f = &features->all[i];
		struct part *part = &judge->parts[n];

		feature_compare(f, comparison, &judge->bins);
		if (!both_sides(&judge->bins))
			continue;
		*part = (struct part){ .at = f->at, .feature = f };
		rank_bins(judge->bins.bins, judge->bins.n, &part->ranking);
		n++;
	}
	return n;
}
