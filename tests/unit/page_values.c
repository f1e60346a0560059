/*
 * page_values.c - tests of common/page/sample.c, histogram.c and part_rows.c
 * against slow versions on records.
 */
#include "page/histogram.h"
#include "page/part_rows.h"
#include "page/sample.h"
#include "page_samples.h"

enum { SEEDS = 40 };

struct counted {
	uint64_t a, b;
};

/* Records with a value from `from` on, up to before `to`. */
static struct counted
count_between(const struct page_record *all, double from, double to)
{
	struct counted n = { 0 };

	for (size_t i = 0; i < PAGE_RECORDS; i++) {
		double value = page_value(&all[i]);

		if (value >= from && value < to)
			*(all[i].b ? &n.b : &n.a) += 1;
	}
	return n;
}

/* The best accuracy of any cut, by trying each value both ways round. */
static double
slow_accuracy(const struct page_record *all, int higher)
{
	double best = 0;

	for (size_t i = 0; i <= PAGE_RECORDS; i++) {
		double cut = i < PAGE_RECORDS ? page_value(&all[i]) : INFINITY;
		uint64_t right = 0;

		for (size_t j = 0; j < PAGE_RECORDS; j++) {
			bool above = page_value(&all[j]) >= cut;
			bool called_a = higher >= 0 ? above : !above;

			right += called_a != all[j].b;
		}
		best = fmax(best, (double)right / PAGE_RECORDS);
	}
	return best;
}

static void
cuts_are_those_of_verdicts(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct page_record all[PAGE_RECORDS];
		struct page_set set;
		struct sample s;
		struct cut cut;
		const struct verdict *v;

		page_records(all, seed, seed % 2 ? 0 : 200);
		page_set_init(&set, all);
		sample_init(&s, &set.features.all[0], set.comparison);
		v = &set.judged.list.all[0];
		EXPECT_TEXT(v->check, "gc");
		cut = sample_best_cut(&s, v->higher);
		EXPECT_NEAR(cut.accuracy, v->accuracy, 0);
		EXPECT_NEAR(cut.majority, v->majority, 0);
		EXPECT_NEAR(cut.accuracy, slow_accuracy(all, v->higher), 0);
		if (cut.any) {
			struct counted low = count_between(all, 0, cut.above);
			uint64_t right = cut.a_above ?
				low.b + s.a - low.a : low.a + s.b - low.b;

			EXPECT_U64(cut.at_or_below.a, low.a);
			EXPECT_U64(cut.at_or_below.b, low.b);
			EXPECT_NEAR((double)right / PAGE_RECORDS,
				    cut.accuracy, 0);
		}
		sample_release(&s);
		page_set_release(&set);
	}
}

static void
bins_hold_every_record_once(void)
{
	static const uint32_t denominators[] = { 0, 1, 7, 60, 251, 10000 };

	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct page_record all[PAGE_RECORDS];
		struct page_set set;
		struct sample s;
		struct histogram h;
		struct counted sum = { 0 };

		page_records(all, seed, denominators[seed % 6]);
		page_set_init(&set, all);
		sample_init(&s, &set.features.all[0], set.comparison);
		histogram_init(&h, &s);
		EXPECT(h.n >= 1 && h.n <= HISTOGRAM_BINS && h.step > 0);
		sum = (struct counted){ h.below.a + h.above.a,
					h.below.b + h.above.b };
		for (size_t i = 0; i < h.n; i++) {
			double from = h.from + (double)i * h.step;
			struct counted n = count_between(
				all, from - 1e-9 * h.step,
				from + h.step * (1 - 1e-9));

			EXPECT_U64(h.bins[i].a, n.a);
			EXPECT_U64(h.bins[i].b, n.b);
			sum.a += h.bins[i].a;
			sum.b += h.bins[i].b;
		}
		EXPECT_U64(sum.a, s.a);
		EXPECT_U64(sum.b, s.b);
		sample_release(&s);
		page_set_release(&set);
	}
}

/* 200 letters each: every bin has as many possible values as the next. */
static void
bins_follow_the_grain(void)
{
	double values[201];
	struct bin bins[201];
	struct sample s = { .value = values, .bins = bins, .n = 201,
			    .a = 201, .b = 201 };
	struct histogram h;

	for (size_t i = 0; i < 201; i++) {
		values[i] = (double)i / 200;
		bins[i] = (struct bin){ 1, 1 };
	}
	histogram_init(&h, &s);
	EXPECT_NEAR(h.grain, .005, 1e-12);
	for (size_t i = 0; i + 1 < h.n; i++)
		EXPECT_U64(h.bins[i].a, h.bins[0].a);
	EXPECT_NEAR(histogram_bin(&h, 0).from, 0, 1e-12);
	/* One record far out does not squeeze the others. */
	for (size_t i = 0; i < 201; i++) {
		values[i] = 100 + (double)i;
		bins[i] = (struct bin){ 50, 50 };
	}
	values[200] = 100000;
	bins[200] = (struct bin){ 1, 0 };
	s.a = 200 * 50 + 1;
	s.b = 200 * 50;
	histogram_init(&h, &s);
	EXPECT_U64(h.above.a, 1);
	EXPECT_U64(h.above.b, 0);
	EXPECT(h.from + (double)h.n * h.step < 1000);
	EXPECT_NEAR(h.step, 5, 0);
}

/* GC of 20 letters: each value is a bin, and the rarer side decides. */
static void
matching_keeps_the_smaller_counts(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct page_record all[PAGE_RECORDS];
		double kept[PAGE_RECORDS];
		struct page_set set;
		struct sample s;
		uint64_t left = 0;

		page_records(all, seed, 20);
		page_set_init(&set, all);
		sample_init(&s, &set.features.all[0], set.comparison);
		EXPECT(s.b < s.a);
		for (size_t i = 0; i < s.n; i++)
			left += s.bins[i].a < s.bins[i].b ? s.bins[i].a :
							    s.bins[i].b;
		EXPECT_U64(sample_matched(&s, &set.features.all[0],
					  set.comparison, kept), 2 * left);
		for (size_t i = 0; i < s.n; i++)
			EXPECT_NEAR(kept[i],
				    fmin((double)s.bins[i].a,
					 (double)s.bins[i].b), 1e-9);
		sample_release(&s);
		page_set_release(&set);
	}
}

static void
both_strands_are_symmetric(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct page_record all[PAGE_RECORDS];
		struct page_set set;
		struct sample s, both, strength;
		struct ranking r;
		uint64_t above = 0;

		page_records(all, seed, 0);
		page_set_init(&set, all);
		sample_init(&s, &set.features.all[0], set.comparison);
		sample_both_strands(&both, &s);
		sample_strength(&strength, &s);
		EXPECT_U64(both.a, 2 * s.a);
		EXPECT_U64(both.b, 2 * s.b);
		EXPECT_U64(strength.a, s.a);
		EXPECT_U64(strength.b, s.b);
		for (size_t i = 0; i < both.n; i++) {
			size_t j = both.n - 1 - i;

			EXPECT_NEAR(both.value[i], 1 - both.value[j], 1e-12);
			EXPECT_U64(both.bins[i].a, both.bins[j].a);
			EXPECT_U64(both.bins[i].b, both.bins[j].b);
		}
		rank_bins(both.bins, both.n, &r);
		EXPECT_NEAR(ranking_score(&r), .5, 1e-12);
		/* Twice how often a is more uneven than b, by pairs. */
		for (size_t i = 0; i < PAGE_RECORDS; i++)
			for (size_t j = 0; j < PAGE_RECORDS; j++) {
				double x = fabs(page_value(&all[i]) - .5);
				double y = fabs(page_value(&all[j]) - .5);

				if (all[i].b || !all[j].b)
					continue;
				above += fabs(x - y) < 1e-12 ? 1 :
					 x > y ? 2 : 0;
			}
		rank_bins(strength.bins, strength.n, &r);
		EXPECT_NEAR(r.auroc, (double)above / 2 / (double)(s.a * s.b),
			    1e-12);
		sample_release(&s);
		sample_release(&both);
		sample_release(&strength);
		page_set_release(&set);
	}
}

/* Figures never say another score than the rows of the verdict table. */
static void
part_rows_are_those_of_verdicts(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct page_record all[PAGE_RECORDS];
		struct page_set set;
		struct part_rows rows;
		const struct verdict *v;

		page_records(all, seed, 0);
		page_set_init(&set, all);
		part_rows_init(&rows, &set.features, set.comparison,
			       &set.judged.options.rule);
		v = &set.judged.list.all[0];
		EXPECT_U64(rows.n, 1);
		EXPECT_NEAR(rows.all[0].score, v->score, 0);
		EXPECT_NEAR(rows.all[0].low, v->low, 0);
		EXPECT_NEAR(rows.all[0].high, v->high, 0);
		part_rows_release(&rows);
		page_set_release(&set);
	}
}

static void
steps_are_round(void)
{
	EXPECT_NEAR(round_step(1), 1, 0);
	EXPECT_NEAR(round_step(1.1), 2, 0);
	EXPECT_NEAR(round_step(3), 5, 0);
	EXPECT_NEAR(round_step(6), 10, 0);
	EXPECT_NEAR(round_step(1234), 2000, 0);
	EXPECT_NEAR(round_step(.03), .05, 1e-15);
}

int
main(void)
{
	unit_run("the best cut has the accuracy of the verdict",
		 cuts_are_those_of_verdicts);
	unit_run("every record is in one bin", bins_hold_every_record_once);
	unit_run("bins follow the grain of values, and leave out what is far",
		 bins_follow_the_grain);
	unit_run("matching keeps the smaller of both counts",
		 matching_keeps_the_smaller_counts);
	unit_run("with both strands a skew is symmetric",
		 both_strands_are_symmetric);
	unit_run("scores and intervals of parts are those of verdicts",
		 part_rows_are_those_of_verdicts);
	unit_run("steps are 1, 2 or 5 times a power of ten", steps_are_round);
	return unit_end();
}
