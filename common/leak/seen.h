/*
 * seen.h - long lists of an index that a text met before. Private to this
 * room.
 *
 * A repeat meets the same list with the same letters beside it again and
 * again; after SEEN_TIMES whoever takes the seeds has settled all that it can
 * give (verify.c).
 */
#ifndef GBQC_LEAK_SEEN_H
#define GBQC_LEAK_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEEN_TIMES = 5 };

/* Lists by what they were met with. Start with { 0 }. */
struct seen {
	struct seen_list *lists;	/* a hash table, private */
	size_t size;		/* of it, a power of 2 */
	uint32_t serial;	/* of the text */
};

void seen_release(struct seen *seen);

/* Takes up another text: nothing was met in it. */
void seen_forget(struct seen *seen);

/*
 * True if a list was met often enough in this text, of n_text letters.
 * context: a number of the list and all that it is held against.
 */
bool seen_often(struct seen *seen, uint64_t context, uint32_t n_text);

#endif
