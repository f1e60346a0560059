/*
 * number.h - numbers from text and back, the same in every locale.
 */
#ifndef GBQC_BASE_NUMBER_H
#define GBQC_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/attributes.h"

struct error;

/* For sums of products; gcc and clang have it on machines of 64 bits. */
__extension__ typedef unsigned __int128 u128;

enum { NUMBER_TEXT = 32 };	/* room for any number that is written here */

/*
 * Reads digits, nothing else, from min to max. Returns 0, or -1 with err set
 * to what was found and what was expected.
 */
MUST_USE int parse_u64(const char *text, uint64_t min, uint64_t max,
		       uint64_t *n, struct error *err);

/* As parse_u64() on n bytes, any value; true if they are such a number. */
MUST_USE bool digits_u64(const char *text, size_t n, uint64_t *value);

/* Bytes with an optional K, M, G or T (powers of 1,024): 512M, 4G, 1000. */
MUST_USE int parse_size(const char *text, uint64_t *bytes, struct error *err);

/*
 * A finite decimal number (sign, point and exponent as in C, no hexadecimal,
 * no inf or nan) that takes up all of n bytes. True if it is one.
 */
MUST_USE bool decimal_number(const char *text, size_t n, double *value);

/*
 * Writes the shortest decimal number that decimal_number() reads back as n,
 * which is finite.
 */
void shortest_number(char text[NUMBER_TEXT], double n);

/* As decimal_number() on a string, from min to max; -1 with err set if not. */
MUST_USE int parse_double(const char *text, double min, double max,
			  double *value, struct error *err);

/* Writes n in decimal, without NUL. Returns its length, at most 20. */
size_t write_u64(char *to, uint64_t n);

extern const char number_pairs[];	/* "00" to "99" */

/* The same, inline where n is short, as most counts are; returns the end. */
static inline char *
number_put(char *to, uint64_t n)
{
	if (n >= 1000)
		return to + write_u64(to, n);
	if (n >= 100) {
		*to++ = (char)('0' + n / 100);
		n %= 100;
	} else if (n < 10) {
		*to = (char)('0' + n);
		return to + 1;
	}
	memcpy(to, number_pairs + 2 * n, 2);
	return to + 2;
}

/* *sum += n. False, and *sum as it was, where that would pass UINT64_MAX. */
MUST_USE bool add_u64(uint64_t *sum, uint64_t n);

#endif
