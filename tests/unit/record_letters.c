/*
 * record_letters.c - the loops over every byte against the plainest ones.
 *
 * The source itself is included, so that what machines without AVX2 run is
 * tested on those that have it.
 */
#include <ctype.h>
#include <stdlib.h>

#include "record/letters.c"
#include "unit.h"

enum { ROOM = 1000 };

static char buffer[LETTERS_PAD + ROOM + LETTERS_PAD];

static char *
fill(char byte)
{
	memset(buffer, byte, sizeof(buffer));
	return buffer + LETTERS_PAD;
}

static void
knows_every_byte(void)
{
	for (int byte = 0; byte < 256; byte++) {
		const size_t wanted = (byte < 128 && isalpha(byte)) ||
				      byte == '*' || byte == '-';

		EXPECT_U64(letters_span(fill((char)byte), 1), wanted);
		EXPECT_U64(letters_span(fill((char)byte), 100), 100 * wanted);
	}
}

static void
stops_at_the_first_other(void)
{
	for (size_t n = 0; n < 200; n++) {
		char *bytes = fill('a');

		EXPECT_U64(letters_span(bytes, n), n);
		memset(bytes + n, '\n', LETTERS_PAD);
		EXPECT_U64(letters_span(bytes, n), n);
		EXPECT_U64(letters_span(bytes, ROOM), n);
	}
}

static void
counts_lines(void)
{
	for (size_t n = 0; n < ROOM; n += n / 3 + 1) {
		char *bytes = fill('\n');
		uint64_t wanted = 0;

		EXPECT_U64(letters_lines(bytes, n), n);
		for (size_t i = 0; i < n; i++)
			bytes[i] = i * i % 7 == 2 ? '\n' : '\v';
		for (size_t i = 0; i < n; i++)
			wanted += bytes[i] == '\n';
		EXPECT_U64(letters_lines(bytes, n), wanted);
	}
}

static void
counts_more_lines_than_a_byte_holds(void)
{
	const size_t n = 100000;
	char *bytes = malloc(n);

	memset(bytes, '\n', n);
	EXPECT_U64(letters_lines(bytes, n), n);
	free(bytes);
}

static void
looks_at_a_line(void)
{
	for (size_t n = 0; n < 150; n++)
		for (size_t word = 0; word <= n; word++) {
			char *bytes = fill('x');
			size_t got;
			bool odd;

			bytes[word] = '\t';
			bytes[n] = '\n';
			bytes[n + 1] = '=';
			EXPECT_U64(letters_look(bytes, ROOM, &got, &odd), n);
			EXPECT_U64(got, word);
			EXPECT(!odd);
			EXPECT_U64(letters_look(bytes, n, &got, &odd), n);
			EXPECT_U64(got, word);
			if (n < word + 2)
				continue;
			bytes[n - 1] = n % 2 ? '=' : '\r';
			letters_look(bytes, ROOM, &got, &odd);
			EXPECT(odd);
		}
}

/* Text of short and long lines, some of them with other bytes. */
static void
make_text(char *bytes, size_t n, unsigned seed)
{
	static const char others[] = ">1 =-*\r\t|";

	srand(seed);
	for (size_t i = 0; i < n; i++) {
		const int dice = rand() % 100;

		bytes[i] = "ACGTnacg"[rand() % 8];
		if (dice < (int)(seed % 7))
			bytes[i] = '\n';
		else if (dice == 99 && seed % 3)
			bytes[i] = others[(size_t)rand() %
					  (sizeof(others) - 1)];
	}
}

typedef size_t find_ends(const char *bytes, uint32_t n,
			 struct letters_pass *pass, struct letters_end *ends);

static size_t
find_plain(const char *bytes, uint32_t n, struct letters_pass *pass,
	   struct letters_end *ends)
{
	return ends_plain((const unsigned char *)bytes, window_end(n, pass),
			  pass, ends);
}

/* All ends of n bytes, beside a loop over them. */
static void
expect_ends(const char *bytes, uint32_t n, find_ends *find)
{
	static struct letters_end ends[LETTERS_WINDOW + LETTERS_PAD];
	struct letters_pass pass = { 0 };
	uint32_t at = 0, before = 0;
	bool signs = false;

	while (pass.at < n) {
		const size_t found = find(bytes, n, &pass, ends);

		for (size_t i = 0; i < found; i++, at++) {
			bool others = false, rare = false;

			for (; bytes[at] != '\n'; at++) {
				rare |= bytes[at] == '*' || bytes[at] == '-';
				others |= !is_letter((unsigned char)bytes[at]);
				signs |= bytes[at] == '=' ||
					 bytes[at] == '\r';
			}
			EXPECT_U64(ends[i].at, at);
			if (others || !rare)
				EXPECT_U64(ends[i].others > before, others);
			before = ends[i].others + 1;
		}
		EXPECT(pass.signs || !signs);
	}
	for (; at < n; at++)
		EXPECT(bytes[at] != '\n');
}

static void
finds_ends_of_lines(void)
{
	const size_t n = 3 * LETTERS_WINDOW;
	char *memory = malloc(n + 2 * LETTERS_PAD);
	char *bytes = memory + LETTERS_PAD;

	for (unsigned seed = 0; seed < 300; seed++) {
		const uint32_t part = (uint32_t)(n >> seed % 8) - seed % 90;

		make_text(memory, n + 2 * LETTERS_PAD, seed);
		expect_ends(bytes, part, letters_ends);
		expect_ends(bytes, part, find_plain);
	}
	free(memory);
}

/* What machines without AVX2 run, beside what this one does. */
static void
plain_ways_agree(void)
{
	char *bytes = buffer + LETTERS_PAD;
	const unsigned char *same = (const unsigned char *)bytes;

	for (unsigned seed = 0; seed < 3000; seed++) {
		const size_t n = seed % ROOM;
		size_t word, plain_word;
		bool odd, plain_odd;

		make_text(buffer, sizeof(buffer), seed);
		EXPECT_U64(letters_span(bytes, n), span_plain(same, n));
		EXPECT_U64(letters_lines(bytes, n), lines_plain(same, n));
		EXPECT_U64(letters_look(bytes, n, &word, &odd),
			   look_plain(same, n, &plain_word, &plain_odd));
		EXPECT_U64(word, plain_word);
		EXPECT(odd || !plain_odd);
	}
}

int
main(void)
{
	unit_run("knows every byte", knows_every_byte);
	unit_run("stops at the first byte that is no letter",
		 stops_at_the_first_other);
	unit_run("counts lines", counts_lines);
	unit_run("counts more lines than a byte holds",
		 counts_more_lines_than_a_byte_holds);
	unit_run("looks at a line", looks_at_a_line);
	unit_run("finds the ends of lines", finds_ends_of_lines);
	unit_run("agrees with what runs without AVX2", plain_ways_agree);
	return unit_end();
}
