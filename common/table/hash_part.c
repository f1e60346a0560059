/*
 * hash_part.c - the hashes of a series in parts.
 */
#include "table/hash_part.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"

/* Hashes of a part, half a megabyte of them, and the most parts. */
enum { PART_HASHES = 1 << 14, BITS_MOST = 32 };

unsigned
hash_part_bits(uint64_t n)
{
	unsigned bits = 0;

	while (bits < BITS_MOST && n >> bits > PART_HASHES)
		bits++;
	return bits;
}

/* The place of the first hash of a run that belongs to this part or later. */
static int
find_start(const struct run *run, unsigned bits, uint64_t number,
	   uint64_t *place, struct error *err)
{
	uint64_t from = 0, to = run->n;

	if (number >> bits)	/* after the last part */
		from = to;
	while (from < to) {
		uint64_t middle = from + (to - from) / 2;
		struct hash_count hash;

		if (run_copy(run, &entry_hash, middle, 1, &hash, err) < 0)
			return -1;
		/* Twice: all 64 bits of a number are no shift. */
		if (hash.high >> (63 - bits) >> 1 < number)
			from = middle + 1;
		else
			to = middle;
	}
	*place = from;
	return 0;
}

/* Appends the hashes of one run to those in the part's space. */
static int
add_run(struct hash_part *part, const struct run *run, uint64_t start,
	size_t n, struct error *err)
{
	if (n == 0)
		return 0;
	part->space = mem_grow(part->space, &part->room, part->n + n,
			       sizeof(*part->space));
	if (run_copy(run, &entry_hash, start, n, part->space + part->n, err))
		return -1;
	part->n += n;
	return 0;
}

int
hash_part_find(struct hash_part *part, const struct run_list *list,
	       unsigned bits, size_t number, struct error *err)
{
	part->n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct run *run = &list->runs[i];
		uint64_t start, end;

		if (find_start(run, bits, number, &start, err) < 0 ||
		    find_start(run, bits, (uint64_t)number + 1, &end, err) < 0)
			return -1;
		if (list->n == 1 && run->file < 0) {
			part->hashes = (struct hash_count *)run->entries +
				       start;
			part->n = (size_t)(end - start);
			return 0;
		}
		if (add_run(part, run, start, (size_t)(end - start), err) < 0)
			return -1;
	}
	part->n = entry_sort(&entry_hash, part->space, part->n);
	part->hashes = part->space;
	return part->n == SIZE_MAX ? error_set(err, "%s", entry_hash.overflow)
				   : 0;
}

void
hash_part_release(struct hash_part *part)
{
	free(part->space);
	*part = (struct hash_part){ 0 };
}
