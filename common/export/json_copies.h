/*
 * json_copies.h - the part of the report for programs that speaks of copies.
 * Private to export/.
 */
#ifndef GBQC_EXPORT_JSON_COPIES_H
#define GBQC_EXPORT_JSON_COPIES_H

struct judged;
struct output;

/*
 * The lists `copies`, a row a group, and `copy_groups`, the sequences that
 * are there most often.
 */
void json_put_copies(struct output *out, const struct judged *judged);

#endif
