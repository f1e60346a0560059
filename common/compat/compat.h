/*
 * compat.h - the reports that the reference implementation writes.
 *
 * DIR/class/<column>/<a>_vs_<b>/gb-qc-report.csv for every two classes in
 * every sequence column, and gb-qc-duplicates.txt beside it where they share
 * a sequence. Rules: docs/compat.md.
 */
#ifndef GBQC_COMPAT_COMPAT_H
#define GBQC_COMPAT_COMPAT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"

struct dataset;
struct error;
struct text;

enum { COMPAT_CLASSES = 50 };	/* more are refused */

static const double COMPAT_MIN_COVERAGE = .25;

struct compat_options {
	const char *dir;		/* made if it is not there */
	uint64_t end_position;		/* the last position shown, from 1 */
	bool has_end_position;
	double min_coverage;		/* 0 to 1: COMPAT_MIN_COVERAGE */
};

/*
 * Reads a dataset that was opened with compat to its end, then writes the
 * reports, each whole or not at all. With fewer than two classes there is
 * none, and that is no error. notices: what should be said once, a line
 * each, is added to it. Returns 0, or -1 with err set.
 */
MUST_USE int compat_write(struct dataset *set,
			  const struct compat_options *options,
			  struct text *notices, struct error *err);

#endif
