/*
 * checks_position_rows.c - letters by position, both ways, against plain
 * loops over one letter after another.
 */
#include <ctype.h>

#include "checks/position_rows.h"
#include "checks/profile.h"

#include "records.h"
#include "unit.h"

enum { BASES = 4, CELLS = 2 * RECORD_MOST };

static void
count_slowly(const struct position_row *row, uint8_t (*counts)[CELLS])
{
	for (size_t i = row->from; i < row->to; i++) {
		int upper = toupper(row->seq[i - row->from]);
		const char *base = strchr("ACGT", upper);

		if (base)
			counts[base - "ACGT"][i]++;
	}
}

/*
 * Where a row begins: by kind all at one cell, all ending at one, anywhere,
 * or one row by itself.
 */
static size_t
first_cell(unsigned kind, size_t length, uint64_t *seed)
{
	switch (kind) {
	case 0:
		return 3;
	case 1:
		return CELLS - length;
	default:
		return record_random(seed) % (CELLS - length + 1);
	}
}

/* Other letters, which AVX2 need not tell from these, become N. */
static void
only_usual(uint8_t *letters)
{
	for (size_t i = 0; i < RECORD_PAD + RECORD_MOST + RECORD_PAD; i++)
		if (!strchr("ACGTUN", letters[i] & 0xdf))
			letters[i] = 'N';
}

static void
compare_ways(bool wide)
{
	uint64_t seed = 5;

	for (unsigned round = 0; round < 60; round++) {
		unsigned kind = round % 4;
		size_t n = kind == 3 ? 1 : 1 + record_random(&seed) %
					       BATCH_MAX;
		struct records *records = records_new(n, &seed);
		struct position_row rows[BATCH_MAX];
		uint8_t wanted[BASES][CELLS] = { { 0 } };
		uint8_t got[BASES][CELLS + POSITION_PAD] = { { 0 } };
		uint8_t *const tables[BASES] = { got[0], got[1], got[2],
						 got[3] };

		for (size_t r = 0; r < n; r++) {
			size_t length = records->batch.length[r], from;

			/* One length, much the same lengths, or any. */
			if (round % 8 < 4 && length > 0)
				length = RECORD_MOST -
					 (round % 16 < 8 ? 7 : r % 9);
			from = first_cell(kind, length, &seed);
			if (wide)
				only_usual(records->letters[r]);
			rows[r] = (struct position_row){
				records->batch.seq[r], from, from + length
			};
			count_slowly(&rows[r], wanted);
		}
		position_rows_count(rows, n, tables, wide);
		for (size_t b = 0; b < BASES; b++)
			EXPECT(memcmp(got[b], wanted[b], CELLS) == 0);
		records_free(records);
	}
}

static void
plain_way(void)
{
	compare_ways(false);
}

/* The same where there is no AVX2. */
static void
wide_way(void)
{
	compare_ways(profile_has_wide());
}

int
main(void)
{
	unit_run("plain C counts letters by position", plain_way);
	unit_run("AVX2, where there is any, counts the same", wide_way);
	return unit_end();
}
