/*
 * error.c - messages that fit one line and show outside text as it is.
 */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/*
 * How many bytes of outside text are shown: of a value enough to find it, of
 * a file name what a path usually has.
 */
enum { QUOTE_BYTES = 80, NAME_BYTES = 160, CUT_BYTES = 4 };

/*
 * Escapes at most limit of n bytes into to, which has room for four letters
 * a byte and CUT_BYTES.
 */
static void
escape(char *to, const char *text, size_t n, size_t limit)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *bytes = (const unsigned char *)text;
	size_t i = 0;

	while (i < n) {
		uint32_t code = 0;
		size_t length = utf8_decode(text + i, n - i, &code);
		bool plain = length > 0 && code != '\\' && utf8_shows(code);

		if (!plain)
			length = 1;
		if (i + length > limit)
			break;
		if (plain) {
			memcpy(to, bytes + i, length);
			to += length;
		} else {
			*to++ = '\\';
			*to++ = 'x';
			*to++ = hex[bytes[i] >> 4];
			*to++ = hex[bytes[i] & 15];
		}
		i += length;
	}
	memcpy(to, i < n ? "..." : "", i < n ? 4 : 1);
}

const char *
error_quote(struct quote *quote, const char *bytes, size_t n)
{
	_Static_assert(QUOTE_TEXT >= 4 * QUOTE_BYTES + CUT_BYTES, "room");
	escape(quote->text, bytes, n, QUOTE_BYTES);
	return quote->text;
}

/* Appends to the text, of which length are there. */
PRINTF_LIKE(3, 0) static void
append(struct error *err, size_t length, const char *format, va_list args)
{
	if (length < sizeof(err->text))
		vsnprintf(err->text + length, sizeof(err->text) - length,
			  format, args);
}

int
error_set(struct error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	append(err, 0, format, args);
	va_end(args);
	return -1;
}

int
error_at(struct error *err, const char *file, uint64_t line, uint64_t column,
	 const char *format, ...)
{
	char name[4 * NAME_BYTES + CUT_BYTES];
	size_t n = strlen(file), shown = n;
	int length;
	va_list args;

	/* Of a long path the end tells more than the beginning. */
	if (n > NAME_BYTES)
		shown = NAME_BYTES - 3;
	escape(name, file + n - shown, shown, NAME_BYTES);
	length = snprintf(err->text, sizeof(err->text), "%s%s:",
			  shown < n ? "..." : "", name);
	if (line > 0)
		length += snprintf(err->text + length,
				   sizeof(err->text) - (size_t)length,
				   "%ju:", (uintmax_t)line);
	if (line > 0 && column > 0)
		length += snprintf(err->text + length,
				   sizeof(err->text) - (size_t)length,
				   "%ju:", (uintmax_t)column);
	err->text[length++] = ' ';
	err->text[length] = '\0';
	va_start(args, format);
	append(err, (size_t)length, format, args);
	va_end(args);
	return -1;
}

int
error_errno(struct error *err, const char *format, ...)
{
	int number = errno;
	char words[128];
	size_t length;
	va_list args;

	va_start(args, format);
	append(err, 0, format, args);
	va_end(args);
	if (strerror_r(number, words, sizeof(words)) != 0)
		snprintf(words, sizeof(words), "error %d", number);
	length = strlen(err->text);
	snprintf(err->text + length, sizeof(err->text) - length, ": %s",
		 words);
	return -1;
}
