/*
 * report_comparison.c - tests of common/report/comparison.c and view.c.
 */
#include <stdlib.h>

#include "report/view.h"
#include "tables.h"

/* Groups are texts of split/label; each has one more record than the last. */
static struct count_table *
make_table(const char *const *groups)
{
	struct text rows = { 0 };
	struct count_table *table;

	text_adds(&rows, "");
	for (int i = 0; groups[i]; i++) {
		const char *slash = strchr(groups[i], '/');

		text_addf(&rows, "%.*s\t%s\tsequence\tlength\t.\t9\t.\t%d\n",
			  (int)(slash - groups[i]), groups[i], slash + 1,
			  i + 1);
	}
	table = tables_read(rows.bytes ? rows.bytes : "");
	text_release(&rows);
	return table;
}

static void
weigh_groups(struct view *view, const char *const *groups)
{
	for (int i = 0; groups[i]; i++)
		for (size_t g = 0; g < view->n; g++) {
			const struct group *group = view_group(view, g);
			size_t n = strlen(group->split);

			if (strncmp(groups[i], group->split, n) == 0 &&
			    groups[i][n] == '/' &&
			    strcmp(groups[i] + n + 1, group->label) == 0)
				view->records[g] = (uint64_t)i + 1;
		}
}

/* "class train a:1 b:2 /1" for each comparison, a line each. */
static void
expect_compared(const char *const *groups, enum compare_mode mode,
		const char *wanted)
{
	struct count_table *table = make_table(groups);
	struct comparison_list list;
	struct error err = { 0 };
	struct text text = { 0 };
	struct view view;

	view_init(&view, table, "sequence");
	weigh_groups(&view, groups);
	EXPECT(comparison_list_init(&list, &view, mode, &err) == 0);
	text_adds(&text, "");
	for (size_t i = 0; i < list.n; i++) {
		const struct comparison *c = &list.all[i];

		text_addf(&text, "%s %s %s:%" PRIu64 " %s:%" PRIu64 " /%zu\n",
			  verdict_kind_text(c->kind), c->scope, c->a.name,
			  c->a.records, c->b.name, c->b.records, c->pairs);
		EXPECT_NEAR(c->b.effective, (double)c->b.records, 0);
	}
	EXPECT_TEXT(text.bytes ? text.bytes : "", wanted);
	text_release(&text);
	comparison_list_release(&list);
	view_release(&view);
	count_table_free(table);
}

static void
pairs(void)
{
	const char *const groups[] = { "train/b", "train/a", "test/b",
				       "test/a", "train/c", NULL };

	expect_compared(groups, COMPARE_AUTO,
			"class test a:4 b:3 /1\n"
			"class train a:2 b:1 /3\n"
			"class train a:2 c:5 /3\n"
			"class train b:1 c:5 /3\n"
			"drift a test:4 train:2 /1\n"
			"drift b test:3 train:1 /1\n");
}

static void
rest(void)
{
	const char *const groups[] = { "train/b", "train/a", "test/b",
				       "test/a", "train/c", NULL };

	/* Of two labels each is the other's rest: one pair. */
	expect_compared(groups, COMPARE_REST,
			"class test a:4 b:3 /1\n"
			"class train a:2 *:6 /3\n"
			"class train b:1 *:7 /3\n"
			"class train c:5 *:3 /3\n"
			"drift a test:4 train:2 /1\n"
			"drift b test:3 train:1 /1\n");
}

static void
unlabelled(void)
{
	const char *const some[] = { "train/a", "train/.", "test/.",
				     "train/b", "./a", NULL };
	const char *const none[] = { "train/.", "test/.", NULL };
	const char *const one[] = { "./.", NULL };

	expect_compared(some, COMPARE_AUTO, "class train a:1 b:4 /1\n");
	expect_compared(none, COMPARE_AUTO, "drift . test:2 train:1 /1\n");
	expect_compared(one, COMPARE_AUTO, "");
}

/* n labels in each of the splits; how many comparisons, or -1. */
static long
count_compared(size_t n, size_t splits, enum compare_mode mode, bool *with)
{
	struct count_table *table = count_table_new();
	struct comparison_list list;
	struct error err = { 0 };
	struct view view;
	long compared = -1;
	char split[32], label[32];

	for (size_t s = 0; s < splits; s++)
		for (size_t l = 0; l < n; l++) {
			snprintf(split, sizeof(split), "s%zu", s);
			snprintf(label, sizeof(label), "l%zu", l);
			count_table_group(table, split, label, "sequence");
		}
	view_init(&view, table, "sequence");
	if (comparison_list_init(&list, &view, mode, &err) == 0) {
		compared = (long)list.n;
		*with = list.rest;
		comparison_list_release(&list);
	} else {
		EXPECT(strstr(err.text, "--compare rest"));
	}
	view_release(&view);
	count_table_free(table);
	return compared;
}

static void
many(void)
{
	bool with = false;

	EXPECT(count_compared(200, 1, COMPARE_AUTO, &with) == 19900);
	EXPECT(!with);
	EXPECT(count_compared(201, 1, COMPARE_AUTO, &with) == 201);
	EXPECT(with);
	EXPECT(count_compared(201, 1, COMPARE_PAIRS, &with) == 20100);
	EXPECT(count_compared(1000, 1, COMPARE_PAIRS, &with) == -1);
	EXPECT(count_compared(30000, 1, COMPARE_AUTO, &with) == 30000);
	EXPECT(count_compared(1, 3000, COMPARE_AUTO, &with) == -1);
}

int
main(void)
{
	unit_run("labels in a split and splits in a label, in pairs", pairs);
	unit_run("each label against the others together", rest);
	unit_run("records without a label or split stand aside", unlabelled);
	unit_run("above 200 labels the rest, and never too many", many);
	return unit_end();
}
