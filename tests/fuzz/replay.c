/*
 * replay.c - run a fuzz target on files, and on what becomes of them when
 * they are damaged.
 *
 *	replay_X [-m N] FILE...
 *
 * Each file, then N mutations of it, from a fixed seed. What goes wrong ends
 * the process; the last line on stderr names the file and the mutation.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { BYTES_MOST = 1 << 20 };

/* xorshift64: the same damage everywhere. */
static uint64_t
draw(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* A few bytes changed, cut out, doubled or cut off. Returns the new size. */
static size_t
damage(uint8_t *bytes, size_t n, uint64_t *state)
{
	static const uint8_t odd[] = "\0\n\r\t\",>@#+-0=/\x7f\xff\x1f\x8b.N";
	size_t times = 1 + draw(state) % 4;

	for (size_t i = 0; i < times && n > 1; i++) {
		size_t at = draw(state) % n, run = 1 + draw(state) % 16;

		switch (draw(state) % 5) {
		case 0:
			bytes[at] ^= (uint8_t)(1u << draw(state) % 8);
			break;
		case 1:
			bytes[at] = odd[draw(state) % (sizeof(odd) - 1)];
			break;
		case 2:
			n = at + 1;
			break;
		case 3:
			if (run > n - at)
				run = n - at;
			memmove(bytes + at, bytes + at + run, n - at - run);
			n -= run;
			break;
		default:
			if (run > n - at)
				run = n - at;
			memmove(bytes + at + run, bytes + at, n - at);
			n += run;
		}
	}
	return n;
}

static bool
replay(const char *path, unsigned long mutations)
{
	/* Damage may add up to 4 x 16 bytes. */
	uint8_t *bytes = malloc(BYTES_MOST), *copy = malloc(BYTES_MOST + 64);
	FILE *file = fopen(path, "rb");
	uint64_t state = 0x9e3779b97f4a7c15;
	size_t n;

	if (!file || !bytes || !copy) {
		perror(path);
		free(bytes);
		free(copy);
		return false;
	}
	n = fread(bytes, 1, BYTES_MOST, file);
	fclose(file);
	for (unsigned long i = 0; i <= mutations; i++) {
		size_t size = n;

		memcpy(copy, bytes, n);
		if (i)
			size = damage(copy, n, &state);
		fprintf(stderr, "%s, mutation %lu\n", path, i);
		LLVMFuzzerTestOneInput(copy, size);
	}
	free(bytes);
	free(copy);
	return true;
}

int
main(int argc, char **argv)
{
	unsigned long mutations = 0;
	int first = 1;

	if (argc > 2 && strcmp(argv[1], "-m") == 0) {
		mutations = strtoul(argv[2], NULL, 10);
		first = 3;
	}
	for (int i = first; i < argc; i++)
		if (!replay(argv[i], mutations))
			return 1;
	return argc > first ? 0 : 1;
}
