/* part.c - records as bits: two planes of 64 letters a word. */
#include "leak/part.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "leak/bits.h"

enum { ARENA_WORDS = 1 << 17 };

/* Memory that never moves. */
struct arena {
	struct arena *next;
	size_t n, room;		/* words */
	uint64_t words[];
};

struct leak_part {
	struct leak_seq *seqs;	/* from record `first` on */
	size_t n, room;
	size_t first;
	struct arena *arena;
	uint8_t codes[256];	/* by byte */
	uint8_t bits[256];	/* of ACGT 4 and the code, of others 0 */
};

enum { CODE_LETTER = 5, CODE_STOP = 31, CODE_GAP = 32 };

/* T, U and the letters A, C, G, N have codes before all others. */
static uint8_t
code_of(unsigned char byte)
{
	const unsigned char letter = byte >= 'a' ? byte & 0xdf : byte;

	switch (letter) {
	case 'A':
		return 0;
	case 'C':
		return 1;
	case 'G':
		return 2;
	case 'T': case 'U':
		return 3;
	case 'N':
		return CODE_N;
	case '*':
		return CODE_STOP;
	case '-':
		return CODE_GAP;
	default:
		return (uint8_t)(CODE_LETTER + ((letter - 'A') & 31) % 26);
	}
}

uint8_t
code_complement(uint8_t code)
{
	/* Of IUPAC letters by pairs; what has none is its own. */
	static const char pairs[] = "RYYRKMMKBVVBDHHD";

	if (code < CODE_N)
		return (uint8_t)(3 - code);
	for (size_t i = 0; i + 1 < sizeof(pairs); i += 2)
		if (code == CODE_LETTER + pairs[i] - 'A')
			return (uint8_t)(CODE_LETTER + pairs[i + 1] - 'A');
	return code;
}

struct leak_part *
leak_part_new(void)
{
	struct leak_part *part = mem_zeroed(1, sizeof(*part));

	for (unsigned byte = 0; byte < 256; byte++) {
		const uint8_t code = code_of((unsigned char)byte);

		part->codes[byte] = code;
		part->bits[byte] = code < CODE_N ? 4 | code : 0;
	}
	return part;
}

static void
free_letters(struct leak_part *part)
{
	while (part->arena) {
		struct arena *next = part->arena->next;

		free(part->arena);
		part->arena = next;
	}
}

void
leak_part_free(struct leak_part *part)
{
	if (!part)
		return;
	free_letters(part);
	free(part->seqs);
	free(part);
}

/* n words that stay where they are, all zero. */
static uint64_t *
take_words(struct leak_part *part, size_t n)
{
	struct arena *arena = part->arena;
	uint64_t *words;

	if (!arena || arena->room - arena->n < n) {
		size_t room = n > ARENA_WORDS ? n : ARENA_WORDS;

		arena = mem_zeroed(1, sizeof(*arena) +
				   room * sizeof(*arena->words));
		arena->room = room;
		arena->next = part->arena;
		part->arena = arena;
	}
	words = arena->words + arena->n;
	arena->n += n;
	return words;
}

/* Returns how many letters are informative; others are 0 in both planes. */
static uint32_t
fill_planes(const struct leak_part *part, const uint8_t *letters, uint32_t n,
	    uint64_t *low)
{
	const size_t words = plane_words(n);
	uint32_t m = 0;

	for (size_t word = 0; word < words; word++) {
		const uint8_t *from = letters + word * WORD_LETTERS;
		const unsigned end = word + 1 < words ? WORD_LETTERS :
				     (n - 1) % WORD_LETTERS + 1;
		uint64_t one = 0, two = 0;

		for (unsigned i = 0; i < end; i++) {
			const uint64_t bits = part->bits[from[i]];

			one |= (bits & 1) << i;
			two |= (bits >> 1 & 1) << i;
			m += (uint32_t)(bits >> 2);
		}
		low[word] = one;
		low[words + word] = two;
	}
	return m;
}

void
leak_part_add(struct leak_part *part, const uint8_t *letters, uint32_t n)
{
	enum { ODD = WORD_LETTERS / sizeof(uint64_t) };
	struct leak_seq seq = { .n = n };
	uint64_t *low;
	size_t words;

	while (seq.n > 0 && part->codes[letters[0]] == CODE_N) {
		letters++;
		seq.lead++;
		seq.n--;
	}
	while (seq.n > 0 && part->codes[letters[seq.n - 1]] == CODE_N) {
		seq.trail++;
		seq.n--;
	}
	words = plane_words(seq.n);
	low = take_words(part, (2 + ODD) * words);
	seq.low = low;
	seq.m = fill_planes(part, letters, seq.n, low);
	if (seq_is_odd(&seq)) {
		uint8_t *odd = (uint8_t *)(low + 2 * words);

		for (uint32_t i = 0; i < seq.n; i++)
			odd[i] = part->codes[letters[i]];
	} else {
		/* They were not touched. */
		part->arena->n -= ODD * words;
	}
	part->seqs = mem_grow(part->seqs, &part->room, part->n + 1,
			      sizeof(*part->seqs));
	part->seqs[part->n++] = seq;
}

size_t
leak_part_count(const struct leak_part *part)
{
	return part->first + part->n;
}

void
leak_part_drop(struct leak_part *part)
{
	part->first += part->n;
	part->n = 0;
	free_letters(part);
}

bool
leak_part_has(const struct leak_part *part, uint32_t record)
{
	return record >= part->first && record - part->first < part->n;
}

uint32_t
leak_part_first(const struct leak_part *part)
{
	return (uint32_t)part->first;
}

const struct leak_seq *
leak_part_seq(const struct leak_part *part, uint32_t record)
{
	return &part->seqs[record - part->first];
}

uint32_t
leak_part_informative(const struct leak_part *part, uint32_t record)
{
	return leak_part_seq(part, record)->m;
}

void
seq_codes(const struct leak_seq *seq, bool backwards, bool complement,
	  uint8_t *codes)
{
	for (uint32_t i = 0; i < seq->n; i++) {
		const uint32_t at = backwards ? seq->n - 1 - i : i;
		const uint8_t code = seq_code(seq, at);

		codes[i] = complement ? code_complement(code) : code;
	}
}

void
plane_turn(const uint64_t *from, uint32_t n, uint64_t *to)
{
	const size_t words = plane_words(n);
	const unsigned shift = (unsigned)(words * WORD_LETTERS - n);

	for (size_t i = 0; i < words; i++) {
		const uint64_t word = bits_turn(from[words - 1 - i]);

		to[i] = word >> shift;
		if (shift > 0 && i > 0)
			to[i - 1] |= word << (WORD_LETTERS - shift);
	}
}
