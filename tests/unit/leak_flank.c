/*
 * leak_flank.c - what of a flank may be missing at the end of a text.
 *
 * The source itself is included, for how flanks are packed.
 */
#include <string.h>

#include "leak/flank.c"
#include "unit.h"

enum { TEXT = 100, SEEDS = 11 };

/* A flank of A alone, of so many letters to either side; NEVER: none. */
static struct flank
flank_of_a(uint32_t left, uint32_t right)
{
	const uint32_t counts[2] = { left << COUNT_SHIFT,
				     right << COUNT_SHIFT };

	return (struct flank){ .side = { { counts[0], counts[0] },
					 { counts[1], counts[1] } } };
}

/* How many seeds at a place of a text of A stay, in blocks of that length. */
static size_t
stay(unsigned length, uint32_t at, bool right, struct flank flank)
{
	static struct flank_text texts[TEXT + 1];
	const struct flank_places places = { texts, TEXT, 0 };
	const struct index_table table = { .length = length,
					   .flanks = &flank };
	uint64_t seeds[SEEDS + FLANK_PAD];

	memset(texts, 0, sizeof(texts));
	for (size_t i = 0; i < SEEDS; i++)
		seeds[i] = seed_pack(at, right, false);
	return flank_sieve(&table, &places, seeds, SEEDS);
}

/* Three letters may be missing where a text ends, and no more. */
static void
knows_where_a_text_ends(void)
{
	for (unsigned length = BLOCK_SHORTEST; length <= 12; length++)
		for (int right = 0; right < 2; right++) {
			const unsigned half = half_letters(length, right);

			for (uint32_t left = 0; left < 12; left++) {
				const uint32_t at = TEXT - half - left;

				EXPECT_U64(stay(length, at, right,
						flank_of_a(NEVER, left + 3)),
					   SEEDS);
				EXPECT_U64(stay(length, at, right,
						flank_of_a(NEVER, left + 4)),
					   0);
			}
		}
}

static void
knows_where_a_text_begins(void)
{
	for (unsigned length = BLOCK_SHORTEST; length <= 12; length++)
		for (int right = 0; right < 2; right++)
			for (uint32_t at = 0; at < 12; at++) {
				EXPECT_U64(stay(length, at, right,
						flank_of_a(at + 3, NEVER)),
					   SEEDS);
				EXPECT_U64(stay(length, at, right,
						flank_of_a(at + 4, NEVER)),
					   0);
			}
}

/* Without AVX2 there is no sieve: every seed stays. */
static void
stays_without_a_sieve(void)
{
	EXPECT_U64(stay(BLOCK_SHORTEST, 0, false, flank_of_a(NEVER, NEVER)),
		   SEEDS);
}

int
main(void)
{
	if (flank_is_fast()) {
		unit_run("knows where a text ends", knows_where_a_text_ends);
		unit_run("knows where a text begins",
			 knows_where_a_text_begins);
	} else {
		unit_run("keeps all seeds without AVX2",
			 stays_without_a_sieve);
	}
	return unit_end();
}
