/*
 * letters.c - letters of sequences as shapes that can be stretched.
 */
#include <inttypes.h>

#include "page/letters.h"

/* Each fills a box of 100 by 100. */
struct shape {
	char letter;
	enum ink ink;
	const char *path;
};

static const struct shape shapes[] = {
	{ 'A', INK_A,
	  "M0 100L38 0H62L100 100H78L70 76H30L22 100ZM36 58H64L50 16Z" },
	{ 'C', INK_C,
	  "M98 34C92 12 74 0 52 0C20 0 2 20 2 50C2 80 20 100 52 100"
	  "C74 100 92 88 98 64L77 60C73 74 64 82 52 82C34 82 24 70 24 50"
	  "C24 30 34 18 52 18C64 18 73 25 77 38Z" },
	{ 'G', INK_G,
	  "M98 32C92 11 74 0 52 0C20 0 2 20 2 50C2 80 20 100 52 100"
	  "C76 100 90 91 98 82V46H54V64H77V72C71 79 63 82 53 82"
	  "C34 82 24 70 24 50C24 30 34 18 52 18C64 18 73 24 77 36Z" },
	{ 'T', INK_T, "M0 0H100V18H61V100H39V18H0Z" },
	{ 'U', INK_T,
	  "M4 0H26V62C26 76 36 82 50 82C64 82 74 76 74 62V0H96V62"
	  "C96 88 77 100 50 100C23 100 4 88 4 62Z" },
	{ 'N', INK_OTHER,
	  "M5 0H27L73 64V0H95V100H73L27 36V100H5Z" },
	/* Any other: a box. */
	{ 'X', INK_OTHER, "M20 10H80V90H20ZM34 24V76H66V24Z" },
};

enum { SHAPES = sizeof(shapes) / sizeof(*shapes) };

static const struct shape *
shape_of(char letter)
{
	for (size_t i = 0; i < SHAPES; i++)
		if (shapes[i].letter == letter)
			return &shapes[i];
	return &shapes[SHAPES - 1];
}

void
letters_define(struct text *to)
{
	for (size_t i = 0; i < SHAPES; i++)
		text_addf(to, "<path id=\"%c\" d=\"%s\"/>",
			  shapes[i].letter, shapes[i].path);
}

void
letters_group_open(struct text *to, char letter, unsigned opacity)
{
	svg_group_open(to, &(struct svg_look){ .fill = shape_of(letter)->ink,
					       .opacity = opacity });
}

void
letters_group_close(struct text *to)
{
	svg_group_close(to);
}

/* n / 1000 as a decimal, without zeros at its end. */
static void
add_thousandths(struct text *to, int32_t n)
{
	char digits[4] = { (char)('0' + n / 100 % 10),
			   (char)('0' + n / 10 % 10), (char)('0' + n % 10) };
	size_t length = 3;

	while (length > 0 && digits[length - 1] == '0')
		length--;
	if (n >= 1000 || !length)
		text_addf(to, "%" PRId32, n / 1000);
	if (length) {
		text_addc(to, '.');
		text_add(to, digits, length);
	}
}

void
letters_add(struct text *to, char letter, int32_t x, int32_t y, int32_t width,
	    int32_t height)
{
	/* A box of 100 px is 1,000 tenths: the scale is in thousandths. */
	text_addf(to, "<use href=\"#%c\" transform=\"matrix(",
		  shape_of(letter)->letter);
	add_thousandths(to, width);
	text_adds(to, " 0 0 ");
	add_thousandths(to, height);
	text_addc(to, ' ');
	add_thousandths(to, 100 * x);
	text_addc(to, ' ');
	add_thousandths(to, 100 * y);
	text_adds(to, ")\"/>");
}
