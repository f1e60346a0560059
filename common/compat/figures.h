/*
 * figures.h - the three figures and the flag that the reference gives a
 * feature, and how it prints them.
 *
 * Pure functions. Class a is the positive class. Definitions:
 * tests/parity/README.md; what was held against what: docs/compat.md.
 */
#ifndef GBQC_COMPAT_FIGURES_H
#define GBQC_COMPAT_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/ranking.h"

/* The smaller class, or both classes at a position: not scored below it. */
enum { COMPAT_FLOOR = 250 };

enum { SHORTEST_TEXT = 32 };	/* room for any double that is written here */

/* What one row of a report says; figures only where it was scored. */
struct figures {
	bool scored;		/* false: Unknown */
	double auroc, auprc, accuracy;
};

/* Of a feature with one value a sequence; each class has at least one. */
struct figures figures_of_values(const struct bin *bins, size_t n);

/* Of a letter at a position: yes of n sequences that reach it have it. */
struct figures figures_of_shares(uint64_t yes_a, uint64_t n_a, uint64_t yes_b,
				 uint64_t n_b);

/* The larger of each figure on its own goes to worst; Unknown adds nothing. */
void figures_worst(struct figures *worst, const struct figures *other);

/* "Pass" to .6, "Warning" to .7, else "Fail"; "Unknown" if not scored. */
const char *figures_flag(const struct figures *figures);

/*
 * The shortest decimal text that reads back as x (0 or normal), laid out as
 * Python does: 0.5, 1.0, 1e-05. Returns its length, without the NUL.
 */
size_t shortest_text(char text[SHORTEST_TEXT], double x);

#endif
