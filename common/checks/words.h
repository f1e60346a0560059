/*
 * words.h - words of k letters of ACGT as numbers. Private to checks/.
 *
 * A word is a number of 2 bits a letter, A 0, C 1, G 2, T (or U) 3, its first
 * letter in the highest bits: numbers sort as words do.
 */
#ifndef GBQC_CHECKS_WORDS_H
#define GBQC_CHECKS_WORDS_H

#include <stddef.h>
#include <stdint.h>

enum { WORD_LEAST = 3, WORD_SCORED = 4, WORD_MOST = 8 };

extern const uint8_t word_letters[128];		/* words.c */

/* 0 to 3, or 4 for a letter that no word holds; any case. */
static inline unsigned
word_letter(uint8_t letter)
{
	return word_letters[letter & 0x7f];
}

/* Writes k letters and NUL. */
void word_text(unsigned word, unsigned k, char *text);

#endif
