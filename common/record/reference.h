/*
 * reference.h - how the reference implementation reads, for --compat alone.
 *
 * docs/compat.md lists the rules and says what each was held against. Private
 * to this room.
 */
#ifndef GBQC_RECORD_REFERENCE_H
#define GBQC_RECORD_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/format.h"

/* True if a whole field is empty or a word for a missing value. */
bool reference_missing(struct slice field);

/*
 * The class that a file stands for: its name without folder, .gz and one of
 * .fasta .fa .csv .tsv, in any case.
 */
struct slice reference_class(const char *path);

/*
 * As chunk_set_group(): splits are ignored, a missing label has bytes NULL,
 * and nothing is said by a description. The split is the path of the file
 * where the file is the class, else ".".
 */
MUST_USE int reference_set_group(struct chunk *chunk, struct record *record,
				 struct slice from_label, struct error *err);

/*
 * True if a record is dropped, which is counted: it has no label, or, with
 * regression, none that is a number. Blanks around a number go.
 */
bool reference_drops(struct chunk *chunk, struct record *record);

/*
 * A sequence of a table, at line and column of the file: any ASCII but NUL;
 * empty if it is missing. Returns 0, or -1 with err set.
 */
MUST_USE int reference_sequence(const struct chunk *chunk,
				struct slice *field, uint64_t line,
				uint64_t column, struct error *err);

/*
 * The line of FASTA at chunk->at, which is moved past it, without its blanks,
 * in place. As above.
 */
MUST_USE int reference_fasta_line(struct chunk *chunk, struct slice *line,
				  struct error *err);

/* True if the line from at to end holds blanks alone: no row of a table. */
bool reference_blank_line(const char *at, const char *end, char delimiter);

#endif
