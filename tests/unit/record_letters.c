/* record_letters.c - the loops over every byte against the plainest ones. */
#include <ctype.h>
#include <stdlib.h>

#include "record/letters.h"
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
	return unit_end();
}
