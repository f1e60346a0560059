/*
 * place.h - whether two names are one place: an output that is also an input,
 * or another output, loses what is there.
 */
#ifndef GBQC_IO_PLACE_H
#define GBQC_IO_PLACE_H

#include <stdbool.h>

/* True of standard output: NULL, "-", and the names it has as a device. */
bool place_is_standard(const char *path);

/* True where both names are of one file that is there, not of a device. */
bool place_same_file(const char *one, const char *other);

/*
 * True where output is the file that is read as input, by whatever name; NULL
 * or "-": that of standard input.
 */
bool place_is_read(const char *output, const char *input);

/*
 * True where what is written to one is written to other too: one file, by
 * whatever names, whether it is there yet or not; or both standard output.
 * Two names of another device are two places, for it can take both.
 */
bool place_same(const char *one, const char *other);

#endif
