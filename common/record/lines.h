/*
 * lines.h - a walk through the lines of a block, some of them ahead.
 *
 * Private to this room.
 */
#ifndef GBQC_RECORD_LINES_H
#define GBQC_RECORD_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/letters.h"

/* Start with { 0 }. */
struct lines {
	const char *bytes;	/* NULL: no walk was begun */
	uint32_t n;		/* of them; what is beyond is not seen */
	struct letters_pass pass;
	/* The ends from `next` on lie ahead; before them `others` were. */
	struct letters_end *ends;
	size_t n_ends, next;
	bool given_up;		/* by who walks: it does not pay here */
};

/*
 * Begins a walk through n bytes, which may be read as far as LETTERS_PAD past
 * the end.
 */
void lines_start(struct lines *lines, const char *bytes, size_t n);
void lines_stop(struct lines *lines);	/* keeps its memory */
void lines_release(struct lines *lines);

/* Goes on to the line that begins at or behind a place. */
void lines_seek(struct lines *lines, const char *at);

/* Private: looks as far as the ends of two lines. False: there are none. */
bool lines_look(struct lines *lines);

/* Whether the ends of the next two lines are at lines->ends[lines->next]. */
static inline bool
lines_are_two(struct lines *lines)
{
	return lines->next + 2 <= lines->n_ends || lines_look(lines);
}

#endif
