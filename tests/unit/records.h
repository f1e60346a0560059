/*
 * records.h - random sequences of the kinds that checks must get right.
 */
#ifndef GBQC_TESTS_RECORDS_H
#define GBQC_TESTS_RECORDS_H

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/batch.h"

enum { RECORD_PAD = 64, RECORD_MOST = 600 };

/* A batch and the letters that it points to. */
struct records {
	struct batch batch;
	uint8_t letters[BATCH_MAX][RECORD_PAD + RECORD_MOST + RECORD_PAD];
};

static inline uint64_t
record_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

static inline uint8_t
record_letter(uint64_t *seed, const char *alphabet)
{
	return (uint8_t)alphabet[record_random(seed) % strlen(alphabet)];
}

/* Overwrites a random stretch of n letters, up to `most` of them. */
static inline void
record_plant(uint8_t *seq, size_t n, size_t most, uint64_t *seed,
	     const char *alphabet)
{
	size_t from, length;

	if (n == 0)
		return;
	from = record_random(seed) % n;
	length = record_random(seed) % most;
	for (size_t i = from; i < n && i < from + length; i++)
		seq[i] = record_letter(seed, alphabet);
}

/*
 * One sequence of one of several kinds: plain bases, RNA, repeats, every
 * letter there is, runs of N at either end and inside, soft masks.
 */
static inline void
record_fill(uint8_t *seq, size_t n, uint64_t *seed)
{
	static const char *const alphabets[] = {
		"ACGT", "ACGT", "ACGT", "acgt", "ACGU", "ACGTU", "A", "AC",
		"AAAAAAAT", "ACGTRYSWKMBDHVN", "N", "SW",
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ-*abcdefghijklmnopqrstuvwxyz"
	};
	enum { KINDS = sizeof(alphabets) / sizeof(alphabets[0]) };
	const char *alphabet = alphabets[record_random(seed) % KINDS];
	uint64_t extras = record_random(seed);

	for (size_t i = 0; i < n; i++)
		seq[i] = record_letter(seed, alphabet);
	if (extras % 3 == 0)
		record_plant(seq, n, 80, seed, "N");
	if (extras % 5 == 0)
		record_plant(seq, n, 100, seed, "CT");
	if (extras % 7 == 0)
		record_plant(seq, n, 9, seed, "*-nRyU");
	for (size_t i = 0; extras % 11 == 0 && i < n && i < 70; i++)
		seq[i] = 'N';
	for (size_t i = n / 2; extras % 4 == 0 && i < n; i++)
		if (seq[i] >= 'A' && seq[i] <= 'Z')
			seq[i] = (uint8_t)(seq[i] + 0x20);
}

/*
 * A batch of n records; what lies around them are letters too, so that
 * looking beyond an end shows. Free with records_free().
 */
static inline struct records *
records_new(size_t n, uint64_t *seed)
{
	struct records *records = mem_zeroed(1, sizeof(*records));
	struct batch *batch = &records->batch;

	batch->n = n;
	for (size_t r = 0; r < n; r++) {
		uint8_t *seq = records->letters[r];
		uint32_t length = (uint32_t)(record_random(seed) %
					     (RECORD_MOST + 1));

		/* Often near the borders of blocks. */
		if (record_random(seed) % 4 == 0)
			length = (uint32_t)(64 * (record_random(seed) % 9) +
					    record_random(seed) % 8);
		record_fill(seq, sizeof(records->letters[r]), seed);
		batch->seq[r] = seq + RECORD_PAD;
		batch->length[r] = length;
	}
	return records;
}

static inline void
records_free(struct records *records)
{
	batch_release(&records->batch);
	free(records);
}

#endif
