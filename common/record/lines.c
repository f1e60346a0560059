/* lines.c - a walk through the lines of a block, some of them ahead. */
#include "record/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* One that was left, and those of a window. */
enum { ROOM = 1 + LETTERS_WINDOW + LETTERS_PAD };

void
lines_start(struct lines *lines, const char *bytes, size_t n)
{
	static const uint32_t most = UINT32_MAX - LETTERS_PAD;
	struct letters_end *ends = lines->ends;

	if (!ends)
		ends = mem_array(ROOM, sizeof(*ends));
	*lines = (struct lines){
		.bytes = bytes, .n = n < most ? (uint32_t)n : most,
		.ends = ends
	};
}

void
lines_stop(struct lines *lines)
{
	lines->bytes = NULL;
	lines->given_up = false;
}

void
lines_release(struct lines *lines)
{
	free(lines->ends);
	*lines = (struct lines){ 0 };
}

bool
lines_look(struct lines *lines)
{
	size_t left = lines->n_ends - lines->next;

	memmove(lines->ends, lines->ends + lines->next,
		left * sizeof(*lines->ends));
	while (left < 2 && lines->pass.at < lines->n)
		left += letters_ends(lines->bytes, lines->n, &lines->pass,
				     lines->ends + left);
	lines->next = 0;
	lines->n_ends = left;
	return left >= 2;
}

void
lines_seek(struct lines *lines, const char *at)
{
	do {
		while (lines->next < lines->n_ends &&
		       lines->bytes + lines->ends[lines->next].at < at)
			lines->next++;
	} while (lines->next == lines->n_ends && lines_look(lines));
}
