/*
 * letters.h - records of random letters, and others made of them in ways that
 * are hard for a search; made for a test from its seed.
 */
#ifndef GBQC_TESTS_LETTERS_H
#define GBQC_TESTS_LETTERS_H

#include <stdint.h>

enum { LETTERS_LONGEST = 4096 };

/* A record; letters beyond the longest are left out. Start with .n = 0. */
struct letters {
	char text[LETTERS_LONGEST];
	uint32_t n;
};

static uint64_t letters_state;

/* All that is random follows from this. */
static inline void
letters_seed(uint64_t seed)
{
	letters_state = seed * 0x9e3779b97f4a7c15u + 1;
}

/* A number below n. */
static inline uint32_t
below(uint32_t n)
{
	letters_state = letters_state * 6364136223846793005u +
			1442695040888963407u;
	return (uint32_t)((letters_state >> 33) % n);
}

static inline void
add_letter(struct letters *to, char letter)
{
	if (to->n < LETTERS_LONGEST)
		to->text[to->n++] = letter;
}

static inline void
add_random(struct letters *to, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		add_letter(to, "ACGT"[below(4)]);
}

static inline void
add_repeat(struct letters *to, uint32_t n)
{
	char motif[6];
	const uint32_t period = 1 + below(6);

	for (uint32_t i = 0; i < period; i++)
		motif[i] = "ACGT"[below(4)];
	for (uint32_t i = 0; i < n; i++)
		add_letter(to, motif[i % period]);
}

/*
 * With an edit every few letters, the hardest to find: 0 other letters, 1 one
 * less, 2 one more, 3 any of these.
 */
static inline void
add_spaced(struct letters *to, const struct letters *from, uint32_t every,
	   uint32_t first, uint32_t what)
{
	for (uint32_t i = 0; i < from->n; i++) {
		const char letter = from->text[i];
		const uint32_t how = what < 3 ? what : below(3);

		if (i % every != first || how == 2)
			add_letter(to, letter);
		if (i % every != first || how == 1)
			continue;
		add_letter(to, how == 0 ? (letter == 'A' ? 'C' : 'A') :
			   "ACGT"[below(4)]);
	}
}

static inline void
add_part(struct letters *to, const struct letters *from, uint32_t start,
	 uint32_t end)
{
	for (uint32_t i = start; i < end && i < from->n; i++)
		add_letter(to, from->text[i]);
}

/* With about that many edits in 1000 letters. */
static inline void
add_edited(struct letters *to, const struct letters *from, uint32_t rate)
{
	for (uint32_t i = 0; i < from->n; i++) {
		if (below(1000) >= rate) {
			add_letter(to, from->text[i]);
			continue;
		}
		switch (below(4)) {
		case 0:
			break;
		case 1:
			add_letter(to, from->text[i]);
			add_letter(to, "ACGT"[below(4)]);
			break;
		default:
			add_letter(to, "ACGT"[below(4)]);
		}
	}
}

static inline void
turn(struct letters *letters)
{
	static const char pairs[] = "ATTACGGCRYYRKMMKBVVBDHHD";
	struct letters turned = { .n = letters->n };

	for (uint32_t i = 0; i < letters->n; i++) {
		const char *pair = pairs;
		char letter = letters->text[letters->n - 1 - i];

		while (*pair && *pair != letter)
			pair += 2;
		turned.text[i] = *pair ? pair[1] : letter;
	}
	*letters = turned;
}

static inline void
spoil(struct letters *letters)
{
	if (letters->n == 0)
		return;
	switch (below(12)) {
	case 0:
		for (uint32_t i = below(letters->n), n = 1 + below(30);
		     n > 0 && i < letters->n; i++, n--)
			letters->text[i] = 'N';
		break;
	case 1:
		for (uint32_t n = 1 + letters->n / 20; n > 0; n--)
			letters->text[below(letters->n)] =
				"NRYSWKMBDHVN*-"[below(14)];
		break;
	case 2:
		for (uint32_t i = 0; i < letters->n; i++)
			if (letters->text[i] == 'T')
				letters->text[i] = 'U';
		break;
	case 3:
		for (uint32_t i = 0; i < letters->n; i++)
			if (letters->text[i] >= 'A')
				letters->text[i] |= 0x20;
		break;
	case 4:
		for (uint32_t i = 0, n = below(20); i < letters->n && i < n;
		     i++)
			letters->text[i] = 'N';
		break;
	default:
		break;
	}
}

static inline void
make_fresh(struct letters *to, uint32_t least, uint32_t most)
{
	const uint32_t n = least + below(most - least + 1);

	to->n = 0;
	switch (below(8)) {
	case 0:
		add_repeat(to, n);
		break;
	case 1:
		add_random(to, n / 3);
		add_repeat(to, n / 3);
		add_random(to, n / 3);
		break;
	default:
		add_random(to, n);
	}
}

static inline void
make_related(struct letters *to, const struct letters *from, uint32_t most)
{
	static const uint32_t rates[] = { 0, 0, 20, 50, 80, 100, 120, 160 };
	const uint32_t rate = rates[below(8)];
	const uint32_t shift = below(from->n / 2 + 1);
	struct letters piece = { .n = 0 };

	to->n = 0;
	switch (below(9)) {
	case 6:
	case 7:
		add_part(&piece, from, below(2) ? 0 : shift, from->n);
		add_random(to, below(2) * (from->n - piece.n));
		add_spaced(to, &piece, 5 + below(8), below(5), below(4));
		break;
	case 8:
		add_part(&piece, from, 0, from->n - shift);
		add_spaced(to, &piece, 5 + below(8), below(5), below(4));
		add_random(to, below(2) * (from->n - piece.n));
		break;
	case 0:
		add_edited(to, from, rate);
		break;
	case 1:
		add_part(&piece, from, shift, from->n);
		add_edited(to, &piece, rate);
		add_random(to, shift);
		break;
	case 2:
		add_random(to, shift);
		add_part(&piece, from, 0, from->n - shift);
		add_edited(to, &piece, rate);
		break;
	case 3:
		add_part(&piece, from, shift, shift + from->n / 2);
		add_edited(to, &piece, rate);
		break;
	case 4:
		add_random(to, below(most + 1));
		add_edited(to, from, rate);
		add_random(to, below(most + 1));
		break;
	default:
		add_part(to, from, 0, shift);
		add_random(to, below(from->n / 8 + 1));
		add_part(to, from, shift + below(from->n / 8 + 1), from->n);
	}
	if (below(2))
		turn(to);
}

#endif
