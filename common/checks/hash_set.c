/*
 * hash_set.c - hashes with two counts each, always in order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/hash_set.h"

enum { SIZE_FIRST = 64, SLACK_FIRST = 64, SLACK_SHARE = 4096 };

static bool
is_free(const struct hash_count *slot)
{
	return slot->plus == 0 && slot->minus == 0;
}

/* Its place by rank among all 64-bit numbers. */
static inline size_t
place_of(size_t size, uint64_t high)
{
	__extension__ typedef unsigned __int128 uint128;

	return (size_t)((uint128)high * size >> 64);
}

static size_t
grown_size(const struct hash_set *set)
{
	return set->size ? set->size + set->size / 4 : SIZE_FIRST;
}

/*
 * Room after the last place, where the largest hashes are pushed to: never
 * less than before, and twice as much where that did not do.
 */
static size_t
grown_slack(const struct hash_set *set)
{
	size_t slack = SLACK_FIRST + grown_size(set) / SLACK_SHARE;
	size_t least = set->slack;

	if (set->size && !is_free(&set->slots[set->size + set->slack - 1]))
		least *= 2;
	return slack > least ? slack : least;
}

size_t
hash_set_bytes(const struct hash_set *set)
{
	return (set->size + set->slack) * sizeof(*set->slots);
}

size_t
hash_set_grown_bytes(const struct hash_set *set)
{
	return (grown_size(set) + grown_slack(set)) * sizeof(*set->slots);
}

bool
hash_set_is_full(const struct hash_set *set)
{
	return set->size == 0 || set->n >= set->size - set->size * 3 / 20 ||
	       !is_free(&set->slots[set->size + set->slack - 1]);
}

void
hash_set_prefetch(const struct hash_set *set, uint64_t high)
{
	if (set->size)
		__builtin_prefetch(&set->slots[place_of(set->size, high)], 1);
}

static bool
is_before(const struct hash_count *slot, uint64_t high, uint64_t low)
{
	return slot->high < high || (slot->high == high && slot->low < low);
}

bool
hash_set_add(struct hash_set *set, uint64_t high, uint64_t low, bool plus)
{
	struct hash_count *slot, *end;

	if (hash_set_is_full(set))
		return false;
	slot = &set->slots[place_of(set->size, high)];
	while (!is_free(slot) && is_before(slot, high, low))
		slot++;
	if (!is_free(slot) && slot->high == high && slot->low == low) {
		uint32_t *count = plus ? &slot->plus : &slot->minus;

		if (*count == UINT32_MAX)
			return false;
		(*count)++;
		return true;
	}
	/* The last slot is free, so there is an end to this. */
	for (end = slot; !is_free(end); end++)
		;
	for (; end > slot; end--)	/* a few: no work for memmove() */
		*end = end[-1];
	*slot = (struct hash_count){ high, low, plus, !plus };
	set->n++;
	return true;
}

void
hash_set_compact(struct hash_set *set)
{
	size_t n = 0;

	for (size_t i = 0; n < set->n; i++)
		if (!is_free(&set->slots[i]))
			set->slots[n++] = set->slots[i];
}

/*
 * In place: the hashes move, in order, to the end of the larger table, and
 * from there to their new places. None goes past where it stood, for behind
 * it there is room for just those that follow: places are only farther apart
 * than before, so no more hashes are pushed past the last one.
 */
void
hash_set_grow(struct hash_set *set)
{
	size_t old = set->size + set->slack, size = grown_size(set);
	size_t slack = grown_slack(set), all = size + slack, from = all;
	size_t to = 0;

	set->slots = mem_resize(set->slots, all, sizeof(*set->slots));
	for (size_t i = old; i-- > 0;)
		if (!is_free(&set->slots[i]))
			set->slots[--from] = set->slots[i];
	for (; from < all; from++) {
		struct hash_count moved = set->slots[from];
		size_t place = place_of(size, moved.high);

		if (place < to)
			place = to;
		memset(&set->slots[to], 0,
		       (place - to) * sizeof(*set->slots));
		set->slots[place] = moved;
		to = place + 1;
	}
	memset(&set->slots[to], 0, (all - to) * sizeof(*set->slots));
	set->size = size;
	set->slack = slack;
}

void
hash_set_release(struct hash_set *set)
{
	free(set->slots);
	*set = (struct hash_set){ 0 };
}
