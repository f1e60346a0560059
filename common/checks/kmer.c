/*
 * kmer.c - how much of a record each word of 3 or 4 letters is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "checks/value_check.h"
#include "checks/words.h"

enum { KINDS = WORD_SCORED - WORD_LEAST + 1, WORDS_MOST = 1 << 8 };

/* A state a word length asked for, NULL for the others. */
struct kmer_state {
	uint64_t records;
	struct value_state *words[KINDS];	/* k is WORD_LEAST + i */
};

static void *
make(const struct check_params *params)
{
	struct kmer_state *state = mem_zeroed(1, sizeof(*state));

	for (unsigned i = 0; i < KINDS; i++)
		if (params->kmers >> (WORD_LEAST + i) & 1)
			state->words[i] = value_state_new(
				params, NULL,
				(size_t)1 << 2 * (WORD_LEAST + i));
	return state;
}

static void
release(void *data)
{
	struct kmer_state *state = data;

	for (unsigned i = 0; i < KINDS; i++)
		if (state->words[i])
			value_state_free(state->words[i]);
	free(state);
}

/* Fills counts[4^k]; returns the number of windows without another letter. */
static uint32_t
count_words(const uint8_t *seq, uint32_t length, unsigned k, uint32_t *counts)
{
	unsigned word = 0, mask = (1u << 2 * k) - 1;
	uint32_t windows = 0, good = 0;

	memset(counts, 0, ((size_t)mask + 1) * sizeof(*counts));
	for (uint32_t i = 0; i < length; i++) {
		unsigned letter = word_letter(seq[i]);

		word = (word << 2 | (letter & 3)) & mask;
		good = letter < 4 ? good + 1 : 0;
		if (good >= k) {
			counts[word]++;
			windows++;
		}
	}
	return windows;
}

static int
add_record(struct value_state *words, unsigned k, const uint8_t *seq,
	   uint32_t length, struct error *err)
{
	uint32_t counts[WORDS_MOST];
	uint32_t windows = count_words(seq, length, k, counts);

	for (size_t w = 0; w < words->n; w++)
		if (counts[w] && value_counts_add(&words->parts[w], counts[w],
						  windows, err) < 0)
			return -1;
	return 0;
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct kmer_state *state = data;

	state->records += batch->n;
	for (unsigned i = 0; i < KINDS; i++)
		for (size_t r = 0; state->words[i] && r < batch->n; r++)
			if (add_record(state->words[i], WORD_LEAST + i,
				       batch->seq[r], batch->length[r],
				       err) < 0)
				return -1;
	return 0;
}

static int
settle(void *data, struct error *err)
{
	struct kmer_state *state = data;

	for (unsigned i = 0; i < KINDS; i++)
		if (state->words[i] &&
		    value_state_settle(state->words[i], err) < 0)
			return -1;
	return 0;
}

static int
merge(void *to, void *other, struct error *err)
{
	struct kmer_state *into = to, *from = other;

	into->records += from->records;
	from->records = 0;
	for (unsigned i = 0; i < KINDS; i++)
		if (into->words[i] &&
		    value_state_merge(into->words[i], from->words[i], err) <
			    0)
			return -1;
	return 0;
}

static int
emit_words(struct value_state *words, unsigned k, uint32_t group,
	   struct count_table *out, struct error *err)
{
	for (size_t w = 0; w < words->n; w++) {
		struct value_counts *counts = &words->parts[w];
		char text[WORD_MOST + 1];
		struct series *series;

		if (!value_counts_any(counts))
			continue;
		word_text((unsigned)w, k, text);
		series = count_table_series(out, group, "kmer", text,
					    SERIES_VALUES);
		if (value_counts_emit(counts, &series->runs, err) < 0)
			return -1;
	}
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	struct kmer_state *state = data;

	for (unsigned i = 0; i < KINDS; i++) {
		char k[NUMBER_TEXT];

		if (!state->words[i])
			continue;
		k[write_u64(k, WORD_LEAST + i)] = '\0';
		value_emit_total(out, group, "kmer", k, state->records);
		if (emit_words(state->words[i], WORD_LEAST + i, group, out,
			       err) < 0)
			return -1;
	}
	return 0;
}

static void
each_header(const struct check_params *params, struct text *line)
{
	for (unsigned k = WORD_LEAST; k <= WORD_SCORED; k++)
		for (unsigned w = 0; params->kmers >> k & 1 && w < 1u << 2 * k;
		     w++) {
			char text[WORD_MOST + 1];

			word_text(w, k, text);
			text_addf(line, "\t%s", text);
		}
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	uint32_t counts[WORDS_MOST];

	for (unsigned k = WORD_LEAST; k <= WORD_SCORED; k++) {
		if (!(params->kmers >> k & 1))
			continue;
		count_words(batch->seq[record], batch->length[record], k,
			    counts);
		for (unsigned w = 0; w < 1u << 2 * k; w++) {
			text_add_column(line, counts[w]);
		}
	}
}

const struct check check_kmer = {
	.name = "kmer",
	.about = "share of each word of 3 or 4 letters (-k 3, -k 4)",
	.cause = "motifs and repeats, and whatever shapes pairs and GC "
		 "content",
	.mend = "match the classes on GC content first, then look again; a "
		"word that stays may be the biology",
	.scoring = SCORE_SPARSE,
	.make = make,
	.add = add,
	.settle = settle,
	.merge = merge,
	.emit = emit,
	.free = release,
	.each_header = each_header,
	.each = each,
};
