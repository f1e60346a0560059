/*
 * group.h - what the report needs to know of one class in one column.
 *
 * Memory: 16 bytes a distinct value of a feature, and 16 bytes a letter for
 * each position that COMPAT_FLOOR sequences reach; a position that fewer
 * reach is never scored, so it is not counted either.
 */
#ifndef GBQC_COMPAT_GROUP_H
#define GBQC_COMPAT_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "compat/values.h"

struct error;

enum { GROUP_LETTERS = 128 };	/* letters are ASCII, of any kind */

/* Counts of one sequence, used for one after another. */
struct counter {
	uint32_t letter[GROUP_LETTERS];		/* zero between sequences */
	uint32_t pair[GROUP_LETTERS * GROUP_LETTERS];	/* the same */
	uint16_t pairs[GROUP_LETTERS * GROUP_LETTERS];	/* those not zero */
};

/* A sequence that is longer than the positions counted so far. */
struct tail {
	const char *bytes;
	size_t n;
};

enum { GROUP_TAILS = 500 };

struct group {
	uint64_t n;				/* sequences */
	bool has[GROUP_LETTERS];		/* letters that occur */
	struct values length;			/* length/1 */
	struct values gc, letter[GROUP_LETTERS];	/* of the length */
	struct values *pair[GROUP_LETTERS];	/* [second], of length - 1;
						 * NULL: none begins so */
	/* [letter][p]: sequences with the letter at p, counted from 0. */
	uint64_t *start[GROUP_LETTERS], *end[GROUP_LETTERS];
	size_t extent, room;			/* positions counted, held */
	size_t limit;				/* never beyond this one */
	struct tail tails[GROUP_TAILS];
	size_t n_tails;

	/* After group_finish(): */
	uint64_t *reach;	/* [p < extent]: sequences longer than p */
	uint64_t shown, scored;	/* positions with a row; with figures */
};

/* Which positions have rows and figures. */
struct window_options {
	uint64_t end_position;		/* the last shown; 0: not given */
	double min_coverage;		/* share of a class that reaches it */
};

struct counter *counter_new(void);	/* free() */
struct group *group_new(const struct window_options *window);
void group_free(struct group *group);	/* NULL is fine */

/*
 * Adds an upper-case sequence; its bytes must stay until group_finish().
 * -1 with err set where it is too long (2^32 - 1 letters or more).
 */
MUST_USE int group_add(struct group *group, struct counter *counter,
		       const char *bytes, size_t n, struct error *err);

/* Call once, when all sequences are added and before anything is read. */
void group_finish(struct group *group, const struct window_options *window);

#endif
