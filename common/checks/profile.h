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

/* Adds parts to the profiles of all records; wide: by those instructions. */
void profile_records(struct batch *batch, unsigned parts, bool wide);

#endif
