/*
 * report_headline.c - tests of common/report/headline.c.
 */
#include "report/headline.h"
#include "unit.h"

static struct verdict
make(enum verdict_kind kind, const char *check, enum flag flag,
     enum verdict_measure measure, double score)
{
	return (struct verdict){
		.kind = kind, .check = check, .flag = flag,
		.measure = measure, .score = score, .scope = ".", .a = "a",
		.b = kind == VERDICT_COPIES ? "a" : "b", .headline = true,
	};
}

static void
test_subjects(void)
{
	struct verdict v = make(VERDICT_CLASS, "gc", FLAG_PASS, MEASURE_AUROC,
				.5);
	const char *subject;
	size_t n = 0;

	EXPECT_TEXT(headline_subject(&v), "gc");
	v.check = "leak";
	EXPECT_TEXT(headline_subject(&v), "leaked");
	v.kind = VERDICT_DRIFT;
	EXPECT_TEXT(headline_subject(&v), "drift");
	v.check = "label";
	EXPECT_TEXT(headline_subject(&v), "label");
	v = make(VERDICT_COPIES, "dup", FLAG_FAIL, MEASURE_SHARE, .5);
	EXPECT_TEXT(headline_subject(&v), "repeats");
	v.b = "b";
	EXPECT_TEXT(headline_subject(&v), "conflict");
	v.kind = VERDICT_LEAK;
	EXPECT_TEXT(headline_subject(&v), "leak");
	/* Each once; what is counted and not judged is none. */
	for (; (subject = headline_subject_at(n)); n++) {
		EXPECT(strcmp(subject, "dup") != 0);
		EXPECT(strcmp(subject, "pool") != 0);
		for (size_t i = 0; i < n; i++)
			EXPECT(strcmp(headline_subject_at(i), subject) != 0);
	}
	EXPECT_U64(n, 20);
}

static void
test_order(void)
{
	/* From the worst on. */
	const struct verdict all[] = {
		make(VERDICT_CLASS, "gc", FLAG_FAIL, MEASURE_AUROC, .8),
		make(VERDICT_CLASS, "gc", FLAG_FAIL, MEASURE_AUROC, .75),
		make(VERDICT_LEAK, "dup", FLAG_FAIL, MEASURE_SHARE, .9),
		make(VERDICT_CLASS, ".", FLAG_FAIL, MEASURE_NONE, NAN),
		make(VERDICT_CLASS, "gc", FLAG_WARNING, MEASURE_AUROC, .9),
		make(VERDICT_CLASS, "gc", FLAG_INCONCLUSIVE, MEASURE_AUROC,
		     1),
		make(VERDICT_CLASS, "gc", FLAG_PASS, MEASURE_AUROC, .5),
	};
	enum { N = sizeof(all) / sizeof(*all) };

	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			int c = headline_compare(&all[i], &all[j]);

			EXPECT((c > 0) - (c < 0) == (i > j) - (i < j));
		}
}

static void
test_worst(void)
{
	struct verdict all[] = {
		make(VERDICT_CLASS, "gc", FLAG_PASS, MEASURE_AUROC, .5),
		make(VERDICT_CLASS, "length", FLAG_WARNING, MEASURE_AUROC, .65),
		make(VERDICT_CLASS, "end", FLAG_NONE, MEASURE_NONE, NAN),
		make(VERDICT_LEAK, "dup", FLAG_PASS, MEASURE_SHARE, 0),
		make(VERDICT_LEAK, "dup", FLAG_WARNING, MEASURE_SHARE, .01),
		make(VERDICT_LEAK, "dup", FLAG_FAIL, MEASURE_SHARE, .5),
	};
	struct verdict_group groups[] = {
		{ ".", "a", "first", 3 }, { ".", "b", "first", 4 },
		{ ".", "a", "second", 5 },
	};
	struct verdict_list list = {
		.all = all, .n = sizeof(all) / sizeof(*all),
		.groups = groups, .n_groups = 3,
	};

	all[5].headline = false;	/* a part is no headline */
	EXPECT(headline_worst(&list) == &all[1]);
	EXPECT(headline_worst_of(&list, "gc") == &all[0]);
	EXPECT(headline_worst_of(&list, "end") == NULL);
	EXPECT(headline_worst_of(&list, "drift") == NULL);
	EXPECT(headline_leak(&list) == &all[4]);
	EXPECT_TEXT(headline_word(&list), "care");
	EXPECT_U64(headline_records(&list), 7);
	all[4].scope = "a";		/* of one label alone */
	EXPECT(headline_leak(&list) == &all[3]);
	list.n = 1;
	EXPECT_TEXT(headline_word(&list), "clear");
	list.n = 0;
	EXPECT_TEXT(headline_word(&list), "inconclusive");
	EXPECT(headline_worst(&list) == NULL);
}

int
main(void)
{
	unit_run("each verdict has a subject", test_subjects);
	unit_run("flags, then AUROC before shares, then scores", test_order);
	unit_run("the worst of all, and of one subject", test_worst);
	return unit_end();
}
