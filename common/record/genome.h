/*
 * genome.h - letters of a reference genome by their coordinates, through
 * htslib's faidx.
 *
 * The genome is FASTA, plain or BGZF. A plain one is read by its index (.fai)
 * where that is there, after it was held against the file; else, and always
 * where it is packed, an index is made for the run, in a temporary file: a
 * .gzi that came with it is never read, for htslib trusts what it says.
 */
#ifndef GBQC_RECORD_GENOME_H
#define GBQC_RECORD_GENOME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "record/record.h"

struct error;
struct genome;

/* Returns NULL with err set. path is borrowed until genome_close(). */
struct genome *genome_open(const char *path, struct error *err);
void genome_close(struct genome *genome);	/* NULL is fine */

/* True if its index was made for this run. */
bool genome_was_indexed(const struct genome *genome);

/* Where a sequence is asked for, for messages. */
struct genome_place {
	const char *file;
	uint64_t line;
};

/*
 * The contig of that name; with or without "chr" before it, and of chrM, MT,
 * M and chrMT any, where it is not there as written. Returns 0, or -1 with
 * err set, also where the index lies about it.
 */
MUST_USE int genome_find(struct genome *genome, struct slice name,
			 const struct genome_place *place, uint32_t *contig,
			 struct error *err);

/* In letters. */
uint64_t genome_length(const struct genome *genome, uint32_t contig);

/*
 * Writes letters start to end (from 0, end not among them) to a buffer that is
 * padded as letters.h has it, and zeros behind them; of the other strand, if
 * reverse. start <= end <= genome_length(). Returns 0, or -1 with err set.
 */
MUST_USE int genome_fetch(struct genome *genome, uint32_t contig,
			  uint64_t start, uint64_t end, bool reverse,
			  const struct genome_place *place, char *to,
			  struct error *err);

#endif
