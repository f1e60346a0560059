/*
 * hash_set.c - hashes with two counts each, in order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/hash_set.h"

/* Hashes that may wait: at first, and at least before it is a share. */
enum { WAIT_FIRST = 64, WAIT_LEAST = 4096, WAIT_SHARE = 4 };

/* How far from their places hashes are borne with, on average. */
enum { STEPS_MOST = 8 };

static bool
is_before(const struct hash_count *x, const struct hash_count *y)
{
	return x->high < y->high || (x->high == y->high && x->low < y->low);
}

/* Adds the counts of an equal hash. */
static bool
add_counts(struct hash_count *into, const struct hash_count *from)
{
	if (from->plus > UINT32_MAX - into->plus ||
	    from->minus > UINT32_MAX - into->minus)
		return false;
	into->plus += from->plus;
	into->minus += from->minus;
	return true;
}

/* Moves n hashes from one array to another, in order of some bits. */
static void
scatter(const struct hash_count *from, size_t n, struct hash_count *to,
	size_t *places, unsigned shift, size_t mask)
{
	size_t sum = 0;

	for (size_t digit = 0; digit <= mask; digit++) {
		size_t here = places[digit];

		places[digit] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[places[from[i].high >> shift & mask]++] = from[i];
}

/*
 * Sorts n hashes by their highest bits, about as many as n has and a few,
 * half of them at a time.
 */
static void
sort_roughly(struct hash_count *hashes, size_t n, struct hash_count *scratch)
{
	unsigned bits = 4, shift;
	size_t *places, mask;

	while (bits < 16 && n >> 2 * bits)
		bits++;
	shift = 64 - bits;
	mask = ((size_t)1 << bits) - 1;
	places = mem_zeroed(2 * (mask + 1), sizeof(*places));
	for (size_t i = 0; i < n; i++) {
		places[hashes[i].high >> (shift - bits) & mask]++;
		places[mask + 1 + (hashes[i].high >> shift)]++;
	}
	scatter(hashes, n, scratch, places, shift - bits, mask);
	scatter(scratch, n, hashes, places + mask + 1, shift, mask);
	free(places);
}

/*
 * Sorts n hashes that are close to their places, and adds up equal ones.
 * False where a count would pass UINT32_MAX. If somebody sought out sequences
 * whose hashes begin alike, the places are far: a slower sort bears that.
 */
static bool
sort_finely(struct hash_count *hashes, size_t *n)
{
	size_t kept = 0, steps = 0, i;

	for (i = 0; i < *n && steps / STEPS_MOST <= *n; i++) {
		struct hash_count hash = hashes[i];
		size_t at = kept;

		while (at > 0 && is_before(&hash, &hashes[at - 1]))
			at--;
		steps += kept - at;
		if (at > 0 && !is_before(&hashes[at - 1], &hash)) {
			if (!add_counts(&hashes[at - 1], &hash))
				return false;
			continue;
		}
		for (size_t j = kept++; j > at; j--)
			hashes[j] = hashes[j - 1];
		hashes[at] = hash;
	}
	if (i < *n) {
		memmove(hashes + kept, hashes + i,
			(*n - i) * sizeof(*hashes));
		kept = entry_sort(&entry_hash, hashes, kept + *n - i);
	}
	*n = kept;
	return kept != SIZE_MAX;
}

/*
 * Merges from the end on, where there is room; which of two hashes is next
 * cannot be foreseen, so that is no branch.
 */
static bool
merge(struct hash_set *set)
{
	struct hash_count *run = set->run;
	size_t i = set->n, j = set->n_waiting, end = i + j, to = end;
	bool fits = true;

	while (i > 0 && j > 0) {
		const struct hash_count *x = &run[i - 1];
		const struct hash_count *y = &set->waiting[j - 1];
		bool less = is_before(x, y), more = is_before(y, x);
		const struct hash_count *last = less ? y : x;

		run[--to] = *last;
		i -= !less;
		j -= !more;
		if (!less && !more)
			fits &= add_counts(&run[to], y);
	}
	to -= j;
	memcpy(run + to, set->waiting, j * sizeof(*run));
	if (to > i)	/* some were equal */
		memmove(run + i, run + to, (end - to) * sizeof(*run));
	set->n = i + end - to;
	set->n_waiting = 0;
	return fits;
}

bool
hash_set_settle(struct hash_set *set)
{
	if (set->n_waiting == 0)
		return true;
	sort_roughly(set->waiting, set->n_waiting, set->run + set->n);
	return sort_finely(set->waiting, &set->n_waiting) && merge(set);
}

static size_t
grown_wait(const struct hash_set *set)
{
	size_t room = set->n / 2;

	if (room > WAIT_LEAST)
		room = WAIT_LEAST;
	if (room < WAIT_FIRST)
		room = WAIT_FIRST;
	if (room < set->n / WAIT_SHARE)
		room = set->n / WAIT_SHARE;
	return room > set->wait_room ? room : set->wait_room;
}

size_t
hash_set_bytes(const struct hash_set *set)
{
	return (set->room + set->wait_room) * sizeof(*set->run);
}

size_t
hash_set_grown_bytes(const struct hash_set *set)
{
	size_t wait_room = grown_wait(set), room = set->n + wait_room;

	if (room < set->room)
		room = set->room;
	return (room + wait_room) * sizeof(*set->run);
}

void
hash_set_grow(struct hash_set *set)
{
	set->wait_room = grown_wait(set);
	set->waiting = mem_resize(set->waiting, set->wait_room,
				  sizeof(*set->waiting));
	if (set->room >= set->n + set->wait_room)
		return;
	set->room = set->n + set->wait_room;
	set->run = mem_resize(set->run, set->room, sizeof(*set->run));
}

void
hash_set_release(struct hash_set *set)
{
	free(set->run);
	free(set->waiting);
	*set = (struct hash_set){ 0 };
}
