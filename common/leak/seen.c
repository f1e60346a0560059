/* seen.c - long lists that a text met before: a hash table of contexts. */
#include "leak/seen.h"

#include <stdlib.h>

#include "base/mem.h"

enum { LEAST = 256 };

struct seen_list {
	uint64_t context;
	uint32_t serial;	/* of the text */
	uint32_t times;
};

void
seen_release(struct seen *seen)
{
	free(seen->lists);
	*seen = (struct seen){ 0 };
}

void
seen_forget(struct seen *seen)
{
	seen->serial++;
}

/* Room for every list that a text can meet, twice over. */
static void
make_room(struct seen *seen, uint32_t n_text)
{
	size_t size = LEAST;

	while (size < 4 * (size_t)n_text)
		size *= 2;
	free(seen->lists);
	seen->lists = mem_zeroed(size, sizeof(*seen->lists));
	seen->size = size;
}

bool
seen_often(struct seen *seen, uint64_t context, uint32_t n_text)
{
	struct seen_list *list;
	size_t at;

	if (seen->size < 4 * (size_t)n_text)
		make_room(seen, n_text);
	at = (size_t)(context * 0x9e3779b97f4a7c15u >> 32) &
	     (seen->size - 1);
	while (seen->lists[at].serial == seen->serial &&
	       seen->lists[at].context != context)
		at = (at + 1) & (seen->size - 1);
	list = &seen->lists[at];
	if (list->serial != seen->serial)
		*list = (struct seen_list){ context, seen->serial, 0 };
	return ++list->times > SEEN_TIMES;
}
