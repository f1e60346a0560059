/*
 * pair_merge.h - pair tables of shards into that of the whole, row by row.
 *
 * Sorted tables in plain files are streamed; what comes from a pipe, is
 * compressed or is not sorted goes through sorted stretches of a temporary
 * file. What merging means: pair_table.h.
 */
#ifndef GBQC_TABLE_PAIR_MERGE_H
#define GBQC_TABLE_PAIR_MERGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct error;
struct output;
struct source;

/*
 * Merges the tables of n files ("-": stdin), nothing written before all were
 * read to their end. first: files[0], opened already and taken over, or
 * NULL. memory: bytes of rows to sort at a time; 0: no limit. Returns 0, or
 * -1 with err set, which names file and line; write errors stay in out.
 */
MUST_USE int merge_pairs(const char *const *files, size_t n,
			 struct source *first, uint64_t memory,
			 struct output *out, struct error *err);

#endif
