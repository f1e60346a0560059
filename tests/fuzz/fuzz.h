/*
 * fuzz.h - what the fuzz targets share: bytes as a file, and a count table
 * as bytes.
 *
 * A target is one LLVMFuzzerTestOneInput(). The Makefile links it twice:
 * with clang's libFuzzer, and with replay.c, which runs it on files.
 */
#ifndef GBQC_TESTS_FUZZ_H
#define GBQC_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct count_table;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/*
 * True for CRAM, which no target goes into: its decoder is htslib's alone,
 * and writes out of bounds on damaged files up to 1.21 (SECURITY.md).
 */
bool fuzz_is_cram(const uint8_t *bytes, size_t n);

/*
 * A file in TMPDIR (or /tmp) that holds bytes; the path is good until the
 * process ends, when the file goes. which: 0 to 3, a file each.
 */
const char *fuzz_file(int which, const void *bytes, size_t n);

/* Writes the table to a file as above, and gives its path. */
const char *fuzz_write(int which, const struct count_table *table);

/* Adds the count table in a file to table; it must be a sound one. */
void fuzz_read(struct count_table *table, const char *path);

/* Ends the process where two files differ. */
void fuzz_same(const char *path_a, const char *path_b);

#endif
