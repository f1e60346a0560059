/*
 * json_copies.h - the part of the report for programs that speaks of copies.
 * Private to export/.
 */
#ifndef GBQC_EXPORT_JSON_COPIES_H
#define GBQC_EXPORT_JSON_COPIES_H

#include "base/attributes.h"

struct error;
struct judged;
struct output;

/*
 * The lists `copies`, a row a group, and `copy_groups`, the sequences that
 * are there most often. -1 with err set where counts cannot be read again.
 */
MUST_USE int json_put_copies(struct output *out, const struct judged *judged,
			     struct error *err);

#endif
