/*
 * leak_found.h - what searches found, as leak_rows.c gathers it and tables
 * and summaries tell of it. Private to leak_*.c of this room.
 */
#ifndef GBQC_APP_LEAK_FOUND_H
#define GBQC_APP_LEAK_FOUND_H

#include <stddef.h>
#include <stdint.h>

#include "app/leak_rows.h"

/* The best hit of a record; related 0: it has none. */
struct best {
	struct leak_hit hit;
	uint32_t related;
};

/* What one search found. */
struct found {
	struct best *best;	/* of each query (target) */
	struct leak_hit *all;	/* PAIR_ALL */
	size_t n, room;
	uint8_t *has;		/* PAIR_ALL: queries that have a hit */
};

struct leak_rows {
	const struct leak_data *data;
	const struct leak_search_pair *searches;
	size_t n;
	enum pair_form form;
	struct found *found;
	size_t searching;
};

static inline const struct leak_split *
queries_of(const struct leak_rows *rows, size_t search)
{
	return &rows->data->splits[rows->searches[search].queries];
}

static inline const struct leak_split *
targets_of(const struct leak_rows *rows, size_t search)
{
	return &rows->data->splits[rows->searches[search].targets];
}

/* The records that rows are about. */
static inline const struct leak_split *
own_split(const struct leak_rows *rows, size_t search)
{
	return rows->form == PAIR_BEST_QUERY ? targets_of(rows, search) :
					       queries_of(rows, search);
}

/* The rank of the record that a row is about, and of the other one. */
static inline uint32_t
own_rank(const struct leak_rows *rows, size_t search,
	 const struct leak_hit *hit)
{
	const struct leak_split *own = own_split(rows, search);

	return own->entries[rows->form == PAIR_BEST_QUERY ? hit->target :
							    hit->query].rank;
}

static inline uint32_t
other_rank(const struct leak_rows *rows, size_t search,
	   const struct leak_hit *hit)
{
	return rows->form == PAIR_BEST_QUERY ?
	       queries_of(rows, search)->entries[hit->query].rank :
	       targets_of(rows, search)->entries[hit->target].rank;
}

#endif
