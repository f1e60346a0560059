/*
 * utf8.c - letters of outside text, one at a time.
 */
#include "base/utf8.h"

bool
utf8_shows(uint32_t code)
{
	return code >= 0x20 && code != 0x7f
	       && !(code >= 0x80 && code <= 0x9f)	/* C1 */
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

size_t
utf8_decode(const char *bytes, size_t n, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *in = (const unsigned char *)bytes;
	size_t length;

	if (in[0] < 0x80) {
		*code = in[0];
		return 1;
	} else if (in[0] >= 0xc2 && in[0] <= 0xdf) {
		length = 2;
		*code = in[0] & 0x1f;
	} else if (in[0] >= 0xe0 && in[0] <= 0xef) {
		length = 3;
		*code = in[0] & 0x0f;
	} else if (in[0] >= 0xf0 && in[0] <= 0xf4) {
		length = 4;
		*code = in[0] & 0x07;
	} else {
		return 0;
	}
	if (length > n)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((in[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (in[i] & 0x3f);
	}
	if (*code < least[length] || *code > 0x10ffff ||
	    (*code >= 0xd800 && *code <= 0xdfff))
		return 0;
	return length;
}
