/* index.c - the blocks of some records, found by either half. */
#include "leak/index.h"

#include <stdlib.h>

#include "base/mem.h"
#include "leak/flank.h"
#include "leak/word.h"

enum { LENGTHS_KNOWN = 1 << 12, UNKNOWN = 0xff };

/* Bits of a plane from a place on. */
static uint32_t
plane_bits(const uint64_t *plane, uint32_t at, unsigned n)
{
	const unsigned shift = at % WORD_LETTERS;
	uint64_t bits = plane[at / WORD_LETTERS] >> shift;

	if (shift + n > WORD_LETTERS)
		bits |= plane[at / WORD_LETTERS + 1] << (WORD_LETTERS - shift);
	return (uint32_t)bits & ((1u << n) - 1);
}

/* The word of some letters from a place of a record on. */
static uint32_t
word_at(const struct leak_seq *seq, uint32_t at, unsigned letters)
{
	return word_spread(plane_bits(seq->low, at, letters)) |
	       word_spread(plane_bits(seq_high(seq), at, letters)) << 1;
}

struct filling {
	struct index *index;
	const struct leak_options *options;
	bool count;		/* sizes alone */
};

/* A block that is added, of one strand. */
struct adding {
	struct index_table *table;
	const struct leak_seq *seq;
	uint32_t record, ref;
};

static void
add_flank(const struct filling *filling, const struct adding *adding,
	  uint32_t at, bool right)
{
	const struct place place = place_of(filling->index, adding->record,
					    adding->ref, right);

	adding->table->flanks[at] = flank_of(filling->index, adding->seq,
					     adding->record, &place,
					     filling->options->no_overlap);
}

static inline void
add_entry(const struct filling *filling, const struct adding *adding,
	  uint32_t word, bool right, uint32_t other)
{
	struct index_table *table = adding->table;
	uint32_t *offset = &table->offset[bucket_of(table->length, word,
						    right)];
	uint32_t at;

	if (filling->count) {
		++*offset;
		return;
	}
	/* Offsets are the ends so far, from the back. */
	at = --*offset;
	table->other[at] = (uint16_t)other;
	table->ref[at] = adding->ref;
	if (table->flanks)
		add_flank(filling, adding, at, right);
}

/* A block of one strand, by either half. */
static void
add_halves(const struct filling *filling, const struct adding *adding,
	   uint32_t block)
{
	const unsigned n = half_letters(adding->table->length, false);
	const uint32_t left = block & word_mask(n), right = block >> 2 * n;

	add_entry(filling, adding, left, false, right);
	add_entry(filling, adding, right, true, word_turn(left, n));
}

/* Of both strands: complements are the letters' bits turned over. */
static void
add_block(const struct filling *filling, struct adding *adding, uint32_t start)
{
	const unsigned length = adding->table->length;
	const uint32_t block = word_at(adding->seq, start, length);

	add_halves(filling, adding, block);
	if (filling->options->plus_only)
		return;
	adding->ref++;
	add_halves(filling, adding, word_turn(~block, length));
}

static void
add_all(const struct filling *filling, const struct leak_part *part)
{
	struct index *index = filling->index;

	for (uint32_t i = 0; i < index->n; i++) {
		struct adding adding = {
			.seq = leak_part_seq(part, index->first + i),
			.record = i
		};

		if (index->length[i] == 0)
			continue;
		adding.table = &index->tables[index->length[i] -
					      BLOCK_SHORTEST];
		for (uint32_t site = index->record_site[i];
		     site < index->record_site[i + 1]; site++) {
			adding.ref = 2 * site;
			add_block(filling, &adding, index->site_start[site]);
		}
	}
}

static uint8_t
slack_of(const struct blocks *blocks)
{
	return blocks->slack < UINT8_MAX ? (uint8_t)blocks->slack : UINT8_MAX;
}

/* Cuts all records into blocks. */
static void
cut_records(struct index *index, const struct leak_part *part,
	    uint32_t m_most, const struct leak_options *options)
{
	uint8_t *known = mem_array(LENGTHS_KNOWN, 1);
	uint8_t *slack = mem_zeroed(LENGTHS_KNOWN, 1);
	struct blocks blocks = { 0 };
	size_t sites = 0, room = 0, rest_room = 0;

	for (size_t i = 0; i < LENGTHS_KNOWN; i++)
		known[i] = UNKNOWN;
	for (uint32_t i = 0; i < index->n; i++) {
		const struct leak_seq *seq = leak_part_seq(part,
							   index->first + i);
		const bool plain = !seq_is_odd(seq) && seq->n < LENGTHS_KNOWN;

		index->record_site[i] = (uint32_t)sites;
		if (seq->m == 0)
			continue;
		/* Without odd letters all follows from the length. */
		if (!plain || known[seq->n] == UNKNOWN) {
			blocks_cut(&blocks, seq, m_most, options);
			if (plain) {
				known[seq->n] = (uint8_t)blocks.length;
				slack[seq->n] = slack_of(&blocks);
			}
		} else {
			blocks.n = 0;
			blocks.length = known[seq->n];
			blocks.slack = slack[seq->n];
			if (blocks.length > 0)
				blocks_place(&blocks, seq, blocks.length);
		}
		index->length[i] = (uint8_t)blocks.length;
		index->slack[i] = slack_of(&blocks);
		if (blocks.length == 0) {
			index->rest = mem_grow(index->rest, &rest_room,
					       index->n_rest + 1,
					       sizeof(*index->rest));
			index->rest[index->n_rest++] = i;
		}
		index->site_start = mem_grow(index->site_start, &room,
					     sites + blocks.n + 1,
					     sizeof(*index->site_start));
		for (size_t j = 0; j < blocks.n; j++)
			index->site_start[sites++] = blocks.start[j];
	}
	index->record_site[index->n] = (uint32_t)sites;
	free(known);
	free(slack);
	blocks_release(&blocks);
}

static void
note_owners(struct index *index)
{
	const uint32_t sites = index->record_site[index->n];
	uint32_t record = 0;

	index->owner = mem_array(sites / 16 + 1, sizeof(*index->owner));
	for (uint32_t site = 0; site < sites; site += 16) {
		while (index->record_site[record + 1] <= site)
			record++;
		index->owner[site >> 4] = record;
	}
}

static size_t
buckets_of(unsigned length)
{
	return (size_t)bucket_step(length) << 2 * half_letters(length, true);
}

/* Counts become the ends of their buckets. */
static void
make_room(struct index_table *table)
{
	const size_t buckets = buckets_of(table->length);
	uint32_t sum = 0;

	for (size_t i = 0; i <= buckets; i++) {
		sum += table->offset[i];
		table->offset[i] = sum;
	}
	table->n = sum;
	table->other = mem_zeroed(table->n + INDEX_PAD,
				  sizeof(*table->other));
	table->ref = mem_array(table->n + 1, sizeof(*table->ref));
	if (table->length <= BLOCK_SHORT && flank_is_fast())
		table->flanks = mem_array(table->n + 1,
					  sizeof(*table->flanks));
}

static void
open_tables(struct index *index)
{
	for (uint32_t i = 0; i < index->n; i++) {
		const unsigned length = index->length[i];
		struct index_table *table;

		if (length == 0)
			continue;
		table = &index->tables[length - BLOCK_SHORTEST];
		if (!table->offset)
			table->offset = mem_zeroed(buckets_of(length) + 1,
						   sizeof(*table->offset));
		table->length = length;
	}
}

struct index *
index_new(const struct leak_part *part, uint32_t first, uint32_t n,
	  uint32_t m_most, const struct leak_options *options)
{
	struct index *index = mem_zeroed(1, sizeof(*index));
	struct filling filling = { index, options, true };

	index->first = first;
	index->n = n;
	index->record_site = mem_array((size_t)n + 1,
				       sizeof(*index->record_site));
	index->length = mem_zeroed((size_t)n + 1, 1);
	index->slack = mem_zeroed((size_t)n + 1, 1);
	cut_records(index, part, m_most, options);
	note_owners(index);
	open_tables(index);
	add_all(&filling, part);
	for (size_t i = 0; i < INDEX_TABLES; i++)
		if (index->tables[i].offset)
			make_room(&index->tables[i]);
	filling.count = false;
	add_all(&filling, part);
	return index;
}

void
index_free(struct index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < INDEX_TABLES; i++) {
		free(index->tables[i].offset);
		free(index->tables[i].other);
		free(index->tables[i].ref);
		free(index->tables[i].flanks);
	}
	free(index->site_start);
	free(index->record_site);
	free(index->owner);
	free(index->length);
	free(index->slack);
	free(index->rest);
	free(index);
}
