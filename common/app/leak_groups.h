/*
 * leak_groups.h - groups of near copies: what must stay together when a
 * dataset is split.
 */
#ifndef GBQC_APP_LEAK_GROUPS_H
#define GBQC_APP_LEAK_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/leak_data.h"
#include "base/attributes.h"

struct error;
struct output;

/*
 * Finds the groups within each split, by single linkage over the relations
 * copy and near, and writes a row a record: group (numbers of their first
 * records' order, from 1), size, cohesion (the smallest similarity of linked
 * pairs: matched letters of the longer record's), split, label, id. none:
 * also records that are alone. -1 with err set.
 */
MUST_USE int leak_groups_write(const struct leak_data *data,
			       const struct leak_options *options, bool none,
			       struct output *out, struct error *err);

#endif
