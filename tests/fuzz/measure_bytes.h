/*
 * measure_bytes.h - all checks over bytes as a file, and the laws that must
 * hold whatever the bytes are.
 */
#ifndef GBQC_TESTS_MEASURE_BYTES_H
#define GBQC_TESTS_MEASURE_BYTES_H

#include <stddef.h>

#include "record/dataset.h"

/*
 * Measures the bytes. Where they are refused, the message must be one line.
 * Else measure(A + A) = merge(measure(A), measure(A)), byte for byte, and
 * the table that is written is the one that is read. options: without files.
 */
void measure_bytes(const void *bytes, size_t n,
		   const struct input_options *options);

#endif
