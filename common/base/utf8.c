/*
 * utf8.c - letters of UTF-8, and which of them a reader would see.
 */
#include "base/utf8.h"

bool
utf8_shows(uint32_t code)
{
	return code >= 0x20 && !(code >= 0x7f && code < 0xa0)
	       && code != 0xad				/* soft hyphen */
	       && code != 0x61c				/* turns direction */
	       && !(code >= 0x200b && code <= 0x200f)	/* no width */
	       && !(code >= 0x2028 && code <= 0x202e)	/* lines, direction */
	       && !(code >= 0x2060 && code <= 0x206f)
	       && !(code >= 0xd800 && code <= 0xf8ff)	/* halves, private */
	       && !(code >= 0xfe00 && code <= 0xfe0f)	/* variants */
	       && code != 0xfeff && !(code >= 0xfff0 && code <= 0xfffb)
	       && (code & 0xfffe) != 0xfffe && code < 0xe0000;
}

/* How many bytes the first says, and its share of the number; 0: none. */
static size_t
first_byte(unsigned char byte, uint32_t *code)
{
	if (byte < 0x80) {
		*code = byte;
		return 1;
	}
	if (byte >= 0xc2 && byte <= 0xdf) {
		*code = byte & 0x1f;
		return 2;
	}
	if (byte >= 0xe0 && byte <= 0xef) {
		*code = byte & 0x0f;
		return 3;
	}
	if (byte >= 0xf0 && byte <= 0xf4) {
		*code = byte & 0x07;
		return 4;
	}
	return 0;
}

size_t
utf8_decode(const char *bytes, size_t n, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t length = n ? first_byte((unsigned char)bytes[0], code) : 0;

	if (length > n)
		return 0;
	for (size_t i = 1; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if ((byte & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (byte & 0x3f);
	}
	if (length == 0 || *code < least[length] || *code > 0x10ffff ||
	    (*code >= 0xd800 && *code <= 0xdfff))
		return 0;
	return length;
}
