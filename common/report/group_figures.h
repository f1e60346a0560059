/*
 * group_figures.h - what a group looks like in a few numbers: lengths and GC
 * content, from the counts.
 */
#ifndef GBQC_REPORT_GROUP_FIGURES_H
#define GBQC_REPORT_GROUP_FIGURES_H

#include <stdint.h>

#include "base/attributes.h"

struct column;
struct error;

/* NAN where the check was not counted, or of no record. */
struct group_figures {
	double shortest, quarter, median, three_quarters, longest;	/* nt */
	double mean;		/* nt */
	uint64_t empty;		/* records of length 0 */
	double gc;		/* mean, 0 to 1, of records with a base */
	uint64_t without_base;	/* records of which GC is 0 of 0 */
};

/*
 * The figures of each group of a column, by place, from malloc(). Quartiles
 * are of type 7, as `gbqc-len --summary` prints them. NULL with err set
 * where counts cannot be read again.
 */
struct group_figures *group_figures_make(const struct column *column,
					 struct error *err);

#endif
