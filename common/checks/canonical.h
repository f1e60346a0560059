/*
 * canonical.h - the strand by which copies are told, and its hash.
 */
#ifndef GBQC_CHECKS_CANONICAL_H
#define GBQC_CHECKS_CANONICAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Working space; start with { 0 }. */
struct canonical {
	uint8_t *letters;
	size_t room;
};

/* True if this processor has AVX2. */
bool canonical_has_wide(void);

/*
 * The XXH3-128 hash (seed 0) of upper case, U as T, of the strand that is
 * bytewise smaller; the other strand is the IUPAC complement turned round.
 * True where the sequence is that strand, or both are equal. seq is n checked
 * letters, padded as those of a batch. wide: by AVX2; the hash is the same.
 */
bool canonical_hash(struct canonical *space, const uint8_t *seq, uint32_t n,
		    bool wide, uint64_t *high, uint64_t *low);
void canonical_release(struct canonical *space);

#endif
