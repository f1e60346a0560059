/*
 * json.h - the report for programs: docs/report.schema.json says what it
 * holds.
 */
#ifndef GBQC_EXPORT_JSON_H
#define GBQC_EXPORT_JSON_H

#include "base/attributes.h"

struct about;
struct error;
struct finding_list;
struct judged;
struct output;

/*
 * Writes the report, keys in a fixed order, a verdict a line, once
 * judged_find_copies() was called. Write errors
 * stay in out; -1 with err set where counts cannot be read again.
 */
MUST_USE int json_write(const struct judged *judged,
			const struct about *about,
			const struct finding_list *findings,
			struct output *out, struct error *err);

#endif
