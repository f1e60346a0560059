/*
 * compat_group.c - what is counted of one class: positions, windows,
 * distinct sequences.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "compat/figures.h"
#include "compat/group.h"
#include "compat/strings.h"
#include "unit.h"

enum { N = 3000, LONGEST = 40 };

/* Sequences of a small generator, with lengths from 0 to LONGEST. */
static char letters[N][LONGEST];
static size_t lengths[N];

static void
make_sequences(void)
{
	uint64_t state = 7;

	for (size_t i = 0; i < N; i++) {
		for (size_t p = 0; p < LONGEST; p++) {
			state = state * UINT64_C(6364136223846793005) + 1;
			letters[i][p] = "ACGT"[state >> 62];
		}
		lengths[i] = (state >> 33) % (LONGEST + 1);
	}
}

static struct group *
measured(const struct window_options *window)
{
	struct counter *counter = counter_new();
	struct group *group = group_new(window);
	struct error err = { { 0 } };

	for (size_t i = 0; i < N; i++)
		EXPECT(group_add(group, counter, letters[i], lengths[i],
				 &err) == 0);
	group_finish(group, window);
	free(counter);
	return group;
}

/* What the positions hold is what a plain count of every one gives. */
static void
positions_are_counted_as_far_as_enough_reach(void)
{
	const struct window_options window = { .min_coverage = 0 };
	struct group *group = measured(&window);

	EXPECT(group->scored > 0 && group->scored < LONGEST);
	EXPECT_U64(group->extent, group->scored);
	for (size_t p = 0; p < group->extent; p++) {
		uint64_t start = 0, end = 0, reach = 0;

		for (size_t i = 0; i < N; i++) {
			if (lengths[i] <= p)
				continue;
			reach++;
			start += letters[i][p] == 'C';
			end += letters[i][lengths[i] - 1 - p] == 'C';
		}
		EXPECT(reach >= COMPAT_FLOOR);
		EXPECT_U64(group->reach[p], reach);
		EXPECT_U64(group->start['C'][p], start);
		EXPECT_U64(group->end['C'][p], end);
	}
	group_free(group);
}

static void
the_last_position_is_the_limit(void)
{
	const struct window_options window = { 5, .25 };
	struct group *group = measured(&window);

	EXPECT_U64(group->extent, 5);
	EXPECT_U64(group->shown, 5);
	EXPECT_U64(group->scored, 5);
	group_free(group);
}

/* Need 1,500 of 3,000: their length is the median from above. */
static void
coverage_moves_what_is_scored_but_not_what_is_shown(void)
{
	const struct window_options half = { 0, .5 }, all = { 0, 1 };
	struct group *group = measured(&half);
	uint64_t longer = 0, least = LONGEST;

	for (size_t i = 0; i < N; i++) {
		longer += lengths[i] >= group->scored;
		if (lengths[i] < least)
			least = lengths[i];
	}
	EXPECT(longer >= N / 2);
	EXPECT_U64(group->shown, LONGEST);
	group_free(group);
	group = measured(&all);
	EXPECT_U64(group->scored, least);
	EXPECT_U64(group->shown, LONGEST);
	group_free(group);
}

static void
a_small_class_shows_its_longest_and_scores_nothing(void)
{
	const struct window_options window = { 0, .25 };
	struct counter *counter = counter_new();
	struct group *group = group_new(&window);
	struct error err = { { 0 } };

	EXPECT(group_add(group, counter, "", 0, &err) == 0);
	EXPECT(group_add(group, counter, "A*-", 3, &err) == 0);
	group_finish(group, &window);
	EXPECT_U64(group->n, 2);
	EXPECT_U64(group->shown, 3);
	EXPECT_U64(group->scored, 0);
	EXPECT(group->has['*'] && group->has['-'] && !group->has['C']);
	group_free(group);
	free(counter);
}

static void
distinct_sequences_are_kept_once(void)
{
	struct strings *strings = strings_new();
	const struct distinct **shared;
	char text[24];

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 5000; i++) {
			int n = snprintf(text, sizeof(text), "S%d", i);
			const char *kept = strings_add(strings, 3, text,
						       (size_t)n);

			EXPECT(memcmp(kept, text, (size_t)n) == 0);
		}
	EXPECT_U64(strings_count(strings, 3), 5000);
	EXPECT_U64(strings_count(strings, 4), 0);
	strings_add(strings, 4, "S7", 2);
	strings_add(strings, 4, "S10", 3);
	strings_add(strings, 4, "S1", 2);
	strings_add(strings, 4, "new", 3);
	strings_add(strings, 4, "", 0);
	strings_add(strings, 5, "", 0);
	EXPECT_U64(strings_count(strings, 4), 5);
	EXPECT_U64(strings_shared(strings, &shared), 4);
	EXPECT_U64(shared[0]->n, 0);
	EXPECT(memcmp(shared[1]->bytes, "S1", 2) == 0);
	EXPECT(memcmp(shared[2]->bytes, "S10", 3) == 0);
	EXPECT(memcmp(shared[3]->bytes, "S7", 2) == 0);
	EXPECT_U64(shared[3]->classes, 1 << 3 | 1 << 4);
	free(shared);
	strings_free(strings);
}

int
main(void)
{
	make_sequences();
	unit_run("positions are counted as far as enough sequences reach",
		 positions_are_counted_as_far_as_enough_reach);
	unit_run("the last position is the limit",
		 the_last_position_is_the_limit);
	unit_run("coverage moves what is scored but not what is shown",
		 coverage_moves_what_is_scored_but_not_what_is_shown);
	unit_run("a small class shows its longest and scores nothing",
		 a_small_class_shows_its_longest_and_scores_nothing);
	unit_run("distinct sequences are kept once",
		 distinct_sequences_are_kept_once);
	return unit_end();
}
