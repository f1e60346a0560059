/*
 * triplets.h - the two triplets of four letters as counters that can be added.
 * Private to checks/.
 *
 * Triplet xyz has a counter of 4 bits, in byte 4 * ((4 * x + y) % 8) + z of
 * 32 bytes: the low half of the byte where x is A or C, else the high half.
 */
#ifndef GBQC_CHECKS_TRIPLETS_H
#define GBQC_CHECKS_TRIPLETS_H

#include <stdint.h>

enum { TRIPLETS_BYTES = 32, TRIPLETS_FOURS = 256 };

/*
 * By bits 1 and 2 of the letters in ASCII, those of the first letter the
 * lowest: A 0, C 1, T (U) 2, G 3. Words in the order of a little-endian
 * machine, each entry aligned to its size.
 */
extern const uint64_t triplets_of[TRIPLETS_FOURS][TRIPLETS_BYTES / 8];

#endif
