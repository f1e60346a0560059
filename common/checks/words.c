/*
 * words.c - words of k letters of ACGT as numbers.
 */
#include "checks/words.h"

unsigned
word_letter(uint8_t letter)
{
	switch (letter & 0xdf) {
	case 'A':
		return 0;
	case 'C':
		return 1;
	case 'G':
		return 2;
	case 'T':
	case 'U':
		return 3;
	default:
		return 4;
	}
}

void
word_text(unsigned word, unsigned k, char *text)
{
	text[k] = '\0';
	while (k-- > 0) {
		text[k] = "ACGT"[word & 3];
		word >>= 2;
	}
}
