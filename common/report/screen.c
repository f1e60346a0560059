/*
 * screen.c - outside text on a terminal, in lines of a width.
 */
#include <string.h>

#include "base/error.h"
#include "report/screen.h"

void
screen_add_quoted(struct text *line, const char *text)
{
	struct quote quote;

	text_adds(line, error_quote(&quote, text, strlen(text)));
}

void
screen_add(struct text *line, const char *text)
{
	enum { PIECE = 64, LETTER = 4 };
	size_t n = strlen(text);

	while (n > 0) {
		size_t piece = n < PIECE ? n : PIECE;
		struct quote quote;

		/* Not within a letter of UTF-8. */
		while (piece < n && piece > PIECE - LETTER &&
		       ((unsigned char)text[piece] & 0xc0) == 0x80)
			piece--;
		text_adds(line, error_quote(&quote, text, piece));
		text += piece;
		n -= piece;
	}
}

void
screen_cut(struct text *line, size_t from, size_t width)
{
	size_t letters = 0, i = from;

	for (; i < line->n; i++) {
		if (((unsigned char)line->bytes[i] & 0xc0) == 0x80)
			continue;
		if (++letters > width)
			break;
	}
	if (i < line->n) {
		line->n = i;
		line->bytes[i] = '\0';
	}
}

size_t
screen_letters(const char *bytes, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
	return count;
}

void
screen_add_wrapped(struct text *line, const char *words, size_t indent,
		   size_t width)
{
	size_t used = width;

	while (*words) {
		size_t n = strcspn(words, " ");
		size_t word = screen_letters(words, n);

		if (used >= width || word >= width - used) {
			text_addf(line, "\n%*s", (int)indent, "");
			used = indent;
		} else {
			text_addc(line, ' ');
			used++;
		}
		text_add(line, words, n);
		used += word;
		words += n;
		words += strspn(words, " ");
	}
}
