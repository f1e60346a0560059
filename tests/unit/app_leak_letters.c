/*
 * app_leak_letters.c - tests of letters that are kept or read again: every
 * two records of a search meet once, little is held, and a file that is not
 * what it was is an error.
 */
#include <stdlib.h>

#include "app/leak_letters.h"
#include "app/leak_reading.h"
#include "base/mem.h"
#include "reading.h"

/* More than a piece: 65,536 records. */
enum { PIECE = 1 << 16, MANY = PIECE + 4000, MORE = PIECE + 9000, FEW = 30 };

static const char path[] = "letters.csv";

struct block {
	const char *split;
	unsigned n;
};

/* A table of n records of each split in turn, of four letters each. */
static void
write_table(const struct block *blocks, size_t n, char letter)
{
	struct text text = { 0 };
	unsigned id = 0;

	text_adds(&text, "id,sequence,split\n");
	for (size_t i = 0; i < n; i++)
		for (unsigned j = 0; j < blocks[i].n; j++)
			text_addf(&text, "%u,%cCGT,%s\n", id++, letter,
				  blocks[i].split);
	reading_write(path, text.bytes, text.n);
	text_release(&text);
}

struct state {
	struct leak_data data;
	struct dataset *set;
	struct leak_search_pair *searches;
	size_t n;
	uint64_t *met;		/* pairs of records, by search */
	size_t visits, most;	/* and records that were held in one */
	struct error err;
};

static void
begin(struct state *s, bool within)
{
	static const char *const files[] = { path };
	static struct cli_shared shared = { .quiet = true };
	static const struct cli cli = { .name = "test", .shared = &shared };
	const struct leak_reading how = { .cli = &cli, .within = within };
	const struct input_options input = { .files = files, .n_files = 1,
					     .labels_optional = true };

	*s = (struct state){ 0 };
	s->set = dataset_open(&input, 1, &s->err);
	EXPECT(s->set);
	EXPECT(leak_reading_run(&how, s->set, &s->data, &s->err) == 0);
	s->n = within ? leak_data_within(&s->data, &s->searches) :
			leak_data_pairs(&s->data, &s->searches);
	s->met = mem_zeroed(s->n + 1, sizeof(*s->met));
}

static void
end(struct state *s)
{
	free(s->searches);
	free(s->met);
	leak_data_release(&s->data);
	dataset_close(s->set);
}

static size_t
count_held(const struct leak_split *split)
{
	size_t n = 0;

	for (uint32_t i = 0; i < leak_split_count(split); i++)
		n += leak_part_has(split->part, i);
	return n;
}

static int
meet(void *arg, size_t i, struct error *err)
{
	struct state *s = arg;
	size_t held = 0;

	(void)err;
	for (size_t j = 0; j < s->data.n; j++)
		held += count_held(&s->data.splits[j]);
	s->visits++;
	s->most = held > s->most ? held : s->most;
	s->met[i] += (uint64_t)
		count_held(&s->data.splits[s->searches[i].targets]) *
		count_held(&s->data.splits[s->searches[i].queries]);
	return 0;
}

/* Twice, for a second visit finds what the first has left. */
static void
expect_all_met(struct state *s)
{
	for (uint64_t round = 1; round <= 2; round++) {
		EXPECT(leak_letters_visit(&s->data, s->searches, s->n, meet,
					  s, &s->err) == 0);
		for (size_t i = 0; i < s->n; i++)
			EXPECT_U64(s->met[i], round * (uint64_t)
				leak_split_count(&s->data.splits[
					s->searches[i].targets]) *
				leak_split_count(&s->data.splits[
					s->searches[i].queries]));
	}
}

static void
test_small(void)
{
	const struct block blocks[] = { { "train", 500 }, { "test", FEW },
					{ "", 5 }, { "train", 20 } };
	struct state s;

	write_table(blocks, 4, 'A');
	begin(&s, false);
	EXPECT_U64(s.n, 1);
	expect_all_met(&s);
	EXPECT_U64(s.visits, 2);
	EXPECT_U64(s.most, 550);
	EXPECT_U64(leak_split_count(&s.data.splits[2]), 5);
	end(&s);
}

/* The larger of two, wherever it stands, and records without a split. */
static void
test_two(void)
{
	const struct block orders[][4] = {
		{ { "test", FEW }, { "train", MANY }, { "", MORE } },
		{ { "", MORE }, { "train", MANY }, { "test", FEW } },
		{ { "train", MANY }, { "", MORE }, { "test", FEW } },
		{ { "train", 100 }, { "test", FEW }, { "train", MANY } },
		{ { "train", FEW }, { "test", 100 }, { "test", MANY } },
	};

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		struct state s;

		write_table(orders[i], 3, 'A');
		begin(&s, false);
		EXPECT_U64(s.n, 1);
		expect_all_met(&s);
		EXPECT_U64(s.visits, 4);
		EXPECT_U64(s.most, PIECE + FEW);
		end(&s);
	}
}

/* The first one was the largest for a while; so was the second. */
static void
test_three(void)
{
	const struct block orders[][4] = {
		{ { "valid", MANY }, { "train", MORE }, { "test", FEW } },
		{ { "test", FEW }, { "train", MORE }, { "valid", MANY } },
		{ { "valid", FEW }, { "test", MORE }, { "train", MANY } },
	};

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		struct state s;

		write_table(orders[i], 3, 'A');
		begin(&s, false);
		EXPECT_U64(s.n, 3);
		expect_all_met(&s);
		/* Twice: two searches in two pieces, and one. */
		EXPECT_U64(s.visits, 10);
		EXPECT_U64(s.most, MANY + FEW + PIECE);
		end(&s);
	}
}

static void
test_within(void)
{
	const struct block blocks[] = { { "", MANY }, { "a", FEW } };
	struct state s;

	write_table(blocks, 2, 'A');
	begin(&s, true);
	EXPECT_U64(s.n, 2);
	expect_all_met(&s);
	EXPECT_U64(s.visits, 4);
	end(&s);
}

/* One letter, one record less, one more: each is seen. */
static void
test_changed(void)
{
	const struct block before[] = { { "train", MANY }, { "test", FEW } };
	const struct block after[][2] = {
		{ { "train", MANY }, { "test", FEW } },
		{ { "train", MANY - 1 }, { "test", FEW } },
		{ { "train", MANY + 1 }, { "test", FEW } },
		{ { "dev", MANY }, { "test", FEW } },
	};

	for (size_t i = 0; i < sizeof(after) / sizeof(*after); i++) {
		struct state s;

		write_table(before, 2, 'A');
		begin(&s, false);
		write_table(after[i], 2, i == 0 ? 'G' : 'A');
		EXPECT(leak_letters_visit(&s.data, s.searches, s.n, meet, &s,
					  &s.err) < 0);
		EXPECT_TEXT(s.err.text, "the input changed while it was read: "
			    "records of \"train\" are not what they were");
		end(&s);
	}
}

static void
test_gone(void)
{
	const struct block blocks[] = { { "train", MANY }, { "test", FEW } };
	struct state s;

	write_table(blocks, 2, 'A');
	begin(&s, false);
	EXPECT(unlink(path) == 0);
	EXPECT(leak_letters_visit(&s.data, s.searches, s.n, meet, &s,
				  &s.err) < 0);
	EXPECT(strncmp(s.err.text, "letters.csv: ", 13) == 0);
	end(&s);
}

int
main(void)
{
	unit_run("what makes no piece is read once", test_small);
	unit_run("the larger of two splits is read in pieces", test_two);
	unit_run("the largest of three splits is", test_three);
	unit_run("within splits all is kept", test_within);
	unit_run("an input that changed is an error", test_changed);
	unit_run("an input that is gone is an error", test_gone);
	return unit_end();
}
