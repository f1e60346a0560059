/*
 * each.h - the header of --each: one row a sequence. Private to checks/.
 */
#ifndef GBQC_CHECKS_EACH_H
#define GBQC_CHECKS_EACH_H

#include "checks/measure.h"

struct output;

void each_write_header(const struct measure_options *how,
		       struct output *out);

#endif
