/*
 * pair_sum.h - what is left of sorted rows of several pair tables: the union,
 * or the best row of each record. Private to this room.
 */
#ifndef GBQC_TABLE_PAIR_SUM_H
#define GBQC_TABLE_PAIR_SUM_H

#include <stddef.h>

#include "base/attributes.h"
#include "table/pair_table.h"

struct error;
struct output;
struct pair_sum;

struct pair_sum *pair_sum_new(enum pair_form form, struct output *out);
void pair_sum_free(struct pair_sum *sum);

/* Takes the next row in order; -1 with err set if a sum would overflow. */
MUST_USE int pair_sum_add(struct pair_sum *sum, const struct pair_row *pair,
			  struct error *err);

/* Writes what waits; after the last row. */
void pair_sum_end(struct pair_sum *sum);

#endif
