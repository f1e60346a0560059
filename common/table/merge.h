/*
 * merge.h - count tables added up as text, row by row.
 *
 * The rows of any number of tables are merged from their files, without ever
 * being in memory together; what cannot be read twice (pipes, compressed
 * files) or is not sorted is gathered in memory, and in a temporary file
 * above a limit. The result is that of count_table_read() and
 * count_table_write() on all of them, and keeps rows of unknown checks.
 */
#ifndef GBQC_TABLE_MERGE_H
#define GBQC_TABLE_MERGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct error;
struct output;
struct source;

/*
 * Adds up the tables of n files ("-": stdin) and writes the sum, nothing
 * before all were read to their end. first: files[0], opened already and taken
 * over, or NULL. memory: bytes to gather rows in; 0: no
 * limit. Returns 0, or -1 with err set, which names file and line; write
 * errors stay in out.
 */
MUST_USE int merge_counts(const char *const *files, size_t n,
			  struct source *first, uint64_t memory,
			  struct output *out, struct error *err);

#endif
