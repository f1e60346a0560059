/*
 * entry.c - the three kinds of entries: their order, their addition, and
 * how an array of them is sorted.
 */
#include "table/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"

static const char sum_overflow[] =
	"the counts of one key add up to 2^64 or more";

static int
compare_tally(const void *x, const void *y)
{
	return tally_compare(x, y);
}

static bool
add_tally(void *into, const void *from)
{
	struct tally *tally = into;

	return add_u64(&tally->count, ((const struct tally *)from)->count);
}

/* Bytewise as text: -1 before -10 before -2 before 0 before 1 before 10. */
static int
compare_position(const void *x, const void *y)
{
	const struct position_count *p = x, *q = y;

	if (p->at != q->at) {
		int64_t i = p->at, j = q->at;
		struct tally r = { .of = TALLY_ABSENT };
		struct tally s = { .of = TALLY_ABSENT };

		if ((i < 0) != (j < 0))
			return i < 0 ? -1 : 1;
		r.value = (uint32_t)(i < 0 ? -i : i);
		s.value = (uint32_t)(j < 0 ? -j : j);
		return tally_compare(&r, &s);
	}
	if (p->letter != q->letter)
		return p->letter < q->letter ? -1 : 1;
	return 0;
}

static bool
add_position(void *into, const void *from)
{
	struct position_count *position = into;

	return add_u64(&position->count,
		       ((const struct position_count *)from)->count);
}

static int
compare_hash(const void *x, const void *y)
{
	const struct hash_count *p = x, *q = y;

	if (p->high != q->high)
		return p->high < q->high ? -1 : 1;
	if (p->low != q->low)
		return p->low < q->low ? -1 : 1;
	return 0;
}

static bool
add_hash(void *into, const void *from)
{
	struct hash_count *p = into;
	const struct hash_count *q = from;

	if (q->plus > UINT32_MAX - p->plus || q->minus > UINT32_MAX - p->minus)
		return false;
	p->plus += q->plus;
	p->minus += q->minus;
	return true;
}

const struct entry_kind entry_tally = {
	.size = sizeof(struct tally),
	.compare = compare_tally,
	.add = add_tally,
	.overflow = sum_overflow
};

const struct entry_kind entry_position = {
	.size = sizeof(struct position_count),
	.compare = compare_position,
	.add = add_position,
	.overflow = sum_overflow
};

const struct entry_kind entry_hash = {
	.size = sizeof(struct hash_count),
	.compare = compare_hash,
	.add = add_hash,
	.overflow = "one sequence has 2^32 copies or more, which is beyond "
		    "what gbqc counts"
};

/* Compiled once for any kind, and once for hashes without calls. */
#define BODY static inline __attribute__((always_inline))

/* Where stretches of entries begin; the last is followed by the end. */
struct stretches {
	size_t *starts;
	size_t n, room;
};

static void
begin_stretch(struct stretches *stretches, size_t at)
{
	stretches->starts = mem_grow(stretches->starts, &stretches->room,
				     stretches->n + 1,
				     sizeof(*stretches->starts));
	stretches->starts[stretches->n++] = at;
}

/* A stretch goes on while each entry is greater than the one before. */
BODY void
find_stretches(const struct entry_kind *kind, const char *entries, size_t n,
	       struct stretches *stretches)
{
	for (size_t i = 0; i < n; i++) {
		const char *entry = entries + i * kind->size;

		if (i == 0 || kind->compare(entry - kind->size, entry) >= 0)
			begin_stretch(stretches, i);
	}
	begin_stretch(stretches, n);
}

/*
 * Merges one stretch, p to p_end, with the next, which begins where it ends.
 * Returns the end of what was written to to, or NULL on overflow.
 */
BODY char *
merge_two(const struct entry_kind *kind, const char *p, const char *p_end,
	  const char *q_end, char *to)
{
	const char *q = p_end;
	size_t size = kind->size;

	while (p < p_end && q < q_end) {
		int order = kind->compare(p, q);

		entry_copy(kind, to, order <= 0 ? p : q);
		if (order == 0 && !kind->add(to, q))
			return NULL;
		if (order <= 0)
			p += size;
		if (order >= 0)
			q += size;
		to += size;
	}
	memcpy(to, p, (size_t)(p_end - p));
	to += p_end - p;
	memcpy(to, q, (size_t)(q_end - q));
	return to + (q_end - q);
}

/* Merges pairs of stretches from one array into another. */
BODY bool
merge_pairs(const struct entry_kind *kind, const char *from, char *to,
	    struct stretches *stretches)
{
	const size_t *starts = stretches->starts;
	size_t size = kind->size, last = stretches->n - 1, kept = 0;
	char *at = to;

	for (size_t i = 0; i < last; i += 2) {
		size_t middle = starts[i + 1];
		size_t end = starts[i + 2 <= last ? i + 2 : last];
		size_t start = starts[i];

		/* What is written over was read: kept <= i. */
		stretches->starts[kept++] = (size_t)(at - to) / size;
		at = merge_two(kind, from + start * size, from + middle * size,
			       from + end * size, at);
		if (!at)
			return false;
	}
	stretches->starts[kept++] = (size_t)(at - to) / size;
	stretches->n = kept;
	return true;
}

/* Natural merge sort: what comes in is mostly a few sorted stretches. */
BODY size_t
sort_by_merging(const struct entry_kind *kind, char *entries, size_t n)
{
	struct stretches stretches = { 0 };
	char *from = entries, *to, *scratch;

	find_stretches(kind, entries, n, &stretches);
	scratch = mem_array(stretches.n > 2 ? n : 0, kind->size);
	to = scratch;
	while (stretches.n > 2) {
		char *swap = from;

		if (!merge_pairs(kind, from, to, &stretches)) {
			n = SIZE_MAX;
			goto out;
		}
		from = to;
		to = swap;
	}
	n = stretches.starts[stretches.n - 1];
	if (from != entries)
		memcpy(entries, from, n * kind->size);
out:
	free(scratch);
	free(stretches.starts);
	return n;
}

size_t
entry_sort(const struct entry_kind *kind, void *entries, size_t n)
{
	if (n == 0)
		return 0;
	if (kind == &entry_tally)
		return tally_sort(entries, n);
	if (kind == &entry_hash)
		return sort_by_merging(&entry_hash, entries, n);
	return sort_by_merging(kind, entries, n);
}
