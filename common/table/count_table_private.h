/*
 * count_table_private.h - the inside of a count table, for the files that
 * read and write it.
 */
#ifndef GBQC_TABLE_COUNT_TABLE_PRIVATE_H
#define GBQC_TABLE_COUNT_TABLE_PRIVATE_H

#include "base/names.h"
#include "base/text.h"
#include "table/count_table.h"
#include "table/format.h"

struct count_table {
	struct table_head head;
	struct names *group_names;	/* split, label, column, tabs between */
	struct group *groups;
	size_t groups_room;
	struct names *series_names;	/* group, kind, check, at */
	struct series *series;
	size_t series_room;
	struct text key;		/* scratch */
	uint64_t unknown;
	char *unknown_check;		/* the first of them, or NULL */
};

/* The kind of the entries of a series. */
const struct entry_kind *series_entries(enum series_kind kind);

#endif
