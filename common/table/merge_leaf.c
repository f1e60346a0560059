/*
 * merge_leaf.c - the rows of one leaf taken apart, some at a time: what each
 * shares with the row before in the same leaf is known without the others.
 */
#include <string.h>

#include "table/merge_private.h"
#include "table/row_masks.h"

/* Any row, a word after the other; the number of rows, one. */
static size_t
take_row(struct leaf *leaf)
{
	struct rows *rows = &leaf->rows;
	struct merge_row *row = leaf->row;
	const char *at = rows->next;
	size_t common = text_common(rows->row, at, leaf->key), digits;
	const char *end = text_newline(at + common);

	digits = text_last_field(end);
	if (digits == WORD)
		while (end[-(ptrdiff_t)digits - 1] != '\t')
			digits++;
	row->at = at;
	row->key = (size_t)(end - at) - digits;
	row->bytes = (size_t)(end - at) + 1;
	row->code = common == leaf->key ? CODE_EQUAL
					: code_of(at, row->key, common);
	leaf->key = row->key;
	leaf->base = masks_base(at, row->bytes, leaf->base, common);
	rows->row = at;
	rows->next = end + 1;
	return 1;
}

#if HAVE_WIDE

/* As many rows as end within the masks and share what is before them. */
WIDE static inline __attribute__((always_inline)) size_t
take_within(struct leaf *leaf, uint32_t *end, bool half)
{
	struct rows *rows = &leaf->rows;
	const size_t base = leaf->base, width = half ? HALF_MASKED : MASKED;
	const char *before = rows->row, *at = rows->next;
	const char *first = at;
	size_t i, key = leaf->key;
	size_t n_ends = masks_ends(at, rows->end, end, leaf->ahead);

	if (n_ends > leaf->most)
		n_ends = leaf->most;
	for (i = 0; i < n_ends; i++) {
		struct merge_row *row = &leaf->row[i];
		const size_t n = (size_t)(first + end[i] - at);
		struct row_masks masks;
		size_t common;

		if (n - base >= width || !masks_share(at, before, base))
			break;
		masks = masks_of(at + base, before + base, half);
		common = base + (size_t)_tzcnt_u64(masks.differs);
		row->at = at;
		row->key = base + 64 - (size_t)_lzcnt_u64(
			masks_below(masks.tab, n - base));
		row->bytes = n + 1;
		row->code = common >= key ? CODE_EQUAL
					  : code_of(at, row->key, common);
		key = row->key;
		before = at;
		at += row->bytes;
	}
	leaf->key = key;
	leaf->ahead = masks_ahead(leaf->ahead, i, i == n_ends, leaf->most);
	rows->row = before;
	rows->next = at;
	return i;
}

WIDE static size_t
take_wide(struct leaf *leaf, uint32_t *end)
{
	const struct rows *rows = &leaf->rows;

	switch (masks_suit(rows->next, leaf->base, rows->end)) {
	case HALF_MASKED:
		return take_within(leaf, end, true);
	case MASKED:
		return take_within(leaf, end, false);
	default:
		return 0;
	}
}

#endif

size_t
leaf_ahead(const struct leaf *leaf)
{
	enum { FEW_BYTES = 1 << 12 };	/* not worth it: there may be many */
	const struct rows *rows = &leaf->rows;

	return rows->left + (uint64_t)(rows->end - rows->next) < FEW_BYTES
	       ? 1 : ROWS_AHEAD;
}

int
leaf_fill(struct leaf *leaf, struct row_ends *ends, struct error *err)
{
	int more = rows_more(&leaf->rows, err);
	size_t n = 0;

	if (more > 0) {
#if HAVE_WIDE
		if (leaf->key > 0 && leaf->most > 1 && masks_can())
			n = take_wide(leaf, ends->end);
#else
		(void)ends;
#endif
		if (n == 0)
			n = take_row(leaf);
	}
	leaf->row[n].code = n > 0 ? CODE_MORE : CODE_END;
	return more < 0 ? -1 : 0;
}
