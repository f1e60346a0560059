/*
 * blank.c - copies among records that hold no base at all: by a hash that is
 * the same of both strands, then letter by letter.
 */
#include "leak/blank.h"

#include <stdlib.h>

#include <xxhash.h>

#include "base/mem.h"
#include "leak/relate.h"

struct blank {
	XXH128_hash_t hash;
	uint32_t record;
};

struct blank_list {
	struct blank *list;
	size_t n, room;
};

/* The sum of both strands' hashes. */
static XXH128_hash_t
hash_record(const struct leak_seq *seq)
{
	XXH128_hash_t strands[2], sum;
	uint8_t *codes = mem_array((size_t)seq->n + 1, 1);

	for (int minus = 0; minus < 2; minus++) {
		const uint32_t lead = minus ? seq->trail : seq->lead;

		seq_codes(seq, minus, minus, codes);
		/* All N are counted as leading ones. */
		strands[minus] = XXH3_128bits_withSeed(
			codes, seq->n, seq->n > 0 ? lead :
			(uint64_t)seq->lead + seq->trail);
	}
	free(codes);
	sum.low64 = strands[0].low64 + strands[1].low64;
	sum.high64 = strands[0].high64 + strands[1].high64;
	return sum;
}

static int
compare(const void *x, const void *y)
{
	const struct blank *one = x, *other = y;
	const int order = XXH128_cmp(&one->hash, &other->hash);

	return order != 0 ? order :
		(one->record > other->record) - (one->record < other->record);
}

static struct blank_list
find_blank(const struct leak_part *part)
{
	const uint32_t n = (uint32_t)leak_part_count(part);
	struct blank_list list = { 0 };

	for (uint32_t i = leak_part_first(part); i < n; i++) {
		const struct leak_seq *seq = leak_part_seq(part, i);

		if (seq->m > 0)
			continue;
		list.list = mem_grow(list.list, &list.room, list.n + 1,
				     sizeof(*list.list));
		list.list[list.n++] = (struct blank){ hash_record(seq), i };
	}
	if (list.n > 0)
		qsort(list.list, list.n, sizeof(*list.list), compare);
	return list;
}

void
blank_copies(const struct leak_part *queries, const struct leak_part *targets,
	     const struct leak_options *options,
	     int (*take)(void *arg, const struct leak_hit *hit), void *arg)
{
	struct blank_list q = find_blank(queries), t = find_blank(targets);
	size_t from = 0;
	int status = 0;

	for (size_t i = 0; i < q.n && status == 0; i++) {
		while (from < t.n && XXH128_cmp(&t.list[from].hash,
						&q.list[i].hash) < 0)
			from++;
		for (size_t j = from; j < t.n && status == 0 &&
		     XXH128_isEqual(t.list[j].hash, q.list[i].hash); j++) {
			const uint32_t query = q.list[i].record;
			const uint32_t target = t.list[j].record;
			struct leak_hit hit;

			if ((queries == targets && query <= target) ||
			    !relate_copies(options,
					   leak_part_seq(queries, query),
					   leak_part_seq(targets, target),
					   &hit))
				continue;
			hit.query = query;
			hit.target = target;
			status = take(arg, &hit);
		}
	}
	free(q.list);
	free(t.list);
}
