/*
 * strings.c - the distinct sequences of a column, and which classes have
 * which.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/mem.h"
#include "compat/strings.h"

/* Bytes are kept in blocks, which never move; a long sequence has its own. */
enum { BLOCK_SIZE = 1 << 20 };

struct strings {
	struct distinct *all;
	size_t n, room;
	size_t *slots;		/* number in all + 1, or 0; linear probing */
	size_t n_slots;		/* a power of two, more than 4/3 n */
	char **blocks;
	size_t n_blocks, block_room;
	char *free;		/* what is left of the last small block */
	size_t n_free;
	uint64_t counts[STRINGS_CLASSES];
};

struct strings *
strings_new(void)
{
	struct strings *strings = mem_zeroed(1, sizeof(*strings));

	strings->n_slots = 1024;
	strings->slots = mem_zeroed(strings->n_slots,
				    sizeof(*strings->slots));
	return strings;
}

void
strings_free(struct strings *strings)
{
	if (!strings)
		return;
	for (size_t i = 0; i < strings->n_blocks; i++)
		free(strings->blocks[i]);
	free(strings->blocks);
	free(strings->slots);
	free(strings->all);
	free(strings);
}

static char *
new_block(struct strings *strings, size_t size)
{
	strings->blocks = mem_grow(strings->blocks, &strings->block_room,
				   strings->n_blocks + 1,
				   sizeof(*strings->blocks));
	return strings->blocks[strings->n_blocks++] = mem_array(size, 1);
}

static const char *
keep(struct strings *strings, const char *bytes, size_t n)
{
	char *to;

	if (n == 0)
		return "";
	if (n > BLOCK_SIZE / 4) {
		to = new_block(strings, n);
	} else {
		if (n > strings->n_free) {
			strings->free = new_block(strings, BLOCK_SIZE);
			strings->n_free = BLOCK_SIZE;
		}
		to = strings->free;
		strings->free += n;
		strings->n_free -= n;
	}
	memcpy(to, bytes, n);
	return to;
}

/* Where a hash is looked for first: its high bits. */
static size_t
first_slot(const struct strings *strings, uint64_t hash)
{
	return (size_t)(hash >> 11) & (strings->n_slots - 1);
}

static void
grow_slots(struct strings *strings)
{
	free(strings->slots);
	strings->n_slots *= 2;
	strings->slots = mem_zeroed(strings->n_slots,
				    sizeof(*strings->slots));
	for (size_t i = 0; i < strings->n; i++) {
		size_t s = first_slot(strings, strings->all[i].hash);

		while (strings->slots[s])
			s = (s + 1) & (strings->n_slots - 1);
		strings->slots[s] = i + 1;
	}
}

/* The slot that holds the sequence, or the empty one where it belongs. */
static size_t
find_slot(const struct strings *strings, uint64_t hash, const char *bytes,
	  size_t n)
{
	size_t s = first_slot(strings, hash);

	for (; strings->slots[s]; s = (s + 1) & (strings->n_slots - 1)) {
		const struct distinct *at =
			&strings->all[strings->slots[s] - 1];

		if (at->hash == hash && at->n == n &&
		    memcmp(at->bytes, bytes, n) == 0)
			break;
	}
	return s;
}

const char *
strings_add(struct strings *strings, unsigned c, const char *bytes, size_t n)
{
	uint64_t hash = XXH3_64bits(bytes, n), class = (uint64_t)1 << c;
	size_t s = find_slot(strings, hash, bytes, n);
	struct distinct *at;

	assert(c < STRINGS_CLASSES);
	if (!strings->slots[s]) {
		strings->all = mem_grow(strings->all, &strings->room,
					strings->n + 1, sizeof(*strings->all));
		strings->all[strings->n++] = (struct distinct){
			.hash = hash,
			.bytes = keep(strings, bytes, n),
			.n = n,
		};
		strings->slots[s] = strings->n;
	}
	at = &strings->all[strings->slots[s] - 1];
	if (!(at->classes & class)) {
		at->classes |= class;
		strings->counts[c]++;
	}
	if (strings->n > strings->n_slots / 4 * 3)
		grow_slots(strings);
	return at->bytes;
}

uint64_t
strings_count(const struct strings *strings, unsigned c)
{
	return strings->counts[c];
}

static int
by_bytes(const void *x, const void *y)
{
	const struct distinct *a = *(const struct distinct *const *)x;
	const struct distinct *b = *(const struct distinct *const *)y;
	size_t n = a->n < b->n ? a->n : b->n;
	int order = memcmp(a->bytes, b->bytes, n);

	return order ? order : (a->n > b->n) - (a->n < b->n);
}

size_t
strings_shared(const struct strings *strings, const struct distinct ***shared)
{
	size_t n = 0, room = 0;

	*shared = NULL;
	for (size_t i = 0; i < strings->n; i++) {
		const struct distinct *at = &strings->all[i];

		if ((at->classes & (at->classes - 1)) == 0)
			continue;
		*shared = mem_grow(*shared, &room, n + 1, sizeof(**shared));
		(*shared)[n++] = at;
	}
	if (n > 0)
		qsort(*shared, n, sizeof(**shared), by_bytes);
	return n;
}
