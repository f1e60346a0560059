/*
 * value_arrays.h - the arrays of a feature as sorted tallies. Private to
 * checks/.
 */
#ifndef GBQC_CHECKS_VALUE_ARRAYS_H
#define GBQC_CHECKS_VALUE_ARRAYS_H

#include <stddef.h>

#include "checks/value_counts.h"

/*
 * What the arrays of counts hold, which stay as they are: *n tallies from
 * malloc(), in the order of the table.
 */
struct tally *value_arrays_sort(const struct value_counts *counts, size_t *n);

#endif
