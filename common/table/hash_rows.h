/*
 * hash_rows.h - hashes as rows of a count table. Private to table/.
 */
#ifndef GBQC_TABLE_HASH_ROWS_H
#define GBQC_TABLE_HASH_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/attributes.h"
#include "table/count_table.h"
#include "table/hex.h"

struct error;
struct output;
struct text;

/* Of a row, from its field `at` as far as the count: 41 bytes; its end. */
static inline char *
hash_row_put(char *to, const struct hash_count *hash, bool minus)
{
	*to++ = minus ? '-' : '+';
	*to++ = '\t';
	to = hex_write(hex_write(to, hash->high), hash->low);
	memcpy(to, "\t.\t", 3);
	return to + 3;
}

/*
 * Writes all rows of a series of hashes, each after the prefix, in order: on
 * so many threads, a part of the hashes each. Write errors stay in out; -1
 * with err set where a count passes its limit or a run cannot be read.
 */
MUST_USE int hash_rows_write(const struct series *series,
			     const struct text *prefix, size_t threads,
			     struct output *out, struct error *err);

#endif
