/*
 * group.c - what the report needs to know of one class in one column.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "compat/figures.h"
#include "compat/group.h"

/* Positions are shown as far as this many sequences of a class reach. */
enum { SHOWN_FLOOR = 50 };

struct counter *
counter_new(void)
{
	return mem_zeroed(1, sizeof(struct counter));
}

struct group *
group_new(const struct window_options *window)
{
	struct group *group = mem_zeroed(1, sizeof(*group));

	group->limit = SIZE_MAX;
	if (window->end_position > 0 && window->end_position < SIZE_MAX)
		group->limit = (size_t)window->end_position;
	return group;
}

void
group_free(struct group *group)
{
	if (!group)
		return;
	values_release(&group->length);
	values_release(&group->gc);
	for (int x = 0; x < GROUP_LETTERS; x++) {
		values_release(&group->letter[x]);
		for (int y = 0; group->pair[x] && y < GROUP_LETTERS; y++)
			values_release(&group->pair[x][y]);
		free(group->pair[x]);
		free(group->start[x]);
		free(group->end[x]);
	}
	free(group->reach);
	free(group);
}

/* Makes one letter's counts hold room positions, those from held on zero. */
static void
make_room(uint64_t **counts, size_t held, size_t room)
{
	if (*counts == NULL)
		held = 0;
	*counts = mem_resize(*counts, room, sizeof(**counts));
	memset(*counts + held, 0, (room - held) * sizeof(**counts));
}

static void
add_letter(struct group *group, unsigned letter)
{
	group->has[letter] = true;
	if (group->room > 0) {
		make_room(&group->start[letter], 0, group->room);
		make_room(&group->end[letter], 0, group->room);
	}
}

/* Counts the letters at positions first to last - 1, from both ends. */
static void
count_positions(struct group *group, const char *bytes, size_t n,
		size_t first, size_t last)
{
	if (last > n)
		last = n;
	for (size_t p = first; p < last; p++) {
		group->start[(unsigned char)bytes[p]][p]++;
		group->end[(unsigned char)bytes[n - 1 - p]][p]++;
	}
}

static int
by_length_falling(const void *x, const void *y)
{
	const struct tail *a = x, *b = y;

	return (a->n < b->n) - (a->n > b->n);
}

/*
 * Moves the extent as far as COMPAT_FLOOR of the tails reach, counts what
 * lies before it, and forgets the tails that end there.
 */
static void
extend(struct group *group)
{
	size_t to, kept = 0;

	if (group->n_tails < COMPAT_FLOOR)
		return;
	qsort(group->tails, group->n_tails, sizeof(*group->tails),
	      by_length_falling);
	to = group->tails[COMPAT_FLOOR - 1].n;
	if (to > group->limit)
		to = group->limit;
	if (to > group->room) {
		size_t room = to + to / 2;

		for (unsigned x = 0; x < GROUP_LETTERS; x++) {
			if (!group->has[x])
				continue;
			make_room(&group->start[x], group->room, room);
			make_room(&group->end[x], group->room, room);
		}
		group->room = room;
	}
	for (size_t i = 0; i < group->n_tails; i++) {
		const struct tail tail = group->tails[i];

		count_positions(group, tail.bytes, tail.n, group->extent, to);
		if (tail.n > to && to < group->limit)
			group->tails[kept++] = tail;
	}
	group->n_tails = kept;
	group->extent = to;
}

static void
add_positions(struct group *group, const char *bytes, size_t n)
{
	count_positions(group, bytes, n, 0, group->extent);
	if (n <= group->extent || group->extent == group->limit)
		return;
	group->tails[group->n_tails++] = (struct tail){ bytes, n };
	if (group->n_tails == GROUP_TAILS)
		extend(group);
}

static void
add_letters(struct group *group, struct counter *counter, const char *bytes,
	    uint32_t n)
{
	uint32_t gc;

	for (uint32_t i = 0; i < n; i++)
		counter->letter[(unsigned char)bytes[i]]++;
	gc = counter->letter['G'] + counter->letter['C'];
	if (gc > 0)
		values_add(&group->gc, gc, n);
	for (unsigned x = 0; x < GROUP_LETTERS; x++) {
		if (counter->letter[x] == 0)
			continue;
		if (!group->has[x])
			add_letter(group, x);
		values_add(&group->letter[x], counter->letter[x], n);
		counter->letter[x] = 0;
	}
}

static void
add_pairs(struct group *group, struct counter *counter, const char *bytes,
	  uint32_t n)
{
	size_t seen = 0;

	for (uint32_t i = 0; i + 1 < n; i++) {
		unsigned pair = (unsigned)bytes[i] * GROUP_LETTERS +
			(unsigned)bytes[i + 1];

		if (counter->pair[pair]++ == 0)
			counter->pairs[seen++] = (uint16_t)pair;
	}
	for (size_t i = 0; i < seen; i++) {
		unsigned pair = counter->pairs[i];
		unsigned x = pair / GROUP_LETTERS, y = pair % GROUP_LETTERS;

		if (!group->pair[x])
			group->pair[x] = mem_zeroed(GROUP_LETTERS,
						    sizeof(**group->pair));
		values_add(&group->pair[x][y], counter->pair[pair], n - 1);
		counter->pair[pair] = 0;
	}
}

int
group_add(struct group *group, struct counter *counter, const char *bytes,
	  size_t n, struct error *err)
{
	if (n >= UINT32_MAX)
		return error_set(err, "a sequence of %zu letters is too long",
				 n);
	group->n++;
	if (n == 0)
		return 0;
	values_add(&group->length, (uint32_t)n, 1);
	add_letters(group, counter, bytes, (uint32_t)n);
	add_pairs(group, counter, bytes, (uint32_t)n);
	add_positions(group, bytes, n);
	return 0;
}

/* The length of the k-th longest sequence, k from 1; 0 beyond the last. */
static uint64_t
longest(const struct group *group, uint64_t k)
{
	uint64_t seen = 0;

	for (size_t i = group->length.n; i-- > 0;) {
		seen += group->length.slots[i].count;
		if (seen >= k)
			return group->length.slots[i].value;
	}
	return 0;
}

static uint64_t
smaller(uint64_t x, uint64_t y)
{
	return x < y ? x : y;
}

static void
set_windows(struct group *group, const struct window_options *window)
{
	double share = ceil(window->min_coverage * (double)group->n);
	uint64_t need = share > COMPAT_FLOOR ? (uint64_t)share : COMPAT_FLOOR;

	group->scored = group->n < need ? 0 : longest(group, need);
	if (window->end_position > 0) {
		group->shown = smaller(window->end_position,
				       longest(group, 1));
		group->scored = smaller(group->scored, group->shown);
		return;
	}
	group->shown = longest(group, group->n < SHOWN_FLOOR ? 1 :
			       SHOWN_FLOOR);
	if (group->shown < group->scored)
		group->shown = group->scored;
}

static void
set_reach(struct group *group)
{
	size_t i = group->length.n;
	uint64_t reach = 0;

	group->reach = mem_array(group->extent + 1, sizeof(*group->reach));
	for (size_t p = group->extent; p-- > 0;) {
		while (i > 0 && group->length.slots[i - 1].value > p)
			reach += group->length.slots[--i].count;
		group->reach[p] = reach;
	}
}

void
group_finish(struct group *group, const struct window_options *window)
{
	extend(group);
	values_sort(&group->length);
	values_sort(&group->gc);
	for (int x = 0; x < GROUP_LETTERS; x++) {
		values_sort(&group->letter[x]);
		for (int y = 0; group->pair[x] && y < GROUP_LETTERS; y++)
			values_sort(&group->pair[x][y]);
	}
	set_windows(group, window);
	set_reach(group);
}
