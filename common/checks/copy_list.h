/*
 * copy_list.h - the groups of copies of a dataset, with the records that are
 * in them.
 */
#ifndef GBQC_CHECKS_COPY_LIST_H
#define GBQC_CHECKS_COPY_LIST_H

#include "base/attributes.h"

struct dataset;
struct error;
struct output;

/*
 * Writes a row for every record whose sequence, on either strand, is there
 * again in its column: `#group copies id split label column strand row`.
 * Groups are numbered from 1, the most copied first, then by hash; within a
 * group rows are in the order of the input. row counts the records of the
 * run from 1. Empty sequences are left out.
 *
 * Memory: about 40 bytes a record and its id.
 */
MUST_USE int copy_list_write(struct dataset *set, struct output *out,
			     struct error *err);

#endif
