/*
 * multiqc.h - the report as files that MultiQC gathers into sections and a
 * general-statistics line.
 */
#ifndef GBQC_EXPORT_MULTIQC_H
#define GBQC_EXPORT_MULTIQC_H

#include "base/attributes.h"

struct about;
struct error;
struct judged;

/*
 * Writes PREFIX.gbqc_general_mqc.json and three more (docs/report.md). Each
 * is whole or absent. -1 with err set.
 */
MUST_USE int multiqc_write(const struct judged *judged,
			   const struct about *about, const char *prefix,
			   struct error *err);

#endif
