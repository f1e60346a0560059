/*
 * rows.h - random rows of count tables, their sum by sorting text, and what
 * was written to a file.
 */
#ifndef GBQC_TESTS_ROWS_H
#define GBQC_TESTS_ROWS_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "unit.h"

#define HEAD                                                                 \
	"#gbqc-counts 1\n"                                                   \
	"#split\tlabel\tcolumn\tcheck\tat\tvalue\tof\tcount\n"

static inline uint64_t
next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* What a file holds, to be freed; the file is removed. */
static inline char *
rows_take(const char *name)
{
	struct text text = { 0 };
	char block[4096];
	FILE *file = fopen(name, "r");
	size_t n;

	EXPECT(file != NULL);
	while ((n = fread(block, 1, sizeof(block), file)) > 0)
		text_add(&text, block, n);
	fclose(file);
	unlink(name);
	return text.bytes;
}

/* A key from a small set, so that parts share many. */
static inline void
add_key(struct text *text, uint64_t *seed)
{
	static const char *const splits[] = { ".", "train", "test" };
	static const char *const labels[] = { "a", "b b" };
	static const char *const hashes[] = {
		"0123456789abcdef0123456789abcdef",
		"f123456789abcdef0123456789abcdef",
		"0123456789abcdef0123456789abcdee" };
	unsigned a = (unsigned)(next_random(seed) % 30);
	unsigned b = (unsigned)(next_random(seed) % 30);

	text_addf(text, "%s\t%s\tsequence\t", splits[next_random(seed) % 3],
		  labels[next_random(seed) % 2]);
	switch (next_random(seed) % 6) {
	case 0:
		text_addf(text, "length\t.\t%u\t.", 7 * a);
		break;
	case 1:
		text_addf(text, "gc\t.\t%u\t%u", a, a + b);
		break;
	case 2:
		text_addf(text, "base\t%c\t%u\t%u", 'A' + a % 3, b, b + a);
		break;
	case 3:
		text_addf(text, "centre\t%d\t%c\t.", (int)a - 15, "ACGT"[b % 4]);
		break;
	case 4:
		text_addf(text, "dup\t%c\t%s\t.", "+-"[a % 2], hashes[b % 3]);
		break;
	default:
		text_addf(text, "%s\t.\t.\t.", a % 2 ? "centre" : "base");
	}
}

struct counted {
	char *key;
	uint64_t count;
};

static inline int
compare_counted(const void *x, const void *y)
{
	return strcmp(((const struct counted *)x)->key,
		      ((const struct counted *)y)->key);
}

/* What the table of these rows must look like, by sorting text. */
static inline void
sum_rows(struct counted *rows, size_t n, struct text *text)
{
	qsort(rows, n, sizeof(*rows), compare_counted);
	text_adds(text, HEAD);
	for (size_t i = 0, j; i < n; i = j) {
		uint64_t sum = 0;

		for (j = i; j < n && strcmp(rows[i].key, rows[j].key) == 0;
		     j++)
			sum += rows[j].count;
		text_addf(text, "%s\t%" PRIu64 "\n", rows[i].key, sum);
	}
}

#endif
