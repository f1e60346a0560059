/*
 * json_leaks.h - the part of the report for programs that speaks of near
 * copies between splits. Private to export/.
 */
#ifndef GBQC_EXPORT_JSON_LEAKS_H
#define GBQC_EXPORT_JSON_LEAKS_H

#include <stddef.h>
#include <stdint.h>

struct leak_findings;
struct output;

/* A split that was tested against another, as an object on one line. */
void json_put_leaks(struct output *out, const struct leak_findings *leaks);

/* A number of records, null for RECORDS_UNKNOWN. */
void json_put_records(struct output *out, uint64_t n);

#endif
