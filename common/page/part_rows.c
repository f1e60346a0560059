/*
 * part_rows.c - all parts of a check in one comparison, the worst first.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/part_rows.h"
#include "page/sample.h"

/* Of n records of a side, those that copies leave. */
static double
effective(uint64_t n, const struct side *side)
{
	return side->records ? (double)n * side->effective /
				       (double)side->records :
			       0;
}

static int
compare_rows(const void *x, const void *y)
{
	const struct part_row *a = x, *b = y;

	if (a->score != b->score)
		return (a->score < b->score) - (a->score > b->score);
	return strcmp(a->at, b->at);
}

/* Fills a row but for its interval; false where a side has no record. */
static bool
fill_row(struct part_row *row, struct rule_part *part,
	 const struct feature *feature, const struct comparison *c)
{
	struct sample s;
	struct ranking r;
	struct side_values means;
	bool both;

	sample_init(&s, feature, c);
	both = s.a && s.b;
	if (both) {
		means = sample_means(&s);
		rank_bins(s.bins, s.n, &r);
		*row = (struct part_row){
			.at = feature->at, .mean_a = means.a,
			.mean_b = means.b, .score = ranking_score(&r),
			.higher = r.higher,
		};
		*part = (struct rule_part){
			.score = row->score, .ceiling = r.ceiling,
			.null_sd = ranking_null_sd(&r, effective(r.a, &c->a),
						   effective(r.b, &c->b)),
			.p = 1, .flaggable = true, .binding = true,
		};
	}
	sample_release(&s);
	return both;
}

static void
set_interval(struct part_row *row, const struct feature *feature,
	     const struct comparison *c, double z)
{
	struct sample s;
	struct ranking r;

	sample_init(&s, feature, c);
	rank_bins(s.bins, s.n, &r);
	ranking_interval(s.bins, s.n, &r, effective(r.a, &c->a),
			 effective(r.b, &c->b), z, &row->low, &row->high);
	sample_release(&s);
}

void
part_rows_init(struct part_rows *rows, const struct feature_list *features,
	       const struct comparison *comparison, const struct rule *rule)
{
	struct rule_part *parts = mem_array(features->n + 1, sizeof(*parts));
	size_t *of = mem_array(features->n + 1, sizeof(*of));
	struct rule_family family;

	*rows = (struct part_rows){ 0 };
	rows->all = mem_array(features->n + 1, sizeof(*rows->all));
	for (size_t i = 0; i < features->n; i++)
		if (fill_row(&rows->all[rows->n], &parts[rows->n],
			     &features->all[i], comparison))
			of[rows->n++] = i;
	family = rule_family_of(rule, parts, rows->n, comparison->pairs);
	for (size_t i = 0; i < rows->n; i++)
		set_interval(&rows->all[i], &features->all[of[i]], comparison,
			     rule_interval_z(&family));
	if (rows->n)
		qsort(rows->all, rows->n, sizeof(*rows->all), compare_rows);
	free(parts);
	free(of);
}

void
part_rows_release(struct part_rows *rows)
{
	free(rows->all);
	*rows = (struct part_rows){ 0 };
}
