/*
 * profile.h - the pass over the letters behind batch_profile(), in each of
 * the ways that a processor may allow. All give equal counts.
 */
#ifndef GBQC_CHECKS_PROFILE_H
#define GBQC_CHECKS_PROFILE_H

#include <stdbool.h>

#include "checks/batch.h"

/* True if this processor has AVX2, POPCNT and BMI. */
bool profile_has_wide(void);

/*
 * Fills in parts of the profiles of all records, and perhaps others; wide: by
 * those instructions.
 */
void profile_records(struct batch *batch, unsigned parts, bool wide);

/*
 * The two ways, for one record of n letters, without PROFILE_RUNS. The
 * second must not be called where profile_has_wide() is false.
 */
void profile_plain(const uint8_t *seq, uint32_t n, unsigned parts,
		   struct profile *profile);
void profile_wide(const uint8_t *seq, uint32_t n, unsigned parts,
		  struct profile *profile);

#endif
