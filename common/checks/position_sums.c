/*
 * position_sums.c - the letters of a batch by position, for all anchors.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/batch.h"
#include "checks/position_rows.h"
#include "checks/position_sums.h"
#include "checks/profile.h"

enum { BASES = 4, RECORDS_LEAST = 4, LENGTH_MOST = 1 << 16 };

static size_t
stride_of(const struct position_sums *sums)
{
	return (size_t)sums->length + POSITION_PAD;
}

static bool
are_alike(const struct batch *batch)
{
	uint32_t length = batch->length[0];
	bool alike = batch->n >= RECORDS_LEAST && length <= LENGTH_MOST;

	for (size_t i = 0; i < batch->n && alike; i++)
		alike = batch->length[i] == length &&
			batch->profile[i].other == 0;
	return alike;
}

static void
count(struct position_sums *sums, const struct batch *batch)
{
	struct position_row rows[BATCH_MAX];
	uint8_t *counts[BASES];
	size_t stride;

	sums->length = batch->length[0];
	stride = stride_of(sums);
	sums->cells = mem_grow(sums->cells, &sums->room, BASES * stride, 1);
	memset(sums->cells, 0, BASES * stride);
	for (size_t b = 0; b < BASES; b++)
		counts[b] = sums->cells + b * stride;
	for (size_t i = 0; i < batch->n; i++)
		rows[i] = (struct position_row){ batch->seq[i], 0,
						 sums->length };
	position_rows_count(rows, batch->n, counts, profile_has_wide());
}

const struct position_sums *
position_sums_find(struct batch *batch)
{
	if (!batch->positions)
		batch->positions = mem_zeroed(1, sizeof(*batch->positions));
	if (!(batch->have & BATCH_POSITIONS)) {
		batch->positions->length = 0;
		if (are_alike(batch))
			count(batch->positions, batch);
		batch->have |= BATCH_POSITIONS;
	}
	return batch->positions->length > 0 ? batch->positions : NULL;
}

/* A loop that the compiler makes wide. */
static void
add_bytes(uint8_t *restrict to, const uint8_t *restrict from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = (uint8_t)(to[i] + from[i]);
}

void
position_sums_add(const struct position_sums *sums, uint8_t *const counts[4],
		  size_t first)
{
	for (size_t b = 0; b < BASES; b++)
		add_bytes(counts[b] + first,
			  sums->cells + b * stride_of(sums), sums->length);
}

void
position_sums_free(struct position_sums *sums)
{
	if (!sums)
		return;
	free(sums->cells);
	free(sums);
}
