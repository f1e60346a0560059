/*
 * generate.c - the data of the benchmark, fast and from a fixed seed.
 *
 *	generate DATA PART [DIVISOR]
 *
 * Writes part 0 or 1 (a class each) of DATA to stdout as FASTA, a line a
 * sequence; K and L, one table of 50 and of 2 classes, as CSV. DIVISOR makes
 * the data that many times smaller. The kinds are those of
 * docs/performance.md.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH_MOST = 10000 };

struct kind {
	char name;
	uint32_t records;		/* a class */
	uint32_t shortest, longest;
	bool masked;			/* runs of N and of lower case */
	bool copied;			/* half of the records are copies */
	unsigned classes;		/* of one table; 0: FASTA */
};

static const struct kind kinds[] = {
	{ 'S', 50000, 200, 200, false, false, 0 },
	{ 'M', 500000, 200, 200, false, false, 0 },
	{ 'V', 100000, 50, 2000, true, false, 0 },
	{ 'W', 2000, 10000, 10000, false, false, 0 },
	{ 'T', 1500000, 20, 60, false, false, 0 },
	{ 'D', 250000, 200, 200, false, true, 0 },
	{ 'K', 100000, 200, 200, false, false, 50 },
	{ 'L', 100000, 200, 200, false, false, 2 },
};

/* splitmix64: any state will do, so a record can be made again. */
static uint64_t
draw(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static void
fill(char *sequence, uint32_t length, uint64_t *state)
{
	uint64_t bits = 0;

	for (uint32_t i = 0; i < length; i++) {
		if (i % 32 == 0)
			bits = draw(state);
		sequence[i] = "ACGT"[bits & 3];
		bits >>= 2;
	}
}

/* A run of N and one in lower case, each in one of four records. */
static void
mask(char *sequence, uint32_t length, uint64_t *state)
{
	uint64_t bits = draw(state);
	uint32_t at = (uint32_t)(bits >> 32) % length;
	uint32_t run = (uint32_t)(bits >> 8 & 0xff) % (length - at + 1);

	if ((bits & 3) == 0)
		memset(sequence + at, 'N', run);
	if ((bits & 12) == 0)
		for (uint32_t i = at; i < at + run; i++)
			sequence[i] |= 0x20;
}

/* Record i of a part: the same whoever asks. Returns its length. */
static uint32_t
make_record(const struct kind *kind, unsigned part, uint32_t i, char *sequence)
{
	/* A copy is the record before it, of even number. */
	uint32_t source = kind->copied ? i & ~UINT32_C(1) : i;
	uint64_t state = (uint64_t)part << 40 ^ (uint64_t)source << 4 ^
			 (uint64_t)(unsigned char)kind->name << 56;
	uint32_t range = kind->longest - kind->shortest + 1;
	uint32_t length = kind->shortest + (uint32_t)(draw(&state) % range);

	fill(sequence, length, &state);
	if (kind->masked)
		mask(sequence, length, &state);
	return length;
}

static int
generate(const struct kind *kind, unsigned part, uint32_t divisor)
{
	char sequence[LENGTH_MOST + 1];
	uint32_t records = kind->records / divisor;

	if (kind->classes)
		puts("id,sequence,label");
	for (uint32_t i = 0; i < records; i++) {
		uint32_t length = make_record(kind, part, i, sequence);

		sequence[length] = '\0';
		if (kind->classes)
			printf("r%" PRIu32 ",%s,c%" PRIu32 "\n", i, sequence,
			       i % kind->classes);
		else
			printf(">r%" PRIu32 "\n%s\n", i, sequence);
	}
	return fflush(stdout) || ferror(stdout);
}

int
main(int argc, char **argv)
{
	unsigned long divisor = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;

	if (argc < 3 || divisor < 1 || divisor > 1000000) {
		fputs("usage: generate DATA PART [DIVISOR]\n", stderr);
		return 2;
	}
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].name == argv[1][0])
			return generate(&kinds[i], argv[2][0] == '1',
					(uint32_t)divisor);
	fprintf(stderr, "generate: no data %s\n", argv[1]);
	return 2;
}
