/*
 * error.c - messages that fit one line and show outside text as it is.
 */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/*
 * How many bytes of outside text are shown: of a value enough to find it, of
 * a file name what a path usually has.
 */
enum { QUOTE_BYTES = 80, NAME_BYTES = 160, CUT_BYTES = 4 };

static bool
printable(uint32_t code)
{
	return code >= 0xa0 && code != 0xad		/* C1, soft hyphen */
	       && code != 0x61c				/* turns direction */
	       && !(code >= 0x200b && code <= 0x200f)	/* no width */
	       && !(code >= 0x2028 && code <= 0x202e)	/* lines, direction */
	       && !(code >= 0x2060 && code <= 0x206f)
	       && !(code >= 0xd800 && code <= 0xf8ff)	/* halves, private */
	       && !(code >= 0xfe00 && code <= 0xfe0f)	/* variants */
	       && code != 0xfeff && !(code >= 0xfff0 && code <= 0xfffb)
	       && (code & 0xfffe) != 0xfffe && code < 0xe0000;
}

/* The length of the printable UTF-8 sequence that bytes begin with, or 0. */
static size_t
utf8_length(const unsigned char *bytes, size_t n)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t length;
	uint32_t code;

	if (bytes[0] >= 0xc2 && bytes[0] <= 0xdf) {
		length = 2;
		code = bytes[0] & 0x1f;
	} else if (bytes[0] >= 0xe0 && bytes[0] <= 0xef) {
		length = 3;
		code = bytes[0] & 0x0f;
	} else if (bytes[0] >= 0xf0 && bytes[0] <= 0xf4) {
		length = 4;
		code = bytes[0] & 0x07;
	} else {
		return 0;
	}
	if (length > n)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (bytes[i] & 0x3f);
	}
	return code >= least[length] && printable(code) ? length : 0;
}

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
		size_t length = 1;
		bool plain = bytes[i] >= 0x20 && bytes[i] < 0x7f
			     && bytes[i] != '\\';

		if (bytes[i] >= 0x80) {
			length = utf8_length(bytes + i, n - i);
			plain = length > 0;
			if (!plain)
				length = 1;
		}
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
