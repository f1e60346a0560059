/*
 * leak_align.c - tests of edit distances against the plain matrix, of chains
 * against the same, and of records turned round.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "leak/align.h"
#include "leak/chain.h"
#include "unit.h"

enum { LONGEST = 300 };

static uint64_t state = 1;

static uint32_t
below(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((state >> 33) % n);
}

/* Random letters; odd ones where `odd` says. */
static uint32_t
make(char *to, uint32_t n, bool odd)
{
	for (uint32_t i = 0; i < n; i++)
		to[i] = odd && below(10) == 0 ? "NRY-"[below(4)] :
			"ACGT"[below(4)];
	return n;
}

/* Some letters of from, with edits. */
static uint32_t
edit(char *to, const char *from, uint32_t n, uint32_t rate)
{
	uint32_t k = 0;

	for (uint32_t i = 0; i < n && k + 2 < LONGEST; i++) {
		if (below(100) >= rate) {
			to[k++] = from[i];
			continue;
		}
		switch (below(3)) {
		case 0:
			to[k++] = "ACGT"[below(4)];
			break;
		case 1:
			to[k++] = from[i];
			to[k++] = "ACGT"[below(4)];
			break;
		default:
			break;
		}
	}
	return k;
}

/* The matrix by its definition; column[i] is the last column. */
static uint32_t
matrix(const uint8_t *pattern, uint32_t n, const uint8_t *text, uint32_t m,
       bool whole, uint32_t *column)
{
	uint32_t least;

	for (uint32_t i = 0; i <= n; i++)
		column[i] = i;
	least = column[n];
	for (uint32_t j = 1; j <= m; j++) {
		uint32_t corner = column[0];

		column[0] = whole ? j : 0;
		for (uint32_t i = 1; i <= n; i++) {
			uint32_t best = corner +
				(pattern[i - 1] != text[j - 1]);

			corner = column[i];
			if (column[i] + 1 < best)
				best = column[i] + 1;
			if (column[i - 1] + 1 < best)
				best = column[i - 1] + 1;
			column[i] = best;
		}
		if (column[n] < least)
			least = column[n];
	}
	return whole ? column[n] : least;
}

static uint32_t
cut(uint32_t distance, uint32_t limit)
{
	return distance > limit ? limit + 1 : distance;
}

static void
check_pair(const struct leak_part *part, uint32_t record)
{
	const struct leak_seq *a = leak_part_seq(part, record);
	const struct leak_seq *b = leak_part_seq(part, record + 1);
	uint8_t pattern[LONGEST], text[LONGEST];
	uint32_t column[LONGEST + 1];
	static struct align align;
	const bool backwards = below(2), complement = below(2);
	const uint32_t limit = below(3) == 0 ? LONGEST : below(a->n + 2);
	uint32_t distance;

	if (a->n == 0)
		return;
	seq_codes(a, backwards, complement, pattern);
	seq_codes(b, false, false, text);
	align_pattern(&align, a, backwards, complement);
	distance = matrix(pattern, a->n, text, b->n, true, column);
	EXPECT_U64(cut(align_whole(&align, text, b->n, limit), limit),
		   cut(distance, limit));
	distance = matrix(pattern, a->n, text, b->n, false, column);
	EXPECT_U64(align_within(&align, text, b->n, limit),
		   cut(distance, limit));
	for (uint32_t i = 0; i <= a->n; i++)
		EXPECT_U64(cut(align_last(&align, i), limit),
			   cut(column[i], limit));
	align_release(&align);
}

static void
test_distances(void)
{
	for (int round = 0; round < 20000; round++) {
		struct leak_part *part = leak_part_new();
		char one[LONGEST], other[LONGEST];
		const bool odd = below(3) == 0;
		uint32_t n = make(one, below(below(2) ? 70 : LONGEST), odd), m;

		m = below(4) == 0 ? make(other, below(LONGEST), odd) :
				    edit(other, one, n, below(30));
		leak_part_add(part, (const uint8_t *)one, n);
		leak_part_add(part, (const uint8_t *)other, m);
		check_pair(part, 0);
		leak_part_free(part);
	}
}

/* The least distance of n letters of pattern to a beginning of text. */
static uint32_t
beginning(const uint8_t *pattern, uint32_t n, const uint8_t *text, uint32_t m)
{
	uint32_t least = UINT32_MAX, column[LONGEST + 1];

	for (uint32_t j = 0; j <= m; j++) {
		const uint32_t distance = matrix(pattern, n, text, j, true,
						 column);

		if (distance < least)
			least = distance;
	}
	return least;
}

static void
test_chains(void)
{
	for (int round = 0; round < 4000; round++) {
		struct leak_part *part = leak_part_new();
		char one[LONGEST], other[LONGEST];
		const uint32_t n = make(one, 1 + below(90), false);
		const uint32_t m = edit(other, one, n, below(25));
		const int edits = (int)below(CHAIN_EDITS + 1);
		const bool left = below(2);
		const struct leak_seq *a, *b;
		uint8_t pattern[LONGEST], text[LONGEST];
		struct chain chain;
		uint32_t letters;

		leak_part_add(part, (const uint8_t *)one, n);
		leak_part_add(part, (const uint8_t *)other, m);
		a = leak_part_seq(part, 0);
		b = leak_part_seq(part, 1);
		letters = 1 + below(n < CHAIN_LETTERS ? n : CHAIN_LETTERS);
		seq_codes(a, left, false, pattern);
		seq_codes(b, left, false, text);
		chain = (struct chain){ .n = letters, .edits = edits,
					.near = (int)below(CHAIN_EDITS + 1),
					.n_near = below(letters + 1) };
		EXPECT(chain_test(&chain,
				  left ? chain_left(a, n) : chain_right(a, 0),
				  left ? chain_left(b, m) : chain_right(b, 0),
				  m) ==
		       (beginning(pattern, letters, text, m) <=
			(uint32_t)edits &&
			(chain.near >= edits ||
			 beginning(pattern, chain.n_near, text, m) <=
			 (uint32_t)chain.near)));
		leak_part_free(part);
	}
}

static void
test_trimming(void)
{
	struct leak_part *part = leak_part_new();
	uint8_t codes[16];
	const struct leak_seq *seq;

	leak_part_add(part, (const uint8_t *)"NnACNugRNN", 10);
	leak_part_add(part, (const uint8_t *)"NNN", 3);
	seq = leak_part_seq(part, 0);
	EXPECT_U64(seq->n, 6);
	EXPECT_U64(seq->m, 4);
	EXPECT_U64(seq->lead, 2);
	EXPECT_U64(seq->trail, 2);
	seq_codes(seq, true, true, codes);
	EXPECT(codes[1] == 1 && codes[2] == 0 && codes[3] == CODE_N &&
	       codes[4] == 2 && codes[5] == 3);
	EXPECT(code_complement(codes[0]) == seq_odd(seq)[5]);
	EXPECT_U64(leak_part_informative(part, 1), 0);
	leak_part_free(part);
}

int
main(void)
{
	unit_run("N at the ends is no sequence", test_trimming);
	unit_run("distances are those of the matrix", test_distances);
	unit_run("chains are tested as the matrix would", test_chains);
	return unit_end();
}
