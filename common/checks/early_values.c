/*
 * early_values.c - values of a feature before there are enough for arrays.
 *
 * They are sorted as pairs of ranks, by denominator and then by value: two
 * passes of a counting sort over keys of 4 bytes.
 */
#include "checks/early_values.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tally.h"

enum { ROOM_FIRST = 64, RANK_BITS = 9, RANKS = 1 << RANK_BITS };

void
early_values_add(struct early_values *early, uint32_t value, uint32_t of)
{
	if (early->n == early->room) {
		early->room = early->room ? 2 * early->room : ROOM_FIRST;
		early->keys = mem_resize(early->keys, early->room,
					 sizeof(*early->keys));
	}
	early->keys[early->n++] = value << 16 | of;
}

/* Numbers in the order of their text, and how many keys begin before each. */
struct ranking {
	uint16_t rank[EARLY_OF], number[RANKS];
	uint32_t values[RANKS], ofs[RANKS];
};

static void
rank_numbers(struct ranking *ranking, uint32_t most)
{
	uint32_t number = 0;

	for (uint32_t rank = 0; rank <= most; rank++) {
		ranking->number[rank] = (uint16_t)number;
		ranking->rank[number] = (uint16_t)rank;
		number = tally_text_next(number, most);
	}
}

/* From how often each rank occurs to where its keys begin. */
static void
add_up(uint32_t *counts, uint32_t most)
{
	for (uint32_t rank = 0, sum = 0; rank <= most; rank++) {
		uint32_t here = counts[rank];

		counts[rank] = sum;
		sum += here;
	}
}

/* Sorts keys, which become pairs of ranks; scratch is as large. */
static void
sort_keys(struct ranking *ranking, uint32_t *keys, uint32_t *scratch, size_t n)
{
	uint32_t most = 0;

	for (size_t i = 0; i < n; i++)
		most = early_of(keys[i]) > most ? early_of(keys[i]) : most;
	rank_numbers(ranking, most);
	for (size_t i = 0; i < n; i++) {
		uint32_t value = ranking->rank[early_value(keys[i])];
		uint32_t of = ranking->rank[early_of(keys[i])];

		ranking->values[value]++;
		ranking->ofs[of]++;
		keys[i] = value << RANK_BITS | of;
	}
	add_up(ranking->values, most);
	add_up(ranking->ofs, most);
	for (size_t i = 0; i < n; i++)
		scratch[ranking->ofs[keys[i] & (RANKS - 1)]++] = keys[i];
	for (size_t i = 0; i < n; i++)
		keys[ranking->values[scratch[i] >> RANK_BITS]++] = scratch[i];
}

/* Of n sorted keys how many differ from the one before. */
static size_t
count_distinct(const uint32_t *keys, size_t n)
{
	size_t distinct = n > 0;

	for (size_t i = 1; i < n; i++)
		distinct += keys[i] != keys[i - 1];
	return distinct;
}

size_t
early_values_sort(struct early_values *early, struct tally **tallies)
{
	uint32_t *scratch = mem_array(early->n, sizeof(*scratch));
	const uint32_t *keys = early->keys;
	struct ranking ranking = { 0 };
	size_t n = early->n, kept = 0;

	sort_keys(&ranking, early->keys, scratch, n);
	free(scratch);
	*tallies = mem_array(count_distinct(keys, n), sizeof(**tallies));
	for (size_t i = 0; i < n; kept++) {
		size_t start = i;

		while (i < n && keys[i] == keys[start])
			i++;
		(*tallies)[kept] = (struct tally){
			.value = ranking.number[keys[start] >> RANK_BITS],
			.of = ranking.number[keys[start] & (RANKS - 1)],
			.count = i - start
		};
	}
	early_values_release(early);
	return kept;
}

void
early_values_release(struct early_values *early)
{
	free(early->keys);
	*early = (struct early_values){ 0 };
}
