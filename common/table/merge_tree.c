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

struct player {
	uint64_t code;
	const struct merge_row *row;
};

struct tree {
	struct player *losers;	/* [1, n), node i above 2 i and 2 i + 1 */
	struct leaf *leaves;
	size_t n;
	struct merge_row *rows;	/* of all leaves */
	struct row_ends ends;
};

/*
 * Two rows of equal codes: compares on. True if the first wins; *lost becomes
 * the code of the other against it.
 */
static bool
wins_by_key(const struct merge_row *x, const struct merge_row *y,
	    uint64_t code, uint64_t *lost)
{
	size_t shared, common, key;
	bool first;

	*lost = code;
	if (code == CODE_EQUAL || code == CODE_END)
		return true;
	/* Both have at least the symbol that is in the code, or end in it. */
	key = x->key;
	shared = (code_shared(code) + 1) * CODE_SYMBOL;
	common = shared >= key ? key
		 : shared + text_common(x->at + shared, y->at + shared,
					key - shared);
	if (common == key) {
		*lost = CODE_EQUAL;
		return true;
	}
	first = (unsigned char)x->at[common] < (unsigned char)y->at[common];
	*lost = first ? code_of(y->at, y->key, common)
		      : code_of(x->at, x->key, common);
	return first;
}

/* The first or the second of two, by no branch, such as ?: may become. */
static inline const struct merge_row *
choose(bool first, const struct merge_row *x, const struct merge_row *y)
{
	const uintptr_t change = ((uintptr_t)x ^ (uintptr_t)y)
				 & ((uintptr_t)first - 1);

	return (const struct merge_row *)((uintptr_t)x ^ change);
}

/*
 * The winner of two, and in *loser the other. Who wins is anybody's guess: no
 * branch depends on it but where keys are looked at.
 */
static inline struct player
play(struct player x, struct player y, struct player *loser)
{
	uint64_t lost = x.code < y.code ? y.code : x.code;
	bool first = x.code < y.code;

	if (x.code == y.code)
		first = wins_by_key(x.row, y.row, x.code, &lost);
	loser->code = lost;
	loser->row = choose(first, y.row, x.row);
	return (struct player){
		x.code < y.code ? x.code : y.code, choose(first, x.row, y.row)
	};
}

/* The next row of a leaf, with its code against the one before. */
static inline int
next_row(struct tree *tree, struct player *player, struct error *err)
{
	const struct merge_row *row = player->row + 1;

	if (row->code == CODE_MORE) {
		struct leaf *leaf = &tree->leaves[row->leaf];

		if (leaf_fill(leaf, &tree->ends, err))
			return -1;
		row = leaf->row;
	}
	player->row = row;
	player->code = row->code;
	return 0;
}

/* Gives each leaf its place for rows. */
static void
share_rows(struct tree *tree)
{
	struct merge_row *row;
	size_t n = 0;

	for (size_t i = 0; i < tree->n; i++)
		n += leaf_ahead(&tree->leaves[i]) + 1;
	row = tree->rows = mem_array(n, sizeof(*row));
	for (size_t i = 0; i < tree->n; i++) {
		struct leaf *leaf = &tree->leaves[i];

		leaf->row = row;
		leaf->most = leaf_ahead(leaf);
		for (size_t j = 0; j <= leaf->most; j++, row++)
			row->leaf = i;
	}
}

/* Lets all play for *winner: node i from n on is leaf i - n. */
static int
tree_start(struct tree *tree, struct player *winner, struct error *err)
{
	size_t n = tree->n;
	struct player *players = mem_array(2 * n, sizeof(*players));
	int status = 0;

	for (size_t i = 0; i < n; i++) {
		struct player *player = &players[n + i];
		struct leaf *leaf = &tree->leaves[i];

		leaf->key = 0;	/* nothing was written: no byte is shared */
		status = leaf_fill(leaf, &tree->ends, err);
		if (status < 0)
			goto out;
		player->row = leaf->row;
		player->code = player->row->code;
		if (player->code == CODE_EQUAL)
			player->code = code_of(player->row->at,
					       player->row->key, 0);
	}
	for (size_t i = n - 1; i > 0; i--)
		players[i] = play(players[2 * i], players[2 * i + 1],
				  &tree->losers[i]);
	*winner = players[1];
out:
	free(players);
	return status;
}

/* The winner's leaf goes on, and plays its way up again. */
static inline int
tree_next(struct tree *tree, struct player *winner, struct error *err)
{
	size_t node = tree->n + winner->row->leaf;

	if (next_row(tree, winner, err))
		return -1;
	while ((node /= 2) > 0)
		*winner = play(*winner, tree->losers[node],
			       &tree->losers[node]);
	return 0;
}

/*
 * Rows to be written. The last is still being added up: it has room for
 * another count.
 */
struct sum {
	char *block, *row;
	const char *full;	/* where it is time to write */
	size_t room;
	size_t key, bytes;	/* of the row; 0: there is none yet */
	uint64_t count;		/* 0: as the row says, which most stay */
};

/* There is always that much room for a next row. */
enum { SMALL_ROOM = ROWS_PAD + NUMBER_TEXT };

static void
make_room(struct sum *sum, size_t bytes)
{
	const size_t done = (size_t)(sum->row - sum->block);
	size_t room = sum->room;

	sum->block = mem_grow(sum->block, &room, done + bytes, 1);
	sum->row = sum->block + done;
	sum->full = sum->block + OUTPUT_PIECE - ROWS_PAD;
	sum->room = room;
}

/*
 * Puts the row to those that are done, and writes these where they are many:
 * whole rows, should the next be an error. False if writing failed.
 */
static inline bool
end_row(struct sum *sum, struct output *out)
{
	sum->row += sum->bytes;
	if (sum->row < sum->full)
		return true;
	output_write(out, sum->block, (size_t)(sum->row - sum->block));
	sum->row = sum->block;
	return !output_failed(out);
}

static inline void
begin_row(struct sum *sum, const struct merge_row *row)
{
	sum->key = row->key;
	sum->bytes = row->bytes;
	sum->count = 0;
	if (row->bytes <= ROWS_PAD) {	/* there is always room for these */
		memcpy(sum->row, row->at, ROWS_PAD);
		return;
	}
	make_room(sum, row->bytes + NUMBER_TEXT + SMALL_ROOM);
	memcpy(sum->row, row->at, row->bytes);
}

/* The count of a row that was checked; it ends in a newline. */
static inline uint64_t
read_count(const char *at)
{
	uint64_t n = (uint64_t)(*at++ - '0');

	for (; *at != '\n'; at++)
		n = 10 * n + (uint64_t)(*at - '0');
	return n;
}

static inline bool
add_row(struct sum *sum, const struct merge_row *row)
{
	char *digits = sum->row + sum->key;
	const uint64_t one = read_count(row->at + row->key);
	uint64_t count = sum->count > 0 ? sum->count : read_count(digits);
	size_t n = 1;

	if (one < 10 && count < 10 - one) {	/* mostly */
		count += one;
		*digits = (char)('0' + count);
	} else if (add_u64(&count, one)) {
		n = write_u64(digits, count);
	} else {
		return false;
	}
	digits[n] = '\n';
	sum->bytes = sum->key + n + 1;
	sum->count = count;
	return true;
}

/* Rows that were gathered in memory no longer know their file. */
static int
overflow(const struct merge_row *row, const struct merge_input *input,
	 struct error *err)
{
	static const char what[] = "the counts of \"%s\" add up to 2^64 or "
				   "more";
	struct quote quote;

	error_quote(&quote, row->at, row->key - 1);
	if (input && !input->deleted)
		return error_at(err, input->name, 0, 0, what, quote.text);
	return error_set(err, what, quote.text);
}

int
merge_leaves(struct leaf *leaves, size_t n, struct output *out,
	     struct error *err)
{
	struct tree tree = { .leaves = leaves, .n = n };
	struct player winner = { 0 };
	struct sum sum = { 0 };
	int status = 0;

	if (n == 0)
		return 0;
	make_room(&sum, OUTPUT_PIECE + SMALL_ROOM);
	tree.losers = mem_array(n, sizeof(*tree.losers));
	share_rows(&tree);
	status = tree_start(&tree, &winner, err);
	while (status == 0 && winner.code != CODE_END) {
		const struct merge_row *row = winner.row;

		if (winner.code != CODE_EQUAL) {
			if (!end_row(&sum, out))
				break;
			begin_row(&sum, row);
		} else if (!add_row(&sum, row)) {
			status = overflow(row, leaves[row->leaf].rows.input,
					  err);
			break;
		}
		status = tree_next(&tree, &winner, err);
	}
	if (status == 0)
		output_write(out, sum.block,
			     (size_t)(sum.row + sum.bytes - sum.block));
	free(sum.block);
	free(tree.rows);
	free(tree.losers);
	return status;
}
