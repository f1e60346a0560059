/*
 * names.c - a set of names: open addressing over one array of them. Their
 * letters lie one after the other in blocks that never move.
 */
#include "base/names.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xxhash.h>

#include "base/mem.h"

enum { BLOCK_LEAST = 1 << 8, BLOCK_MOST = 1 << 16 };

struct name {
	const char *text;
	uint32_t length;
	uint32_t hash;		/* its lower bits */
};

struct block {
	struct block *next;
	size_t n, room;
	char bytes[];
};

struct names {
	struct name *list;
	size_t n, room;
	struct block *block;	/* the last one, then those before */
	uint32_t *slots;	/* number + 1, or 0 where none is */
	size_t mask;		/* slots less 1, which are a power of 2 */
	uint64_t seed;
};

/*
 * Nobody who writes a file can know it. Where the system offers no random
 * bytes, where it put the set in memory must do.
 */
static uint64_t
make_seed(const void *place)
{
	uint64_t seed = 0;
	int file = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	if (file >= 0) {
		if (read(file, &seed, sizeof(seed)) < 0)
			seed = 0;
		close(file);
	}
	return seed ^ (uint64_t)(uintptr_t)place * 0x9e3779b97f4a7c15u;
}

struct names *
names_new(void)
{
	struct names *names = mem_zeroed(1, sizeof(*names));

	names->mask = 15;
	names->slots = mem_zeroed(names->mask + 1, sizeof(*names->slots));
	names->seed = make_seed(names);
	return names;
}

void
names_clear(struct names *names)
{
	while (names->block) {
		struct block *next = names->block->next;

		free(names->block);
		names->block = next;
	}
	memset(names->slots, 0, (names->mask + 1) * sizeof(*names->slots));
	names->n = 0;
}

void
names_free(struct names *names)
{
	if (!names)
		return;
	names_clear(names);
	free(names->list);
	free(names->slots);
	free(names);
}

static uint32_t
hash_of(const struct names *names, const char *bytes, size_t n)
{
	return (uint32_t)XXH3_64bits_withSeed(bytes, n, names->seed);
}

/* The slot where a name is, or where it would go. */
static uint32_t *
find_slot(const struct names *names, const char *bytes, size_t n,
	  uint32_t hash)
{
	for (size_t at = hash & names->mask;; at = (at + 1) & names->mask) {
		uint32_t *slot = &names->slots[at];
		const struct name *name;

		if (*slot == 0)
			return slot;
		name = &names->list[*slot - 1];
		if (name->hash == hash && name->length == n
		    && memcmp(name->text, bytes, n) == 0)
			return slot;
	}
}

static void
grow_slots(struct names *names)
{
	free(names->slots);
	names->mask = 2 * names->mask + 1;
	names->slots = mem_zeroed(names->mask + 1, sizeof(*names->slots));
	for (size_t i = 0; i < names->n; i++) {
		size_t at = names->list[i].hash & names->mask;

		while (names->slots[at] != 0)
			at = (at + 1) & names->mask;
		names->slots[at] = (uint32_t)(i + 1);
	}
}

/* A copy of a name, with a NUL after it. */
static const char *
keep_text(struct names *names, const char *bytes, size_t n)
{
	struct block *block = names->block;
	char *text;

	if (!block || block->room - block->n <= n) {
		/* Small sets stay small. */
		size_t room = block ? 2 * block->room : BLOCK_LEAST;

		room = room > BLOCK_MOST ? BLOCK_MOST : room;
		room = room > n ? room : n + 1;
		block = mem_zeroed(1, sizeof(*block) + room);
		block->room = room;
		block->next = names->block;
		names->block = block;
	}
	text = block->bytes + block->n;
	if (n > 0)
		memcpy(text, bytes, n);
	block->n += n + 1;
	return text;
}

uint32_t
names_add(struct names *names, const char *bytes, size_t n)
{
	uint32_t hash = hash_of(names, bytes, n);
	uint32_t *slot = find_slot(names, bytes, n, hash);

	if (*slot != 0)
		return *slot - 1;
	/* Numbers would not suffice, nor lengths. */
	if (names->n >= UINT32_MAX - 1 || n >= UINT32_MAX)
		mem_exhausted();
	names->list = mem_grow(names->list, &names->room, names->n + 1,
			       sizeof(*names->list));
	names->list[names->n] = (struct name){
		.text = keep_text(names, bytes, n), .length = (uint32_t)n,
		.hash = hash
	};
	*slot = (uint32_t)++names->n;
	if (names->n > names->mask / 2)
		grow_slots(names);
	return (uint32_t)(names->n - 1);
}

uint32_t
names_find(const struct names *names, const char *bytes, size_t n)
{
	uint32_t hash = hash_of(names, bytes, n);
	uint32_t slot = *find_slot(names, bytes, n, hash);

	return slot != 0 ? slot - 1 : UINT32_MAX;
}

const char *
names_text(const struct names *names, uint32_t number)
{
	return names->list[number].text;
}

size_t
names_length(const struct names *names, uint32_t number)
{
	return names->list[number].length;
}

size_t
names_count(const struct names *names)
{
	return names->n;
}
