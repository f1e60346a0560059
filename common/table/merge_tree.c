/*
 * merge_tree.c - many sorted sequences of rows into one, by a tree of losers
 * whose matches are mostly decided by one comparison of integers.
 *
 * Each row carries a code: where it first differs from the row that was
 * written last, and by what. A key is seen as a string of symbols of four
 * bytes (the last filled up with zeros); the code of a row is the number of
 * leading symbols that both share, inverted so that more is less, and then
 * its next symbol. Of two rows with codes against the same row, that with
 * the smaller code is the smaller, and the other keeps its code against the
 * winner. Only where the codes are equal must the keys be looked at, from
 * there on. This is the offset-value code of Conner (1977) IBM Technical
 * Disclosure Bulletin 20:2832-2837; see also Do & Graefe (2022)
 * arXiv:2209.08420.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "io/output.h"
#include "table/merge_private.h"
#include "table/word.h"

enum { SYMBOL = 4 };

/* Equal to the row written last; no row any more. No other row has these. */
static const uint64_t CODE_EQUAL = 0, CODE_END = UINT64_MAX;

struct player {
	uint64_t code;
	struct leaf *leaf;
};

struct tree {
	struct player *losers;	/* [1, n), node i above 2 i and 2 i + 1 */
	struct leaf *leaves;
	size_t n;
	struct player winner;
};

/* The code of a key which shares that many bytes, not all. */
static inline uint64_t
code_of(const char *row, size_t key, size_t common)
{
	size_t symbols = common / SYMBOL, left = key - symbols * SYMBOL;
	const unsigned char *at = (const unsigned char *)row + symbols * SYMBOL;
	uint32_t symbol = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16
			  | (uint32_t)at[2] << 8 | at[3];

	if (left < SYMBOL)
		symbol &= ~(UINT32_MAX >> 8 * left);
	return (uint64_t)(UINT32_MAX - 1 - (uint32_t)symbols) << 32 | symbol;
}

/*
 * Two rows of equal codes: compares on, and gives the loser its code against
 * the winner. True if x wins.
 */
static bool
wins_by_key(struct player *x, struct player *y)
{
	const struct leaf *p = x->leaf, *q = y->leaf;
	size_t shared, common, key = p->key;
	bool first;

	if (x->code == CODE_EQUAL || x->code == CODE_END)
		return true;
	/* Both have at least the symbol that is in the code, or end in it. */
	shared = ((size_t)(UINT32_MAX - 1 - (uint32_t)(x->code >> 32)) + 1)
		 * SYMBOL;
	common = shared >= key ? key
		 : shared + text_common(p->rows.row + shared,
					q->rows.row + shared, key - shared);
	if (common == key) {
		y->code = CODE_EQUAL;
		return true;
	}
	first = (unsigned char)p->rows.row[common]
		< (unsigned char)q->rows.row[common];
	if (first)
		y->code = code_of(q->rows.row, q->key, common);
	else
		x->code = code_of(p->rows.row, p->key, common);
	return first;
}

static inline bool
wins(struct player *x, struct player *y)
{
	return x->code != y->code ? x->code < y->code : wins_by_key(x, y);
}

/* The length of a row's key, and its count, looked for from common on. */
static inline void
parse_row(struct leaf *leaf, size_t common)
{
	const char *row = leaf->rows.row, *end = text_newline(row + common);
	size_t digits = text_last_field(end);

	leaf->rows.next = end + 1;
	if (digits == 1) {	/* most of them, where lengths vary */
		leaf->count = (uint64_t)(end[-1] - '0');
	} else if (digits < WORD) {
		leaf->count = word_number(word_load(end - WORD), digits);
	} else {
		while (end[-(ptrdiff_t)digits - 1] != '\t')
			digits++;
		leaf->count = 0;
		for (const char *p = end - digits; p < end; p++)
			leaf->count = 10 * leaf->count + (uint64_t)(*p - '0');
	}
	leaf->key = (size_t)(end - row) - digits;
}

/* The next row of a leaf, with its code against the one before. */
static inline int
next_row(struct leaf *leaf, uint64_t *code, struct error *err)
{
	struct rows *rows = &leaf->rows;
	size_t before = leaf->key, common;
	const char *row;

	if (rows->next == rows->end) {
		int status = rows_more(rows, err);

		if (status < 0)
			return -1;
		if (status == 0) {
			*code = CODE_END;
			return 0;
		}
	}
	row = rows->row;
	rows->row = rows->next;
	common = text_common(row, rows->row, before);
	parse_row(leaf, common);
	*code = common == before ? CODE_EQUAL
		: code_of(rows->row, leaf->key, common);
	return 0;
}

/* Lets all play: node i from n on is leaf i - n. */
static int
tree_start(struct tree *tree, struct error *err)
{
	size_t n = tree->n;
	struct player *players = mem_array(2 * n, sizeof(*players));
	int status = 0;

	for (size_t i = 0; i < n; i++) {
		players[n + i].leaf = &tree->leaves[i];
		/* Nothing was written yet: no byte is shared. */
		tree->leaves[i].key = 0;
		status = next_row(&tree->leaves[i], &players[n + i].code, err);
		if (status < 0)
			goto out;
		if (players[n + i].code == CODE_EQUAL)
			players[n + i].code = code_of(
				tree->leaves[i].rows.row, tree->leaves[i].key,
				0);
	}
	for (size_t i = n - 1; i > 0; i--) {
		struct player *x = &players[2 * i], *y = &players[2 * i + 1];
		bool first = wins(x, y);

		players[i] = first ? *x : *y;
		tree->losers[i] = first ? *y : *x;
	}
	tree->winner = players[1];
out:
	free(players);
	return status;
}

/* The winner's leaf goes on, and plays its way up again. */
static int
tree_next(struct tree *tree, struct error *err)
{
	struct player player = tree->winner;
	size_t node = tree->n + (size_t)(player.leaf - tree->leaves);

	if (next_row(player.leaf, &player.code, err))
		return -1;
	while ((node /= 2) > 0) {
		struct player *loser = &tree->losers[node];

		if (!wins(&player, loser)) {
			uint64_t code = loser->code;
			struct leaf *leaf = loser->leaf;

			loser->code = player.code;
			loser->leaf = player.leaf;
			player.code = code;
			player.leaf = leaf;
		}
	}
	tree->winner = player;
	return 0;
}

/* A key that was begun, until all its counts are known. */
struct sum {
	char *row;		/* key, with room for count and newline */
	size_t key, room;
	uint64_t count;
};

static void
begin_sum(struct sum *sum, const struct leaf *leaf)
{
	sum->row = mem_grow(sum->row, &sum->room, leaf->key + NUMBER_TEXT, 1);
	memcpy(sum->row, leaf->rows.row, leaf->key);
	sum->key = leaf->key;
	sum->count = leaf->count;
}

static void
write_sum(struct sum *sum, struct output *out)
{
	size_t n = sum->key;

	if (n == 0)
		return;
	n += write_u64(sum->row + n, sum->count);
	sum->row[n++] = '\n';
	output_write(out, sum->row, n);
}

/* Rows that were gathered in memory no longer know their file. */
static int
overflow(const struct leaf *leaf, struct error *err)
{
	const struct merge_input *input = leaf->rows.input;
	static const char what[] = "the counts of \"%s\" add up to 2^64 or "
				   "more";
	struct quote quote;

	error_quote(&quote, leaf->rows.row, leaf->key - 1);
	if (input && !input->deleted)
		return error_at(err, input->name, 0, 0, what, quote.text);
	return error_set(err, what, quote.text);
}

int
merge_leaves(struct leaf *leaves, size_t n, struct output *out,
	     struct error *err)
{
	struct tree tree = { .leaves = leaves, .n = n };
	struct sum sum = { 0 };
	int status = 0;

	if (n == 0)
		return 0;
	tree.losers = mem_array(n, sizeof(*tree.losers));
	status = tree_start(&tree, err);
	while (status == 0 && tree.winner.code != CODE_END
	       && !output_failed(out)) {
		const struct leaf *leaf = tree.winner.leaf;

		if (tree.winner.code == CODE_EQUAL) {
			if (!add_u64(&sum.count, leaf->count)) {
				status = overflow(leaf, err);
				break;
			}
		} else {
			write_sum(&sum, out);
			begin_sum(&sum, leaf);
		}
		status = tree_next(&tree, err);
	}
	if (status == 0)
		write_sum(&sum, out);
	free(sum.row);
	free(tree.losers);
	return status;
}
