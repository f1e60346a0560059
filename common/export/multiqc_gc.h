/*
 * multiqc_gc.h - records of each class by GC content, as lines for MultiQC.
 * Private to export/.
 */
#ifndef GBQC_EXPORT_MULTIQC_GC_H
#define GBQC_EXPORT_MULTIQC_GC_H

#include "base/attributes.h"

struct about;
struct error;
struct judged;
struct output;

/* Writes the whole file. -1 with err set where counts cannot be read. */
MUST_USE int multiqc_write_gc(const struct judged *judged,
			      const struct about *about, struct output *out,
			      struct error *err);

#endif
